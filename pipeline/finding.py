"""What the doctor found: one thing looked at, how bad it is, and the cure."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Colour(StrEnum):
    """How bad it is."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    colour: Colour
    what: str
    state: str
    cure: str = ""

    def as_dict(self) -> dict[str, str]:
        """For ``--json``."""
        return {key: str(value) for key, value in asdict(self).items()}
