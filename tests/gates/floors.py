"""Floors: the figures below which a change is refused; a floor is only raised."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("floors.json")
# A new floor lies this far under the figure that earned it: another library's build may differ by as much.
SLACK = 0.005
STEP = 1000

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure beside its floor, either of which may be missing."""

    name: str
    figure: float | None
    floor: float | None

    @property
    def is_under(self) -> bool:
        """Whether it is worse than it may be; a figure that was not measured is no fault of the code's."""
        return self.figure is not None and self.floor is not None and self.figure < self.floor

    @property
    def word(self) -> str:
        """The verdict."""
        if self.figure is None:
            return "not measured"
        if self.floor is None:
            return "no floor yet"
        return "UNDER ITS FLOOR" if self.is_under else "ok"


def read(path: Path = FILE) -> dict[str, float]:
    """The floors that are kept."""
    return {name: float(floor) for name, floor in json.loads(path.read_text("utf-8")).items()}


def write(floors: Figures, path: Path = FILE) -> None:
    """Keep floors."""
    path.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", "utf-8")


def judge(figures: Figures, floors: Figures) -> list[Verdict]:
    """Every figure and every floor, the measured ones first."""
    names = dict.fromkeys([*figures, *floors])
    return [Verdict(name, figures.get(name), floors.get(name)) for name in names]


def earned(figure: float) -> float:
    """The floor a figure earns: a little under it."""
    return int((figure - SLACK) * STEP) / STEP


def raised(floors: Figures, figures: Figures) -> dict[str, float]:
    """The floors after these figures: higher or as before, never lower."""
    names = dict.fromkeys([*floors, *figures])
    return {
        name: max(floors.get(name, 0.0), earned(figures[name]) if name in figures else 0.0) for name in names
    }


def table(verdicts: list[Verdict]) -> str:
    """The verdicts as lines."""
    rows = [(v.name, shown(v.figure), shown(v.floor), v.word) for v in verdicts]
    return "\n".join(f"{name:28} {figure:>8} {floor:>8}  {word}" for name, figure, floor, word in rows)


def shown(value: float | None) -> str:
    """A figure as the table shows it."""
    return "—" if value is None else f"{value:.3f}"
