"""How well claims are found again: English posts to known claims, and Vietnamese sentences to a claim."""

import gzip
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from classifier import claims
from classifier.claims_index import Index, Postings
from classifier.claims_keys import stems
from demo.edition import edition
from language.sentences import split
from language.tokens import streams
from tests.gates.measures import ROOT, Figures, Place

SENTENCES = Path(__file__).with_name("claims.yaml")
PAGE = ROOT / "docs" / "figures" / "claims.md"
DEEPEST = 100
MOST_PRESS = 4_000
POSITIVE, NEAR = ("repeats", "reworded", "denials"), "near"
_ABOUT = """Written by `make gates`: one run, the same texts for every way. “BM25 alone” is BM25 over plain
words; “held” orders what the index finds by how far a sentence says what the claim says. The sentences are
this project's own, among those of the demo press. The weights and the threshold of what is held were fitted
on every other claim; on the rest (“blind”) nothing was fitted, but they were seen when forms were compared.
The weights of the index were chosen on these same posts and sentences."""

Rank = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence held against a claim, and whether it repeats, rewords or denies it, or only comes near."""

    claim: str
    kind: str
    sentence: str
    is_blind: bool = False

    @property
    def is_meant(self) -> bool:
        """Whether it should be found."""
        return self.kind != NEAR


@dataclass(frozen=True, slots=True)
class Tally:
    """Of some pairs: how many are meant, found, and both."""

    meant: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Of what was found, how much is meant."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of what is meant, how much was found."""
        return self.right / self.meant if self.meant else 1.0


def pairs(path: Path = SENTENCES) -> list[Pair]:
    """The sentences, each with the claim it was written for."""
    told = yaml.safe_load(path.read_text("utf-8"))
    return [
        Pair(one["claim"], kind, sentence, bool(number % 2))
        for number, one in enumerate(told)
        for kind in (*POSITIVE, NEAR)
        for sentence in one[kind]
    ]


def tally(of: Iterable[Pair]) -> Tally:
    """Hold sentences against their claims as an article's headline."""
    meant = found = right = 0
    for pair in of:
        wanted = claims.statement(pair.claim)
        is_found = claims.hold([pair.claim], claims.read(pair.sentence, "", wanted.lang)) is not None
        meant += pair.is_meant
        found += is_found
        right += is_found and pair.is_meant
    return Tally(meant, found, right)


def hinted(of: Iterable[Pair]) -> tuple[float, float]:
    """Precision and recall of the hints of denial over what was found."""
    told: Counter[tuple[bool, bool]] = Counter()
    for pair in of:
        lang = claims.statement(pair.claim).lang
        found = claims.hold([pair.claim], claims.read(pair.sentence, "", lang))
        if found and pair.is_meant:
            told[pair.kind == "denials", bool(found.hint)] += 1
    hit = told[True, True]
    return hit / (hit + told[False, True] or 1), hit / (hit + told[True, False] or 1)


def reciprocal(
    rank: Rank, queries: Mapping[str, str], ids: Sequence[str], wanted: Mapping[str, set[str]]
) -> float:
    """The mean of one over the place of the first right claim."""
    told = []
    for id, text in queries.items():
        if id in wanted:
            places = (place for place, number in enumerate(rank(text), 1) if ids[number] in wanted[id])
            told.append(1 / next(places, float("inf")))
    return sum(told) / len(told)


def mean_precision(rank: Rank, of: Sequence[Pair], pool: Sequence[str]) -> float:
    """How high the sentences that are meant stand among all, over all claims."""
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for pair in of:
        if pair.is_meant:
            meant[pair.claim].add(pair.sentence)
    told = []
    for claim, wanted in meant.items():
        hits = [place for place, number in enumerate(rank(claim), 1) if pool[number] in wanted]
        told.append(sum((count + 1) / place for count, place in enumerate(hits)) / len(wanted))
    return sum(told) / len(told)


def ours(texts: Sequence[str]) -> Rank:
    """The index that claims are looked up in."""
    index = Index(texts)
    return lambda query: [one.number for one in index.rank(query, DEEPEST)]


def held(texts: Sequence[str]) -> Rank:
    """What the index finds, ordered as the desk orders it."""
    first = ours(texts)

    def rank(query: str) -> list[int]:
        wanted = claims.statement(query)
        found = first(query)
        scores = {at: claims.score_of(wanted, claims.read(texts[at], "", wanted.lang), 0) for at in found}
        return sorted(found, key=lambda at: -scores[at])

    return rank


