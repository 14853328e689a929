"""Which of many runs of keys stand in a document: its streams are gone through once, for all together."""

from collections.abc import Iterable
from itertools import takewhile

from ahocorasick_rs import AhoCorasick

from search.rows import BORDER, Row
from search.standing_needs import Fact, mark
from search.tree import Stream


class Scanner:
    """Finds the facts about keys that are true of a document."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        asked = list(facts)
        self._strict = _StreamScanner(Stream.STRICT, asked)
        self._loose = _StreamScanner(Stream.LOOSE, asked)

    def found(self, given: Row) -> set[Fact]:
        """Return what is true of a document, of all that is asked about its keys."""
        found = self._strict.found(given.title_s, given.body_s)
        found |= self._loose.found(given.title_f, given.body_f)
        return found


class _StreamScanner:
    """One automaton for what is asked of one stream, in titles and anywhere."""

    def __init__(self, stream: Stream, asked: list[Fact]) -> None:
        anywhere, title = mark(stream, title=False), mark(stream, title=True)
        texts = dict.fromkeys(fact[len(anywhere) :] for fact in asked if fact.startswith((anywhere, title)))
        self._anywhere = [anywhere + text for text in texts]
        self._title = [title + text for text in texts]
        self._automaton = AhoCorasick(texts) if texts else None

    def found(self, title: str, body: str) -> set[Fact]:
        if self._automaton is None:
            return set()
        # What stands in one text has a space on either side, and neither crosses the border.
        matches = self._automaton.find_matches_as_indexes(f" {title} {BORDER} {body} ", overlapping=True)
        found = {self._anywhere[number] for number, _, _ in matches}
        end = len(title) + 2
        found.update(self._title[match[0]] for match in takewhile(lambda match: match[2] <= end, matches))
        return found
