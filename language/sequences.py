"""Languages that share an alphabet, told apart by a model of byte sequences and by their commonest words."""

import math
from functools import lru_cache
from typing import TypeAlias

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# What the model makes of each language, in logarithms.
_Scores: TypeAlias = dict[str, float]
_Codes: TypeAlias = tuple[str, ...]

_LATIN = ("vi", "en", "fr", "es", "de")
_CYRILLIC = ("ru",)
# Whom a text may be of if it is of none of ours: the press of the region and of Europe. Small neighbours of
# our own languages are left out: they would take more from those than they would get.
_OTHERS = {
    _LATIN: "az ca cs da et eu fi hr hu id is it jv lt lv mg ms nl no pl pt ro sk sl so sq sv sw tl tr uz zu",
    _CYRILLIC: "be bg kk ky mk mn sr tg tt uk",
}

# The model walks through each byte, and walks slowly.
LOOKED_THROUGH = 200
# A difference counts by the root of the text's bytes: both what speaks for a language and chance grow so.
OTHER_IS_SURE = 2.0
# Names are often of another language than the text.
OF_NAMES = 1.0
HINTED = 1.0
# In a text of few words, most of them names, English is the likelier the more it is used.
ENGLISH = 0.3
VIETNAMESE = 8.0
NOT_VIETNAMESE = 0.1

# Words that among ours only one language has, in a few words among names worth more than any sequence.
_OWN_WORDS = {
    "en": """about after and are as at but by could for from had has have her his how into is its mr ms not of
        over said says that the their they this to was were what when which who why will with would""",
    "fr": "au aux avec cette chez dans des du est et le les leur ont par pas pour qui ses sont sur une été",
    "es": "al el esta este está las los muy más pero por según sus también tras una y",
    "de": "auch auf bei das dem den der die ein eine für im ist mit nach nicht sich sie und vom von wird zum",
}
_OWNER = {word: code for code, words in _OWN_WORDS.items() for word in words.split()}
OWN_WORD = 8.0
_LOOKED_AT = 12


def in_latin(sample: str, words: list[str], likeness: float, hint: str) -> str:
    """The language of a text in Latin letters, whose words look so Vietnamese; nothing if none of ours."""
    scores, unit = _scores(sample, _LATIN)
    for word in words[:_LOOKED_AT]:
        owner = _OWNER.get(word.lower())
        if owner:
            scores[owner] += OWN_WORD
    scores["en"] += ENGLISH * unit
    if likeness > NOT_VIETNAMESE:
        scores["vi"] += VIETNAMESE * likeness * unit
    else:
        del scores["vi"]
    is_of_names = 2 * sum(map(str.islower, words)) < len(words)
    return _likeliest(scores, _LATIN, hint, unit, OTHER_IS_SURE + OF_NAMES * is_of_names)


def in_cyrillic(sample: str, hint: str) -> str:
    """Russian, unless another language in Cyrillic is much likelier: then nothing."""
    scores, unit = _scores(sample, _CYRILLIC)
    return _likeliest(scores, _CYRILLIC, hint, unit, OTHER_IS_SURE)


def _likeliest(scores: _Scores, ours: _Codes, hint: str, unit: float, lead: float) -> str:
    left = [code for code in ours if code in scores]
    if hint in left:
        scores[hint] += HINTED * unit
    best = max(left, key=lambda code: scores[code])
    return best if max(scores.values()) - scores[best] <= lead * unit else ""


def _scores(sample: str, ours: _Codes) -> tuple[_Scores, float]:
    # Half a letter at the end is seen to by the model.
    beginning = sample.encode("utf-8", "replace")[:LOOKED_THROUGH]
    return dict(_model(ours).rank(beginning)), math.sqrt(len(beginning))


@lru_cache(maxsize=len(_OTHERS))
def _model(ours: _Codes) -> LanguageIdentifier:
    # Reading only: the threads of a server share it.
    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages([*ours, *_OTHERS[ours].split()])
    return model
