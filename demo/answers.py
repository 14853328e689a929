"""What the press answers to a request, as a function of the request and the time shown."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, urlencode

from demo.around import standing_of
from demo.clock import DAY_ZERO, ZONE, day_of, day_start
from demo.dates import http_date
from demo.entries import last_change, newest
from demo.fronts import front_page, newest_page, plain_page, portal_page, section_page
from demo.lists import TYPES, broken, write_list
from demo.markup import words
from demo.outlets import Listing, Outlet
from demo.pages import article_page
from demo.pictures import drawing
from demo.plan import Instance, Plan
from demo.robots import robots
from demo.truth import truth_of

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
ADDRESS = "127.0.0.1"
PORTALS = frozenset({"press", "localhost", ADDRESS})
BUSY_EVERY, BUSY_SECONDS = 5, 3
SLOW_SECONDS = 1.5
# The list that falls ill does so on every sixth day.
ILL_EVERY, ILL_DAY, NOON = 6, 4, 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, the time shown when it came, and how often its address was asked before it, plus one."""

    host: str
    path: str
    query: str
    port: int
    now: datetime
    etag: str = ""
    since: str = ""
    nth: int = 1

    @property
    def slug(self) -> str:
        """The outlet's name in the host."""
        return self.host.partition(":")[0].lower().removesuffix(".localhost")


@dataclass(frozen=True, slots=True)
class Answer:
    """A status with its headers and body, and how long the outlet makes its reader wait."""

    status: int
    text: str = ""
    type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    changed_at: datetime | None = None
    delay: float = 0


def answer(plan: Plan, asked: Asked) -> Answer:
    """The press's answer, with 304 where the reader has it already."""
    if asked.slug in PORTALS:
        return _portal(plan, asked)
    outlet = plan.by_slug.get(asked.slug)
    if outlet is None:
        return Answer(404, f"No such outlet: {asked.slug}\n", TEXT)
    given = _outlet(plan, outlet, asked)
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
    listing = next((one for one in outlet.lists if one.path == asked.path), None)
    if listing is not None:
        return _list(plan, outlet, listing, asked)
    instance = plan.by_address.get((outlet.slug, _address(asked)))
    if instance is not None and instance.published_at <= asked.now:
        return _article(plan, outlet, instance, asked)
    if asked.path == "/robots.txt":
        return Answer(200, robots(outlet, asked.port), TEXT, changed_at=DAY_ZERO)
    if outlet.hidden and asked.path.startswith(outlet.hidden):
        return Answer(200, plain_page(outlet, words(outlet.lang).said["internal"], asked.port))
    if asked.path.startswith("/anh/"):
        return _picture(outlet, asked.path)
    return _front(plan, outlet, asked)


def _address(asked: Asked) -> str:
    kept = [(name, value) for name, value in parse_qsl(asked.query) if not name.startswith("utm_")]
    return f"{asked.path}?{urlencode(kept)}" if kept else asked.path


def _article(plan: Plan, outlet: Outlet, instance: Instance, asked: Asked) -> Answer:
    standing = standing_of(instance, asked.now)
    if standing.is_removed:
        return Answer(410, plain_page(outlet, words(outlet.lang).said["gone"], asked.port))
    # The box of most-read articles changes at midnight, and with it the page.
    changed_at = max(standing.touched_at, day_start(asked.now))
    return Answer(200, article_page(plan, instance, asked.now, asked.port), changed_at=changed_at)


def _front(plan: Plan, outlet: Outlet, asked: Asked) -> Answer:
    if asked.path == "/":
        page = front_page(plan, outlet, asked.now, asked.port)
    else:
        key = asked.path.removeprefix("/muc/")
        page = section_page(plan, outlet, key, asked.now, asked.port) if key != asked.path else ""
    if not page:
        return Answer(404, plain_page(outlet, words(outlet.lang).said["missing"], asked.port))
    return Answer(200, page, changed_at=last_change(plan.by_outlet[outlet.slug], asked.now))


def _list(plan: Plan, outlet: Outlet, listing: Listing, asked: Asked) -> Answer:
    if listing.form == "moved":
        return Answer(301, headers={"Location": outlet.host(asked.port) + listing.to})
    if listing.form == "gone":
        return Answer(410, plain_page(outlet, words(outlet.lang).said["missing"], asked.port))
    changed_at = last_change(plan.by_outlet[outlet.slug], asked.now)
    if listing.form == "section":
        return Answer(200, newest_page(plan, outlet, asked.now, asked.port), changed_at=changed_at)
    entries = newest(plan, outlet, asked.now, asked.port)
    text = write_list(outlet, listing, entries, outlet.host(asked.port))
    given = Answer(200, text, TYPES[listing.form], changed_at=changed_at)
    return _TROUBLES[listing.trouble](given, asked) if listing.trouble else given


def _busy(given: Answer, asked: Asked) -> Answer:
    if asked.nth % BUSY_EVERY:
        return given
    return Answer(429, "Too many requests\n", headers={"Retry-After": str(BUSY_SECONDS)})


def _slow(given: Answer, _asked: Asked) -> Answer:
    return replace(given, delay=SLOW_SECONDS)


def _ill(given: Answer, asked: Asked) -> Answer:
    if day_of(asked.now) % ILL_EVERY != ILL_DAY:
        return given
    if asked.now.astimezone(ZONE).hour < NOON:
        return Answer(500, "Internal Server Error\n")
    return replace(given, text=broken(given.text), changed_at=None)


def _picture(outlet: Outlet, path: str) -> Answer:
    number = path.removeprefix("/anh/").removesuffix(".svg")
    if not number.isdecimal():
        return Answer(404, "Not found\n", TEXT)
    text = drawing(int(number), outlet.colour)
    return Answer(200, text, "image/svg+xml", changed_at=DAY_ZERO)


_TROUBLES: Mapping[str, Callable[[Answer, Asked], Answer]] = {"busy": _busy, "slow": _slow, "ill": _ill}
