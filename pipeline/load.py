"""Load: articles from a file enter the archive as if fetched, and go through the same stages."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from archive import additions, announced, articles, changes, jobs, pulse
from archive.additions import EXTRACT, READ, Publisher, Way
from crawler import addresses
from crawler.feeds import VIETNAM
from crawler.marks import rule_of_text
from crawler.model import Article, DateOrigin, Entry, Moment
from crawler.unfit import Unfit
from language.dates import parse_date
from language.identify import identify
from language.text import clean, squeeze
from pipeline.read import RELATE
from pipeline.rows import BadLine, Row

CHUNK = 200
NEEDS = ("url", "title", "body")
LANGUAGE = re.compile(r"([a-z]{2,3})(?![a-z])")


@dataclass
class Loaded:
    """How a load went: what is new, what was known, what was refused and why, what is none of ours."""

    stored: int = 0
    known: int = 0
    bad: int = 0
    other: int = 0
    reasons: Counter[str] = field(default_factory=Counter, compare=False)
    # Captures whose pages are still to be extracted.
    waiting: list[int] = field(default_factory=list)

    def refuse(self, why: str) -> None:
        """Count a piece that is not taken, under the general part of its reason."""
        self.bad += 1
        self.reasons[why.split(": ", 1)[0]] += 1


@dataclass(frozen=True, slots=True)
class Given:
    """An article as a row gives it, with its outlet's name."""

    article: Article
    outlet: str


def load(
    rows: Iterable[Row | BadLine], file: str, now: Callable[[], datetime], tell: Callable[[object], None]
) -> Loaded:
    """Store all rows, some hundred a transaction; wrong lines are told and the others go on."""
    told = Loaded()
    for chunk in chunks(rows, CHUNK):
        with transaction.atomic():
            for row in chunk:
                keep(row, file, now(), told, tell)
    return told


def chunks(rows: Iterable[Row | BadLine], size: int) -> Iterator[list[Row | BadLine]]:
    """Lists of at most ``size``."""
    held: list[Row | BadLine] = []
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def keep(row: Row | BadLine, file: str, now: datetime, told: Loaded, tell: Callable[[object], None]) -> None:
    """Store one row, in the caller's transaction."""
    made = article_of(row, file) if isinstance(row, Row) else row
    if isinstance(made, Given):
        made = withheld(made, file, row.line, now) or made
    if isinstance(made, BadLine):
        told.refuse(made.why)
        tell(made)
        return
    source_id = additions.source_of(Publisher(made.outlet, lang=made.article.lang), Way.FILE)
    entry = Entry(made.article.url, made.article.url, made.article.title, made.article.published)
    address_id = announced.import_address(source_id, entry, now)
    stored = articles.store(made.article, address_id, None, now)
    if stored.is_changed:
        key = f"{stored.article_id}:{stored.version}"
        jobs.put([jobs.NewJob(READ, key, now, {"article": stored.article_id})])
        told.stored += 1
    else:
        told.known += 1


def withheld(made: Given, file: str, line: int, now: datetime) -> BadLine | None:
    """Why an article is not stored for the state-secret mark it bears; nothing if it bears none."""
    rule = rule_of_text(f"{made.article.title}\n{made.article.body}")
    if not rule:
        return None
    body = made.article.body.encode()
    additions.withhold(additions.handed_in("text/plain", body, now, made.article.url), rule)
    return BadLine(file, line, f"{Unfit.MARKED.in_both} ({rule})")


def outlet_name(value: dict[str, Any], url: str) -> str:
    """The outlet a row names, or the host it comes from."""
    named = value.get("outlet")
    return squeeze(clean(named))[:200] if isinstance(named, str) and named.strip() else addresses.host_of(url)


def article_of(row: Row, file: str) -> Given | BadLine:
    """A row as an article, or why it cannot be one."""
    value = row.value
    url = addresses.normalise(clean(value["url"]))
    if not url:
        return BadLine(file, row.line, f"địa chỉ không dùng được / no usable address: {value['url'][:200]}")
    published = moment_of(value.get("published"))
    if published is None:
        why = f"không hiểu ngày đăng / the publication date is not understood: {value['published']!r}"[:300]
        return BadLine(file, row.line, why)
    body = clean(value["body"])
    title = squeeze(clean(value["title"]))
    if not title or not body.strip():
        return BadLine(file, row.line, "“title” hoặc “body” không có chữ / title or body holds no words")
    article = Article(
        url=url,
        canonical_url=url,
        title=title,
        alt_title="",
        standfirst="",
        body=body,
        authors=authors_of(value.get("authors")),
        section="",
        lang=code_of(value.get("lang")) or identify(f"{title}\n{body}"),
        published=published,
    )
    return Given(article, outlet_name(value, url))


def code_of(given: object) -> str:
    """The language's code where one is given, in any of its longer forms such as zh-CN; else nothing."""
    found = LANGUAGE.match(given.lower()) if isinstance(given, str) else None
    return found[1] if found else ""


def moment_of(raw: object) -> Moment | None:
    """The publication time a row gives; no date is fine, a date that says nothing is not."""
    if raw is None or raw == "":
        return Moment(None, "", DateOrigin.NONE)
    text = clean(str(raw))
    parsed = parse_date(text, zone=VIETNAM)
    return Moment(parsed.at, text, DateOrigin.GIVEN, parsed.has_zone) if parsed else None


def authors_of(given: object) -> tuple[str, ...]:
    """Authors as a list of names or one name."""
    names = given if isinstance(given, list) else [given]
    return tuple(squeeze(clean(name)) for name in names if isinstance(name, str) and name.strip())


def is_worked_on() -> bool:
    """Whether a worker runs that will take the stages over."""
    return any(beat.kind == "work" and beat.is_fresh for beat in pulse.beats())


def wait_until_findable(tell: Callable[[int], None], *, has_pages: bool = False, pause: float = 0.5) -> None:
    """Wait until nothing is on its way any more, or nobody works on it any more."""
    while (waiting := left(has_pages=has_pages)) and is_worked_on():
        tell(waiting)
        time.sleep(pause)


def left(*, has_pages: bool = False) -> int:
    """How many steps and index changes still wait; pages are extracted first."""
    stages = {READ, RELATE, *([EXTRACT] if has_pages else [])}
    far_future = datetime.max.replace(tzinfo=UTC)
    steps = sum(s.waiting for s in jobs.stats(far_future) if s.stage in stages)
    return steps + changes.lag().count
