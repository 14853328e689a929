"""A list of subscriptions from another reader as outlets of a pack, to be looked through by a person."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from archive.packs import Pack
from crawler import guard
from crawler.addresses import host_of, key_of
from crawler.opml import Outline, Strange, Subscription, Trouble
from language.identify import OTHER, identify
from language.text import clean, fold, squeeze

HOME_COUNTRY, HOME_LANGUAGE = "VN", "vi"
LONGEST_KEY = 60
COUNTRY_CODE = 2
# Endings that are nobody's country, though they have its letters.
NO_COUNTRY = frozenset({"io", "tv", "co", "me", "ai", "fm", "eu"})
TROUBLES: dict[Trouble, str] = {
    Trouble.NO_ADDRESS: "không có địa chỉ dùng được / no usable address",
    Trouble.TWICE: "đã có ở trên trong danh sách / stands above in the list",
    Trouble.TOO_DEEP: "lồng quá sâu / nested too deep",
    Trouble.BROKEN: "XML hỏng từ đây, phần sau không đọc / the XML is broken, nothing after it was read",
}
HEAD = """\
# Nguồn nhập từ {name}: chưa ai kiểm chứng (verified: no).
# Hãy xem lại name, kind, country, lang của từng cơ quan báo chí rồi chép vào outlets.yaml của gói.
# Sources taken from {name}: nobody has verified them.
# Look through each outlet's name, kind, country and lang, then copy them into the pack's outlets.yaml.
"""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives: outlets as a pack writes them, and the lines that gave none."""

    outlets: tuple[dict[str, Any], ...]
    told: tuple[str, ...]
    sources: int = 0


def outlets_of(outline: Outline, file: str, pack: Pack | None) -> Imported:
    """The subscriptions by outlet, each address judged by the guard; what the pack knows is left out."""
    told = [sentence(file, one) for one in outline.strange]
    known = {key_of(s.url) for outlet in pack.outlets for s in outlet.sources} if pack else set()
    kept: dict[str, list[Subscription]] = {}
    for one in outline.subscriptions:
        if key_of(one.url) in known:
            told.append(f"{file}:{one.line}: gói đã có nguồn này / the pack has this source: {one.url}")
        elif reason := guard.check_address(one.url):
            told.append(f"{file}:{one.line}: {reason}")
        else:
            kept.setdefault(host_of(one.home_page or one.url).removeprefix("www."), []).append(one)
    taken = {outlet.key for outlet in pack.outlets} if pack else set()
    taken |= {source.key for outlet in pack.outlets for source in outlet.sources} if pack else set()
    outlets = tuple(_outlets(kept.items(), taken))
    return Imported(outlets, tuple(told), sum(len(found) for found in kept.values()))


def sentence(file: str, strange: Strange) -> str:
    """Why a line gives no source."""
    return f"{file}:{strange.line}: {TROUBLES[strange.trouble]}: {strange.what}"


def written(imported: Imported, file: str) -> str:
    """The outlets as YAML, with what its reader should do with them."""
    body = yaml.safe_dump(
        {"outlets": list(imported.outlets)}, allow_unicode=True, sort_keys=False, width=1000
    )
    # A pack writes "no" where nobody has seen a source answer.
    return HEAD.format(name=squeeze(clean(file))) + body.replace("verified: false", "verified: no")


def _outlets(
    by_host: Iterable[tuple[str, list[Subscription]]], taken: Collection[str]
) -> Iterator[dict[str, Any]]:
    used = set(taken)
    for host, found in by_host:
        key = _free(slug(host), used)
        first = found[0]
        country = country_of(host)
        lang = first.lang or _spoken(found) or (HOME_LANGUAGE if country == HOME_COUNTRY else "en")
        under = " / ".join(dict.fromkeys(name for one in found for name in one.under))
        yield {
            "key": key,
            "name": first.name if len(found) == 1 and first.name else host,
            "kind": "national" if country == HOME_COUNTRY else "foreign",
            "country": country,
            "lang": lang,
            "home_page": first.home_page or f"https://{host}/",
            "check": True,
            **({"note": under} if under else {}),
            "sources": [_source(key, number, one, used) for number, one in enumerate(found, 1)],
        }


def _source(outlet: str, number: int, one: Subscription, used: set[str]) -> dict[str, Any]:
    told = {"key": _free(f"{outlet}-{number}", used), "url": one.url, "shape": "feed", "verified": False}
    return told | ({"note": one.name} if one.name else {})


def _free(wanted: str, used: set[str]) -> str:
    """A key nobody has."""
    numbered = (f"{wanted}-{number}" for number in range(2, len(used) + 3))
    key = wanted if wanted not in used else next(key for key in numbered if key not in used)
    used.add(key)
    return key


def slug(host: str) -> str:
    """A host as a key."""
    return re.sub(r"[^a-z0-9]+", "-", fold(host)).strip("-")[:LONGEST_KEY].strip("-") or "nguon"


def country_of(host: str) -> str:
    """The country a host's ending names; an ending that names none is a guess for the reader to look at."""
    ending = host.rpartition(".")[2]
    is_code = len(ending) == COUNTRY_CODE and ending.isalpha() and ending not in NO_COUNTRY
    return ("GB" if ending == "uk" else ending.upper()) if is_code else "US"


def _spoken(found: list[Subscription]) -> str:
    lang = identify("\n".join(one.name for one in found))
    return "" if lang == OTHER else lang
