"""Topics by the phrases that tell them: for languages in which nobody has labelled enough."""

import math
from collections import Counter
from functools import lru_cache
from pathlib import Path

from classifier.phrases import Lists, Phrases, read

FOLDER = Path(__file__).with_name("seeds")
# A phrase says no more the fourth time; in the headline it says twice as much.
_MOST = 3
_SHARPNESS = 1.1


class Seeds:
    """The seed phrases of one language."""

    def __init__(self, lists: Lists) -> None:
        self.topics = tuple(lists)
        self._phrases = Phrases(lists)

    def scores(self, title: str, body: str) -> dict[str, float]:
        """How far the phrases of each topic stand in a text; a phrase of several topics is shared by them."""
        found: Counter[str] = Counter()
        for weight, text in ((2, title), (1, body)):
            for phrase, _, _ in self._phrases.find(text):
                found[phrase] = min(_MOST, found[phrase] + weight)
        scores = dict.fromkeys(self.topics, 0.0)
        for phrase, count in found.items():
            owners = self._phrases.owners[phrase]
            for owner in owners:
                scores[owner] += math.sqrt(count) / len(owners)
        return scores

    def probabilities(self, title: str, body: str) -> dict[str, float]:
        """The scores as probabilities; a text without any phrase leaves all topics alike."""
        raised = {topic: math.exp(_SHARPNESS * score) for topic, score in self.scores(title, body).items()}
        whole = sum(raised.values())
        return {topic: value / whole for topic, value in raised.items()}


@lru_cache(maxsize=32)
def load(lang: str) -> Seeds | None:
    """The seeds of a language, if there are any."""
    lists = read(FOLDER / f"{lang}.yaml")
    return None if lists is None else Seeds(lists)
