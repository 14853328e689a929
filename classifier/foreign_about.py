"""Where a province's names stand and what a text tells of: whether it concerns it, in any language."""

import math
import re
from collections.abc import Mapping, Sequence

from classifier.features import Features, Text
from classifier.gazetteer import Mention

# A list of places on both sides of a name: "Singapour, Haiphong et Ningbo", 香港、ハイフォン、レムチャバン.
_AND = "and|et|và|y|und|и|和|与|與|及|や|과|와|និង|ແລະ|และ"
_LISTED_BEFORE = re.compile(rf"(?:[,、，/]|(?<!\w)(?:{_AND})|[和与與及와과])\s*(?:\w{{2,8}}[\s]?)?\Z")
_LISTED_AFTER = re.compile(rf"\s?(?:[,、，/]|(?:{_AND})(?!\w)|[和与與及와과]\s)")
# Somebody or something from there: the story may be elsewhere.
_FROM_BEFORE = re.compile(
    r"(?:\bfrom|\bborn in|\boriginaires? d[eu]|\bnée? à|\bvenue?s? d[eu]|\barrivée?s? d[eu]|\bquê(?: ở)?"
    r"|\bđến từ|\bgốc|来自|來自|មកពី|ຈາກ|จาก|\bиз|\bde la provincia de|\baus)\s?(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
_FROM_AFTER = re.compile(
    r"\s?(?:province |省|성|시|市)?(?:出身|から来|所属|籍|출신|에서 온|에서 뛰|native)", re.IGNORECASE
)
_BESIDE = 24
_EARLY = 120
_NEAR_START = 6


def about_facts(text: Text, topics: Mapping[str, float]) -> Features:
    """Counts and places of the province's names, of other places, and how likely each topic is."""
    own = [one for one in text.mentions if one.place in text.home]
    real = [one for one in own if one.real]
    others = [one for one in text.mentions if one.place not in text.home and one.real]
    return (
        _standing(text, real)
        | _beside(text.whole, real)
        | {
            "#none": float(not real),
            "#false": float(bool(own) and not real),
            "#others": math.log1p(len({one.place for one in others})),
            "#other title": float(any(one.end <= text.title_end for one in others)),
            "#other first": float(bool(others) and bool(real) and others[0].start < real[0].start),
            "#share": len(real) / (len(real) + len(others) or 1),
        }
        | {f"#sense {one.sense}": 1.0 for one in own if not one.real}
        | {f"#topic {topic}": p for topic, p in topics.items()}
    )


def _standing(text: Text, real: Sequence[Mention]) -> Features:
    """Where the province's names stand and how many."""
    first = min((one.start for one in real), default=-1)
    below = first - text.body_start
    return {
        "#title": float(0 <= first <= text.title_end),
        "#opens": float(0 <= first <= _NEAR_START),
        "#early": float(first >= 0 and below <= _EARLY),
        "#lead": float(any(one.start <= text.lead_end for one in real)),
        "#count": math.log1p(len(real)),
        "#twice": float(len(real) > 1),
        "#dense": math.log1p(1000 * len(real) / max(len(text.whole), 200)),
    }


def _beside(whole: str, real: Sequence[Mention]) -> Features:
    """Which share of the names only stand in a list, or say where somebody is from."""
    listed = [_is_listed(whole, one) for one in real]
    origin = [_is_origin(whole, one) for one in real]
    many = len(real) or 1
    return {
        "#listed": sum(listed) / many,
        "#origin": sum(origin) / many,
        "#only listed": float(bool(real) and all(listed)),
        "#only origin": float(bool(real) and all(origin)),
    }


def _is_listed(whole: str, one: Mention) -> bool:
    before, after = whole[max(0, one.start - _BESIDE) : one.start], whole[one.end : one.end + _BESIDE]
    return _LISTED_BEFORE.search(before) is not None and _LISTED_AFTER.match(after) is not None


def _is_origin(whole: str, one: Mention) -> bool:
    before, after = whole[max(0, one.start - _BESIDE) : one.start], whole[one.end : one.end + _BESIDE]
    return _FROM_BEFORE.search(before) is not None or _FROM_AFTER.match(after) is not None
