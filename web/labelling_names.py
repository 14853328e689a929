"""The words of labelling: why an article is asked about, what a name means instead, what happened."""

from collections.abc import Sequence

from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from desk.labels import LabelProblem
from web.names import TONES, Mark, Text

FIELDS: dict[str, Text] = {
    "about": pgettext_lazy("judged", "relevance"),
    "topic": pgettext_lazy("judged", "topic"),
    "tone": pgettext_lazy("judged", "tone"),
}
UNSURE: dict[str, Text] = {
    "about": _("whether it is about the province"),
    "topic": _("which topic comes first"),
    "tone": _("which tone it has toward the province"),
}
REASONS: dict[str, Text] = {
    "random": _("Drawn by lot, to measure how often the machine is right."),
    "margin": _("A close call: two topics are nearly as likely as each other."),
    "correction": _("You just took your correction back."),
}

# Letters under the left hand, in the order of the buttons.
TONE_KEYS = {"-1": "a", "0": "s", "1": "d"}
# The first letters of "có" and "không".
YES_NO_KEYS = {"1": "c", "0": "k"}
YES_NO_NAMES: dict[str, Text] = {"1": _("yes"), "0": _("no")}
HARMS: dict[str, Text] = {"": pgettext_lazy("harms", "not judged"), **YES_NO_NAMES}

TONE_NAMES: dict[str, Text] = {str(sign): mark.word for sign, mark in TONES.items()}
HARMED, NOT_HARMED = _("affects its standing"), _("does not affect its standing")

# What a name of a place means where it does not mean the place.
SENSES: dict[str, Text] = {
    "street": pgettext_lazy("sense", "a street, a bridge or a building"),
    "club": pgettext_lazy("sense", "a club or a team"),
    "firm": pgettext_lazy("sense", "a firm, a shop or a brand"),
    "person": pgettext_lazy("sense", "a person's name"),
    "origin": pgettext_lazy("sense", "where somebody comes from"),
    "longer": pgettext_lazy("sense", "part of a longer name"),
    "abroad": pgettext_lazy("sense", "a place in another country"),
    "ward": pgettext_lazy("sense", "a ward or commune elsewhere"),
    "route": pgettext_lazy("sense", "part of the name of a road or a line"),
    "press": pgettext_lazy("sense", "the name of a newspaper"),
    "lottery": pgettext_lazy("sense", "a lottery"),
    "dish": pgettext_lazy("sense", "the name of a dish"),
    "word": pgettext_lazy("sense", "a common word"),
    "title": pgettext_lazy("sense", "the title of a work"),
}
ELSE = pgettext_lazy("sense", "something else")

EVENTS = {
    -1: Mark("down", "down", pgettext_lazy("event", "Something bad happened")),
    0: Mark("even", "bar", pgettext_lazy("event", "Neither good nor bad")),
    1: Mark("up", "up", pgettext_lazy("event", "Something good happened")),
}

TAKEN = Mark("good", "disc", pgettext_lazy("training", "accepted"))
REFUSED = Mark("bad", "cross", pgettext_lazy("training", "refused"))
MEASURES: dict[str, Text] = {
    "accuracy": pgettext_lazy("measure", "right"),
    "macro_f1": pgettext_lazy("measure", "macro F1"),
}
CARD_KEYS: dict[str, Text] = {
    "data": pgettext_lazy("card", "Learnt from"),
    "method": pgettext_lazy("card", "Method"),
    "licences": pgettext_lazy("card", "Licences"),
    "date": pgettext_lazy("card", "Date"),
    "version": pgettext_lazy("card", "Version"),
    "parent": pgettext_lazy("card", "Made from"),
    "labels": pgettext_lazy("card", "Labels of the desk"),
}


def why(reason: str, unsure: Sequence[str]) -> str:
    """Why an article is asked about, as a sentence."""
    if reason in REASONS:
        return str(REASONS[reason])
    parts = ", ".join(str(UNSURE.get(name, name)) for name in unsure)
    return gettext("The machine is unsure: %(parts)s.") % {"parts": parts}


def sense(code: str) -> str:
    """What a place's name means instead, in words."""
    return str(SENSES.get(code, ELSE))


def criticism(sign: int, *, is_blamed: bool) -> str:
    """Whether the province's bodies are blamed for what happened."""
    if is_blamed:
        return gettext("bodies of the province are criticised")
    return gettext("no criticism of the province") if sign < 0 else ""


def field(code: str) -> str:
    """A judged field's name."""
    return str(FIELDS.get(code, code))


def sentence(problem: LabelProblem) -> str:
    """What is wrong with a label, in the reader's language, as a sentence."""
    told = problem.message_en if get_language() == "en" else problem.message_vi
    return f"{told[:1].upper()}{told[1:]}."


def card_key(key: str) -> str:
    """What a line of a model card is called."""
    return str(CARD_KEYS.get(key, key))
