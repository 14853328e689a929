"""What the files of one pack tell together: keys, references, records with their lines, and problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from archive.pack_problem import Problem

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something stands."""

    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A key written where the thing it names is wanted."""

    kind: str
    key: str
    mark: Mark


@dataclass(slots=True)
class Ledger:
    """What has been read so far.

    ``slots`` are the words the pack may have in braces, unknown while its head is; ``fill`` are their values,
    or nothing when the pack is only checked.
    """

    fill: Mapping[str, str] | None = None
    slots: tuple[str, ...] | None = None
    inherited: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    keys: dict[str, dict[str, Mark]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    records: list[tuple[object, Mark]] = field(default_factory=list)

    def marked(self, kind: type[Record]) -> list[tuple[Record, Mark]]:
        """The records of one kind in the order of the files, and where each stands."""
        return [(record, mark) for record, mark in self.records if isinstance(record, kind)]

    def of(self, kind: type[Record]) -> tuple[Record, ...]:
        """The records of one kind in the order of the files."""
        return tuple(record for record, _ in self.marked(kind))

    def tell(self, mark: Mark, vi: str, en: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(mark.file, mark.line, vi, en))