def alone(texts: Sequence[str], words: Callable[[str], list[str]]) -> Rank:
    """BM25 over one kind of words."""
    postings = Postings([words(text) for text in texts])

    def rank(query: str) -> list[int]:
        scores = postings.scores(words(query))
        return [int(number) for number in (-scores).argsort(kind="stable")[:DEEPEST] if scores[number] > 0]

    return rank


def ways(texts: Sequence[str]) -> dict[str, Rank]:
    """Ours and the peers."""
    return {
        "fused": ours(texts),
        "BM25, endings off": alone(texts, stems),
        "BM25 alone": alone(texts, lambda text: streams(text)[0]),
    }


def english(folder: Path) -> tuple[dict[str, float], float]:
    """The reciprocal ranks of every way on the posts, and the milliseconds a query takes ours."""
    with gzip.open(folder / "claims.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    queries = dict(line.split("\t", 1) for line in (folder / "queries.tsv").read_text("utf-8").splitlines())
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, claim = line.split()[:2]
        wanted[query].add(claim)
    ids = [row["id"] for row in rows]
    told, spent = {}, 0.0
    for name, rank in ways([f"{row['title']}\n{row['text']}" for row in rows]).items():
        start = time.process_time()
        told[name] = reciprocal(rank, queries, ids, wanted)
        spent = spent or time.process_time() - start
    return told, 1000 * spent / len(wanted)


def page(
    ranks: Mapping[str, float], speed: float, own: Mapping[str, float], tallies: Mapping[str, Tally]
) -> str:
    """The page of figures."""
    lines = ["# Claims repeated", "", _ABOUT, ""]
    lines += ["| way | posts to claims, MRR | own sentences, mean precision |", "|---|---|---|"]
    lines += [f"| {name} | {_shown(ranks.get(name))} | {one:.3f} |" for name, one in own.items()]
    lines += ["", f"A query takes {speed:.1f} ms.", ""]
    lines += [f"Held against a claim, shown from {claims.THRESHOLD:.2f} on:", ""]
    lines += ["| sentences | meant | found | precision | recall |", "|---|---|---|---|---|"]
    lines += [
        f"| {name} | {one.meant} | {one.found} | {one.precision:.3f} | {one.recall:.3f} |"
        for name, one in tallies.items()
    ]
    return "\n".join([*lines, ""])


def _shown(figure: float | None) -> str:
    return "—" if figure is None else f"{figure:.3f}"


def press() -> list[str]:
    """The sentences of the demo press, among which a claim's own are to be found."""
    originals = (one for one in edition().instances if one.role == "original")
    bodies = ("\n".join(one.text.body) for one in originals)
    return [body[start:end] for body in bodies for start, end in split(body)][:MOST_PRESS]


def measure(place: Place) -> Figures:
    """Both parts; the page is kept among the figures."""
    of = pairs()
    ranks, speed = english(place.data / "stories" / "claims-ct20-en")
    pool = list(dict.fromkeys((*(pair.sentence for pair in of), *press())))
    own = {name: mean_precision(rank, of, pool) for name, rank in (ways(pool) | {"held": held(pool)}).items()}
    blind = [pair for pair in of if pair.is_blind]
    tallies = {"all": tally(of), "blind": tally(blind)}
    tallies |= {kind: tally(pair for pair in of if pair.kind == kind) for kind in (*POSITIVE, NEAR)}
    precise, complete = hinted(of)
    shown = (
        page(ranks, speed, own, tallies)
        + f"\nHints of denial: precision {precise:.3f}, recall {complete:.3f}.\n"
    )
    print(shown)
    PAGE.write_text(shown, "utf-8")
    told = {
        "claims MRR": ranks["fused"],
        "claims MRR over BM25": ranks["fused"] - ranks["BM25 alone"],
        "claims own mean precision": own["held"],
        "claims own over BM25": own["held"] - own["BM25 alone"],
        "claims own blind precision": tallies["blind"].precision,
        "claims own blind recall": tallies["blind"].recall,
        "claims own recall": tallies["all"].recall,
        "claims hints recall": complete,
    }
    PAGE.with_suffix(".json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    return told
