"""Where a query's words stand in a text, and the piece of the text that shows most of them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from language.sentences import split
from language.tokens import Token, analyse
from search.matching import Keys, near_pairs
from search.tree import And, Near, Node, Or, Phrase, Slot, Stream

Span: TypeAlias = tuple[int, int]

_ELLIPSIS = "…"
# A cut looks no further than this for the end of a word: some scripts write no spaces.
_WORD = 30


def highlight(text: str, tree: Node, *, title: bool = True) -> list[Span]:
    """Return the spans of a text that a query asks for, in order; ``title`` says whether it is one."""
    lit = _Lit(analyse(text))
    spans = [span for part in _wanted(tree) for span in lit.spans(part) if title or not _titled(part)]
    return _merged(spans)


def snippet(text: str, tree: Node, width: int = 240, *, title: bool = False) -> tuple[str, list[Span]]:
    """Return the piece of a text, at most so wide, that shows most of a query, and the spans in it."""
    spans = highlight(text, tree, title=title)
    start, end = _window(text, spans, width)
    opening = _ELLIPSIS if text[:start].strip() else ""
    closing = _ELLIPSIS if text[end:].strip() else ""
    # Spans stay true because a line end becomes one space.
    piece = "".join(" " if sign.isspace() else sign for sign in text[start:end])
    shift = len(opening) - start
    inside = [(max(a, start) + shift, min(b, end) + shift) for a, b in spans if a < end and b > start]
    return f"{opening}{piece}{closing}", inside


class _Lit:
    """A text's tokens by stream, ready for many phrases."""

    def __init__(self, tokens: list[Token]) -> None:
        streams: dict[Stream, list[tuple[str, Span]]] = {
            Stream.STRICT: [(t.strict, (t.start, t.end)) for t in tokens if t.strict],
            Stream.LOOSE: [(t.loose, (t.start, t.end)) for t in tokens if t.loose],
        }
        self.at = {stream: [span for _, span in found] for stream, found in streams.items()}
        self.text = {stream: [key for key, _ in found] for stream, found in streams.items()}
        self.keys = {stream: Keys(found) for stream, found in self.text.items()}

    def spans(self, part: Phrase | Near) -> Iterator[Span]:
        """Yield the spans of one phrase, or of the phrases that stand near each other."""
        if isinstance(part, Near):
            for place, phrase in near_pairs(self.keys[part.left[0].stream], part):
                yield self._span(place, phrase.slots, phrase.stream)
        elif part.slop:
            for place, slot in self.keys[part.stream].lit(part):
                yield self._span(place, (slot,), part.stream)
        else:
            for place in self.keys[part.stream].starts(part):
                yield self._span(place, part.slots, part.stream)

    def _span(self, place: int, slots: Sequence[Slot], stream: Stream) -> Span:
        at, keys = self.at[stream], self.text[stream]
        last = place + len(slots) - 1
        start, _ = _trimmed(slots[0], keys[place], at[place])
        _, end = _trimmed(slots[-1], keys[last], at[last])
        return start, end


def _trimmed(slot: Slot, key: str, span: Span) -> Span:
    """Of a pair that was found by one character, only that character is lit."""
    start, end = span
    if not slot.pattern or len(slot.key) > 1 or len(key) == 1:
        return span
    return (start, start + 1) if key.startswith(slot.key) else (end - 1, end)


def _wanted(tree: Node) -> Iterator[Phrase | Near]:
    """Yield what is to be lit: nothing that must not be there."""
    match tree:
        case Phrase() | Near():
            yield tree
        case And() | Or():
            for part in tree.parts:
                yield from _wanted(part)
        case _:
            return


def _titled(part: Phrase | Near) -> bool:
    return part.title if isinstance(part, Phrase) else part.left[0].title


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _window(text: str, spans: list[Span], width: int) -> Span:
    """Return the stretch that holds most spans, from the start of a sentence or a word if it can be."""
    if len(text) <= width:
        return _stripped(text, 0, len(text))
    room = max(width - 2 * len(_ELLIPSIS), 1)
    first, last = _crowd(spans, room)
    start = _beginning(text, first, max(room - (last - first), 0))
    end = start + room
    if end < len(text) and not text[end].isspace():
        space = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        kept = last if last <= end else start
        end = space if space > max(kept - 1, end - _WORD) else end
    return _stripped(text, start, min(end, len(text)))


def _crowd(spans: list[Span], room: int) -> Span:
    """Return where the most spans that fit into the room begin and end; the earliest of equal ones."""
    best, most = (0, 0), 0
    reach = 0
    for i, (start, end) in enumerate(spans):
        reach = max(reach, i)
        while reach + 1 < len(spans) and spans[reach + 1][1] <= start + room:
            reach += 1
        if reach - i + 1 > most:
            best, most = (start, max(end, spans[reach][1])), reach - i + 1
    return best


def _beginning(text: str, first: int, slack: int) -> int:
    """Return where to begin so that the first span is shown: a sentence's start, else a word's."""
    sentence = max((start for start, _ in split(text) if start <= first), default=0)
    if first - sentence <= slack:
        return sentence
    start = first - slack // 2
    space = text.find(" ", start, min(first, start + _WORD))
    return start if space < 0 else space + 1


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
