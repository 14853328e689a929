"""Copies: a text as a set of fingerprints chosen by winnowing, and how much of one lies in another.

Folded syllables, five in a row, so that lost accents hide nothing; of each window of such rows the least is
kept, so that whatever two texts share of that length shows. Measured by containment of the smaller: a
headline's sixty words out of a long report are a copy, and no likeness of the whole ever tells them.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from language.tokens import streams

# Two texts that share half of the shorter are the same report; a third is a part taken over.
SAME = 0.5
PART = 0.3
# Fewer fingerprints in common than that are chance, unless they are all there are.
LEAST = 3
SHINGLE = 5
# A text of fewer syllables is only ever the same as another in all of them.
SHORT = 12
# All of a text's first fingerprints lead to it, for its head is what others take; of the rest one in four.
_LEADING, _REST = 12, 3

_MOST_SEEDS = 1 << 18
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9], np.uint64)
_SHIFTS = np.array([29, 32], np.uint64)
# Scripts whose syllables take several signs, vowels and tones being signs of their own.
_SPELT = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")

Numbers = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Grain:
    """How far apart the keys of a row stand, and how many rows make a window."""

    stride: int
    window: int


# Keys are syllables where a script has spaces, else pairs of signs: of those a syllable takes one or several.
_SPACED, _SIGNS, _SPELLING = _Grain(1, 16), _Grain(1, 24), _Grain(3, 64)
_LOOKS = 9
_SIGN = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af]")


def fingerprints(text: str) -> tuple[int, ...]:
    """The fingerprints of a text in its order, each once: signed numbers of 32 bits, for any database."""
    keys = streams(text)[1]
    if len(keys) < SHORT:
        return (_signed(_seed("\x00".join(keys))),) if keys else ()
    grain = _grain(keys)
    least = _least(_rows(keys, grain.stride), grain.window)
    is_next = np.concatenate(([True], least[1:] != least[:-1]))
    return tuple(dict.fromkeys(least[is_next].astype(np.uint32).view(np.int32).tolist()))


def anchors(marks: Sequence[int]) -> list[int]:
    """Those of a text's fingerprints by which it can be found: a quarter, and all that it begins with."""
    return [mark for place, mark in enumerate(marks) if place < _LEADING or is_anchor(mark)]


def is_anchor(mark: int) -> bool:
    """Whether a fingerprint leads to whatever text it is in, wherever it stands there."""
    return not mark & _REST


def pack(marks: Iterable[int]) -> bytes:
    """Fingerprints as a store keeps them."""
    return np.fromiter(marks, "<i4").tobytes()


def unpack(blob: bytes | memoryview) -> tuple[int, ...]:
    """Fingerprints as they were packed."""
    return tuple(np.frombuffer(blob, "<i4").tolist())


def containment(shared: int, a: int, b: int) -> float:
    """The share of the smaller set that is in the other."""
    smaller = min(a, b)
    return shared / smaller if smaller else 0.0


def overlap(a: Collection[int], b: Collection[int], *, ignored: Collection[int] = ()) -> tuple[int, int, int]:
    """How many fingerprints two texts share, and how many each has, but for the ignored ones.

    Too few in common are none, unless both texts have no others.
    """
    one, two = set(a).difference(ignored), set(b).difference(ignored)
    shared = len(one & two)
    return (shared if shared >= LEAST or one == two else 0), len(one), len(two)


def _grain(keys: Sequence[str]) -> _Grain:
    """The grain of the script that most of some keys are of."""
    looked = keys[:: max(1, len(keys) // _LOOKS)]
    for pattern, grain in ((_SPELT, _SPELLING), (_SIGN, _SIGNS)):
        if 2 * sum(pattern.match(key) is not None for key in looked) > len(looked):
            return grain
    return _SPACED


def _rows(keys: Sequence[str], stride: int) -> Numbers:
    """One number for each row of keys; keys fewer than a row are one."""
    seeds = np.fromiter(map(_seed, keys), np.uint64, len(keys))
    stride = min(stride, max(1, (len(keys) - 1) // (SHINGLE - 1)))
    count = len(keys) - stride * (SHINGLE - 1)
    mixed = seeds[:count].copy()
    for place in range(1, SHINGLE):
        mixed *= _MULTIPLIERS[0]
        mixed ^= seeds[place * stride : place * stride + count]
        mixed ^= mixed >> _SHIFTS[0]
    mixed *= _MULTIPLIERS[1]
    mixed ^= mixed >> _SHIFTS[1]
    return mixed


def _least(numbers: Numbers, window: int) -> Numbers:
    """The least number of each window: of twice as many numbers at each step, then of the last ones."""
    window = min(window, len(numbers))
    found, span = numbers, 1
    while 2 * span <= window:
        found, span = np.minimum(found[:-span], found[span:]), 2 * span
    rest = window - span
    return np.minimum(found[: len(found) - rest], found[rest:]) if rest else found


@lru_cache(_MOST_SEEDS)
def _seed(key: str) -> int:
    """The number of a key, the same in every process."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


def _signed(number: int) -> int:
    """The low half of a number, with its sign."""
    low = number & 0xFFFFFFFF
    return low - (1 << 32) if low >> 31 else low
