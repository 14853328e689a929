"""Whether words are spelled as Vietnamese syllables are, accents and all."""

import re
import unicodedata
from itertools import islice

# Signs of more words than these say no more about a text.
MOST_WORDS = 4000

_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# After c, k, p and t the voice can only rise or drop: no other tone is written there.
_CHECKED, _CHECKED_TONES = re.compile("(?:ch?|k|p|t)$"), frozenset({"\u0301", "\u0323"})
_SYLLABLE = re.compile(
    "(?:ngh?|nh|n|kh?|gh?|gi|g|ph|th|tr|ch|c|qu|[bdđhlmprstvx])?"
    "(?:iêu|yêu|ươi|ươu|uôi|oai|oay|oao|oeo|uây|uya|uyê|uyu|uêu|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|ue|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|"
    "[aăâeêioôơuưy])"
    "(?:ch?|k|m|ngh?|nh?|p|t)?"
)
# Whatever is no sign of plain English and no punctuation is part of a word, a stray sign as well.
_WORD = re.compile("[^\x00-@\\[-`{-\x7f\xa0«»°·\u2000-\uffff\U00010000-\U0010ffff]+")


def is_syllable(word: str) -> bool:
    """Whether a word is spelled as one Vietnamese syllable."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(parts)
    bare = unicodedata.normalize("NFC", _TONE.sub("", parts))
    if len(tones) > 1 or (_CHECKED.search(bare) and not _CHECKED_TONES.issuperset(tones or [""])):
        return False
    return _SYLLABLE.fullmatch(bare) is not None


def accented_words(text: str) -> list[str]:
    """The words of a text, each once, that have a sign in them which is no plain letter.

    Single letters are left out: they are words in too many languages.
    """
    words = (found[0] for found in _WORD.finditer(text))
    accented = (word for word in words if len(word) > 1 and not word.isascii())
    return list(dict.fromkeys(islice(accented, MOST_WORDS)))


def syllable_share(words: list[str]) -> float:
    """The share of words spelled as Vietnamese syllables."""
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
