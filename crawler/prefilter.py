"""The items of a list that were read before are taken out of its text before it is parsed.

Parsing is what costs; an outlet's list changes by an item or two between polls. An item is known by the
digest of its own text, from tag to tag. Where that is not safe the whole text is parsed: items that lie in
one another or in quoted text, and lists of which the parser finds another number of items than were left in.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

DIGEST_SIZE = 8
# So many digests are kept of one list.
MOST_DIGESTS = 2000
# So many items are read of one list, and so much text, from its top, where the newest stand.
MOST_ITEMS, LONGEST_KEPT = 5000, 3_000_000
# Sitemaps may be longer, by their standard: an address is little work.
MOST_ADDRESSES = 50_000
# A parser holds all it has read: a long list is given to it by pieces.
PIECE_ITEMS, PIECE_SIZE = 500, 1_000_000
# Where items are not told apart, this much is read in one.
MOST_UNSURE, LONGEST_UNSURE = 1000, 2_000_000

NAMES, ADDRESS = ("item", "entry"), "url"
_AFTER_NAME = frozenset(" \t\r\n>/")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A list with some of its items, and how many they are."""

    text: str
    items: int


@dataclass(frozen=True, slots=True)
class Sifted:
    """A list without what was read before, by pieces, and the digests of all its items."""

    pieces: tuple[Piece, ...]
    digests: tuple[bytes, ...]


def sift(text: str, seen: frozenset[bytes]) -> Sifted | None:
    """What of a list is to be parsed; None where its items are not surely told apart."""
    name, spans = spans_of(text)
    if not spans:
        return None
    digests = tuple(digest(text[start:end]) for start, end in spans[:MOST_DIGESTS])
    fresh = [span for span, known in zip(spans, digests, strict=False) if known not in seen]
    wanted = fresh + spans[MOST_DIGESTS:]
    kept = wanted[:MOST_ADDRESSES] if name == ADDRESS else _bounded(wanted[:MOST_ITEMS])
    if len(kept) == len(spans) <= PIECE_ITEMS and len(text) <= PIECE_SIZE:
        return Sifted((Piece(text, len(spans)),), digests)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    head, *outside = (text[end:start] for end, start in zip(ends, starts, strict=True))
    tail = "".join(outside)
    batches = [[text[start:end] for start, end in batch] for batch in _batches(kept)]
    return Sifted(tuple(Piece(head + "\n".join(batch) + tail, len(batch)) for batch in batches), digests)


def digest(item: str) -> bytes:
    """By what an item is known: its text, byte by byte."""
    return hashlib.blake2b(item.encode(), digest_size=DIGEST_SIZE).digest()


def spans_of(text: str) -> tuple[str, list[Span]]:
    """What a document calls its items and where they lie; nowhere if they do not follow each other."""
    found = {name: _opens(text, name) for name in NAMES}
    name = min(found, key=lambda name: found[name][0] if found[name] else len(text))
    opens = found[name]
    if not opens:
        name, opens = ADDRESS, _opens(text, ADDRESS)
    close = f"</{name}>"
    ends = [at + len(close) for at in _places(text, close)]
    if len(opens) != len(ends):
        return name, []
    spans = list(zip(opens, ends, strict=True))
    follow = all(start < end for start, end in spans) and all(a[1] <= b[0] for a, b in pairwise(spans))
    return name, spans if follow else []


def whole(text: str) -> str:
    """A list whose items are not told apart, cut where it is longer than any honest one."""
    opens = sorted(at for name in (*NAMES, ADDRESS) for at in _opens(text, name)[: MOST_UNSURE + 1])
    end = opens[MOST_UNSURE] if len(opens) > MOST_UNSURE else len(text)
    return text[: min(end, LONGEST_UNSURE)]


def _bounded(spans: Sequence[Span]) -> list[Span]:
    sizes = accumulate(end - start for start, end in spans)
    return [
        span
        for at, (span, size) in enumerate(zip(spans, sizes, strict=True))
        if not at or size <= LONGEST_KEPT
    ]


def _opens(text: str, name: str) -> list[int]:
    after = len(name) + 1
    return [at for at in _places(text, f"<{name}") if text[at + after : at + after + 1] in _AFTER_NAME]


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def _batches(spans: Sequence[Span]) -> Iterator[list[Span]]:
    batch: list[Span] = []
    size = 0
    for span in spans:
        length = span[1] - span[0]
        if batch and (len(batch) == PIECE_ITEMS or size + length > PIECE_SIZE):
            yield batch
            batch, size = [], 0
        batch.append(span)
        size += length
    if batch or not spans:
        yield batch
