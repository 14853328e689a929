"""What the press answers to a request, as a function of the request and the time shown."""

import hashlib
import json
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, urlencode

from demo import sitemaps
from demo.around import standing_of
from demo.clock import DAY_ZERO, ZONE, day_start
from demo.dates import http_date
from demo.entries import Entry, last_change, newest
from demo.exchange import TEXT, Answer, Asked
from demo.feeds import Sheet
from demo.fronts import calendar_page, front_page, newest_page, plain_page, portal_page, section_page
from demo.lists import type_of, write_list
from demo.markup import words
from demo.outlets import Listing, Outlet
from demo.pages import AMP, article_page
from demo.pictures import drawing
from demo.plan import Instance, Plan
from demo.robots import answer_robots, is_robots
from demo.troubles import CROWDED_SECONDS, is_crowded, troubled, turned_away
from demo.truth import truth_of

__all__ = ["ADDRESS", "Answer", "Asked", "answer", "conditional", "is_current"]

ADDRESS = "127.0.0.1"
PORTALS = frozenset({"press", "localhost", ADDRESS})
CALENDAR = "/lich/"


def answer(plan: Plan, asked: Asked) -> Answer:
    """The press's answer, with 304 where the reader has it already."""
    if asked.name in PORTALS:
        return _portal(plan, asked)
    outlet = plan.by_slug.get(asked.slug)
    if outlet is None or (asked.is_mobile and "mobile" not in outlet.features):
        return Answer(404, f"No such outlet: {asked.name}\n", TEXT)
    given = replace(_outlet(plan, outlet, asked), packing=outlet.packing)
    return conditional(given, asked, is_weak=outlet.kind == "foreign") if given.changed_at else given


def conditional(given: Answer, asked: Asked, *, is_weak: bool = False) -> Answer:
    """The answer with its validators, emptied to a 304 if the reader's copy still stands."""
    tag = f'"{hashlib.sha256(given.text.encode()).hexdigest()[:20]}"'
    headers = {**given.headers, "ETag": f"W/{tag}" if is_weak else tag}
    if given.changed_at:
        headers["Last-Modified"] = http_date(given.changed_at)
    known = is_current(tag, given.changed_at, asked)
    return replace(given, headers=headers, status=304 if known else 200, text="" if known else given.text)


def is_current(tag: str, changed_at: datetime | None, asked: Asked) -> bool:
    """Whether the reader's copy still stands; the tag decides where one was sent."""
    if asked.etag:
        sent = [one.strip().removeprefix("W/") for one in asked.etag.split(",")]
        return "*" in sent or tag in sent
    if not asked.since or changed_at is None:
        return False
    try:
        return changed_at.replace(microsecond=0) <= parsedate_to_datetime(asked.since)
    except (ValueError, TypeError):
        return False


def _portal(plan: Plan, asked: Asked) -> Answer:
    if asked.path == "/":
        return Answer(200, portal_page(plan, asked.now, asked.port))
    if asked.path == "/truth.json":
        has_texts = "texts" in dict(parse_qsl(asked.query))
        told = truth_of(plan, asked.now, asked.port, has_texts=has_texts)
        return Answer(200, json.dumps(told, ensure_ascii=False), "application/json; charset=utf-8")
    return Answer(404, "Not found\n", TEXT)


def _outlet(plan: Plan, outlet: Outlet, asked: Asked) -> Answer:
    if is_robots(outlet, asked.path):
        return answer_robots(outlet, asked)
    if "crowded" in outlet.features and is_crowded(asked):
        return turned_away(503, str(CROWDED_SECONDS))
    published = _listed(plan, outlet, asked) or _told(plan, outlet, asked)
    if published is not None:
        return published
    if outlet.hidden and asked.path.startswith(outlet.hidden):
        return page(outlet, plain_page(outlet, words(outlet.wording).said["internal"], asked.port))
    if asked.path.startswith("/anh/"):
        return _picture(outlet, asked.path)
    return _front(plan, outlet, asked)


def _listed(plan: Plan, outlet: Outlet, asked: Asked) -> Answer | None:
    for listing in outlet.lists:
        if listing.path == asked.path and listing.mobile == asked.is_mobile:
            return _list(plan, outlet, listing, asked)
        if month := _month_of(listing, asked.path):
            return _month(plan, outlet, listing, month, asked)
    return None


def _told(plan: Plan, outlet: Outlet, asked: Asked) -> Answer | None:
    instance = _instance(plan, outlet, asked)
    is_out = instance is not None and instance.published_at <= asked.now
    return _article(plan, outlet, instance, asked) if instance and is_out else None


def page(outlet: Outlet, text: str, status: int = 200, changed_at: datetime | None = None) -> Answer:
    """A page as the outlet's server sends it, in the outlet's own encoding."""
    return Answer(status, text, outlet.page_type, changed_at=changed_at, charset=outlet.charset)


