"""Pages that list articles for readers: fronts, sections, the newest, and the press's own first page."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import escape

from demo.around import charset_meta, frame
from demo.clock import ZONE, day_of
from demo.entries import Entry, newest
from demo.markup import fill, shown_date, spoken, words
from demo.outlets import Outlet
from demo.paths import section_key
from demo.plan import Plan

FRONT = 30
NEWEST_PAGE = 80
# The link that robots.txt forbids stands among the articles, where a crawler is tempted.
PLANTED = 2
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-\d\d)?")


def front_page(plan: Plan, outlet: Outlet, now: datetime, port: int) -> str:
    """The outlet's first page."""
    entries = newest(plan, outlet, now, port, limit=FRONT)
    return _listing(plan, outlet, entries, words(outlet.wording).said["newest"], port)


def newest_page(plan: Plan, outlet: Outlet, now: datetime, port: int) -> str:
    """The page of the newest articles, which a crawler may read as a list."""
    entries = newest(plan, outlet, now, port, limit=NEWEST_PAGE)
    if outlet.hidden and entries:
        entries.insert(min(PLANTED, len(entries)), _planted(outlet, entries[0], port))
    return _listing(plan, outlet, entries, words(outlet.wording).said["newest"], port)


def section_page(plan: Plan, outlet: Outlet, key: str, now: datetime, port: int) -> str:
    """The page of one section; empty if the outlet has none of that key."""
    names = {section_key(one.section): one.section for one in plan.by_outlet[outlet.slug]}
    if key not in names:
        return ""
    entries = newest(plan, outlet, now, port, section=names[key])
    return _listing(plan, outlet, entries, names[key], port)


def plain_page(outlet: Outlet, title: str, port: int) -> str:
    """A page with one sentence on it."""
    values = {
        **spoken(outlet.wording),
        "lang": outlet.lang,
        "title": escape(title),
        "home": outlet.host(port),
        "charset_meta": charset_meta(outlet),
        "font": fill(outlet.family, "font", {}),
    }
    return fill("front", "plain", values)


def calendar_page(plan: Plan, outlet: Outlet, month: str, port: int) -> str:
    """A month of the outlet's calendar, which leads to its neighbours without end; empty if it is none."""
    found = MONTH.fullmatch(month)
    if not found:
        return ""
    count = int(found[1]) * 12 + int(found[2]) - 1
    near = [f"{one // 12:04}-{one % 12 + 1:02}" for one in (count - 1, count + 1)]
    days = [f"{month[:7]}-{day:02}" for day in range(1, 29)]
    items = "\n".join(
        fill("common", "menu", {"url": f"{outlet.host(port)}/lich/{one}", "label": one})
        for one in (*near, *days)
    )
    values = {
        **frame(plan, outlet, port),
        "page_title": month,
        "heading": f"{words(outlet.wording).said['calendar']} {month}",
        "items": f"<ul>{items}</ul>",
    }
    return fill("front", "page", values)


def portal_page(plan: Plan, now: datetime, port: int) -> str:
    """The press's own page: every outlet, its lists and the time shown."""
    local = now.astimezone(ZONE)
    values: dict[str, object] = {
        "style": fill("common", "style", {"colour": "#7a1f2b"}),
        "time_iso": local.isoformat(timespec="seconds"),
        "time_text": f"{local:%H:%M:%S, %d/%m/%Y}",
        "day": day_of(now),
        "items": "\n".join(_row(plan, outlet, now, port) for outlet in plan.outlets),
    }
    return fill("front", "portal", values)


def _row(plan: Plan, outlet: Outlet, now: datetime, port: int) -> str:
    home = outlet.host(port)
    hosts = {one: outlet.host(port, is_mobile=one.mobile) for one in outlet.lists}
    lists = " ".join(f'<a href="{host}{one.path}">{escape(one.path)}</a>' for one, host in hosts.items())
    values = {
        "url": home,
        "site": escape(outlet.name),
        "kind": outlet.kind,
        "lang": outlet.lang,
        "count": len(newest(plan, outlet, now, port)),
        "lists": lists,
    }
    return fill("front", "outlet", values)


def _listing(plan: Plan, outlet: Outlet, entries: Sequence[Entry], heading: str, port: int) -> str:
    values = {
        **frame(plan, outlet, port),
        "page_title": escape(f"{heading} - {outlet.name}"),
        "heading": escape(heading),
        "items": "\n".join(_item(outlet, entry) for entry in entries),
    }
    return fill("front", "page", values)


def _planted(outlet: Outlet, beside: Entry, port: int) -> Entry:
    title = words(outlet.wording).said["internal"]
    return replace(beside, url=f"{outlet.host(port)}{outlet.hidden}lich-truc", title=title, summary="")


def _item(outlet: Outlet, entry: Entry) -> str:
    values = {
        "url": escape(entry.url),
        "title": escape(entry.title),
        "text": escape(entry.summary),
        "time_iso": entry.published_at.astimezone(outlet.timezone).isoformat(),
        "time_text": escape(shown_date(outlet, entry.published_at)),
    }
    return fill("front", "item", values)
