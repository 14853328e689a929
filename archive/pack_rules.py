"""What a field of a pack may hold: marks put on type hints, and the pure checks behind them."""

import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import available_timezones

Fault = tuple[str, str]
"""What is wrong and how to mend it: Vietnamese, English."""

SLUG = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}")
COUNTRY = re.compile(r"[A-Z]{2}")
SLOTS = ("province", "date", "count", "link")


@dataclass(frozen=True, slots=True)
class Key:
    """The text names the thing it stands in; no two of a kind have the same."""

    kind: str


@dataclass(frozen=True, slots=True)
class Ref:
    """The text is the key of a thing of that kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Inherited:
    """Where this is left out, the pack's own value of that name stands."""

    name: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Words in braces are put in by the loader."""


@dataclass(frozen=True, slots=True)
class Within:
    """A number from ``low`` to ``high``."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Checked:
    """A text in which ``fault`` finds nothing."""

    fault: Callable[[str], Fault | None]


def slug_fault(text: str) -> Fault | None:
    """A key is written in small ASCII letters, figures and single dashes."""
    if SLUG.fullmatch(text):
        return None
    return (
        f"mã “{text}” sai dạng; chỉ dùng a–z, 0–9 và gạch nối",
        f'the key "{text}" is malformed; use a–z, 0–9 and dashes only',
    )


def url_fault(text: str) -> Fault | None:
    """An address is absolute, http or https, and carries no password."""
    wrong = (
        f"địa chỉ “{text}” không dùng được; viết đủ http:// hoặc https:// và tên miền",
        f'the address "{text}" cannot be used; write http:// or https:// and the host',
    )
    try:
        # An impossible host or port raises; port 0 is a press that is not up yet.
        parts = urlsplit(text)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        return wrong
    plain = parts.username is None and not any(letter.isspace() for letter in text)
    return None if sound and plain else wrong


def zone_fault(text: str) -> Fault | None:
    """A zone is one of the tz database."""
    if text in _zones():
        return None
    return (
        f"không có múi giờ “{text}”; viết như Asia/Ho_Chi_Minh",
        f'there is no time zone "{text}"; write it like Asia/Ho_Chi_Minh',
    )


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def language_fault(text: str) -> Fault | None:
    """A language is an ISO 639 code."""
    if LANGUAGE.fullmatch(text):
        return None
    return (
        f"mã ngôn ngữ “{text}” sai dạng; viết như vi, en, zh",
        f'the language code "{text}" is malformed; write it like vi, en, zh',
    )


def country_fault(text: str) -> Fault | None:
    """A country is an ISO 3166 code."""
    if COUNTRY.fullmatch(text):
        return None
    return (
        f"mã nước “{text}” sai dạng; viết như VN, SG",
        f'the country code "{text}" is malformed; write it like VN, SG',
    )


def slots_fault(text: str) -> Fault | None:
    """A text of the digest has only the slots that the digest fills."""
    listed = ", ".join(f"{{{slot}}}" for slot in SLOTS)
    wrong = (
        f"chỗ điền sai trong “{text}”; chỉ có {listed}",
        f'a slot is wrong in "{text}"; there are only {listed}',
    )
    try:
        slots = list(string.Formatter().parse(text))
    except ValueError:
        return wrong
    plain = all(name is None or (name in SLOTS and not spec and not turn) for _, name, spec, turn in slots)
    return None if plain else wrong
