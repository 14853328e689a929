"""What somebody who reads one language's texts must be able to say of one; the reader asks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from classifier.features import Text
from classifier.names import Stretch

TONES = ("-1", "0", "1")

Chances = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Limits:
    """Below which probability of the best guess a reading abstains."""

    topic: float
    tone: float


class Guesser(Protocol):
    """Reads texts of one language, or of several."""

    @property
    def name(self) -> str:
        """What the readings name as their model."""

    @property
    def limits(self) -> Limits:
        """Below which it is unsure."""

    def topics(self, text: Text) -> Chances:
        """How likely each topic is the main one; the sum is one."""

    def about(self, text: Text) -> float:
        """How likely the text is about the province."""

    def tone(self, text: Text) -> Chances:
        """How likely each tone toward the province is; the sum is one."""

    def pull(self, text: Text, span: Stretch, tone: str) -> float:
        """How far a sentence speaks for a tone."""
