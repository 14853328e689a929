"""Places: sentences written here, the provinces reports are about, and what each old province is today."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from archive import packs
from classifier.gazetteer import Finder, Mention
from tests.gates.measures import ROOT, Figures, Place

SENTENCES = Path(__file__).with_name("places_sentences.yaml")
PAGE = ROOT / "docs" / "figures" / "places.md"
HOME_PACK = "dong-nai"
UNNAMED = "-"
# As many words as an article on paper has.
WORDS = 500
_ROUNDS = 3
_ABOUT = """Written by `make gates`. A name counts as found where its place and no other is told, as often as
it is meant; the peer takes every name for its place. “Blind” sentences were written before the finder was
changed for them, the others after, each group before it was first measured. Measured first, before anything
was mended for them, they gave precision / recall: blind .994 / .988, known .960 / .993, fresh .941 / .988,
unseen .946 / .981; all of them .968 / .989. That is what to expect of new texts as full of namesakes.

In the reports a province is meant where one of its names, or one of a place in it, means the place; the
labels say whether the report is about it, which is more: a letter's sender is from there, too."""

Read = Callable[[str], Sequence[Mention]]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: the places it means, and what other names in it mean."""

    text: str
    pack: str
    group: str
    kind: str
    meant: Counter[str]
    others: Mapping[str, str]


@dataclass
class Tally:
    """How many places were meant, found and rightly found; how many namesakes there were and were told."""

    meant: int = 0
    found: int = 0
    right: int = 0
    others: int = 0
    told: int = 0
    named: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, the share that was meant."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of what was meant, the share that was found."""
        return self.right / self.meant if self.meant else 1.0

    @property
    def senses(self) -> float:
        """Of the namesakes, the share whose sense is the one wanted."""
        return self.named / self.others if self.others else 1.0


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Reports about the province they name and others, by whether the name was taken for the place."""

    hits: int
    misses: int
    false: int
    away: int

    @property
    def f1(self) -> float:
        """F1 of “the province is meant”."""
        return 2 * self.hits / (2 * self.hits + self.misses + self.false)

    @property
    def namesakes(self) -> float:
        """Of the reports that are not about the province they name, those whose names were told apart."""
        return self.away / (self.away + self.false) if self.away + self.false else 1.0


def rows(path: Path = SENTENCES) -> list[Row]:
    """The sentences."""
    return [
        Row(text, pack, group, kind, Counter(meant), dict(others[0]) if others else {})
        for group, of_group in yaml.safe_load(path.read_text("utf-8")).items()
        for pack, of_pack in of_group.items()
        for kind, sentences in of_pack.items()
        for text, meant, *others in sentences
    ]


@cache
def finder(pack: str) -> Finder:
    """The finder of a shipped pack."""
    return Finder(packs.load(pack, fill={}).gazetteer())


def plainly(text: str, found: Finder) -> list[Mention]:
    """What the peer makes of a text: every name means its place."""
    return [Mention(one.place, one.start, one.end) for one in found.mentions(text)]


def tally(of: Iterable[Row], mentions: Callable[[Row], Sequence[Mention]]) -> Tally:
    """Hold what is read from sentences against what they mean."""
    told = Tally()
    for row in of:
        read = mentions(row)
        found = Counter(one.place for one in read if one.real)
        senses = {one.place: one.sense for one in read if not one.real}
        told.meant += row.meant.total()
        told.found += found.total()
        told.right += (row.meant & found).total()
        told.others += len(row.others)
        told.told += sum(place in senses for place in row.others)
        told.named += sum(senses.get(place) == sense for place, sense in row.others.items())
    return told


def ours(row: Row) -> Sequence[Mention]:
    """What the finder of a row's pack reads."""
    return finder(row.pack).mentions(row.text)


def peer(row: Row) -> Sequence[Mention]:
    """What plain name matching reads."""
    return plainly(row.text, finder(row.pack))


def judged(reports: Iterable[Mapping[str, object]], found: Finder, read: Read) -> Verdicts:
    """Whether the province a report names is meant, against whether it is about it."""
    seen: Counter[tuple[bool, bool]] = Counter()
    for report in reports:
        name = str(report["province"])
        if name == UNNAMED or report["about"] is None:
            continue
        key = found.key_of(name)
        own = found.territory(key)
        text = f"{report['title']}\n{report.get('summary') or report.get('body') or ''}"
        named = [one for one in read(text) if one.place in own]
        if named or report["about"]:
            seen[bool(report["about"]), any(one.real for one in named)] += 1
    return Verdicts(seen[True, True], seen[True, False], seen[False, True], seen[False, False])


