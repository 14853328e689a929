"""A story as a line of a list, and what its tellings add up to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from archive.story_rows import StoryRow, Telling
from search.histogram import Step
from search.model import Bucket
from web import bars, names
from web.bars import Bar
from web.lines import HOME_COUNTRY
from web.moments import day_of, stamp
from web.story_first import First, first_of, title_of


@dataclass(frozen=True, slots=True)
class Tally:
    """How many outlets and articles one kind of press or one country has."""

    name: str
    outlets: tuple[tuple[str, str, int], ...]
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class ToneShare:
    """One tone of a story: its mark, how many articles have it, and where its piece of the bar lies."""

    mark: names.Mark
    count: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story of the list."""

    row: StoryRow
    title: str
    lang: str
    language: str
    kinds: tuple[Tally, ...]
    abroad: tuple[str, ...]
    first: First | None
    first_at: str
    newest: str
    tones: tuple[ToneShare, ...]
    days: tuple[Bar, ...]


def line(row: StoryRow, tellings: Sequence[Telling], today: date, days: int) -> StoryLine:
    """A story as a reader sees it on ``today``, with the last so many days of it."""
    first, called = first_of(tellings), title_of(tellings)
    return StoryLine(
        row=row,
        title=(called.title or called.url) if called else "",
        lang=row.lang,
        language=names.language(row.lang) if row.lang != "vi" else "",
        kinds=kinds(tellings),
        abroad=tuple(tally.name for tally in countries(tellings)),
        first=first,
        first_at=stamp(first.telling.published_at, today) if first else "",
        newest=stamp(row.last_at, today),
        tones=tones(tellings),
        days=by_day(tellings, today, days),
    )


def kinds(tellings: Sequence[Telling]) -> tuple[Tally, ...]:
    """The kinds of press that tell a story, the one with most outlets first."""
    return _tallied((names.kind(one.kind), one) for one in tellings)


def countries(tellings: Sequence[Telling]) -> tuple[Tally, ...]:
    """The other countries that a story is told in."""
    abroad = (one for one in tellings if one.country not in {"", HOME_COUNTRY})
    return _tallied((names.country(one.country), one) for one in abroad)


def _tallied(named: Iterable[tuple[str, Telling]]) -> tuple[Tally, ...]:
    by_name: dict[str, Counter[tuple[str, str]]] = {}
    for name, one in named:
        by_name.setdefault(name, Counter())[one.outlet_key, one.outlet] += 1
    highest = max((counts.total() for counts in by_name.values()), default=0)
    found = [
        Tally(
            name,
            tuple((*outlet, count) for outlet, count in counts.most_common()),
            counts.total(),
            bars.share(counts.total(), highest),
        )
        for name, counts in by_name.items()
    ]
    return tuple(sorted(found, key=lambda tally: (-len(tally.outlets), -tally.count, tally.name)))


def tones(tellings: Sequence[Telling]) -> tuple[ToneShare, ...]:
    """The tones of a story's originals, from the bad to the good; what is not told surely comes last."""
    own = [one for one in tellings if one.head is None]
    counts = Counter(None if one.is_tone_unsure else one.tone for one in own)
    found, at = [], 0.0
    for tone in (-1, 0, 1, None):
        if count := counts[tone]:
            width = 100 * count / len(own)
            mark = names.UNSURE if tone is None else names.TONES[tone]
            found.append(ToneShare(mark, count, f"{at:.2f}", f"{width:.2f}"))
            at += width
    return tuple(found)


def by_day(tellings: Sequence[Telling], today: date, days: int) -> tuple[Bar, ...]:
    """How many originals each of the last days had, the days without any among them."""
    counts = Counter(day_of(one.at) for one in tellings if one.head is None)
    wanted = [today - timedelta(days=back) for back in range(days - 1, -1, -1)]
    return bars.histogram([Bucket(day.isoformat(), counts[day]) for day in wanted], Step.DAY)
