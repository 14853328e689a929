"""Numbers a text tells, each as its value: whatever digits, separators and words of size it is written in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TEN = 10
# Who writes a comma before the fraction; others group thousands with it.
_COMMA_LANGUAGES = frozenset({"vi", "fr", "ru", "es", "de"})
# Whose press writes both ways: three digits behind a single sign are a group.
_EITHER_LANGUAGES = frozenset({"km", "lo", "other"})
_SPACED_LANGUAGES = frozenset({"fr", "ru", "es"})

_SIZES: Mapping[str, Mapping[str, float]] = {
    "vi": {"nghin": 1e3, "ngan": 1e3, "van": 1e4, "trieu": 1e6, "ty": 1e9, "ti": 1e9},
    "en": {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6}
    | {"lakh": 1e5, "crore": 1e7, "dozen": 12, "hundred": 100},
    "zh": {"百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12},
    "ja": {"百": 1e2, "千": 1e3, "万": 1e4, "億": 1e8, "兆": 1e12},
    "ko": {"백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12},
    "km": {"ពាន់": 1e3, "ម៉ឺន": 1e4, "សែន": 1e5, "លាន": 1e6, "ប៊ីលាន": 1e9, "កោដិ": 1e7},
    "lo": {"ພັນ": 1e3, "ໝື່ນ": 1e4, "ແສນ": 1e5, "ລ້ານ": 1e6, "ຕື້": 1e9},
    "th": {"พัน": 1e3, "หมื่น": 1e4, "แสน": 1e5, "ล้าน": 1e6},
    "fr": {"mille": 1e3, "millions": 1e6, "million": 1e6, "milliards": 1e9, "milliard": 1e9},
    "ru": {"тысяч": 1e3, "тысячи": 1e3, "тыс": 1e3, "миллионов": 1e6, "миллиона": 1e6, "миллион": 1e6}
    | {"млн": 1e6, "миллиардов": 1e9, "миллиарда": 1e9, "миллиард": 1e9, "млрд": 1e9},
    "es": {"mil": 1e3, "millones": 1e6, "millon": 1e6},
    "de": {"tausend": 1e3, "millionen": 1e6, "million": 1e6, "milliarden": 1e9, "milliarde": 1e9},
}
# A currency may stand close before its sum; other letters make a code of it.
_EDGE = r"(?:(?<=vnd)|(?<=usd)|(?<![\d.,a-z@]))"
_FIGURES = re.compile(rf"{_EDGE}\d+(?:[.,]\d+)*(?!\d)")
_SPACED_FIGURES = re.compile(
    rf"{_EDGE}\d{{1,3}}(?:[\s\u00a0\u202f]\d{{3}})+(?:,\d+)?(?!\d)|{_FIGURES.pattern}"
)
# Who counts in ten thousands, and writes the rest behind without a word of size.
_MYRIADS = frozenset({"zh", "ja", "ko"})
_CLOCK = re.compile(r"(?<!\d)\d{1,2}(?::|h|g)\d{2}(?!\d)")

_HAN = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN_FIGURES = re.compile(f"[{''.join(_HAN)}{''.join(_HAN_TENS)}]{{2,}}")

# Smaller ones are said of everything.
_FROM_FOUR = (
    *("four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH = {word: number for number, word in enumerate(_FROM_FOUR, 4)} | {
    word: tens * _TEN for tens, word in enumerate(_TENS, 2)
}
_UNITS = {"one": 1, "two": 2, "three": 3} | {word: value for word, value in _ENGLISH.items() if value < _TEN}
_ENGLISH_WORDS = re.compile(rf"\b({'|'.join(_ENGLISH)})(?:[ -]({'|'.join(_UNITS)}))?\b")
_VIETNAMESE_UNITS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4} | dict(
    zip(("nam", "lam", "sau", "bay", "tam", "chin"), (5, 5, 6, 7, 8, 9), strict=True)
)
_VIETNAMESE_WORDS = re.compile(
    rf"\b(?:({'|'.join(_VIETNAMESE_UNITS)}) muoi|muoi)(?: ({'|'.join(_VIETNAMESE_UNITS)}))?\b"
)


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    size: float
    start: int
    end: int


def numbers(plain: str, lang: str) -> set[float]:
    """The values of the numbers in a folded text whose digits are ours and whose dates are taken out."""
    plain = _CLOCK.sub(" ", plain)
    found = sorted((*_figures(plain, lang), *_spelt(plain, lang)), key=lambda one: one.start)
    return {float(f"{one.value:.6g}") for one in _joined(found, plain, lang)}


def _figures(plain: str, lang: str) -> Iterator[_Number]:
    pattern = _SPACED_FIGURES if lang in _SPACED_LANGUAGES else _FIGURES
    for match in pattern.finditer(plain):
        value = _value(match[0], lang)
        if value is not None:
            yield _sized(value, match.start(), match.end(), plain, lang)


def _sized(value: float, start: int, end: int, plain: str, lang: str) -> _Number:
    """A number with the words of size that follow it: “20 nghìn tỷ”, “5 พันล้าน”."""
    size = 1.0
    pattern = _SIZE_WORDS.get(lang)
    while pattern and (word := pattern.match(plain, end)):
        size *= _SIZES[lang][word[1]]
        end = word.end()
    return _Number(value * size, size, start, end)


def _value(written: str, lang: str) -> float | None:
    """What figures are worth where a point and a comma mean what they mean in a language."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", written)
    signs = [sign for sign in bare if sign in ".,"]
    if not signs:
        return float(bare)
    groups = re.split("[.,]", bare)
    last = signs[-1]
    is_grouped = len(groups[-1]) == len("000")
    if len(set(signs)) == 1 and is_grouped and (len(signs) > 1 or lang in _EITHER_LANGUAGES):
        return float("".join(groups))
    if len(set(signs)) == 1 and last != _fraction_sign(lang) and lang not in _EITHER_LANGUAGES:
        return float("".join(groups)) if is_grouped else _fraction(groups, len(signs))
    is_apart = signs.count(last) == 1 and all(len(group) == len("000") for group in groups[1:-1])
    return _fraction(groups, 1) if is_apart else None


