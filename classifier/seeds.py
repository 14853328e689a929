"""Topics by the phrases that tell them: for languages in which nobody has labelled enough."""

import math
from collections import Counter
from functools import lru_cache
from pathlib import Path

from classifier import traditional
from classifier.features import Features
from classifier.phrases import Lists, Phrases, read

FOLDER = Path(__file__).with_name("seeds")
# A phrase says no more the fifth time.
_MOST = 4
# The headline and the lead say what an article is about; what stands below is told beside it.
LEAD_SIGNS = 400
_TITLE, _LEAD, _REST = 2.0, 1.0, 0.35

Scores = dict[str, float]


class Seeds:
    """The seed phrases of one language."""

    def __init__(self, lists: Lists) -> None:
        self.topics = tuple(lists)
        self._phrases = Phrases(lists)

    def found(self, text: str) -> Scores:
        """How far the phrases of each topic stand in a stretch; one of several topics is shared by them."""
        counts = Counter(phrase for phrase, _, _ in self._phrases.find(text))
        scores = dict.fromkeys(self.topics, 0.0)
        for phrase, count in counts.items():
            owners = self._phrases.owners[phrase]
            for owner in owners:
                scores[owner] += math.sqrt(min(count, _MOST)) / len(owners)
        return scores

    def scores(self, title: str, body: str) -> Scores:
        """How far each topic stands in an article, most of all in its headline."""
        return _mixed(self.found(title), self.found(body[:LEAD_SIGNS]), self.found(body[LEAD_SIGNS:]))

    def facts(self, title: str, body: str) -> Features:
        """The scores as measures that say the same of a short text and a long one, in any language."""
        above = self.found(title)
        mixed = _mixed(above, self.found(body[:LEAD_SIGNS]), self.found(body[LEAD_SIGNS:]))
        whole, headline = 1 + sum(mixed.values()), 1 + sum(above.values())
        return (
            {f"#share {topic}": score / whole for topic, score in mixed.items()}
            | {f"#title {topic}": score / headline for topic, score in above.items()}
            | {f"#said {topic}": math.log1p(score) / (1 + math.log(whole)) for topic, score in mixed.items()}
        )


def _mixed(title: Scores, lead: Scores, rest: Scores) -> Scores:
    return {topic: _TITLE * title[topic] + _LEAD * lead[topic] + _REST * rest[topic] for topic in title}


@lru_cache(maxsize=32)
def load(lang: str) -> Seeds | None:
    """The seeds of a language, if there are any."""
    lists = read(FOLDER / f"{lang}.yaml")
    if lists is None:
        return None
    return Seeds(traditional.with_traditional(lists) if lang == traditional.LANG else lists)
