"""The canary: whether an outlet's pages still give what they used to, judged by its own past."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import comb
from statistics import median

from archive import captures, notices
from archive.models import Address, AddressState, Article, Outlet

KIND = "canary"
# That an outlet says nothing is found beside the counts of all others (archive/signals.py), and told here.
SILENCE = "silence"
FIELDS = ("author", "date", "standfirst", "section", "body")
# How many of the newest are held against how many before them; fewer prove nothing.
NEWEST, BEFORE, FEWEST_BEFORE = 20, 100, 20
# A fall that chance would bring once in ten thousand looks, and that is large enough to matter.
CHANCE, LEAST_FALL = 1e-4, 0.3
SHORTEST, LONGEST = 0.5, 2.5
SHORT_BODY = 200
# How long it is told that something bore a mark; the doctor tells it longer.
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one article of an outlet gave."""

    filled: frozenset[str]
    length: int


@dataclass(frozen=True, slots=True)
class Fall:
    """Something an outlet's pages no longer give as they did."""

    what: str
    before: float
    now: float


def falls(newest: Sequence[Seen], before: Sequence[Seen]) -> Iterator[Fall]:
    """What fell between an outlet's earlier articles and its newest."""
    if len(newest) < NEWEST or len(before) < FEWEST_BEFORE:
        return
    for field in FIELDS:
        had = sum(field in one.filled for one in before)
        has = sum(field in one.filled for one in newest)
        if is_fall(had, len(before), has, len(newest)):
            yield Fall(field, had / len(before), has / len(newest))
    usual, present = (median(one.length for one in some) for some in (before, newest))
    if not SHORTEST * usual <= present <= LONGEST * usual:
        yield Fall("length", usual, present)


def is_fall(had: int, of_before: int, has: int, of_now: int) -> bool:
    """Whether a share fell by more than chance and by enough to matter."""
    if had / of_before - has / of_now < LEAST_FALL:
        return False
    share = min(had / of_before, 1 - 1 / (of_before + 2))
    tail = sum(comb(of_now, k) * share**k * (1 - share) ** (of_now - k) for k in range(has + 1))
    return tail < CHANCE


def look(now: datetime) -> int:
    """Look at every outlet; what fell becomes a notice, what is well again clears it. Tells how many fell."""
    notices.expire(captures.MARKED, now - REMEMBERED, now)
    found = 0
    for outlet in Outlet.objects.filter(sources__is_active=True).distinct():
        fell = {fall.what: fall for fall in _of(outlet)}
        for what in (*FIELDS, "length", "yield"):
            key = f"{outlet.key}:{what}"
            if what in fell:
                told = {
                    "outlet": outlet.name,
                    "what": what,
                    "before": fell[what].before,
                    "now": fell[what].now,
                }
                notices.raise_once(KIND, key, told, now)
            else:
                notices.clear(KIND, key, now)
        found += len(fell)
    return found


def _of(outlet: Outlet) -> Iterator[Fall]:
    rows = Article.objects.filter(outlet=outlet, medium="page").order_by("-first_fetched_at", "-id")
    fields = ("authors", "published_at", "standfirst", "section", "body")
    seen = [_seen(row) for row in rows.values(*fields)[: NEWEST + BEFORE]]
    yield from falls(seen[:NEWEST], seen[NEWEST:])
    yield from _yield(outlet)


def _seen(row: Mapping[str, object]) -> Seen:
    body = str(row["body"])
    has = {
        "author": bool(row["authors"]),
        "date": row["published_at"] is not None,
        "standfirst": bool(row["standfirst"]),
        "section": bool(row["section"]),
        "body": len(body) >= SHORT_BODY,
    }
    return Seen(frozenset(field for field, is_filled in has.items() if is_filled), len(body))


def _yield(outlet: Outlet) -> Iterator[Fall]:
    """How many of the announced pages became articles."""
    ended = Address.objects.filter(source__outlet=outlet).exclude(state=AddressState.WAITING)
    states = list(ended.order_by("-first_seen_at", "-id").values_list("state", flat=True)[: NEWEST + BEFORE])
    kept = [state != AddressState.REFUSED for state in states]
    newest, before = kept[:NEWEST], kept[NEWEST:]
    enough = len(newest) == NEWEST and len(before) >= FEWEST_BEFORE
    if enough and is_fall(sum(before), len(before), sum(newest), NEWEST):
        yield Fall("yield", sum(before) / len(before), sum(newest) / NEWEST)
