"""What phrases, word lists and the places in it say of a text in a language nobody has labelled enough in."""

import math
from dataclasses import dataclass
from functools import lru_cache

from classifier import features, foreign_models, foreign_tone, lexicon, seeds
from classifier.features import Features, Text
from classifier.foreign_about import about_facts
from classifier.gazetteer import Mention
from classifier.guess import TONES, Chances, Limits
from classifier.lexicon import Lexicon
from classifier.linear import Linear
from classifier.names import Stretch

# What an English sentence says of the province counts half as much as what the article tells of.
_TARGET_WEIGHT = 0.5
# More names than that in one article say nothing new.
_MOST_TARGETS = 12
_LONGEST_SENTENCE = 600


@dataclass(frozen=True, slots=True)
class Foreign:
    """One language's lists; where there are none, ``about_model`` and ``topic_model`` do what they can."""

    lang: str
    name: str
    about_model: Linear
    topic_model: Linear

    @property
    def limits(self) -> Limits:
        """The same in every language."""
        models = foreign_models.load()
        return Limits(models.topic.unsure, models.tone.unsure)

    def topics(self, text: Text) -> Chances:
        """How likely each topic is the main one."""
        own = seeds.load(self.lang)
        if own is None:
            return self.topic_model.chances(features.topic_features(text))
        return foreign_models.load().topic.chances(_seed_facts(self.lang, *_parts(text)))

    def about(self, text: Text) -> float:
        """How likely the text is about the province, by where its names stand and what it tells of."""
        if seeds.load(self.lang) is None:
            return self.about_model.chances(features.about_facts(text))["1"]
        return foreign_models.load().about.chances(about_facts(text, self.topics(text)))["1"]

    def tone(self, text: Text) -> Chances:
        """A tone from topics and from good and bad words; in English from what is said of each name, too."""
        words = lexicon.load(self.lang)
        if words is None:
            return dict.fromkeys(TONES, 1 / len(TONES))
        told = foreign_models.load().tone.chances(foreign_tone.measures(text, words, self.topics(text)))
        toward = _toward(text, words) if self.lang == foreign_tone.LANG else []
        return _joined(told, toward)

    def pull(self, text: Text, span: Stretch, tone: str) -> float:
        """How far good and bad words of a sentence speak for a tone; in English what it says of a name."""
        words = lexicon.load(self.lang)
        hits = words.hits(text.whole[slice(*span)]) if words else ()
        toward = _toward(text, words, span) if words and self.lang == foreign_tone.LANG else []
        return sum(hit.sign for hit in hits) * int(tone) + sum(one[tone] - one["0"] for one in toward)


def _parts(text: Text) -> tuple[str, str]:
    return text.whole[: text.title_end], text.whole[text.body_start :]


@lru_cache(maxsize=64)
def _seed_facts(lang: str, title: str, body: str) -> Features:
    """Remembered a while: topics are asked for by relevance and by tone as well."""
    own = seeds.load(lang)
    return own.facts(title, body) if own else {}


def _toward(text: Text, words: Lexicon, span: Stretch | None = None) -> list[Chances]:
    """The tone of each English sentence toward the province's name in it."""
    models = foreign_models.load().tone_en
    named = [one for one in text.mentions if one.real and one.place in text.home]
    within = [one for one in named if span is None or span[0] <= one.start < span[1]]
    return [
        foreign_models.summed(models, foreign_tone.target_blocks(sentence, target, words))
        for sentence, target in (_sentence(text, one) for one in within[:_MOST_TARGETS])
    ]


def _sentence(text: Text, one: Mention) -> tuple[str, Stretch]:
    """The sentence around a name, and where the name is in it."""
    start, end = next(
        (span for span in text.sentences if span[0] <= one.start < span[1]), (one.start, one.end)
    )
    start = max(start, one.start - _LONGEST_SENTENCE)
    return text.whole[start : max(one.end, min(end, start + 2 * _LONGEST_SENTENCE))], (
        one.start - start,
        one.end - start,
    )


def _joined(told: Chances, toward: list[Chances]) -> Chances:
    """What the article tells of, moved by the mean of what its sentences say of the province."""
    if not toward:
        return told
    mean = {tone: sum(one[tone] for one in toward) / len(toward) for tone in TONES}
    raised = {tone: told[tone] * math.pow(mean[tone], _TARGET_WEIGHT) for tone in TONES}
    whole = sum(raised.values())
    return {tone: value / whole for tone, value in raised.items()}
