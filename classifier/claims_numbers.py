"""The numbers of a statement, and those a sentence may mean: "62", "sáu mươi hai", "ba trăm tỷ"."""

import re
from collections.abc import Mapping
from math import prod

from classifier.across_numbers import numbers
from language.text import fold

# fmt: off
_ONES: Mapping[str, int] = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}
# fmt: on
_TENS: Mapping[str, float] = {"mươi": 10, "chục": 10, "trăm": 100}
_SIZES: Mapping[str, float] = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}
_ONE, _TEN, _SIZE = (rf"(?:{'|'.join(words)})" for words in (_ONES, _TENS, _SIZES))
_SPELT = re.compile(rf"\b({_ONE})(?: ({_TEN})(?: ({_ONE}))?|(?<=mười) ({_ONE}))?((?: {_SIZE})*)\b")
_HUNDRED = 100


def stated(text: str, lang: str) -> frozenset[float]:
    """The numbers a text tells in figures, or in words of more than one part."""
    return frozenset(numbers(fold(text), lang))


def possible(text: str, lang: str) -> frozenset[float]:
    """The numbers a text may mean: the small ones in words, too, which may be something else."""
    return stated(text, lang) | (spelt(text) if lang == "vi" else frozenset())


def spelt(text: str) -> frozenset[float]:
    """The Vietnamese numbers that stand in words."""
    return frozenset(map(_value, _SPELT.finditer(text.lower())))


def _value(found: re.Match[str]) -> float:
    first, ten, last, teen, sizes = found.groups()
    whole = _ONES[first] * _TENS.get(ten, 1)
    # "Hai trăm ba" is two hundred and thirty; "hai mươi ba" is twenty-three.
    whole += _ONES.get(last, 0) * (10 if _TENS.get(ten) == _HUNDRED else 1) + _ONES.get(teen, 0)
    return float(whole * prod(_SIZES[size] for size in sizes.split()))
