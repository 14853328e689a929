"""Copies: a text as a set of fingerprints chosen by winnowing, and how much of one lies in another."""

from collections import deque
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice

from language.tokens import streams

# Two texts that share half of the shorter are the same report; a third is a part taken over.
SAME = 0.5
PART = 0.3
# A stretch in more texts than that is a formula of the trade, not a copy.
COMMON = 200

# Five syllables in a row are seldom found twice by chance; of each four such rows one is kept.
SHINGLE = 5
WINDOW = 4


def fingerprints(text: str) -> frozenset[int]:
    """The fingerprints of a text, each a signed number of 64 bits, so that any database takes it."""
    return frozenset(_winnowed(_hashes(streams(text)[0])))


def containment(shared: int, a: int, b: int) -> float:
    """The share of the smaller set that is in the other."""
    smaller = min(a, b)
    return shared / smaller if smaller else 0.0


def _hashes(words: list[str]) -> Iterator[int]:
    """One number for each row of words; a text shorter than a row is one."""
    for start in range(max(1, len(words) - SHINGLE + 1) if words else 0):
        row = " ".join(words[start : start + SHINGLE]).encode()
        yield int.from_bytes(blake2b(row, digest_size=8).digest(), "big", signed=True)


def _winnowed(hashes: Iterator[int]) -> Iterator[int]:
    """The least number of each window: whatever two texts share of a window's length, one number shows it."""
    window = deque(islice(hashes, WINDOW), maxlen=WINDOW)
    if window:
        yield min(window)
    for number in hashes:
        window.append(number)
        yield min(window)