def _instance(plan: Plan, outlet: Outlet, asked: Asked) -> Instance | None:
    path = asked.path.removeprefix(AMP) if "amp" in outlet.features else asked.path
    pager = {"page"} if "two-pages" in outlet.features else set()
    pairs = parse_qsl(asked.query)
    kept = [(name, value) for name, value in pairs if not name.startswith("utm_") and name not in pager]
    return plan.by_address.get((outlet.slug, f"{path}?{urlencode(kept)}" if kept else path))


def _article(plan: Plan, outlet: Outlet, instance: Instance, asked: Asked) -> Answer:
    standing = standing_of(instance, asked.now)
    if standing.is_removed:
        return _removed(outlet, asked)
    form = "mobile" if asked.is_mobile else "amp" if asked.path.startswith(AMP) else ""
    part = dict(parse_qsl(asked.query)).get("page", "1")
    text = article_page(plan, instance, asked.now, asked.port, form=form, part=int(part == "2") + 1)
    # The box of most-read articles changes at midnight, and with it the page.
    return page(outlet, text, changed_at=max(standing.touched_at, day_start(asked.now)))


def _removed(outlet: Outlet, asked: Asked) -> Answer:
    said = words(outlet.wording).said
    if outlet.removal == "front":
        return Answer(302, headers={"Location": f"{outlet.host(asked.port)}/"})
    status = {"gone": 410, "missing": 404, "soft": 200}[outlet.removal]
    sentence = said["gone"] if status == 410 else said["missing"]  # noqa: PLR2004 - HTTP's own number
    return page(outlet, plain_page(outlet, sentence, asked.port), status)


def _front(plan: Plan, outlet: Outlet, asked: Asked) -> Answer:
    section = asked.path.removeprefix("/muc/")
    if asked.path == "/":
        text = front_page(plan, outlet, asked.now, asked.port)
    elif "calendar" in outlet.features and asked.path.startswith(CALENDAR):
        text = calendar_page(plan, outlet, asked.path.removeprefix(CALENDAR), asked.port)
    else:
        text = section_page(plan, outlet, section, asked.now, asked.port) if section != asked.path else ""
    if not text:
        return page(outlet, plain_page(outlet, words(outlet.wording).said["missing"], asked.port), 404)
    return page(outlet, text, changed_at=last_change(plan.by_outlet[outlet.slug], asked.now))


def _list(plan: Plan, outlet: Outlet, listing: Listing, asked: Asked) -> Answer:
    home = outlet.host(asked.port)
    if listing.form == "moved":
        return Answer(301, headers={"Location": home + listing.to})
    if listing.form == "flapping":
        number = asked.now.astimezone(ZONE).hour % 2 + 1
        return Answer(302, headers={"Location": home + listing.to.format(number=number)})
    if listing.form == "gone":
        return page(outlet, plain_page(outlet, words(outlet.wording).said["missing"], asked.port), 410)
    changed_at = last_change(plan.by_outlet[outlet.slug], asked.now)
    if listing.form == "section":
        given = page(outlet, newest_page(plan, outlet, asked.now, asked.port), changed_at=changed_at)
    else:
        # Who names his articles by another scheme every hour sends another list every hour.
        scheme = "https" if listing.flips and asked.now.astimezone(ZONE).hour % 2 else "http"
        text = write_list(outlet, listing, _entries(plan, outlet, listing, asked), home, scheme)
        given = Answer(
            200,
            text,
            type_of(outlet, listing),
            changed_at=None if listing.flips else changed_at,
            charset=listing.charset or outlet.charset,
        )
    return troubled(listing.trouble, given, asked)


def _entries(plan: Plan, outlet: Outlet, listing: Listing, asked: Asked) -> list[Entry]:
    entries = newest(plan, outlet, asked.now, asked.port)
    if not listing.mobile:
        return entries
    home, mobile = outlet.host(asked.port), outlet.host(asked.port, is_mobile=True)
    return [replace(entry, url=mobile + entry.url.removeprefix(home)) for entry in entries]


def _month_of(listing: Listing, path: str) -> str:
    return sitemaps.month_in(listing.path, path) if listing.form == "sitemap-index" else ""


def _month(plan: Plan, outlet: Outlet, listing: Listing, month: str, asked: Asked) -> Answer:
    whole = Sheet(outlet, listing, newest(plan, outlet, asked.now, asked.port), outlet.host(asked.port))
    entries = sitemaps.of_month(whole, month)
    if not entries:
        return Answer(404, "Not found\n", TEXT)
    changed_at = max(entry.updated_at for entry in entries)
    text = sitemaps.sitemap(replace(whole, entries=entries))
    return Answer(200, text, "application/gzip", changed_at=changed_at, is_archive=True)


def _picture(outlet: Outlet, path: str) -> Answer:
    number = path.removeprefix("/anh/").removesuffix(".svg")
    if not number.isdecimal():
        return Answer(404, "Not found\n", TEXT)
    return Answer(200, drawing(int(number), outlet.colour), "image/svg+xml", changed_at=DAY_ZERO)
