"""``try stories``: articles in the order they came, each with its story; nothing is folded before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from classifier.stories import Clusters, Item, item
from classifier.stories_vectors import UNDATED
from language.dates import parse_date
from language.identify import identify
from language.text import clean, squeeze
from pipeline.rows import BadLine, Row, read_rows, whole_file
from pipeline.trial_rows import ZONE, Counter, Sieve, Tell, fitting, text_of


@dataclass(frozen=True, slots=True)
class Put:
    """An article and where it was put: the number of the article that began the story."""

    id: str
    number: int
    story: int
    suggestions: tuple[tuple[int, float], ...]


def try_stories(source: Path, out: Path, tell: Tell, counter: Counter, *, suggest: Path | None = None) -> int:
    """The story of every article; what may belong together goes into a table of its own."""
    sieve = Sieve(tell)
    placed = list(put(sieve.good(articles(source, counter))))
    names = {one.number: one.id for one in placed}
    with whole_file(out) as stream:
        stream.writelines(f"{one.id}\t{names[one.story]}\n" for one in placed)
    if suggest:
        with whole_file(suggest) as stream:
            stream.writelines(
                f"{names[one.story]}\t{names[other]}\t{score:.4f}\n"
                for one in placed
                for other, score in one.suggestions
            )
    return sieve.bad


def put(articles: Iterator[tuple[str, Item]]) -> Iterator[Put]:
    """Every article into the story it joins, or into one of its own."""
    clusters = Clusters()
    for name, article in articles:
        clusters.expire(article.at)
        found = clusters.place(article)
        story = article.id if found.story is None else found.story
        clusters.add(article, story)
        yield Put(name, article.id, story, found.suggestions)


def articles(path: Path, counter: Counter) -> Iterator[tuple[str, Item] | BadLine]:
    """Every article of a file; one without a day came when the one before it did."""
    at = UNDATED
    given = read_rows(path, ())
    rows = (row if isinstance(row, BadLine) else numbered(row, path.name) for row in given)
    for row in counter.over(fitting(rows, path.name)):
        if isinstance(row, BadLine):
            yield row
            continue
        came = time_of(row, path.name, at)
        if isinstance(came, BadLine):
            yield came
            continue
        at = came
        yield row.value["id"], item_of(row, at)


def numbered(row: Row, file: str) -> Row | BadLine:
    """The row with its id as text; whole numbers are fine."""
    name = row.value.get("id")
    if isinstance(name, int) and not isinstance(name, bool):
        return Row(row.line, {**row.value, "id": str(name)})
    if isinstance(name, str) and name.strip():
        return row
    return BadLine(file, row.line, "thiếu “id” / “id” is missing")


def time_of(row: Row, file: str, before: datetime) -> datetime | BadLine:
    """When an article came out: as it says, else when the one before it did."""
    written = clean(str(row.value.get("published") or ""))
    if not written:
        return before
    published = parse_date(written, zone=ZONE)
    if published is None:
        why = f"không hiểu ngày đăng / the publication date is not understood: {written!r}"[:300]
        return BadLine(file, row.line, why)
    return published.at


def item_of(row: Row, at: datetime) -> Item:
    """A row as clustering takes it."""
    title, body = squeeze(clean(text_of(row.value, "title"))), clean(text_of(row.value, "body"))
    lang = text_of(row.value, "lang") or identify(f"{title}\n{body}")
    return item(row.line, title, body, at, text_of(row.value, "outlet"), lang)