def _fraction(groups: list[str], signs: int) -> float | None:
    """The last group behind the point; several points that group nothing are a version or an address."""
    return float(f"{''.join(groups[:-1])}.{groups[-1]}") if signs == 1 else None


def _fraction_sign(lang: str) -> str:
    return "," if lang in _COMMA_LANGUAGES else "."


def _spelt(plain: str, lang: str) -> Iterator[_Number]:
    """Numbers in words, from four on: the smaller ones are said of everything."""
    if lang == "en":
        for match in _ENGLISH_WORDS.finditer(plain):
            value = _ENGLISH[match[1]] + (_UNITS[match[2]] if match[2] and match[1].endswith("ty") else 0)
            yield _sized(value, match.start(), match.end(), plain, lang)
    elif lang == "vi":
        for match in _VIETNAMESE_WORDS.finditer(plain):
            tens = _VIETNAMESE_UNITS[match[1]] if match[1] else 1
            units = _VIETNAMESE_UNITS[match[2]] if match[2] else 0
            yield _sized(tens * _TEN + units, match.start(), match.end(), plain, lang)
    elif lang in {"zh", "ja"}:
        for match in _HAN_FIGURES.finditer(plain):
            yield _sized(_han(match[0]), match.start(), match.end(), plain, lang)


def _han(signs: str) -> float:
    """三百二十 and 二〇二六 alike."""
    if not any(sign in _HAN_TENS for sign in signs):
        return float("".join(str(_HAN[sign]) for sign in signs))
    whole, digit = 0, 0
    for sign in signs:
        if sign in _HAN_TENS:
            whole, digit = whole + (digit or 1) * _HAN_TENS[sign], 0
        else:
            digit = _HAN[sign]
    return float(whole + digit)


def _joined(found: list[_Number], plain: str, lang: str) -> Iterator[_Number]:
    """Put together what is one number in two parts: “1億2000万”, “2 tỷ 500 triệu”, “1만 1400”."""
    least = 1 if lang in _MYRIADS else 1000
    whole: _Number | None = None
    for one in found:
        if (
            whole
            and whole.size > max(one.size, least)
            and one.size >= least
            and not plain[whole.end : one.start].strip()
        ):
            whole = _Number(whole.value + one.value, one.size, whole.start, one.end)
            continue
        if whole:
            yield whole
        whole = one
    if whole:
        yield whole


_SIZE_WORDS = {
    lang: re.compile(
        rf"\s?({'|'.join(sorted(map(re.escape, sizes), key=len, reverse=True))})"
        + (r"(?![^\W\d_])" if lang in {"vi", "en", "fr", "ru", "es", "de"} else "")
    )
    for lang, sizes in _SIZES.items()
}
