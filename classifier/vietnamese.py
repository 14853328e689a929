"""What the models trained on labelled Vietnamese reports say of a Vietnamese text."""

from collections.abc import Mapping
from dataclasses import dataclass

from classifier import features, lexicon
from classifier.features import Features, Text
from classifier.guess import Chances, Limits
from classifier.linear import Linear
from classifier.names import Stretch

LANG = "vi"


@dataclass(frozen=True, slots=True)
class Vietnamese:
    """The shipped models; ``name`` is that of their card."""

    name: str
    models: Mapping[str, Linear]

    @property
    def limits(self) -> Limits:
        """As the models' card has them."""
        return Limits(self.models["topic"].unsure, self.models["tone"].unsure)

    def topics(self, text: Text) -> Chances:
        """How likely each topic is the main one."""
        return self.models["topic"].chances(features.topic_features(text))

    def about(self, text: Text) -> float:
        """How likely the text is about the province."""
        return self.models["about"].chances(features.about_features(text) | features.about_facts(text))["1"]

    def tone(self, text: Text) -> Chances:
        """How likely each tone toward the province is."""
        return self.models["tone"].chances(_tone_features(text))

    def pull(self, text: Text, span: Stretch, tone: str) -> float:
        """How far a sentence's words speak for a tone."""
        model = self.models["tone"]
        return model.pulls(features.counted(text.words_of(span)), model.classes.index(tone))


def _tone_features(text: Text) -> Features:
    words = lexicon.load(LANG)
    return features.tone_features(text) | (features.tone_facts(text, words) if words else {})
