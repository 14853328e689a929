"""The language of a text by its script, where the script tells it; who shares the Han signs is told apart."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from types import MappingProxyType

from language.vietnamese import bears_own_letter

# A letter that is neither Latin nor an accent.
_BEYOND_LATIN = re.compile(
    "[\u0370-\u1dff\u2c00-\u2c5f\u2c80-\u2dff\u3005-\u3007\u3041-\ua71f\ua800-\uaaff\uabc0-\ufaff\ufb13-\ufdff"
    "\U00010000-\U0001efff\U00020000-\U000323af]"
)
# By the first word of a letter's Unicode name.
_SCRIPTS = MappingProxyType(
    {"KHMER": "km", "LAO": "lo", "THAI": "th", "CYRILLIC": "ru", "HANGUL": "ko"}
    | dict.fromkeys(("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"), "kana")
)
_LATIN = frozenset({"LATIN", "MODIFIER"})
# A script in which none of our languages is written.
_STRANGE = "strange"
_HAN, _JAPANESE_HAN, _CHINESE_HAN = "han", "ja", "zh"
_EAST_ASIAN = ("ko", "kana", _HAN, _JAPANESE_HAN, _CHINESE_HAN)

# So many letters make a word. Thai, Lao and Khmer letters are counted with their vowel signs.
_LETTERS = {"km": 4, "lo": 3, "th": 3, "ko": 2, "kana": 2, _HAN: 1.5, _JAPANESE_HAN: 1.5, _CHINESE_HAN: 1.5}
_USUAL_LETTERS = 5
# A single sign is an ornament as often as a word.
FEWEST_LETTERS = 2
# A name in Latin letters stands in texts of every script, so it says little; a Vietnamese word says more.
NAME = 0.3
VIETNAMESE = 2
HANGUL_SHARE = 0.2
# Chinese quotes titles in kana and Japanese hardly anything in signs that only Chinese writes.
CHINESE_WEIGHT = 3
JAPANESE_WEIGHT = 2
# The common signs of the Japanese standard and of Big5 lie in these rows; what follows them is rare there.
_COMMON_IN_JIS = range(0xB0, 0xD0)
_COMMON_IN_BIG5 = range(0xA4, 0xC7)


def by_script(text: str, latin: list[str], hint: str) -> str:
    """What its script tells: a language of ours, a word for none of them, or nothing where Latin prevails.

    ``latin`` are the text's words in Latin letters.
    """
    if not _BEYOND_LATIN.search(text):
        return ""
    letters = _letters_by_script(text)
    if sum(letters.values()) < FEWEST_LETTERS:
        return ""
    words = {script: count / _LETTERS.get(script, _USUAL_LETTERS) for script, count in letters.items()}
    if sum(words.values()) < _weight(latin):
        return ""
    east_asian = sum(words.pop(script, 0.0) for script in _EAST_ASIAN)
    most = max(words, key=lambda script: words[script], default="")
    return most if most and words[most] > east_asian else _east_asian(letters, hint)


def _letters_by_script(text: str) -> Counter[str]:
    letters: Counter[str] = Counter()
    for sign, count in Counter(text).items():
        letters[_script(sign)] += count
    del letters[""]
    return letters


def _weight(latin: list[str]) -> float:
    small = sum(map(str.islower, latin))
    own = sum(map(bears_own_letter, latin))
    return small + NAME * (len(latin) - small) + (VIETNAMESE - 1) * own


def _east_asian(letters: Counter[str], hint: str) -> str:
    han = letters[_HAN] + letters[_CHINESE_HAN] + letters[_JAPANESE_HAN]
    if letters["ko"] > letters["kana"] and letters["ko"] >= HANGUL_SHARE * (han + letters["ko"]):
        return "ko"
    japanese = letters["kana"] + JAPANESE_WEIGHT * letters[_JAPANESE_HAN]
    chinese = CHINESE_WEIGHT * letters[_CHINESE_HAN]
    if japanese == chinese:
        return hint if hint in {"zh", "ja"} else "zh"
    return "ja" if japanese > chinese else "zh"


@lru_cache(maxsize=1 << 14)
def _script(sign: str) -> str:
    """The script of a letter beyond Latin; of a Han sign also whether Chinese or Japanese alone writes it."""
    category = unicodedata.category(sign)[0]
    if category not in "LM":
        return ""
    name = unicodedata.name(sign, "").partition(" ")[0]
    if name == "CJK":
        return _han(sign)
    # An accent or an emoji's variant is a mark as well as a vowel sign of Thai is.
    return _SCRIPTS.get(name, _STRANGE if category == "L" and name not in _LATIN else "")


def _han(sign: str) -> str:
    is_simplified = bool(sign.encode("gb2312", "ignore"))
    row_of_big5 = _row(sign, "big5")
    if _row(sign, "euc_jp") in _COMMON_IN_JIS:
        return _HAN if is_simplified or row_of_big5 else _JAPANESE_HAN
    return _CHINESE_HAN if is_simplified or row_of_big5 in _COMMON_IN_BIG5 else _HAN


def _row(sign: str, standard: str) -> int:
    """The row in which a standard's table of signs has a sign; zero if it has not."""
    return (sign.encode(standard, "ignore") or b"\0")[0]
