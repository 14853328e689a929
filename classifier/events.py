"""How bad or good what happened is, whoever is to blame, and whether its bodies are blamed."""

from dataclasses import dataclass

from classifier.features import Text


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, apart from the tone: a flood is bad and no criticism."""

    sign: int = 0
    criticism: bool = False


def judge(text: Text, lang: str) -> Event:
    """What a text tells of."""
    del text, lang
    return Event()
