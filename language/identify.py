"""The language of a text: by its script, by how Vietnamese its words look, then by a model of sequences."""

import re
import unicodedata

from language.scripts import LATIN
from language.sequences import in_cyrillic, in_latin
from language.vietnamese import bears_own_letter, likeness
from language.writing import by_script

OTHER = "other"
KNOWN = frozenset({"vi", "en", "zh", "ja", "ko", "km", "lo", "th", "fr", "ru", "es", "de"})
# A language is told from its beginning; more only costs time.
SAMPLE = 600
FEWEST_LETTERS = 3
# One or two words that do not look Vietnamese are as good as always a name, which any language may have.
MOST_WORDS_OF_A_NAME, LONGEST_NAME = 2, 24
LOOKS_VIETNAMESE = 0.4
FOREIGN_SHARE = 0.005

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S{1,64}@\S+")
_SIGNS_OF_ADDRESSES = ("://", "www.", "@")
# No word of ours is longer, and what is remembered of words stays small.
_WORD = re.compile(f"[{LATIN}]{{1,32}}")
_NOT_RUSSIAN = re.compile("[іїєґўјљњћђџѓќѕәғқңөұүһӣӯҷҳ]", re.IGNORECASE)


def identify(text: str, hint: str = "") -> str:
    """The language of a text in two letters, or ``other``; a hint decides where it says too little."""
    sample = _sample(text)
    hint = hint[:2].lower() if hint[:2].lower() in KNOWN else OTHER
    words = _WORD.findall(sample)
    script = "" if sample.isascii() else by_script(sample, words, hint)
    if script == "ru":
        return _in_cyrillic(sample, hint)
    if script:
        return script if script in KNOWN else OTHER
    return _in_latin(sample, words, hint)


def _sample(text: str) -> str:
    sample = text[:SAMPLE]
    if any(sign in sample for sign in _SIGNS_OF_ADDRESSES):
        sample = _ADDRESS.sub(" ", sample)
    return sample if sample.isascii() else unicodedata.normalize("NFKC", sample)


def _in_cyrillic(sample: str, hint: str) -> str:
    if len(_NOT_RUSSIAN.findall(sample)) > FOREIGN_SHARE * len(sample):
        return OTHER
    return in_cyrillic(sample, hint) or OTHER


def _in_latin(sample: str, words: list[str], hint: str) -> str:
    letters = sum(map(len, words))
    if letters < FEWEST_LETTERS:
        return hint
    like = likeness(words)
    if like >= LOOKS_VIETNAMESE:
        return "vi"
    if hint != OTHER and len(words) <= MOST_WORDS_OF_A_NAME and letters <= LONGEST_NAME:
        return hint
    if bears_own_letter(sample):
        # Vietnamese names with all their accents stand in texts of every language.
        sample = " ".join(word for word in words if not bears_own_letter(word))
    return in_latin(sample, words, like, hint) or OTHER
