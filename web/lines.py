"""An article as a line of a list: every word and mark already chosen for the reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext

from archive.articles import ArticleRow
from web import names, province
from web.lighting import Runs, runs
from web.moments import day_of, heading, stamp
from web.story_links import StoryLink

HOME_COUNTRY = "VN"
HOME_LANGUAGE = "vi"


@dataclass(frozen=True, slots=True)
class Line:
    """One article of a list."""

    id: int
    title: Runs
    note: Runs
    outlet: str
    outlet_key: str
    clock: str
    at: datetime | None
    mark: names.Mark
    is_about: bool
    topic: str
    abroad: str
    lang: str
    language: str
    copies: int
    copy_of: int | None
    is_new: bool
    is_removed: bool = False
    alt_title: Runs = ()
    story: StoryLink | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day under its heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a search lit in an article's title, and the piece of its text that shows why it was found.

    The second title is shown only where the first one does not say what was asked for and it does.
    """

    title: Runs
    note: Runs
    alt_title: Runs = ()


def line(
    row: ArticleRow,
    today: date,
    *,
    since: datetime | None = None,
    finding: Finding | None = None,
    story: StoryLink | None = None,
) -> Line:
    """A row as a reader sees it on ``today``; what was collected after ``since`` is new to them."""
    return Line(
        id=row.id,
        title=finding.title if finding else runs(title_of(row)),
        note=finding.note if finding else runs(row.standfirst),
        outlet=row.outlet,
        outlet_key=row.outlet_key,
        clock=stamp(row.published_at, today),
        at=row.published_at,
        mark=names.tone(row.tone, is_read=row.about is not None, abstain=row.abstain),
        is_about=row.is_about,
        topic=province.topic(row.topic) if row.topic else "",
        abroad="" if row.country == HOME_COUNTRY else names.country(row.country),
        lang=row.lang,
        language="" if row.lang == HOME_LANGUAGE else names.language(row.lang),
        copies=row.copies,
        copy_of=row.copy_of,
        is_new=since is not None and row.first_fetched_at > since,
        is_removed=row.is_removed,
        alt_title=finding.alt_title if finding else (),
        story=story,
    )


def by_day(
    rows: Iterable[ArticleRow],
    today: date,
    *,
    since: datetime | None = None,
    stories: Mapping[int, StoryLink] | None = None,
) -> tuple[Day, ...]:
    """Lines under the days they were published, in the order given."""
    known = stories or {}
    grouped = groupby(rows, key=lambda row: day_of(row.published_at) if row.published_at else None)
    return tuple(
        Day(
            heading(day, today) if day else gettext("Undated"),
            # Under its own day a line needs no date beside its time.
            tuple(line(row, day or today, since=since, story=known.get(row.id)) for row in group),
        )
        for day, group in grouped
    )


def in_order(
    rows: Sequence[ArticleRow],
    today: date,
    *,
    findings: Mapping[int, Finding] | None = None,
    stories: Mapping[int, StoryLink] | None = None,
) -> tuple[Line, ...]:
    """Lines without headings, with what a search found in each."""
    found = findings or {}
    known = stories or {}
    return tuple(line(row, today, finding=found.get(row.id), story=known.get(row.id)) for row in rows)


def title_of(row: ArticleRow) -> str:
    """What an article is called; one without a title by its address."""
    return row.title or row.url
