"""What a place name means where it stands: the place, or a street, a club, a person called like it."""

import re
from bisect import bisect_left
from functools import lru_cache

from classifier.place_cues import Rules, load
from classifier.place_words import Words

PLACE = "place"
# Only that many words beside a name are looked at.
NEAR = 20
_CHAIN = 14
_HEADS_BACK = 7
_DASH = re.compile(r"\s*[-–—]\s*")
_CLOSING = re.compile(r"\s*\)")
_DIRECTIONS = frozenset(word.strict for word in Words("bắc nam đông tây trung").items)
_AGE = frozenset({Words("tuổi").items[0].strict, "tuoi"})
_DELEGATE = [word.strict for word in Words("đại biểu").items]
_ASIDE = 9
# “cao tốc số 5 Hà Nội – Hải Phòng”
_NUMBER = frozenset({Words("số").items[0].strict, "so"})
_SIGNATURE = 40


class _Spot:
    """A name in its text: the word it begins with and the word behind it."""

    def __init__(self, words: Words, start: int, end: int) -> None:
        self.words, self.start, self.end = words, start, end
        self.first = bisect_left(words.spans, (start, -1))
        self.behind = bisect_left(words.spans, (end, -1))

    @property
    def gap_before(self) -> str:
        """What stands between the word before and the name."""
        return self.words.text[self.words.spans[self.first - 1][1] : self.start] if self.first else ""

    @property
    def gap_behind(self) -> str:
        """What stands between the name and the word behind."""
        spans = self.words.spans
        return self.words.text[self.end : spans[self.behind][0]] if self.behind < len(spans) else ""


def sense(words: Words, start: int, end: int, *, place: str, province: bool) -> str:
    """What the name at that stretch of a text means: ``place`` or another sense of namesakes.yaml."""
    rules = _rules()
    spot = _Spot(words, start, end)
    if _is_link(spot, rules):
        return "route"
    found = _beside(spot, rules, place)
    if found == "ward" and not province:
        # A ward's own name is what it is; only one called like a province is no part of it.
        return PLACE
    if found and found != PLACE:
        return found
    if not province:
        return PLACE
    titled = _title(spot, rules)
    return titled or _near(spot, rules, place, is_told=found == PLACE) or found or _within(spot, rules)


def _beside(spot: _Spot, rules: Rules, place: str) -> str:
    """The sense that the words next to the name give it; a street of a longer name is a street."""
    after = rules.after(spot.words, spot.behind, spot.end, place)
    if after and after != "longer":
        return after
    before = rules.before(spot.words, spot.first, spot.start, place)
    return after if before == PLACE and after else before or after


def _within(spot: _Spot, rules: Rules) -> str:
    """What the name is by the capitalised words it ends, if it ends any, or by the bracket it stands in."""
    if _is_aside(spot):
        return "origin"
    if _has_head(spot, rules):
        return PLACE
    if _is_surnamed(spot, rules):
        return "person"
    return "longer" if _joins_a_name(spot) else PLACE


def _near(spot: _Spot, rules: Rules, place: str, *, is_told: bool) -> str:
    """The sense that the words around tell: a report of a match, a lottery's."""
    for name, cues in rules.near(spot.words, place):
        if is_told and name == "club":
            continue
        around = rules.around(spot.words, spot.first - NEAR, spot.behind + NEAR)
        if cues.speak(around, is_plain=spot.words.is_plain):
            return name
    return ""


def _is_link(spot: _Spot, rules: Rules) -> bool:
    """Whether it is a link of names joined by dashes that a word for a road, a line or a flight leads."""
    if not (_DASH.fullmatch(spot.gap_before) or _DASH.fullmatch(spot.gap_behind)):
        return False
    words, at = spot.words, spot.first
    for back in range(at, max(0, at - _CHAIN), -1):
        start = spot.start if back == at else words.spans[back][0]
        if rules.route_before(words, back, start):
            return True
        if not _goes_on(words, back - 1, spot.gap_before if back == at else words.gap(back)):
            break
    for ahead in range(spot.behind, min(len(words.items), spot.behind + _CHAIN)):
        gap = words.gap(ahead) if ahead > spot.behind else spot.gap_behind
        if rules.route_after(words, ahead) and gap == " ":
            return True
        if not _goes_on(words, ahead, gap):
            break
    return False


def _goes_on(words: Words, at: int, gap: str) -> bool:
    """Whether a word belongs to the same chain of names."""
    word = words.items[at]
    return (word.is_capital or word.strict.isdigit() or word.strict in _NUMBER) and (
        gap in {" ", ".", ". "} or bool(_DASH.fullmatch(gap))
    )


def _is_aside(spot: _Spot) -> bool:
    """Whether it says in brackets where somebody is from: “(Lan, 31 tuổi, Huế)”, “đại biểu Lan (Huế)”."""
    if not _CLOSING.match(spot.words.text, spot.end):
        return False
    keys = [word.strict for word in spot.words.items[max(0, spot.first - _ASIDE) : spot.first]]
    if spot.gap_before == ", ":
        return keys[-1] in _AGE or _signs_a_question(spot)
    return spot.gap_before == " (" and any(keys[at : at + 2] == _DELEGATE for at in range(len(keys)))


def _title(spot: _Spot, rules: Rules) -> str:
    """The sense of a title in quotation marks: “phim “Mùa thu Hà Nội””."""
    text = spot.words.text
    opening = max(text.rfind(mark, max(0, spot.start - _SIGNATURE), spot.start) for mark in "“\"«'")
    if opening < 0 or any(mark in text[opening + 1 : spot.start] for mark in '”"»\n'):
        return ""
    return rules.titled(spot.words, bisect_left(spot.words.spans, (opening, -1)), opening)


def _signs_a_question(spot: _Spot) -> bool:
    """Whether the bracket is the name under a reader's question: “Ăn cay có hại không? (Lan, Huế)”."""
    text = spot.words.text
    opening = text.rfind("(", max(0, spot.start - _SIGNATURE), spot.start)
    return opening > 0 and text[:opening].rstrip().endswith("?")


def _has_head(spot: _Spot, rules: Rules) -> bool:
    """Whether the capitalised words before it are the name of an office or a park that lies in the place."""
    words = spot.words
    for at in range(spot.first - 1, max(-1, spot.first - 1 - _HEADS_BACK), -1):
        gap = words.gap(at + 1) if at + 1 < spot.first else spot.gap_before
        if gap not in {" ", " - ", "-"}:
            return False
        if rules.is_head(words, at):
            return True
    return False


def _is_surnamed(spot: _Spot, rules: Rules) -> bool:
    """Whether a surname with at most two names between stands before it."""
    words = spot.words
    for at in range(spot.first - 1, max(-1, spot.first - 4), -1):
        gap = words.gap(at + 1) if at + 1 < spot.first else spot.gap_before
        word = words.items[at]
        if gap != " " or not word.is_capital or word.is_shouted:
            return False
        if word.strict in rules.surnames:
            return True
    return False


def _joins_a_name(spot: _Spot) -> bool:
    """Whether a capitalised word before it makes the place name a part of a longer one, as a brand's."""
    if not spot.first or spot.gap_before != " ":
        return False
    words, at = spot.words, spot.first - 1
    word = words.items[at]
    if not word.is_capital or word.is_shouted or word.strict in _DIRECTIONS:
        return False
    return at > 0 and words.gap(at) in {" ", "-", " & "}


@lru_cache(maxsize=1)
def _rules() -> Rules:
    return load()
