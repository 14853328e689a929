"""What can go wrong with a search, each as a sentence in Vietnamese and in English.

SearchError
├── QueryError           the query is wrong: where, and how to mend it
├── SearchUnavailable    the engine does not answer: try again, or look at it
│   └── TooHeavy         it would take too long over this query: ask for less
├── IndexMismatch        the index was built by another version: rebuild it from the archive
└── IndexBusy            another process writes into the index
"""

import unicodedata


class SearchError(Exception):
    """A search that went wrong, in words for the user."""

    def __init__(self, message_vi: str, message_en: str) -> None:
        super().__init__(f"{message_vi} / {message_en}")
        self.message_vi = message_vi
        self.message_en = message_en


class QueryError(SearchError):
    """A query that cannot be read: what is wrong, where it stands and what to write instead."""

    def __init__(self, message_vi: str, message_en: str, position: int, length: int, hint: str = "") -> None:
        super().__init__(message_vi, message_en)
        self.position = position
        self.length = length
        self.hint = hint

    @property
    def sentence(self) -> str:
        """The message in both languages with the hint behind it."""
        return f"{self}; {self.hint}" if self.hint else str(self)

    def caret(self, query: str) -> str:
        """Return three lines: the query, what is wrong in it underlined, and the sentence."""
        line = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in query)
        before = " " * _width(line[: self.position])
        under = "^" * max(1, _width(line[self.position : self.position + self.length]))
        return f"{line}\n{before}{under}\n{self.sentence}"


class SearchUnavailable(SearchError):
    """The engine cannot be asked now."""


class TooHeavy(SearchUnavailable):
    """The query asks for more than this index can look through in a moment."""


class IndexMismatch(SearchError):
    """The index was built by another analysis or schema, or is damaged: it is to be rebuilt."""


class IndexBusy(SearchError):
    """Another process holds the index open for writing."""


def _width(text: str) -> int:
    """Columns on a terminal: Chinese takes two, an accent of its own none."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.category(sign) == "Mn" for sign in text)
