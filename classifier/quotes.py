"""Quotes: somebody's words between marks, and the text beside them that names the speaker."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter, itemgetter

from classifier.features import Text
from classifier.model import Quote
from classifier.quote_marks import Marked, dashed, marked
from classifier.quote_speakers import LONGEST, Order, Spaced, Told, closes, order
from classifier.quote_words import Words, load

# Only that much of a text is looked at, and no more of its quotes are kept.
MOST_SIGNS = 50_000
MOST_QUOTES = 60
# Marks around names and numbers are many: no more of them are looked into.
MOST_MARKED = 500
LONGEST_LINE = 1500
_BEFORE, _AFTER = 240, 200
_SPACED = frozenset({"vi", "en", "fr"})
# Clauses of Thai and Lao look like sentences: only a line's end ends what leads to a quote.
_UNSTOPPED = frozenset({"th", "lo"})
# So many words, or signs where words are not spaced, are more than a name in marks: beside a verb of saying,
# and without one.
_SAID = {"zh": 4, "ja": 4, "ko": 5, "km": 8, "lo": 8, "th": 8}
_ALONE = {"zh": 8, "ja": 12, "ko": 12, "km": 16, "lo": 16, "th": 16}
_SAID_WORDS, _ALONE_WORDS = 3, 4
_ENDED = re.compile(r"[.!?…。！？។]\Z")
_JOINING = (",", "!", "?", "…")
_ENDING = (*_JOINING, ".")
_JOINED = (",", "-", "–", "—")
_TURN = re.compile(r"\s[-–—]\s")
_NAMED_LINE = 60


@dataclass(frozen=True, slots=True)
class _Judge:
    """What tells words from names in one language's texts."""

    lang: str
    words: Words
    order: Order

    def is_long(self, inner: str, *, alone: bool) -> bool:
        """Whether there are enough words for somebody to have said them."""
        if self.lang in _SPACED:
            least = _ALONE_WORDS if alone else _SAID_WORDS - inner.endswith(_ENDING)
            return len(inner.split()) >= least
        return len(inner) >= (_ALONE if alone else _SAID)[self.lang]

    def is_name(self, before: str) -> bool:
        """Whether what stands before a mark says that a name follows."""
        near = before[-_NAMED_LINE:].rstrip(" \t\u00a0:")
        return any(title.end() == len(near) for title in self.words.titles.finditer(near))

    def told(self, before: str, inner: str, after: str) -> Told:
        """Who speaks, by what stands beside; between spaced words a comma or a dash joins it to the quote."""
        if self.lang in _SPACED and not (inner.endswith(_JOINING) or after.lstrip().startswith(_JOINED)):
            after = after.lstrip()[:1]
        return self.order.told(before, after)

    def speaks(self, before: str, inner: str, after: str) -> bool:
        """Whether words by themselves are somebody's: a sentence, one that says "I", or a colon's end."""
        if not self.is_long(inner, alone=True):
            return False
        is_led = before.rstrip().endswith((":", "：", "៖")) and closes(after)
        return bool(is_led or _ENDED.search(inner) or self.words.own.search(inner))


def find(text: Text, lang: str) -> Sequence[Quote]:
    """The quotes of a text, in order: the first sixty of its first fifty thousand characters."""
    words = load(lang)
    if words is None:
        return ()
    judge = _Judge(lang, words, order(lang, words))
    found = list(islice(_marked(text, judge), MOST_QUOTES))
    if isinstance(judge.order, Spaced):
        taken = [one.start for one in found]
        lines = _lines(text.whole[:MOST_SIGNS], judge, judge.order)
        found += islice((one for one in lines if not _holds(one, taken)), MOST_QUOTES - len(found))
    return sorted(found, key=attrgetter("start"))


def _holds(line: Quote, starts: Sequence[int]) -> bool:
    at = bisect_right(starts, line.start)
    return at < len(starts) and starts[at] < line.end


def _marked(text: Text, judge: _Judge) -> Iterator[Quote]:
    """The quotes between marks."""
    whole = text.whole[:MOST_SIGNS]
    last, closed = Quote(0, 0), 0
    for one in islice(marked(whole), MOST_MARKED):
        inner = whole[one.start : one.end].strip()
        before = whole[max(_began(text, judge.lang, one), closed, one.opened - _BEFORE) : one.opened]
        closed = one.closed
        after = whole[closed : closed + _AFTER].partition("\n")[0]
        if judge.is_long(inner, alone=False) and not judge.is_name(before):
            speaker = judge.told(before, inner, after)
            if speaker is None and judge.speaks(before, inner, after):
                speaker = _again(whole[last.end : one.opened], before, last.speaker)
            if speaker is not None:
                last = _quote(whole, one.start, one.end, speaker)
                yield last


def _began(text: Text, lang: str, one: Marked) -> int:
    """Where the sentence begins that leads to a quote."""
    line = text.whole.rfind("\n", max(0, one.opened - _BEFORE), one.opened) + 1
    if lang in _UNSTOPPED:
        return line
    at = bisect_right(text.sentences, one.opened, key=itemgetter(0)) - 1
    return max(line, text.sentences[at][0]) if at >= 0 else line


def _again(between: str, before: str, speaker: str) -> str:
    """The speaker of the words before, if only his naming stands between: "“…”, he said. “…”"."""
    goes_on = not before.strip() and speaker in between and "\n" not in between
    return speaker if goes_on and len(between) <= LONGEST and _ENDED.search(between.rstrip()) else ""


def _lines(whole: str, judge: _Judge, order: Spaced) -> Iterator[Quote]:
    """The lines of a conversation, each behind its dash."""
    for one in islice(dashed(whole), MOST_MARKED):
        line = whole[one.start : one.end]
        head, colon, rest = line.partition(":")
        turn = _TURN.search(line, 0, LONGEST_LINE)
        if turn and (speaker := order.behind(line[turn.end() :])) is not None:
            yield _quote(whole, one.start, one.start + turn.start(), speaker)
        elif colon and len(head) <= _NAMED_LINE and _ENDED.search(rest) and (speaker := order.named(head)):
            yield _quote(whole, one.end - len(rest), one.end, speaker)
        elif (
            not colon and _ENDED.search(line) and judge.words.own.search(line) and judge.speaks("", line, "")
        ):
            yield _quote(whole, one.start, one.end, "")


def _quote(whole: str, start: int, end: int, speaker: str) -> Quote:
    """A quote without the spaces around it."""
    words = whole[start:end]
    return Quote(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()), speaker)
