"""What phrases, word lists and the places in it say of a text in a language nobody has labelled enough in."""

from dataclasses import dataclass

from classifier import features, lexicon, seeds
from classifier.features import Text
from classifier.guess import TONES, Chances, Limits
from classifier.linear import Linear
from classifier.names import Stretch

_LIMITS = Limits(topic=0.35, tone=0.585)
# How far good and bad words must lie apart before a tone is told from them alone.
_SWAY = 0.34
_SURE = 0.95


@dataclass(frozen=True, slots=True)
class Foreign:
    """One language's lists; ``fallback`` reads topics where there are none."""

    lang: str
    name: str
    about_model: Linear
    topic_model: Linear

    @property
    def limits(self) -> Limits:
        """The same in every language."""
        return _LIMITS

    def topics(self, text: Text) -> Chances:
        """How likely each topic is the main one."""
        own = seeds.load(self.lang)
        if own is None:
            return self.topic_model.chances(features.topic_features(text))
        return own.probabilities(text.whole[: text.title_end], text.whole[text.body_start :])

    def about(self, text: Text) -> float:
        """How likely the text is about the province, by where its names stand."""
        return self.about_model.chances(features.about_facts(text))["1"]

    def tone(self, text: Text) -> Chances:
        """A tone from good and bad words alone."""
        words = lexicon.load(self.lang)
        if words is None:
            return dict.fromkeys(TONES, 1 / len(TONES))
        sway = features.tone_facts(text, words)["#sway"]
        best = "0" if abs(sway) < _SWAY else "1" if sway > 0 else "-1"
        p = min(0.5 + abs(abs(sway) - _SWAY), _SURE)
        return {tone: p if tone == best else (1 - p) / 2 for tone in TONES}

    def pull(self, text: Text, span: Stretch, tone: str) -> float:
        """How far a sentence's good and bad words speak for a tone."""
        words = lexicon.load(self.lang)
        hits = words.hits(text.whole[slice(*span)]) if words else ()
        return sum(hit.sign for hit in hits) * int(tone)
