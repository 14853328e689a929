"""Vietnamese in UTF-8 that somebody took for Latin-1 and wrote as UTF-8 again."""

import re

from language.syllables import accented_words, syllable_share

SURE_SHARE = 0.8

# How some of the most common letters look then: no proper text has these pairs in it.
_TRACES = ("\xe1\xbb", "\xe1\xba", "\xc4\x91", "\xc4\u2018", "\xc6\xb0", "\xc6\xa1")
_WINDOWS = {sign: code for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "ignore"))}
_RUN = re.compile(f"[\x80-\xff{re.escape(''.join(_WINDOWS))}]{{2,}}")


def unscrambled(text: str) -> str:
    """The text as it was before, where that is exact and gives Vietnamese; unchanged otherwise."""
    if text.isascii() or not any(trace[0] in text and trace in text for trace in _TRACES):
        return text
    mended = _RUN.sub(_again, text)
    return mended if syllable_share(accented_words(mended)) >= SURE_SHARE else text


def _again(found: re.Match[str]) -> str:
    try:
        return bytes(_WINDOWS.get(sign) or ord(sign) for sign in found[0]).decode("utf-8")
    except ValueError:
        return found[0]
