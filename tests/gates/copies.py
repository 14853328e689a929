"""How well copies are found: edited copies among real articles, and issues of recurring formats.

Beside ours stand MinHash with its index, from two libraries, and SimHash, all on the same texts in one run.
"""

import gzip
import json
import random
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import yaml

from bench.peers import NoPeers, environment
from classifier import copies
from language.tokens import streams
from pipeline.trial_copies import pairs, paper
from tests.gates import copies_peers
from tests.gates.measures import ROOT, Figures, NotMeasured, Place, found, scored, tried

FORMATS = Path(__file__).with_name("copies_formats.yaml")
PAGE = ROOT / "docs" / "figures" / "copies.md"
OURS = "ours"
FIRST_DAY, ISSUES = date(2026, 9, 7), 8
KINDS = ("verbatim", "light", "nodia", "reword", "cut", "trunc60w", "embed", "embed-host")
LONGEST_RUN = 600
SURE = 0.99
_ABOUT = """Written by `make gates`: one run, the same texts for every way. Precision, recall and the kinds of
edit are those of real articles edited by script, real copies among them left out; both bands of ours count.
“Formats” are issues of recurring formats written for this project, each reprinted elsewhere on its day:
precision / recall of the reprints. “Texts/s” is CPU alone; ours takes whole texts, the others words already
folded."""

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Way:
    """What one way of finding copies made of the articles and of the formats."""

    name: str
    precision: float
    recall: float
    kinds: Mapping[str, float]
    formats: tuple[float, float]
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Formats:
    """Issues of recurring formats, and which of them are the same one printed twice."""

    rows: Sequence[Mapping[str, str]]
    reprints: frozenset[Pair] = field(default_factory=frozenset)


def measure(place: Place) -> Figures:
    """Ours and the peers; the table is written."""
    gold = place.data / "stories" / "syndication-vi"
    told, issues = tried(place, "copies", gold / "docs.jsonl.gz"), formats()
    reprints = formats_score(issues, tried(place, "copies", place.rows("formats.jsonl", issues.rows)))
    articles = texts_of(gold / "docs.jsonl.gz")
    ours = Way(OURS, *articles_score(place, told), reprints, matched(articles))
    ways = [ours, *peers(place, articles, issues)]
    for one in ways:
        print(line(one))
    keep(ways)
    return figures(ways)


def peers(place: Place, articles: Sequence[Mapping[str, str]], issues: Formats) -> Iterator[Way]:
    """Each peer over the same words; none where they cannot be installed."""
    try:
        python = environment()
    except NoPeers as why:
        print(why)
        return
    whole = place.rows("articles.words", map(worded, articles))
    few = place.rows("formats.words", map(worded, issues.rows))
    for name in copies_peers.FINDERS:
        pairs_of, seconds = asked(python, name, whole)
        score = articles_score(place, pairs_of)
        yield Way(name, *score, formats_score(issues, asked(python, name, few)[0]), len(articles) / seconds)


def asked(python: Path, name: str, source: Path) -> tuple[Path, float]:
    """The pairs a peer finds, and the seconds of CPU it took."""
    out = source.with_suffix(".pairs")
    told = subprocess.run(
        [str(python), copies_peers.__file__, name, str(source), str(out)],
        capture_output=True,
        text=True,
        timeout=LONGEST_RUN,
        check=False,
    )
    if told.returncode:
        raise NotMeasured(f"{name}: {told.stderr.strip()[-300:]}")
    return out, max(json.loads(told.stdout)["seconds"], 1e-9)


def articles_score(place: Place, told: Path) -> tuple[float, float, dict[str, float]]:
    """What the scorer says of pairs among the articles."""
    folder = place.data / "stories"
    said = scored(folder / "scorers" / "score_pairs.py", str(folder / "syndication-vi"), str(told))
    whole = found(said, {"P": r"\bP=([\d.]+)", "R": r"\bR=([\d.]+)"})
    kinds = found(said, {kind: rf"'{kind}': ([\d.]+)" for kind in KINDS})
    return whole["P"], whole["R"], kinds


