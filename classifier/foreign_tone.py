"""What is weighed for a tone: good and bad words of any text, and an English sentence around a name."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.features import LEAD_SIGNS, Features, Text, damped, grams
from classifier.lexicon import Hit, Lexicon
from classifier.names import Stretch

LANG = "en"
TARGET = "<t>"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]")
_TURNS = frozenset(
    {"but", "while", "although", "though", "however", "whereas", "despite", "yet"}
) | frozenset(';:—–()“”",')
_BESIDE = 2
_NEAR = 5
# How many words away a good or bad word says half as much.
_HALF = 4
_PIECES = range(3, 6)

# Each is made one long by itself: many small pieces of words must not outweigh the words.
Blocks = tuple[Features, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence with the target as one of them, and where each word begins."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    at: int

    def distance(self, start: int) -> int:
        """How many words from the target on a place in the text is; negative before it."""
        return sum(one <= start for one in self.starts) - 1 - self.at


def masked(text: str, target: Stretch) -> Sentence:
    """A sentence whose target is a mark."""
    words: list[str] = []
    starts: list[int] = []
    at = 0
    for match in _WORD.finditer(text.lower() if len(text.lower()) == len(text) else text):
        inside = match.start() < target[1] and match.end() > target[0]
        if inside and TARGET in words:
            continue
        if inside:
            at = len(words)
        words.append(TARGET if inside else _weighed(match.group()))
        starts.append(match.start())
    return Sentence(tuple(words), tuple(starts), at)


def target_blocks(text: str, target: Stretch, lexicon: Lexicon) -> Blocks:
    """Words with good and bad ones by distance; what stands beside the target and in its clause; pieces."""
    sentence = masked(text, target)
    return (
        damped(grams(sentence.words)) | _measures(text, target, sentence, lexicon),
        damped(_beside(sentence)) | damped(f"c:{word}" for word in _clause(sentence)),
        damped(_pieces(sentence.words)),
    )


def measures(text: Text, lexicon: Lexicon, topics: Mapping[str, float]) -> Features:
    """Good and bad words of headline, lead and the sentences that name the province; the topics."""
    title = lexicon.count(text.whole[: text.title_end])
    lead = lexicon.count(text.whole[text.body_start : text.body_start + LEAD_SIGNS])
    near = [lexicon.count(text.whole[slice(*span)]) for span in text.sentences if text.names_home(span)]
    beside = (sum(good for good, _ in near), sum(bad for _, bad in near))
    parts = {"title": title, "lead": lead, "beside": beside}
    return (
        {f"#{name} good": math.log1p(good) for name, (good, _) in parts.items()}
        | {f"#{name} bad": math.log1p(bad) for name, (_, bad) in parts.items()}
        | {f"#{name} sway": (good - bad) / (1 + good + bad) for name, (good, bad) in parts.items()}
        | {f"#topic {topic}": p for topic, p in topics.items()}
    )


def _weighed(word: str) -> str:
    return "0" if word.isdecimal() else word.replace("’", "'")


def _beside(sentence: Sentence) -> Iterator[str]:
    for at, word in enumerate(sentence.words):
        step = at - sentence.at
        if step and abs(step) <= _NEAR:
            yield f"{'r' if step > 0 else 'l'}:{word}"
        if step and abs(step) <= _BESIDE:
            yield f"{step:+}:{word}"


def _clause(sentence: Sentence) -> Sequence[str]:
    """The words between the turns of the sentence on both sides of the target."""
    words, at = sentence.words, sentence.at
    first = next((here + 1 for here in range(at - 1, -1, -1) if words[here] in _TURNS), 0)
    last = next((here for here in range(at + 1, len(words)) if words[here] in _TURNS), len(words))
    return words[first:last]


def _pieces(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if word.isalnum():
            spelt = f" {word} "
            yield from (spelt[at : at + n] for n in _PIECES for at in range(len(spelt) - n + 1))


def _measures(text: str, target: Stretch, sentence: Sentence, lexicon: Lexicon) -> Features:
    hits = [hit for hit in lexicon.hits(text) if hit.end <= target[0] or hit.start >= target[1]]
    sums: defaultdict[str, float] = defaultdict(float)
    for hit in hits:
        distance = sentence.distance(hit.start)
        name = "good" if hit.sign > 0 else "bad"
        sums[f"#{name}"] += 1
        sums[f"#{name} {'after' if distance > 0 else 'before'}"] += _HALF / (_HALF + abs(distance))
    near = _HALF * sum(hit.sign / (_HALF + abs(sentence.distance(hit.start))) for hit in hits)
    good, bad = sums["#good"], sums["#bad"]
    quoted = len(re.findall('[“"]', text[: target[0]])) - len(re.findall("”", text[: target[0]]))
    return (
        {name: math.log1p(value) for name, value in sums.items()}
        | {
            "#near": near,
            "#sway": (good - bad) / (1 + good + bad),
            "#quoted": float(quoted % 2),
            "#first": float(sentence.at <= 1),
        }
        | _nearest(hits, sentence)
    )


def _nearest(hits: Sequence[Hit], sentence: Sentence) -> Features:
    """The sign of the nearest good or bad word on each side."""
    after = [hit for hit in hits if sentence.distance(hit.start) > 0]
    before = [hit for hit in hits if sentence.distance(hit.start) < 0]
    return {
        "#next": float(after[0].sign) if after else 0.0,
        "#last": float(before[-1].sign) if before else 0.0,
    }
