"""Stories at their one setting: labelled pairs among seven thousand articles, and a stream of known events.

Beside it, in the same run and on the same vectors, what is usual: one gate, two gates, two gates and the
rules for recurring formats.
"""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from classifier.recurring import is_recurring
from classifier.stories import CHAIN, JOINS, LARGEST, Clusters, Fit, Gates, Item, fits, item
from classifier.stories_near import Shelf
from classifier.stories_vectors import UNDATED
from tests.gates.measures import ROOT, Figures, Place, found, scored

TABLE, NUMBERS = ROOT / "docs" / "figures" / "stories.md", ROOT / "docs" / "figures" / "stories.json"
# The stream's times are hours from its beginning.
BEGINNING = datetime(2017, 2, 1, tzinfo=UTC)
ORDERS = ("as numbered", "pairs first", "pairs last")
_ABOUT = """Written by `make gates`. One setting for all: {setting}.

Pairs: labelled by hand, among the articles of the copies' set; the worst of three orders:
{orders}. Stream: views of one article as one event, timed. “with suggestions” counts a
suggested pair as together, and on the stream whatever suggestions tie. The baselines see the same vectors."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article of a set: its name there, and what clustering makes of it."""

    name: str
    item: Item


@dataclass(slots=True)
class Put:
    """The story of each article by name, and which stories are suggested to belong together."""

    story: dict[str, int] = field(default_factory=dict)
    tied: set[frozenset[int]] = field(default_factory=set)

    def closed(self) -> dict[str, int]:
        """The story of each article when all that is suggested is taken."""
        leads = {story: story for story in self.story.values()}

        def lead(story: int) -> int:
            while leads[story] != story:
                story = leads[story]
            return story

        for one, other in map(sorted, self.tied):
            leads[lead(other)] = lead(one)
        return {name: lead(story) for name, story in self.story.items()}

    def largest(self) -> int:
        """How many articles the largest story has."""
        return max(Counter(self.story.values()).values(), default=0)


Way = Callable[[Sequence[Told]], Put]


def ours(told: Sequence[Told]) -> Put:
    """The product's way."""
    put, clusters = Put(), Clusters()
    for one in told:
        clusters.expire(one.item.at)
        place = clusters.place(one.item)
        story = one.item.id if place.story is None else place.story
        clusters.add(one.item, story)
        put.story[one.name] = story
        put.tied |= {frozenset((story, other)) for other, _ in place.suggestions}
    return put


def gated(whole: float, nearest: float, *, is_ruled: bool = False) -> Way:
    """Gates on likeness alone, whatever else there is; ``is_ruled`` keeps issues of one format apart."""

    def way(told: Sequence[Told]) -> Put:
        put, shelf = Put(), Shelf()
        for one in told:
            open_to = (fit for fit in fits(shelf, one.item) if fit.whole >= whole and fit.nearest >= nearest)
            joined = next((fit for fit in open_to if not (is_ruled and is_issue(one.item, fit))), None)
            story = joined.story if joined else one.item.id
            shelf.add(one.item, story)
            put.story[one.name] = story
        return put

    return way


def is_issue(item: Item, fit: Fit) -> bool:
    """Whether an article is another issue of a recurring format."""
    return any(is_recurring(item.told, other.told) for other in fit.beside)


WAYS: Mapping[str, Way] = {
    "ours": ours,
    "one gate, .13": gated(0.13, 0.0),
    "one gate, .25": gated(0.25, 0.0),
    "two gates, .25 and .22": gated(0.25, 0.22),
    "two gates, .28 and .25, and rules": gated(0.28, 0.25, is_ruled=True),
}


@dataclass(frozen=True, slots=True)
class Score:
    """What one way reaches on both sets."""

    recall: float
    apart: float
    precision: float
    f1: float
    suggested_recall: float
    suggested_f1: float
    largest: int
    per_second: float


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file, packed or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        yield from map(json.loads, lines)


