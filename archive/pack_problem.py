"""What is wrong in a pack, in words from which its author can mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault at one line: what it is and how to mend it, in Vietnamese and English."""

    file: Path
    line: int
    vi: str
    en: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.vi} / {self.en}"


class PackError(Exception):
    """A pack cannot be used; it carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like ``word``, or nothing."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), "")


def choices(word: str, known: Iterable[str]) -> tuple[str, str]:
    """What to write instead of ``word``, in both languages: the nearest known word or the list of them."""
    offered = sorted(known)
    near = nearest(word, offered)
    if near:
        return f"có phải là “{near}”?", f'did you mean "{near}"?'
    listed = ", ".join(offered) or "–"
    return f"chọn một trong: {listed}", f"choose one of: {listed}"
