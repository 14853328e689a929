"""What labels are asked with and answered in: frozen values, and why a label cannot be taken."""

from dataclasses import dataclass
from datetime import datetime

from archive.corrections import Guess, Label
from archive.models import Origin
from classifier.sampling import BY_CHANCE

WANTED = BY_CHANCE
FIELDS = ("about", "topic", "tone")
MOST_TOPICS = 3


@dataclass(frozen=True, slots=True)
class Task:
    """An article that an officer is asked to judge; ``seen`` goes back with the label."""

    article_id: int
    version: int
    origin: Origin
    # Of what was asked as "unsure": what of about, topic and tone.
    fields: tuple[str, ...]
    guess: Guess
    seen: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits to be judged, and how far the desk is."""

    unsure: int
    # Labels of articles chosen by chance, and how many are wanted before the doubtful are chosen.
    labelled: int
    wanted: int
    # All labels, those held for judging among them, and those no training has seen yet.
    total: int = 0
    fresh: int = 0


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label as the article's page lists it."""

    id: int
    label: Label
    officer: str
    origin: str
    made_at: datetime
    taken_back_at: datetime | None
    guess: Guess


@dataclass(frozen=True, slots=True)
class AccuracyRow:
    """How often the machine was right by the desk's labels: one language, month and field."""

    lang: str
    month: str  # as 2026-10, at the desk
    field: str  # about, topic or tone
    right: int
    count: int

    @property
    def share(self) -> float:
        """The part that was right."""
        return self.right / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class DriftWarning:
    """A month in which the machine was right less often than promised; ``p`` is how odd that would be."""

    lang: str
    month: str
    field: str
    right: int
    count: int
    promised: float
    p: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one task in a training; ``code`` names the reason, the words are made at reading."""

    task: str  # about, topic or tone
    measure: str  # accuracy or macro_f1
    before: float
    after: float
    labels: int
    held: int
    is_accepted: bool
    # A word for the reason, and the reason in full.
    code: str
    reason_vi: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class TrainingRunRow:
    """One training as pages list it."""

    id: int
    started_at: datetime
    ended_at: datetime
    is_accepted: bool
    parent: str
    model: str
    labels: int
    held: int
    verdicts: tuple[Verdict, ...]


class LabelProblem(Exception):
    """A label that cannot be taken: which field, what is wrong, and how to mend it."""

    def __init__(self, field: str, message_vi: str, message_en: str) -> None:
        super().__init__(f"{message_vi} / {message_en}")
        self.field = field
        self.message_vi = message_vi
        self.message_en = message_en
