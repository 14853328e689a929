"""The table of search, system by system: what readers expect, and phrases in seven languages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from language.text import fold
from tests.elastic import running_node
from tests.gates import vietnamese_systems as systems
from tests.gates.measures import ROOT, Figures, Place
from tests.gates.vietnamese_systems import Find, System
from tests.gates.vietnamese_texts import LANGUAGES, Rule, Sentence, queries, rules, sentences

TABLE = ROOT / "docs" / "figures" / "vietnamese.md"
PLAIN = "vi typed plain"
RIGHT, WRONG = "yes", "**no**"
_ABOUT = """Written by `make gates`: one run, the same texts and phrases for every system. `lower()` is one
that knows all letters. PostgreSQL's package here brings no unaccent: `translate()` with its letters stands
for it."""
_PHRASES = """Phrases: recall / precision. Every word and every two neighbouring words of sentences whose word
boundaries are marked, each typed alone; found is right where it is a word of the sentence, or two. “ours, =”
is the exact stream, which an equals sign asks for."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of what a phrase stands in, how much was found; of what was found, how much it is a phrase of."""

    recall: float
    precision: float

    def __str__(self) -> str:
        return f"{self.recall:.3f} / {self.precision:.2f}"


@dataclass(frozen=True, slots=True)
class Answers:
    """Which rules a system keeps, and how it finds the phrases of each language."""

    right: Sequence[bool]
    scores: Mapping[str, Score]


Told: TypeAlias = Mapping[System, Answers]


@dataclass(frozen=True, slots=True)
class Marked:
    """The sentences of a language, and the number of the first among all texts."""

    sentences: Sequence[Sentence]
    first: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts in one index: the rules' examples, then the sentences."""

    rules: Sequence[Rule]
    marked: Mapping[str, Marked]

    @property
    def texts(self) -> list[str]:
        """Every text, each at its number."""
        shown = [one.text for marked in self.marked.values() for one in marked.sentences]
        return [rule.text for rule in self.rules] + shown


def corpus(most: int | None = None) -> Corpus:
    """The project's own material; not all sentences of each language, if it is to be quick."""
    told = rules()
    marked: dict[str, Marked] = {}
    first = len(told)
    for language in LANGUAGES:
        marked[language] = Marked(sentences(language)[:most], first)
        first += len(marked[language].sentences)
    return Corpus(told, marked)


def obeyed(given: Corpus, find: Find) -> list[bool]:
    """Whether a system does what each rule expects."""
    return [(number in find(rule.query)) is rule.is_found for number, rule in enumerate(given.rules)]


def scores(given: Corpus, find: Find) -> dict[str, Score]:
    """A system's phrases in each language, and in Vietnamese as a plain keyboard types them."""
    told = {language: score(marked, find) for language, marked in given.marked.items()}
    return told | {PLAIN: score(given.marked["vi"], find, typed=fold)}


def score(marked: Marked, find: Find, typed: Callable[[str], str] = str) -> Score:
    """Recall and precision over every word and every two neighbouring words of some sentences."""
    own = range(marked.first, marked.first + len(marked.sentences))
    wanted = hits = shown = 0
    for query, numbers in queries(marked.sentences).items():
        gold = {marked.first + number for number in numbers}
        found = {number for number in find(typed(query)) if number in own}
        wanted += len(gold)
        hits += len(gold & found)
        shown += len(found)
    return Score(hits / wanted, hits / shown if shown else 0.0)


@contextmanager
def at_hand(texts: Sequence[str], folder: Path) -> Iterator[list[System]]:
    """What needs no server: ours on tantivy, typed and exact, and SQLite's two ways."""
    with ExitStack() as stack:
        typed, exact = stack.enter_context(systems.ours(f"tantivy://{folder / 'tantivy'}", texts))
        folding = stack.enter_context(systems.fts5(texts, "unicode61 remove_diacritics 2"))
        usual = stack.enter_context(systems.fts5(texts, "unicode61"))
        like = stack.enter_context(systems.like(texts))
        yield [
            System("ours, tantivy", typed, is_ours=True),
            System("ours, =", exact, is_ours=True, is_exact=True),
            System("FTS5 remove_diacritics 2", folding),
            System("FTS5 default", usual),
            System("lower() LIKE", like),
        ]


@contextmanager
def on_postgres(texts: Sequence[str], folder: Path) -> Iterator[list[System]]:
    """What a PostgreSQL of its own finds."""
    with systems.postgres(folder / "postgres", texts) as plain:
        yield [System("PostgreSQL simple + unaccent", plain)]


@contextmanager
def on_node(texts: Sequence[str], folder: Path) -> Iterator[list[System]]:
    """What an Elasticsearch node of its own finds: asked by us, and as it comes."""
    home = folder / "elastic"
    home.mkdir()
    with ExitStack() as stack:
        url = stack.enter_context(running_node(home))
        typed, _ = stack.enter_context(systems.ours(url, texts))
        usual = stack.enter_context(systems.standard(url, texts))
        yield [System("ours, Elasticsearch", typed, is_ours=True), System("Elasticsearch standard", usual)]


def told_by(given: Corpus, asked: Sequence[System]) -> Told:
    """What each system makes of rules and phrases; the exact one forgives nothing, so no rule is asked."""
    return {
        system: Answers([] if system.is_exact else obeyed(given, system.find), scores(given, system.find))
        for system in asked
    }


def figures(told: Told) -> Figures:
    """What the floors hold: rules and recall of our engines, the worse of them, and the exact phrases."""
    typed = [found for system, found in told.items() if system.is_ours and not system.is_exact]
    exact = next(found.scores for system, found in told.items() if system.is_exact)
    return (
        {"search rules": min(sum(found.right) / len(found.right) for found in typed)}
        | {f"phrases {kind}": min(found.scores[kind].recall for found in typed) for kind in exact}
        | {f"exact phrases {kind}": exact[kind].recall for kind in LANGUAGES}
    )


def table(given: Corpus, told: Told) -> str:
    """The table in Markdown."""
    ruled = {system.name: found for system, found in told.items() if found.right}
    kept = [
        _line([rule.name, *(RIGHT if found.right[number] else WRONG for found in ruled.values())])
        for number, rule in enumerate(given.rules)
    ]
    phrases = [
        _line([kind, *(str(found.scores[kind]) for found in told.values())]) for kind in (*LANGUAGES, PLAIN)
    ]
    rules_table = [*_head(list(ruled)), *kept]
    phrase_table = [*_head([system.name for system in told]), *phrases]
    return "\n".join(
        ["# What a query finds", "", _ABOUT, "", *rules_table, "", _PHRASES, "", *phrase_table, ""]
    )


def _head(names: Sequence[str]) -> list[str]:
    return [_line(["", *names]), "|---" * (len(names) + 1) + "|"]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def measure(place: Place) -> Figures:
    """All systems over all texts; the table is kept among the figures."""
    given = corpus()
    with ExitStack() as stack:
        asked = stack.enter_context(at_hand(given.texts, place.work))
        asked += stack.enter_context(on_postgres(given.texts, place.work))
        try:
            asked += stack.enter_context(on_node(given.texts, place.work))
        except RuntimeError as why:
            print(f"without Elasticsearch: {why}")
        told = told_by(given, asked)
    shown = table(given, told)
    print(shown)
    TABLE.write_text(shown, "utf-8")
    return figures(told)
