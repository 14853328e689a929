"""Cuts: which sentences of a text another one kept, cut, changed or added. Pure.

Sentences are held against each other by their folded words, so that neither lost accents nor other quotation
marks make a change; the words as written are given back for whoever shows them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from language import sentences
from language.tokens import streams

# Two sentences that share less than this are not one that was changed.
LEAST_ALIKE = 0.5
# A sentence of so few words is found anywhere: within longer ones it is not looked for.
SHORTEST_PART = 5
# More is not looked at; where more pairs than that would have to be weighed, sentences went and came.
MOST_SENTENCES, MOST_PAIRS = 600, 10_000
# So much of a sentence that is made of others must be theirs.
MADE_OF = 0.8


class Fate(StrEnum):
    """What became of a sentence."""

    KEPT = "kept"
    CHANGED = "changed"
    CUT = "cut"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence of the origin, of the taker, or of both, and what became of it."""

    fate: Fate
    before: str = ""
    after: str = ""
    has_other_figures: bool = False


@dataclass(frozen=True, slots=True)
class Cuts:
    """A taker's text sentence by sentence, what was cut standing where it stood; ``share`` of it was kept."""

    told: tuple[Cut, ...]
    share: float

    def count(self, fate: Fate) -> int:
        """How many sentences had this fate."""
        return sum(cut.fate is fate for cut in self.told)

    @property
    def has_other_figures(self) -> bool:
        """Whether a changed sentence tells other figures than before."""
        return any(cut.has_other_figures for cut in self.told)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    keys: tuple[str, ...]

    @property
    def figures(self) -> list[str]:
        return sorted(key for key in self.keys if any(map(str.isdigit, key)))


def align(origin: str, taker: str) -> Cuts:
    """What the taker made of the origin's sentences."""
    old, new = _sentences(origin), _sentences(taker)
    pairs = _same(old, new)
    whole_old, whole_new = _joined(old), _joined(new)
    # Two sentences that became one, or one that became two, are still there.
    left = [i for i in range(len(old)) if i not in pairs.values()]
    joined = {i for i in left if _is_within(old[i], whole_new)}
    parted = {k for k in range(len(new)) if k not in pairs and _is_within(new[k], whole_old)}
    made = {k for k in range(len(new)) if k not in pairs and _is_made(new[k], [old[i] for i in joined])}
    pairs |= _alike(
        {i: old[i] for i in left if i not in joined},
        {k: new[k] for k in range(len(new)) if k not in {*pairs, *parted, *made}},
    )
    kept = sum(len(old[i].keys) for i in {*pairs.values(), *joined})
    whole = sum(len(one.keys) for one in old)
    return Cuts(tuple(_told(old, new, pairs, joined, parted | made)), kept / whole if whole else 0.0)


def carried(before: str, after: str, text: str) -> tuple[Cut, ...]:
    """The sentences a correction changed or took out and that a text still has in their old words."""
    there = _joined(_sentences(text))
    corrected = (cut for cut in align(before, after).told if cut.fate in {Fate.CHANGED, Fate.CUT})
    return tuple(cut for cut in corrected if _is_carried(cut, there))


def _is_carried(cut: Cut, there: str) -> bool:
    old, new = _sentence(cut.before), _sentence(cut.after)
    return _is_within(old, there) and not (new.keys and _is_within(new, there))


def _sentences(text: str) -> list[_Sentence]:
    spans = sentences.split(text)[:MOST_SENTENCES]
    told = (_sentence(text[start:end]) for start, end in spans)
    return [one for one in told if one.keys]


def _sentence(text: str) -> _Sentence:
    return _Sentence(text, tuple(streams(text)[1]))


def _joined(told: Sequence[_Sentence]) -> str:
    return " ".join(["", *(key for one in told for key in one.keys), ""])


def _is_within(one: _Sentence, whole: str) -> bool:
    return len(one.keys) >= SHORTEST_PART and f" {' '.join(one.keys)} " in whole


def _is_made(one: _Sentence, parts: Sequence[_Sentence]) -> bool:
    """Whether a sentence is made of whole sentences of the origin."""
    mine = _joined([one])
    return sum(len(part.keys) for part in parts if _is_within(part, mine)) >= MADE_OF * len(one.keys)


def _same(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> dict[int, int]:
    """For each sentence of the taker the one of the origin that is the same."""
    places: dict[tuple[str, ...], list[int]] = {}
    for i, one in enumerate(old):
        places.setdefault(one.keys, []).append(i)
    return {k: places[one.keys].pop(0) for k, one in enumerate(new) if places.get(one.keys)}


def _alike(old: Mapping[int, _Sentence], new: Mapping[int, _Sentence]) -> dict[int, int]:
    """For each sentence of the taker the one of the origin that is most like it, if any is like enough."""
    if len(old) * len(new) > MOST_PAIRS:
        return {}
    counted = {i: Counter(one.keys) for i, one in old.items()}
    scored = (
        (_share(counted[i], theirs), -abs(i - k), k, i)
        for k, theirs in ((k, Counter(one.keys)) for k, one in new.items())
        for i in old
    )
    pairs: dict[int, int] = {}
    for _, _, k, i in sorted((one for one in scored if one[0] >= LEAST_ALIKE), reverse=True):
        if k not in pairs and i not in pairs.values():
            pairs[k] = i
    return pairs


def _share(a: Counter[str], b: Counter[str]) -> float:
    return 2 * (a & b).total() / (a.total() + b.total())


def _told(
    old: Sequence[_Sentence],
    new: Sequence[_Sentence],
    pairs: dict[int, int],
    joined: set[int],
    moved: set[int],
) -> Iterator[Cut]:
    """The taker's sentences in their order; before each the ones that were cut ahead of it."""
    gone = [i for i in range(len(old)) if i not in pairs.values() and i not in joined]
    for k, one in enumerate(new):
        if k in pairs:
            while gone and gone[0] < pairs[k]:
                yield Cut(Fate.CUT, before=old[gone.pop(0)].text)
            yield _kept(old[pairs[k]], one)
        else:
            yield Cut(Fate.KEPT if k in moved else Fate.ADDED, after=one.text)
    for i in gone:
        yield Cut(Fate.CUT, before=old[i].text)


def _kept(was: _Sentence, one: _Sentence) -> Cut:
    if was.keys == one.keys:
        return Cut(Fate.KEPT, was.text, one.text)
    return Cut(Fate.CHANGED, was.text, one.text, has_other_figures=was.figures != one.figures)
