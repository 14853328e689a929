"""Stretches between marks, in one pass whatever the text holds, and lines that begin with a dash."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What is longer was never closed.
LONGEST = 1500
_MOST_LINES = 3
_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'"}
_APOSTROPHES = frozenset("‘'")
_MARK = re.compile("[“”„«»「」『』\"‘’'\n]")
_DASH = re.compile(r"^[ \t\u00a0]*[-–—][ \t\u00a0]+(\S.*)$", re.MULTILINE)
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between two marks, and the marks themselves."""

    start: int
    end: int
    opened: int
    closed: int


class _Scan:
    """One pass: at most one pair is open, and what lies within it is its words."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._opened = -1
        self._lines = 0

    def over(self) -> Iterator[Marked]:
        """Every stretch whose marks were closed in time."""
        for match in _MARK.finditer(self._text):
            at, mark = match.start(), match.group()
            if mark == "\n":
                self._end_line()
            elif self._opened >= 0 and self._closes(at, mark):
                if at - self._opened <= LONGEST:
                    yield Marked(self._opened + 1, at, self._opened, at + 1)
                self._opened = -1
            elif self._opens(at, mark):
                if self._goes_on(at, mark):
                    end = self._text.rindex("\n", self._opened, at)
                    yield Marked(self._opened + 1, end, self._opened, end)
                self._opened, self._lines = at, 0

    def _end_line(self) -> None:
        """Paragraphs of one speech may share a pair of marks; two straight ones stand in one line."""
        self._lines += 1
        if self._opened >= 0 and (self._lines > _MOST_LINES or self._text[self._opened] in "\"'‘"):
            self._opened = -1

    def _closes(self, at: int, mark: str) -> bool:
        opener = self._text[self._opened]
        if mark not in _PAIRS[opener]:
            return False
        return opener not in _APOSTROPHES or not self._is_apostrophe(at)

    def _is_apostrophe(self, at: int) -> bool:
        before, after = self._text[at - 1], self._text[at + 1 : at + 2]
        return bool(_LATIN.match(after)) or (before == "s" and after == " ")

    def _opens(self, at: int, mark: str) -> bool:
        if mark not in _PAIRS or (
            self._opened >= 0 and self._text[self._opened] not in _APOSTROPHES | {mark}
        ):
            return False
        if mark not in _APOSTROPHES:
            return True
        before, after = self._text[at - 1 : at] if at else "", self._text[at + 1 : at + 2]
        return self._opened < 0 and not _LATIN.match(before) and bool(after.strip())

    def _goes_on(self, at: int, mark: str) -> bool:
        """Whether a new paragraph repeats the mark of a speech that goes on."""
        before = self._text[at - 1 : at] if at else ""
        return mark == "“" and self._opened >= 0 and before == "\n" and at - self._opened <= LONGEST


def marked(text: str) -> Iterator[Marked]:
    """The stretches between marks, in order, none within another."""
    return _Scan(text).over()


def dashed(text: str) -> Iterator[Marked]:
    """The lines that begin with a dash, as they stand behind it."""
    for line in _DASH.finditer(text):
        end = line.start(1) + len(line[1].rstrip())
        yield Marked(line.start(1), end, line.start(), end)
