"""The daily digest: what the press said since yesterday's, composed from rows, rendered for a reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as day_time

import css_inline
from django.template.loader import render_to_string
from django.utils import translation

from archive import sources
from archive.articles import ArticleRow, published_between
from archive.clock import DESK_ZONE
from archive.models import SourceState
from archive.pack_basis import Words
from archive.pack_press import DigestWords
from archive.packs import Pack
from reports.outbox import Letter
from reports.watch_digest import Section

DAY = timedelta(days=1)
LATE = timedelta(days=2)
CATCH_UP = 3  # editions; what is older still was late news anyway
PREFIX = "daily:"
TROUBLED = frozenset({SourceState.FAILING, SourceState.BLOCKED, SourceState.RESTING, SourceState.GONE})


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one topic."""

    topic: str
    name: str
    articles: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """One desk day's digest, the same for every reader but for the language."""

    day: date
    since: datetime
    until: datetime
    groups: tuple[Group, ...]
    urgent: tuple[ArticleRow, ...]
    total: int
    copies: int
    tones: tuple[int, int, int]
    unchecked: tuple[sources.SourceRow, ...]
    alive: int
    expected: int


def edition_of(now: datetime, hour: int) -> date:
    """The newest day whose digest is due at ``now``."""
    local = now.astimezone(DESK_ZONE)
    return local.date() if local.hour >= hour else local.date() - DAY


def edition_key(day: date) -> str:
    """The name of a day's edition: the period, never the clock."""
    return f"{PREFIX}{day.isoformat()}"


def day_of(edition: str) -> date:
    """The day of an edition by its name."""
    return date.fromisoformat(edition.removeprefix(PREFIX))


def editions_due(newest: date, last: str) -> list[date]:
    """The days a reader lacks: the newest for somebody new, else all since their last, yet never many."""
    if not last:
        return [newest]
    first = max(day_of(last) + DAY, newest - DAY * (CATCH_UP - 1))
    return [first + DAY * n for n in range((newest - first).days + 1)]


def window(day: date, hour: int) -> tuple[datetime, datetime]:
    """The day up to the digest's hour, and the day before from it."""
    until = datetime.combine(day, day_time(hour), DESK_ZONE)
    return until - DAY, until


def compose(day: date, pack: Pack, language: str) -> Digest:
    """Gather a day's digest, with its topics named in a language."""
    since, until = window(day, pack.digest_hour)
    found = published_between(since, until, late=LATE)
    names = {topic.code: said(topic.name, language) for topic in pack.topics}
    return build(day, since, until, found, sources.rows(), names)


def build(
    day: date,
    since: datetime,
    until: datetime,
    found: Sequence[ArticleRow],
    states: Sequence[sources.SourceRow],
    names: Mapping[str, str],
) -> Digest:
    """The digest of the articles and source states given: pure."""
    by_topic: dict[str, list[ArticleRow]] = {}
    for row in found:
        by_topic.setdefault(row.topic, []).append(row)
    groups = [
        Group(topic, names.get(topic, topic), tuple(sorted(rows, key=weight)))
        for topic, rows in sorted(by_topic.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return Digest(
        day=day,
        since=since,
        until=until,
        groups=tuple(groups),
        urgent=tuple(sorted((r for r in found if r.tone < 0), key=weight)[:5]),
        total=len(found),
        copies=sum(row.copies for row in found),
        tones=(
            sum(r.tone < 0 for r in found),
            sum(r.tone == 0 for r in found),
            sum(r.tone > 0 for r in found),
        ),
        unchecked=tuple(s for s in states if s.state in TROUBLED),
        alive=sum(s.state == SourceState.ALIVE for s in states),
        expected=len(states),
    )


def weight(row: ArticleRow) -> tuple[int, int, int]:
    """What was carried most comes first, then what is critical, then the newest."""
    return (-row.copies, row.tone, -row.id)


def write(
    digest: Digest,
    pack: Pack,
    *,
    recipient: str,
    name: str,
    language: str,
    site: str,
    watches: Sequence[Section] = (),
) -> Letter:
    """The digest as one reader's mail, in their language, with what their own watches caught."""
    title = said(pack.title, language)
    slots = {"province": title, "date": f"{digest.day:%d/%m/%Y}", "count": digest.total, "link": site}
    texts = pack.templates.digest
    with translation.override(language):
        told = {
            "digest": digest,
            "name": name,
            "watches": watches,
            "site": site,
            "title": title,
            "greeting": said(texts.greeting, language).format(**slots),
            "footer": said(texts.footer, language).format(**slots),
            "zone": DESK_ZONE,
        }
        html = css_inline.inline(render_to_string("reports/digest.html", told))
        text = render_to_string("reports/digest.txt", told)
    subject = said(texts.subject, language).format(**slots)
    return Letter(edition_key(digest.day), recipient, subject, html, text)


def said(words: Words | DigestWords, language: str) -> str:
    """A text of the pack in a reader's language."""
    return words.en if language == "en" else words.vi
