"""Articles by day: of topics, places, stories and tones without copies; of sources and outlets with them.

Only sources count that live and have long been listened to, in the past as today: one that was added makes no
spike, and ones that died no silence.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour, TruncDate

from archive.clock import DESK_ZONE
from archive.models import Article, Source, SourceState, Subject
from classifier import days, silences
from classifier.days import Floats, IsOff
from classifier.spikes import Counts

DAY = timedelta(days=1)
# The scores of a quarter, and before it a month from which the first of them are judged.
SPAN = 120
# So long a source must have been listened to, unless the desk itself is younger; three articles tell it.
LISTENED, SETTLING, FEWEST = 28 * DAY, 7 * DAY, 3
# Counts are whole from the day on which the sources of so much of what comes in had begun.
WHOLE = 0.8
# A story is looked at for as long as it is written about, and so many days after.
STORY_DAYS = 3
DEAD = frozenset({SourceState.FAILING, SourceState.BLOCKED, SourceState.RESTING, SourceState.GONE})

Key = tuple[Subject, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """An article about the province, as far as it is counted."""

    day: int
    source: int
    outlet: int
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A source or outlet: its days with articles, and on which day it was first heard."""

    by_day: Mapping[int, int]
    first: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Keys with their counts by day, the last day today; and today's and yesterday's outlets of each."""

    first: date
    keys: tuple[Key, ...]
    counts: Counts
    outlets: Mapping[tuple[Key, int], int]
    # From which day on the counts are whole.
    begins: int = 0


@dataclass(frozen=True, slots=True)
class Press:
    """Everything a look needs."""

    first: date
    subjects: Counted
    sources: Counted
    outlets: Counted
    alive: int
    expected: int
    shape: Floats


def press(now: datetime, is_off: IsOff) -> Press:
    """Count everything up to an instant."""
    today = now.astimezone(DESK_ZONE).date()
    first = today - (SPAN - 1) * DAY
    begins = datetime.combine(first, time(), DESK_ZONE)
    published = Article.objects.filter(published_at__gte=begins, published_at__lte=now)
    by_source = heard(published, first)
    listened = panel(by_source, _dead_sources(), SPAN - 1)
    whole = whole_from([by_source[id] for id in listened])
    kinds = days.kinds(first, SPAN, is_off)
    active = Source.objects.filter(is_active=True)
    return Press(
        first,
        subjects(pieces(published, first), listened, first, kinds, whole),
        _of_heard(Subject.SOURCE, merged(by_source, _names("key")), first, kinds),
        _of_heard(Subject.OUTLET, merged(by_source, _names("outlet__key")), first, kinds),
        active.filter(state=SourceState.ALIVE).count(),
        active.count(),
        _shape(published.filter(published_at__gte=now - LISTENED)),
    )


def heard(published: QuerySet[Article], first: date) -> dict[int, Heard]:
    """How many articles each source had on which day."""
    of_day = TruncDate("published_at", tzinfo=DESK_ZONE)
    rows = published.annotate(of_day=of_day).values_list("source_id", "of_day").annotate(count=Count("id"))
    found: dict[int, dict[int, int]] = {}
    for id, day, count in rows:
        found.setdefault(id, {})[(day - first).days] = count
    return {id: Heard(by_day, first_heard(by_day)) for id, by_day in found.items()}


def merged(by_source: Mapping[int, Heard], names: Mapping[int, str]) -> dict[str, Heard]:
    """Sources by what they are called; those of one name, such as their outlet's, are counted together."""
    found: dict[str, Counter[int]] = {}
    for id, name in names.items():
        if id in by_source:
            found.setdefault(name, Counter()).update(by_source[id].by_day)
    return {name: Heard(by_day, first_heard(by_day)) for name, by_day in found.items()}


def first_heard(by_day: Mapping[int, int]) -> int:
    """The day of a source's third article: one old article that its list still names is no listening."""
    total = 0
    for day in sorted(by_day):
        total += by_day[day]
        if total >= FEWEST:
            return day
    return max(by_day)


def panel(by_source: Mapping[int, Heard], dead: Iterable[int], today: int) -> frozenset[int]:
    """The sources whose articles count: they live, and were listened to long enough."""
    began = min((one.first for one in by_source.values()), default=0)
    latest = max(today - LISTENED.days, began + SETTLING.days)
    left = set(dead)
    return frozenset(id for id, one in by_source.items() if one.first <= latest and id not in left)


