"""A text cut into pieces, some of them lit: the sentence that shows the tone, and the places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = "\n"


@dataclass(frozen=True, slots=True)
class Light:
    """A stretch of a text to be lit, as the tone's sentence or as a place."""

    start: int
    end: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text, all lit alike."""

    text: str
    is_why: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a line, found by a search or not."""

    text: str
    is_found: bool = False


Pieces = tuple[Piece, ...]
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class LitText:
    """An article's words with their lights."""

    title: Pieces
    standfirst: Pieces
    paragraphs: tuple[Pieces, ...]


def light(
    title: str, standfirst: str, body: str, why: str, places: Iterable[tuple[str, int, int]]
) -> LitText:
    """Light an article; places count from the title's first letter, a line break between the three parts."""
    whole = GAP.join((title, standfirst, body))
    lights = [Light(start, end, place) for place, start, end in places if 0 <= start < end <= len(whole)]
    lights += find(whole, why)
    below, after = len(title) + len(GAP), len(title) + len(standfirst) + 2 * len(GAP)
    return LitText(
        title=cut(title, 0, lights),
        standfirst=cut(standfirst, below, lights),
        paragraphs=tuple(cut(text, after + at, lights) for at, text in paragraphs(body)),
    )


def find(whole: str, why: str) -> list[Light]:
    """Where a sentence stands; one that was shortened on its way is lit as far as it goes."""
    wanted = why.strip().removesuffix("…").rstrip()
    at = whole.find(wanted) if wanted else -1
    return [Light(at, at + len(wanted))] if at >= 0 else []


def runs(text: str, spans: Sequence[tuple[int, int]] = ()) -> Runs:
    """A line cut where what was found begins and ends; spans are in order and apart."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    parts = pairwise(edges)
    return tuple(Run(text[a:b], place % 2 == 1) for place, (a, b) in enumerate(parts) if a < b)


def paragraphs(body: str) -> list[tuple[int, str]]:
    """The lines of a text that say something, each with its place."""
    found, at = [], 0
    for text in body.split(GAP):
        if text.strip():
            found.append((at, text))
        at += len(text) + len(GAP)
    return found


def cut(text: str, offset: int, lights: Iterable[Light]) -> Pieces:
    """A text that stands at ``offset`` of the whole, cut wherever a light begins or ends."""
    end = offset + len(text)
    here = [one for one in lights if one.start < end and one.end > offset]
    edges = sorted(
        {offset, end, *(max(one.start, offset) for one in here), *(min(one.end, end) for one in here)}
    )
    return tuple(_piece(text[start - offset : stop - offset], start, here) for start, stop in pairwise(edges))


def _piece(text: str, start: int, lights: Iterable[Light]) -> Piece:
    over = [one for one in lights if one.start <= start < one.end]
    place = next((one.place for one in over if one.place), "")
    return Piece(text, any(not one.place for one in over), place)
