"""What the models trained on labelled Vietnamese reports say of a Vietnamese text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from classifier import concepts, features, lexicon
from classifier.features import LEAD_SIGNS, Features, Text
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
        return self.models["topic"].chances(topic_features(text))

    def about(self, text: Text) -> float:
        """How likely the text is about the province."""
        return self.models["about"].chances(about_features(text))["1"]

    def tone(self, text: Text) -> Chances:
        """How likely each tone toward the province is."""
        return self.models["tone"].chances(tone_features(text))

    def pull(self, text: Text, span: Stretch, tone: str) -> float:
        """How far a sentence's words speak for a tone."""
        model = self.models["tone"]
        return model.pulls(features.counted(text.words_of(span)), model.classes.index(tone))


def topic_features(text: Text) -> Features:
    """What tells the topic of a Vietnamese text."""
    return features.topic_features(text) | _told(text)


def about_features(text: Text) -> Features:
    """What tells whether a Vietnamese text is about the province."""
    facts = features.about_facts(text) | features.layout_facts(text)
    return features.about_features(text) | facts | _told(text)


def tone_features(text: Text) -> Features:
    """What tells the tone of a Vietnamese text toward the province."""
    words = lexicon.load(LANG)
    swayed = features.tone_facts(text, words) if words else {}
    return features.tone_features(text) | swayed | _told(text)


# What each model of the card weighs: for those who train or move it.
GIVEN: Mapping[str, Callable[[Text], Features]] = {
    "topic": topic_features,
    "about": about_features,
    "about_any": features.about_facts,
    "tone": tone_features,
}


def _told(text: Text) -> Features:
    lead = text.whole[text.body_start : text.body_start + LEAD_SIGNS]
    return concepts.told(text.whole[: text.title_end], lead)
