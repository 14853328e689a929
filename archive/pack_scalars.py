"""One written word into one value: text, number, day, truth, or a type that reads itself."""

import re
from collections.abc import Callable
from datetime import date

Reading = tuple[Callable[[str], object], str, str]
"""How a word is read (ValueError if it cannot), and what it must be: Vietnamese, English."""


def _whole(text: str) -> int:
    return int(_matching(r"-?[0-9]{1,9}", text))


def _number(text: str) -> float:
    return float(_matching(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text))


def _day(text: str) -> date:
    return date.fromisoformat(_matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text))


def _truth(text: str) -> bool:
    return _matching("true|false", text) == "true"


def _matching(pattern: str, text: str) -> str:
    if re.fullmatch(pattern, text) is None:
        raise ValueError(text)
    return text


SCALARS: dict[object, Reading] = {
    str: (str, "một dòng chữ", "a text"),
    int: (_whole, "một số nguyên", "a whole number"),
    float: (_number, "một số", "a number"),
    bool: (_truth, "true hoặc false", "true or false"),
    date: (_day, "một ngày có thật, viết như 2026-04-30", "a real day, written like 2026-04-30"),
}


def reading(base: object) -> Reading:
    """How a value of that type is read; a type of ours has ``parse`` and says in ``FORM`` what it wants."""
    known = SCALARS.get(base)
    if known is not None:
        return known
    parse: Callable[[str], object] = getattr(base, "parse")  # noqa: B009 - a type hint is no class to mypy
    form: tuple[str, str] = getattr(base, "FORM")  # noqa: B009 - as above
    return parse, *form
