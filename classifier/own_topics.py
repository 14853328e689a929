"""A pack's own topics, by the example phrases it gives for each in any language, Vietnamese among them."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from classifier import traditional
from classifier.features import Text
from classifier.model import TopicScore
from classifier.phrases import Phrases
from classifier.seeds import LEAD_SIGNS
from language.text import fold

# What a phrase is worth in the headline, in the lead and below: 0.86, 0.63, 0.30 if it stands there alone.
_TITLE, _LEAD, _REST = 2.0, 1.0, 0.35
# A phrase said again says more, up to this often.
_MOST = 4
LEAST = 0.5


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """A topic of a pack and its example phrases by language."""

    code: str
    phrases: Mapping[str, Sequence[str]]


class OwnTopics:
    """The own topics of one pack; nothing in it changes, so threads may share it."""

    def __init__(self, specs: Iterable[OwnTopic]) -> None:
        given = [one for one in specs if any(one.phrases.values())]
        self._phrases = Phrases({one.code: _spelt(one) for one in given})
        self._plain = Phrases({one.code: [fold(phrase) for phrase in _spelt(one)] for one in given})

    def found(self, text: Text) -> tuple[TopicScore, ...]:
        """The own topics a text tells of, the likeliest first."""
        # A text typed without accents is asked for phrases without them.
        phrases = self._plain if text.whole.isascii() else self._phrases
        weighed: Counter[str] = Counter()
        for phrase, worth in _worths(phrases, text).items():
            for code in phrases.owners[phrase]:
                weighed[code] += worth
        scores = [TopicScore(code, 1 - math.exp(-worth)) for code, worth in weighed.items()]
        likely = (score for score in scores if score.p >= LEAST)
        return tuple(sorted(likely, key=lambda score: (-score.p, score.code)))


def _spelt(spec: OwnTopic) -> list[str]:
    """The phrases of a topic, Chinese ones in both guises."""
    lists = {lang: list(phrases) for lang, phrases in spec.phrases.items()}
    chinese = {traditional.LANG: lists.get(traditional.LANG, [])}
    every = [*lists.values(), *traditional.with_traditional(chinese).values()]
    return [phrase for phrases in every for phrase in phrases]


def _worths(phrases: Phrases, text: Text) -> Counter[str]:
    """How much each phrase is worth where it stands best, said again a little more."""
    best: dict[str, float] = {}
    counts: Counter[str] = Counter()
    for phrase, start, _ in phrases.find(text.whole):
        counts[phrase] += 1
        best[phrase] = max(best.get(phrase, 0.0), _worth(text, start))
    return Counter({phrase: worth * math.sqrt(min(counts[phrase], _MOST)) for phrase, worth in best.items()})


def _worth(text: Text, start: int) -> float:
    if start < text.title_end:
        return _TITLE
    return _LEAD if start < text.body_start + LEAD_SIGNS else _REST