def old_to_new(data: Mapping[str, Any], found: Finder) -> float:
    """The share of the 63 that lead to the right one of the 34."""
    today = {one["gso"]: str(one["name"]) for one in data["new"]}
    right = 0
    for one in data["old"]:
        told = found.history.territories(key_of(found, str(one["name"])))
        right += told.now == {key_of(found, today[gso]) for gso in one["merged_into"]}
    return right / len(data["old"])


def key_of(found: Finder, name: str) -> str:
    """The key of a province by its name in a list; the city named after a person has longer names."""
    return found.key_of(name) or found.key_of(f"TP {name}")


def milliseconds(texts: Sequence[str], found: Finder) -> float:
    """How long the finder takes for a text, at best."""
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        for text in texts:
            found.mentions(text)
        best = min(best, time.process_time() - start)
    return best * 1000 / len(texts)


def long_texts(reports: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Reports put together to texts of some 500 words."""
    parts: list[str] = []
    for report in reports:
        parts.append(f"{report['title']}. {report.get('summary') or report.get('body') or ''}")
        if sum(len(part.split()) for part in parts) >= WORDS:
            yield "\n".join(parts)
            parts = []


def page(
    of: Sequence[Row], verdicts: Mapping[str, Verdicts], share: float, speed: Mapping[str, float]
) -> str:
    """The page of figures."""
    lines = ["# Places", "", _ABOUT, "", "| sentences | number | precision | recall | senses | peer |"]
    lines += ["|---|---|---|---|---|---|"]
    for name, some in parts(of):
        told, plain = tally(some, ours), tally(some, peer)
        lines.append(
            f"| {name} | {len(some)} | {told.precision:.3f} | {told.recall:.3f} | {told.named}/{told.others}"
            f" | {plain.precision:.3f} / {plain.recall:.3f} |"
        )
    lines += ["", "| reports that name a province | meant: F1 | right | missed | wrong | told apart |"]
    lines += ["|---|---|---|---|---|---|"]
    for name, one in verdicts.items():
        counts = f"{one.hits} | {one.misses} | {one.false} | {one.away} ({one.namesakes:.2f})"
        lines.append(f"| {name} | {one.f1:.3f} | {counts} |")
    lines += ["", f"Old provinces that lead to the right one of today: {share:.3f} of 63.", ""]
    told_speed = ", ".join(f"{pack} {each:.2f}" for pack, each in speed.items())
    return "\n".join([*lines, f"Milliseconds for {WORDS} words with some fifteen names: {told_speed}.", ""])


def parts(of: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """All sentences, the groups of them, and the kinds."""
    yield "all", list(of)
    for group in dict.fromkeys(row.group for row in of):
        yield group, [row for row in of if row.group == group]
    for kind in dict.fromkeys(row.kind for row in of):
        yield kind, [row for row in of if row.kind == kind]


def figures(of: Sequence[Row], verdicts: Verdicts, share: float) -> Figures:
    """What the floors hold."""
    told, blind = tally(of, ours), tally([row for row in of if row.group == "blind"], ours)
    return {
        "places precision": told.precision,
        "places recall": told.recall,
        "places blind precision": blind.precision,
        "places blind recall": blind.recall,
        "places senses": told.senses,
        "places province meant F1": verdicts.f1,
        "places old to new": share,
    }


def reports_of(path: Path) -> list[dict[str, object]]:
    """The rows of a file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def measure(place: Place) -> Figures:
    """Sentences, reports, territories and speed; the page is kept among the figures."""
    of, found = rows(), finder(HOME_PACK)
    reports = reports_of(place.data / "classify" / "province_vi_dev.jsonl")
    verdicts = {
        "finder": judged(reports, found, found.mentions),
        "every name": judged(reports, found, lambda text: plainly(text, found)),
    }
    share = old_to_new(json.loads((place.data / "provinces.json").read_text("utf-8")), found)
    texts = list(long_texts(reports))
    speed = {pack: milliseconds(texts, finder(pack)) for pack in (HOME_PACK, "tp-hcm")}
    told = figures(of, verdicts["finder"], share)
    PAGE.write_text(page(of, verdicts, share, speed), "utf-8")
    PAGE.with_suffix(".json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return told
