"""Standing queries held against articles, beside two peers in the same run: all find the same.

The peers are every query by itself on the same keys, and an index in memory of some articles at a time
that is asked every query.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

from tantivy import Index

from bench import corpus
from bench.measures import Measure, rate
from bench.questions import worded
from language.text import fold
from search import matching
from search.model import Document
from search.query import parse
from search.rows import Row, row
from search.standing import Standing, Watchers
from search.tantivy_answer import integers
from search.tantivy_folder import schema, stored
from search.tantivy_query import Compiler

SIZES = (1_000, 10_000)
FULL, QUICK = 1_000, 20
# Queries are worded out of the first articles of the press, and held against later ones.
BEFORE = 1_000
ALONE, WHOLE = 10, 200
# How many in a hundred are one phrase, AND of OR, NEAR, OR; and among the second how many exclude something.
KINDS, EXCLUDING = (30, 55, 10, 5), 0.15
PLAINLY = 0.25
NEAREST, FARTHEST = 2, 20

Found: TypeAlias = list[tuple[int, ...]]


class Differs(Exception):
    """Two ways found different queries: no figure is worth anything then."""


def measures(*, is_quick: bool) -> list[Measure]:
    """Articles matched in a second of CPU, by the number of queries that stand."""
    count = QUICK if is_quick else FULL
    documents = list(corpus.articles(BEFORE + count))[-count:]
    return [one for size in SIZES[: 1 if is_quick else None] for one in compare(size, documents)]


def compare(size: int, documents: Sequence[Document]) -> list[Measure]:
    """So many queries over the same articles, in each of the ways."""
    standing = [Standing(number, parse(query)) for number, query in enumerate(queries(size))]
    watchers, rows = Watchers(standing), [row(one) for one in documents]
    few = [matching.read(one) for one in documents[:ALONE]]
    ours, found = timed(len(rows), lambda: [watchers.matched_row(one) for one in rows])
    naive, by_each = timed(len(few), lambda: [each(standing, one) for one in few])
    batch, by_index = timed(len(rows), lambda: indexed(standing, rows))
    same(found, by_index)
    same(found[:ALONE], by_each)
    some = documents[:WHOLE]
    whole = rate(len(some), lambda: [watchers.matched(one) for one in some])
    unit = "articles/s CPU"
    return [
        Measure(f"{size:,} watches", unit, ours, "tantivy in memory", batch),
        Measure(f"{size:,} watches, few", unit, ours, "every query by itself", naive),
        Measure(f"{size:,} watches, analysis", unit, whole),
    ]


def timed(amount: int, work: Callable[[], Found]) -> tuple[float, Found]:
    """How many a second, and what was found."""
    found: list[Found] = []
    return rate(amount, lambda: found.append(work())), found[-1]


def same(ours: Found, theirs: Found) -> None:
    """Raise Differs where two ways did not find the same."""
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        if one != other:
            raise Differs(f"article {number}: {one} and {other}")


def each(standing: Sequence[Standing], document: matching.Analysed) -> tuple[int, ...]:
    """Every query by itself."""
    return tuple(one.id for one in standing if matching.matches(one.tree, document))


def indexed(standing: Sequence[Standing], rows: Sequence[Row]) -> Found:
    """An index of the articles, asked every query."""
    index = Index(schema())
    compiler, writer = Compiler(index.schema), index.writer(64_000_000, 1)
    for one in rows:
        writer.add_document(stored(one))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    found: dict[int, list[int]] = {one.id: [] for one in rows}
    for asked in standing:
        hits = searcher.search(compiler.compile(asked.tree), limit=len(rows), count=False).hits
        for number in integers(searcher, "id", [address for _, address in hits]):
            found[number].append(asked.id)
    return [tuple(numbers) for numbers in found.values()]


def queries(count: int, seed: int = 1) -> list[str]:
    """So many queries of the kinds that stand in an office, the same for the same seed."""
    office = Office(list(worded()), Random(seed))
    return [office.query() for _ in range(count)]


class Office:
    """Words queries out of articles."""

    def __init__(self, texts: Sequence[Sequence[str]], chance: Random) -> None:
        self.texts = texts
        self.chance = chance

    def query(self) -> str:
        """A query of one of the kinds."""
        made = (self.phrase, self.both, self.near, self.either)
        return self.chance.choices(made, KINDS)[0]()

    def phrase(self) -> str:
        """Two to four words that stand together somewhere, some of them typed without accents."""
        words = self.texts[int(self.chance.random() * len(self.texts))]
        (size,) = self.chance.choices((2, 3, 4), (60, 30, 10))
        at = int(self.chance.random() * (len(words) - size))
        text = " ".join(words[at : at + size])
        return f'"{fold(text) if self.chance.random() < PLAINLY else text}"'

    def either(self) -> str:
        """One of several phrases."""
        return " OR ".join(self.phrase() for _ in range(self.chance.randint(3, 5)))

    def both(self) -> str:
        """One of these and one of those; now and then one must not be there."""
        groups = [
            " OR ".join(self.phrase() for _ in range(self.chance.randint(1, 4)))
            for _ in range(self.chance.randint(2, 3))
        ]
        excluded = f" -{self.phrase()}" if self.chance.random() < EXCLUDING else ""
        return " AND ".join(f"({group})" for group in groups) + excluded

    def near(self) -> str:
        """Two phrases near each other."""
        return f"{self.phrase()} NEAR/{self.chance.randint(NEAREST, FARTHEST)} {self.phrase()}"
