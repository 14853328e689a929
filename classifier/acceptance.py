"""Whether a new model is taken: not worse than the old one on labels that neither learned from. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Fewer labels judge nobody.
LEAST_HELD = 10


class Reason(StrEnum):
    """Why a task's new model was taken or refused."""

    NOT_WORSE = "not_worse"
    WORSE = "worse"
    FEW_HELD = "few_held"
    NO_LABELS = "no_labels"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A task's old and new figure on the held labels, and what follows."""

    task: str
    measure: str
    before: float
    after: float
    labels: int
    held: int
    reason: Reason

    @property
    def is_accepted(self) -> bool:
        """Whether the new model of this task is taken."""
        return self.reason is Reason.NOT_WORSE


def judge(
    task: str, wanted: Sequence[Collection[str]], before: Sequence[str], after: Sequence[str], labels: int
) -> Judgement:
    """Compare what the old and the new model say of the held labels, any of whose classes is right."""
    measure = "macro_f1" if task == "tone" else "accuracy"
    measured = macro_f1 if task == "tone" else accuracy
    old, new = round(measured(wanted, before), 4), round(measured(wanted, after), 4)
    reason = Reason.NOT_WORSE if new >= old else Reason.WORSE
    if len(wanted) < LEAST_HELD:
        reason = Reason.FEW_HELD
    if not labels:
        reason = Reason.NO_LABELS
    return Judgement(task, measure, old, new, labels, len(wanted), reason)


def accuracy(wanted: Sequence[Collection[str]], said: Sequence[str]) -> float:
    """The part that is right."""
    right = sum(one in classes for classes, one in zip(wanted, said, strict=True))
    return right / len(said) if said else 0.0


def macro_f1(wanted: Sequence[Collection[str]], said: Sequence[str]) -> float:
    """The mean over the classes that were wanted or said; each text wants one."""
    true = [next(iter(classes)) for classes in wanted]
    pairs = list(zip(true, said, strict=True))
    classes = sorted({*true, *said})
    return sum(_f1(one, pairs) for one in classes) / len(classes) if classes else 0.0


def _f1(of: str, pairs: Sequence[tuple[str, str]]) -> float:
    both = sum(true == one == of for true, one in pairs)
    either = sum((true == of) + (one == of) for true, one in pairs)
    return 2 * both / either if either else 0.0
