"""The outlets of the demo's press, as outlets.yaml describes them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

OUTLETS = Path(__file__).with_name("outlets.yaml")
FORMS = frozenset({"rss", "atom", "json", "sitemap", "news-sitemap", "section", "moved", "gone"})
TROUBLES = frozenset({"", "busy", "slow", "ill"})
DATES = frozenset({"", "rfc822", "gmt7", "gmt", "bare", "spaced", "iso"})


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
    tracked: bool = False


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
    credited: tuple[str, ...] = ()
    country: str = "Vietnam"
    zone: int = 7
    takes: float = 0
    home_only: bool = False
    interests: frozenset[str] = frozenset()
    silent_after: int = 0
    crawl_delay: int = 0
    hidden: str = ""

    @cached_property
    def timezone(self) -> timezone:
        """The zone in which the outlet's own clock runs."""
        return timezone(timedelta(hours=self.zone))

    def host(self, port: int) -> str:
        """The outlet's address without a path."""
        return f"http://{self.slug}.localhost:{port}"


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
        sets = {name: frozenset(row.get(name, ())) for name in ("marks", "interests")}
        tuples = {name: tuple(row.get(name, ())) for name in ("desk", "credited")}
        outlet = Outlet(**{**row, **sets, **tuples, "lists": lists})
    except (KeyError, TypeError) as why:
        raise OutletFault(f"{slug}: {why}") from why
    for one in lists:
        if one.form not in FORMS or one.trouble not in TROUBLES or one.dates not in DATES:
            raise OutletFault(f"{slug}: {one.path}: no such form, trouble or form of dates")
    return outlet