def formats_score(issues: Formats, told: Path) -> tuple[float, float]:
    """Of the pairs told how many are reprints, and of the reprints how many are told."""
    made = {frozenset(row.split("\t")[:2]) for row in told.read_text("utf-8").splitlines()}
    right = len(made & issues.reprints)
    return right / len(made) if made else 1.0, right / len(issues.reprints)


def matched(articles: Sequence[Mapping[str, str]]) -> float:
    """How many articles a second of CPU are fingerprinted and held against each other."""
    began = time.process_time()
    papers = [paper(number, row) for number, row in enumerate(articles)]
    count = sum(pair.share >= copies.PART for pair in pairs(papers))
    print(f"{count} pairs among {len(articles)}")
    return len(articles) / max(time.process_time() - began, 1e-9)


def formats(path: Path = FORMATS, seed: int = 1) -> Formats:
    """Some issues of each format, each reprinted by another outlet on its day."""
    chance, rows, reprints = random.Random(seed), [], set()
    for number, told in enumerate(yaml.safe_load(path.read_text("utf-8"))):
        for issue in range(ISSUES):
            day = FIRST_DAY + timedelta(days=issue)
            title, body = (filled(told[part], day, chance) for part in ("title", "body"))
            id = f"{number}.{issue}"
            own = {"title": title, "body": body, "published": day.isoformat()}
            rows += [
                {"id": id, "outlet": f"nha-{number}", **own},
                {"id": f"{id}r", "outlet": "in-lai", **own},
            ]
            reprints.add(frozenset((id, f"{id}r")))
    return Formats(rows, frozenset(reprints))


def filled(text: str, day: date, chance: random.Random) -> str:
    """A format's text with its day and figures of its own."""
    dated = text.format(day=f"{day.day}/{day.month}", month=day.month, date=day.day)
    return "".join(str(chance.randrange(1, 10)) if sign == "#" else sign for sign in dated)


def texts_of(path: Path) -> list[Mapping[str, str]]:
    """The articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(row) for row in stream]


def worded(row: Mapping[str, str]) -> dict[str, object]:
    """A text as the peers take it."""
    return {"id": row["id"], "words": streams(row["body"])[1]}


def figures(ways: Sequence[Way]) -> Figures:
    """What is held to floors; the lead is over the best recall of a peer that is sure."""
    ours, *others = ways
    made: Figures = {
        "copies precision": ours.precision,
        "copies recall": ours.recall,
        "copies formats precision": ours.formats[0],
        "copies formats recall": ours.formats[1],
    }
    sure = [one.recall for one in others if one.precision >= SURE]
    return made | ({"copies lead over best peer": ours.recall - max(sure)} if sure else {})


def line(way: Way) -> str:
    """A row of the table."""
    kinds = " | ".join(f"{way.kinds[kind]:.2f}" for kind in KINDS)
    formats_told = f"{way.formats[0]:.2f} / {way.formats[1]:.2f}"
    whole = f"{way.precision:.4f} | {way.recall:.4f}"
    return f"| {way.name} | {whole} | {kinds} | {formats_told} | {way.rate:,.0f} |"


def page(ways: Iterable[Way]) -> str:
    """The table as it is kept."""
    head = f"| way | P | R | {' | '.join(KINDS)} | formats | texts/s |"
    rule = "|---" * (len(KINDS) + 5) + "|"
    return "\n".join(["# Copies", "", _ABOUT, "", head, rule, *map(line, ways), ""])


def keep(ways: Sequence[Way]) -> None:
    """Write the table down, for people and for programs."""
    PAGE.write_text(page(ways), "utf-8")
    told = {
        one.name: {"precision": one.precision, "recall": one.recall, "formats": one.formats, **one.kinds}
        for one in ways
    }
    PAGE.with_suffix(".json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", "utf-8")
