"""Text made safe and comparable: cleaning keeps what people read, folding keeps what they type."""

import re
import unicodedata

from language.scripts import SIGN

# C0 and C1 controls but \n and \t, lone surrogates, and the marks that turn the direction of what follows.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]",
)
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Letters with a stroke or two in one, which no decomposition takes apart; đ is by far the most frequent.
_TYPED = str.maketrans(
    {"ø": "o", "ł": "l", "ð": "d", "ɖ": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)


def clean(text: str) -> str:
    """Return the text in NFC, with nothing in it that breaks a store, a page or a log line."""
    # Composition comes last: a control between a letter and its accent would hold them apart.
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def fold(text: str) -> str:
    """Return the text in lower case without accents, as it is typed on a plain keyboard."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    # Only Latin, Greek and Cyrillic accents go: the vowels of Khmer, Lao and Thai are marks as well.
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", lowered))
    typed = bare.replace("đ", "d")
    return typed if typed.isascii() else unicodedata.normalize("NFC", typed.translate(_TYPED))


def squeeze(text: str) -> str:
    """Return the text with every run of whitespace turned into one space, and none at the ends."""
    return " ".join(text.split())


def is_accented(text: str) -> bool:
    """Whether the text bears an accent, or another mark that folding takes off, and insists on it.

    In company of signs without spaces it does not: those are sure to be found by their pairs only, which
    stand where accents are forgiven.
    """
    if text.isascii() or SIGN.search(text):
        return False
    return fold(text) != unicodedata.normalize("NFC", text.lower())
