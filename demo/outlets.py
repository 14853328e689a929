"""The outlets of the demo's press, as outlets.yaml describes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from demo.charsets import CHARSETS, label_of
from demo.exchange import MOBILE, PACKINGS

OUTLETS = Path(__file__).with_name("outlets.yaml")
FEEDS = frozenset({"rss", "rss091", "rdf", "atom", "json"})
FORMS = FEEDS | {"sitemap", "news-sitemap", "sitemap-index", "section", "moved", "flapping", "gone"}
TROUBLES = frozenset({"", "busy", "busy-until", "slow", "ill", "wall", "resting"})
DATES = frozenset(
    {"", "rfc822", "gmt7", "utc7", "ict", "gmt", "bare", "spaced", "iso", "day-first", "half-days", "words"}
)
# Where an outlet tells its encoding; "wrong" is a header that contradicts the page, which is right.
TOLD = frozenset({"both", "header", "page", "wrong", "nowhere"})
REMOVALS = frozenset({"gone", "missing", "front", "soft"})
ROBOTS = frozenset({"", "missing", "ill", "moved", "huge"})
FEATURES = frozenset({"two-pages", "amp", "mobile", "teaser", "calendar", "crowded"})


class OutletFault(Exception):
    """An outlet that cannot be used: its slug and what is wrong."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One address where an outlet lists its newest articles, and what is wrong with it."""

    path: str
    form: str
    dates: str = ""
    to: str = ""
    trouble: str = ""
    charset: str = ""
    tracked: bool = False
    # Links without a host, ids whose scheme changes by the hour, titles escaped once too often.
    relative: bool = False
    flips: bool = False
    escaped_twice: bool = False
    # A list for telephones stands on the host for them and leads there.
    mobile: bool = False


@dataclass(frozen=True)
class Outlet:
    """One newspaper, agency or magazine on the loopback."""

    slug: str
    name: str
    lang: str
    kind: str
    motto: str
    imprint: str
    colour: str
    family: str
    path: str
    shown_date: str
    byline: str
    desk: tuple[str, ...]
    lists: tuple[Listing, ...]
    marks: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()
    credited: tuple[str, ...] = ()
    # Which of its language's two scripts it writes, where there are two.
    script: str = ""
    country: str = "Vietnam"
    zone: int = 7
    takes: float = 0
    home_only: bool = False
    interests: frozenset[str] = frozenset()
    silent_after: int = 0
    crawl_delay: float = 0
    hidden: str = ""
    robots: str = ""
    removal: str = "gone"
    charset: str = "utf-8"
    told: str = "both"
    packing: str = ""

    @cached_property
    def timezone(self) -> timezone:
        """The zone in which the outlet's own clock runs."""
        return timezone(timedelta(hours=self.zone))

    @property
    def wording(self) -> str:
        """The key of the words that stand around its articles."""
        return f"{self.lang}-{self.script}" if self.script else self.lang

    @property
    def label(self) -> str:
        """The encoding as the outlet's pages tell it; nothing where they do not."""
        return label_of(self.charset) if self.told in {"both", "page", "wrong"} else ""

    @property
    def page_type(self) -> str:
        """The type of its pages as its server tells it."""
        labels = {"both": label_of(self.charset), "header": label_of(self.charset), "wrong": "iso-8859-1"}
        return f"text/html; charset={labels[self.told]}" if self.told in labels else "text/html"

    def host(self, port: int, *, is_mobile: bool = False) -> str:
        """The outlet's address without a path."""
        return f"http://{MOBILE if is_mobile else ''}{self.slug}.localhost:{port}"


def load_outlets(path: Path = OUTLETS) -> tuple[Outlet, ...]:
    """Every outlet of the file."""
    return read_outlets(path.read_text("utf-8"))


def read_outlets(text: str) -> tuple[Outlet, ...]:
    """The outlets of the file's text, each sound and with a slug of its own."""
    outlets = tuple(_outlet(row) for row in yaml.safe_load(text))
    slugs = [outlet.slug for outlet in outlets]
    if len(set(slugs)) < len(slugs):
        raise OutletFault(f"an outlet stands twice: {sorted(slugs)}")
    return outlets


def _outlet(row: Mapping[str, Any]) -> Outlet:
    slug = row.get("slug", "?")
    known = {field.name for field in fields(Outlet)}
    if row.keys() - known:
        raise OutletFault(f"{slug}: no such field: {', '.join(sorted(row.keys() - known))}")
    try:
        lists = tuple(Listing(**one) for one in row["lists"])
        sets = {name: frozenset(row.get(name, ())) for name in ("marks", "interests", "features")}
        tuples = {name: tuple(row.get(name, ())) for name in ("desk", "credited")}
        outlet = Outlet(**{**row, **sets, **tuples, "lists": lists})
    except (KeyError, TypeError) as why:
        raise OutletFault(f"{slug}: {why}") from why
    for fault in _faults(outlet):
        raise OutletFault(f"{slug}: {fault}")
    return outlet


def _faults(outlet: Outlet) -> Iterator[str]:
    for one in outlet.lists:
        if one.form not in FORMS or one.trouble not in TROUBLES or one.dates not in DATES:
            yield f"{one.path}: no such form, trouble or form of dates"
    sound = {
        "charset": {outlet.charset, *(one.charset or "utf-8" for one in outlet.lists)} <= CHARSETS,
        "told": outlet.told in TOLD,
        "packing": outlet.packing in {"", *PACKINGS},
        "removal": outlet.removal in REMOVALS,
        "robots": outlet.robots in ROBOTS,
        "features": outlet.features <= FEATURES,
    }
    yield from (f"no such {name}" for name, is_sound in sound.items() if not is_sound)
