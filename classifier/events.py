"""How bad or good what happened is, whoever is to blame, and whether its bodies are blamed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from operator import itemgetter
from pathlib import Path

from classifier.features import HERE, LEAD_SIGNS, Text
from classifier.gazetteer import Mention
from classifier.phrases import Phrases, read

FOLDER = Path(__file__).with_name("events")
# No headline is as long; what calls itself one is read no further.
_TITLE_SIGNS = 400
# The first sentences tell what happened; those behind them, what else is to be said of it.
_FIRST_SIGNS = 320
# A drill, a plan or a denial silences what follows so closely.
_CALM = 40
_STOP = re.compile(r"[.!?…\n。！？។]")
_SIGNS = {"bad": -1, "good": 1, "best": 3}
_SILENCED = frozenset({"bad", "guilt", "anger", "blame"})
# Against whom each kind of blame is held; what only bodies can do is held against the province, too.
_TARGETS = {"guilt": {"officials"}, "anger": {"officials", "bodies"}, "blame": {"officials", "bodies", HERE}}
# Who is blamed stands so near to what for.
_REACH = 90
# One word in the headline is enough, or two in the first sentences.
_ENOUGH = 2.0
_IN_TITLE, _IN_FIRST, _BEHIND = 2.0, 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, apart from the tone: a flood is bad and no criticism."""

    sign: int = 0
    criticism: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase that stands in a text, and the lists it is of."""

    lists: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=32)
def load(lang: str) -> Phrases | None:
    """The lists of a language, if there are any."""
    lists = read(FOLDER / f"{lang}.yaml")
    return None if lists is None else Phrases(lists)


def judge(text: Text, lang: str) -> Event:
    """What the headline and the lead of a text tell of."""
    phrases = load(lang)
    if phrases is None:
        return Event()
    end = min(text.body_start, _TITLE_SIGNS) + LEAD_SIGNS
    hits = list(_spoken(text.whole[:end], phrases))
    return Event(_sign(text, hits), _blames(text, hits, end))


def _spoken(opening: str, phrases: Phrases) -> Iterator[_Hit]:
    """The phrases that stand there, without what a calm one before them silences."""
    calm = -_CALM - 1
    for phrase, start, end in phrases.find(opening):
        lists = phrases.owners[phrase]
        if "calm" in lists:
            calm = end
        elif start - calm > _CALM or _STOP.search(opening, calm, start):
            yield _Hit(lists, start, end)
        elif kept := tuple(name for name in lists if name not in _SILENCED):
            yield _Hit(kept, start, end)


def _sign(text: Text, hits: Sequence[_Hit]) -> int:
    """What the headline tells, and first of all its first word; where it tells nothing, the lead."""
    told = [(hit.start, _SIGNS[name]) for hit in hits for name in hit.lists if name in _SIGNS]
    title = [sign for start, sign in told if start < text.body_start]
    lead = [sign for start, sign in told if 0 <= start - text.body_start < _FIRST_SIGNS]
    return _way(sum(title) + sum(title[:1])) or _way(sum(lead))


def _way(weight: int) -> int:
    return (weight > 0) - (weight < 0)


def _blames(text: Text, hits: Sequence[_Hit], end: int) -> bool:
    """Whether enough is held against the province's bodies, and not against another's."""
    named = [one for one in takewhile(lambda one: one.start < end, text.mentions) if one.real]
    here = [one for one in named if one.place in text.home]
    if not here:
        return False
    targets: dict[str, list[_Hit | Mention]] = {HERE: [*here]}
    for hit in hits:
        for name in hit.lists:
            targets.setdefault(name, []).append(hit)
    away = _Away(text, named)
    held = (hit for hit in hits if _is_held(hit, targets) and not away.speaks(hit))
    return sum(_weight(text, hit) for hit in held) >= _ENOUGH


def _is_held(hit: _Hit, targets: Mapping[str, Sequence[_Hit | Mention]]) -> bool:
    """Whether a phrase blames somebody who stands near it."""
    wanted = {target for name in hit.lists for target in _TARGETS.get(name, ())}
    return any(_is_near(hit, targets.get(target, ())) for target in wanted)


def _is_near(hit: _Hit, others: Iterable[_Hit | Mention]) -> bool:
    return any(max(one.start - hit.end, hit.start - one.end) <= _REACH for one in others)


def _weight(text: Text, hit: _Hit) -> float:
    if hit.start < text.body_start:
        return _IN_TITLE
    return _IN_FIRST if hit.start - text.body_start < _FIRST_SIGNS else _BEHIND


class _Away:
    """The sentences that speak of another province and not of this one."""

    def __init__(self, text: Text, named: Iterable[Mention]) -> None:
        self._sentences = text.sentences
        theirs, ours = set[int](), set[int]()
        for one in named:
            (ours if one.place in text.home else theirs).add(self._at(one.start))
        self._away = theirs - ours

    def speaks(self, hit: _Hit) -> bool:
        """Whether a phrase stands in one of them."""
        return self._at(hit.start) in self._away

    def _at(self, start: int) -> int:
        return bisect_right(self._sentences, start, key=itemgetter(0)) - 1