def whole_from(sources: Sequence[Heard]) -> int:
    """The day by which the sources of most of what comes in had begun."""
    total = sum(sum(one.by_day.values()) for one in sources)
    reached = 0
    for one in sorted(sources, key=lambda one: one.first):
        reached += sum(one.by_day.values())
        if reached >= WHOLE * total:
            return one.first
    return 0


def pieces(published: QuerySet[Article], first: date) -> Iterable[Piece]:
    """Every original about the province."""
    rows = published.filter(reading__is_about=True, copy_of=None).values_list(
        "published_at",
        "source_id",
        "outlet_id",
        "reading__topic",
        "reading__tone",
        "reading__places",
        "membership__story_id",
    )
    for at, source, outlet, topic, tone, places, story in rows.iterator(chunk_size=5000):
        if at is None:  # none is: they were asked for by their time
            continue
        keys = [(Subject.TONE, str(tone))]
        keys += [(Subject.TOPIC, topic)] if topic else []
        keys += [(Subject.PLACE, place) for place in sorted({place for place, *_ in places})]
        keys += [(Subject.STORY, str(story))] if story else []
        yield Piece((at.astimezone(DESK_ZONE).date() - first).days, source, outlet, tuple(keys))


def subjects(
    given: Iterable[Piece], listened: frozenset[int], first: date, kinds: days.Ints, whole: int
) -> Counted:
    """The counts of every key that came up, from the day on from which they are whole."""
    found: dict[Key, dict[int, int]] = {}
    outlets: dict[tuple[Key, int], set[int]] = {}
    for piece in given:
        if piece.source not in listened:
            continue
        for key in piece.keys:
            by_day = found.setdefault(key, {})
            by_day[piece.day] = by_day.get(piece.day, 0) + 1
            outlets.setdefault((key, piece.day), set()).add(piece.outlet)
    kept = sorted(key for key, by_day in found.items() if is_of_late(key, by_day))
    counted = {place: len(of) for place, of in outlets.items()}
    return _counted(first, kept, [found[key] for key in kept], [whole] * len(kept), kinds, counted, whole)


def is_of_late(key: Key, by_day: Mapping[int, int]) -> bool:
    """Whether a key is looked at: a story only while it is written about."""
    return key[0] != Subject.STORY or max(by_day) >= SPAN - STORY_DAYS


def _of_heard(subject: Subject, found: Mapping[str, Heard], first: date, kinds: days.Ints) -> Counted:
    """The counts of sources or outlets, each from the day on which it was first heard."""
    names = sorted(found)
    keys = [(subject, name) for name in names]
    begun = [found[name].first for name in names]
    by_day = [found[name].by_day for name in names]
    return _counted(first, keys, by_day, begun, kinds, {}, min(begun, default=0))


def _counted(
    first: date,
    keys: Sequence[Key],
    by_day: Sequence[Mapping[int, int]],
    begun: Sequence[int],
    kinds: days.Ints,
    outlets: Mapping[tuple[Key, int], int],
    begins: int,
) -> Counted:
    counts = np.zeros((len(keys), len(kinds)), dtype=np.int64)
    for row, of in enumerate(by_day):
        counts[row, list(of)] = list(of.values())
    known = np.arange(len(kinds)) >= np.array(begun, dtype=np.int64).reshape(-1, 1)
    return Counted(first, tuple(keys), Counts(counts, kinds, known), outlets, begins)


def _dead_sources() -> set[int]:
    return set(Source.objects.filter(Q(is_active=False) | Q(state__in=DEAD)).values_list("id", flat=True))


def _names(field: str) -> dict[int, str]:
    """The sources that are to be listened to, by what a field calls them."""
    return dict(Source.objects.filter(is_active=True).values_list("id", field))


def _shape(published: QuerySet[Article]) -> Floats:
    """At which hours of the desk's day articles come."""
    hour = ExtractHour("published_at", tzinfo=DESK_ZONE)
    rows = published.annotate(hour=hour).values_list("hour").annotate(count=Count("id"))
    return silences.day_shape(dict(rows))