def tell(given: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Rows as articles; their order is their number."""
    return [
        Told(
            str(row["id"]),
            item(number, row["title"], row["body"], _time(row), "", "vi"),
        )
        for number, row in enumerate(given)
    ]


def _time(row: Mapping[str, Any]) -> datetime:
    return BEGINNING + timedelta(hours=row["t"]) if "t" in row else UNDATED


def ordered(pairs: Sequence[Told], others: Sequence[Told]) -> dict[str, list[Told]]:
    """The labelled articles among the others, in three orders."""
    numbered = sorted([*pairs, *others], key=lambda one: int(one.name.lstrip("oc")))
    return dict(zip(ORDERS, (numbered, [*pairs, *others], [*others, *pairs]), strict=True))


def together(put: Put, labels: Sequence[Sequence[str]], label: str) -> tuple[float, float]:
    """The share of the pairs so labelled that are in one story, and in one or in two that are tied."""
    asked = [(put.story[a], put.story[b]) for a, b, same in labels if same == label]
    joined = sum(a == b for a, b in asked)
    tied = sum(a == b or frozenset((a, b)) in put.tied for a, b in asked)
    return joined / len(asked), tied / len(asked)


def b_cubed(place: Place, stories: Mapping[str, int]) -> tuple[float, float]:
    """Precision and F1 of the stream's stories, as the scorer tells them."""
    folder = place.data / "stories"
    stream, table = place.work / "stream.jsonl", place.work / "stories.tsv"
    if not stream.exists():
        with gzip.open(folder / "event-stream-vi" / "stream.jsonl.gz") as packed:
            stream.write_bytes(packed.read())
    table.write_text("".join(f"{name}\t{story}\n" for name, story in stories.items()), "utf-8")
    told = scored(folder / "scorers" / "score_clusters.py", str(stream), str(table))
    figures = found(told, {"P": r"^B3 P ([\d.]+)", "F": r"^B3 .*?F1 ([\d.]+)"})
    return figures["P"], figures["F"]


def score(
    place: Place, way: Way, orders: Iterable[Sequence[Told]], stream: Sequence[Told], labels: list[list[str]]
) -> Score:
    """One way on both sets: of the orders the worst."""
    begun, puts = perf_counter(), [way(order) for order in orders]
    spent, timed = perf_counter() - begun, way(stream)
    same = [together(put, labels, "1") for put in puts]
    precision, f1 = b_cubed(place, timed.story)
    return Score(
        min(recall for recall, _ in same),
        1 - max(together(put, labels, "0")[0] for put in puts),
        precision,
        f1,
        min(recall for _, recall in same),
        b_cubed(place, timed.closed())[1],
        max(put.largest() for put in (*puts, timed)),
        sum(len(put.story) for put in puts) / spent,
    )


def table(scores: Mapping[str, Score]) -> str:
    """The table in Markdown."""
    setting = f"joins {_told(JOINS)},\nsuggested {_told(CHAIN)}"
    head = [
        "way",
        "pairs: recall",
        "pairs: kept apart",
        "with suggestions",
        "stream: P",
        "stream: F1",
        "with suggestions",
        "largest",
        "placed/s",
    ]
    lines = [head, ["---"] * len(head)]
    lines += [
        [
            name,
            *(f"{one:.3f}" for one in (got.recall, got.apart, got.suggested_recall)),
            *(f"{one:.4f}" for one in (got.precision, got.f1, got.suggested_f1)),
            str(got.largest),
            f"{got.per_second:.0f}",
        ]
        for name, got in scores.items()
    ]
    about = _ABOUT.format(setting=setting, orders=", ".join(ORDERS))
    shown = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"# Stories\n\n{about}\n\n{shown}\n"


def _told(gates: Gates) -> str:
    return f"{gates.whole:g} as a whole and {gates.nearest:g} beside the nearest above {gates.crowd:g} crowd"


def figures(got: Score) -> Figures:
    """What the floors hold."""
    return {
        "stories pairs recall": got.recall,
        "stories pairs kept apart": got.apart,
        "stories pairs suggested": got.suggested_recall,
        "stories stream precision": got.precision,
        "stories stream F1": got.f1,
        "stories stream suggested": got.suggested_f1,
        "stories none too large": min(1.0, LARGEST / got.largest) if got.largest else 1.0,
    }


def measure(place: Place) -> Figures:
    """All ways on both sets; the table is kept among the figures."""
    folder = place.data / "stories"
    pairs = list(rows(folder / "event-pairs-vi" / "docs.jsonl"))
    others = list(rows(folder / "syndication-vi" / "docs.jsonl.gz"))
    told = tell([*pairs, *others])
    orders = ordered(told[: len(pairs)], told[len(pairs) :]).values()
    stream = tell(rows(folder / "event-stream-vi" / "stream.jsonl.gz"))
    labels = [
        line.split() for line in (folder / "event-pairs-vi" / "pairs.tsv").read_text("utf-8").splitlines()
    ]
    scores = {name: score(place, way, orders, stream, labels) for name, way in WAYS.items()}
    shown = table(scores)
    print(shown)
    TABLE.write_text(shown, "utf-8")
    got = figures(scores["ours"])
    NUMBERS.write_text(json.dumps(got, indent=2) + "\n", "utf-8")
    return got
