"""What a Vietnamese text tells, by groups of phrases: one nobody labelled yet counts through its group."""

import math
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

from classifier.features import Features
from classifier.linear import FACT_WEIGHT
from classifier.phrases import Lists, Phrases, read
from classifier.seeds import FOLDER as SEEDS

FILE = Path(__file__).with_name("concepts.yaml")
# How loudly the groups speak beside the words, whose row is one long; by cross-validation.
_GROUPS = 0.7
_SEEDS = 0.15
_HEADLINE, _LEAD, _ANYWHERE = "#t ", "#b ", "#a "
_SEED = "#s"


@lru_cache(maxsize=64)
def told(title: str, lead: str) -> Features:
    """The groups and topics whose phrases stand in headline and lead; nobody may change what is returned."""
    parts = ((_HEADLINE, title), (_LEAD, lead))
    return _groups(parts) | _topics(parts)


def _groups(parts: tuple[tuple[str, str], ...]) -> Features:
    """How often each group is told, all of them together one long, whatever the text's length."""
    counts: Counter[str] = Counter()
    lists = _lists(FILE)
    for place, text in parts:
        for phrase, _, _ in lists.find(text):
            counts.update(place + group for group in lists.owners[phrase])
    weights = {name: 1 + math.log(count) for name, count in counts.items()}
    weights |= {_ANYWHERE + name[len(_LEAD) :]: 1.0 for name in counts}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {name: _GROUPS / FACT_WEIGHT * weight / length for name, weight in weights.items()}


def _topics(parts: tuple[tuple[str, str], ...]) -> Features:
    """How many of a topic's own phrases stand there; a phrase of several topics is shared by them."""
    counts: defaultdict[str, float] = defaultdict(float)
    lists = _lists(SEEDS / "vi.yaml")
    for place, text in parts:
        for phrase, _, _ in lists.find(text):
            owners = lists.owners[phrase]
            for owner in owners:
                counts[f"{_SEED}{place}{owner}"] += 1 / len(owners)
                counts[f"{_SEED}{_ANYWHERE}{owner}"] += 1 / len(owners)
    return {name: _SEEDS / FACT_WEIGHT * math.log1p(count) for name, count in counts.items()}


@lru_cache(maxsize=2)
def _lists(path: Path) -> Phrases:
    lists: Lists = read(path) or {}
    return Phrases(lists)
