"""What a text is turned into before it is weighed: words, the place masked, and a few counts."""

import math
import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from classifier.gazetteer import Finder, Mention
from classifier.lexicon import Lexicon
from classifier.names import Stretch
from language.sentences import split
from language.tokens import Token, analyse

HERE = "<here>"
THERE = "<there>"
# A reader of headlines weighs the headline and the lead; what stands far below says less about the whole.
LEAD_TOKENS = 160
LEAD_SIGNS = 900
_NEAR = 6
_BESIDE = 3
# Farther from the beginning than that, the first name is as far as can be.
_FAR = 400
_OFFICE = re.compile(
    r"\b(?:tỉnh|thành phố|tp|ubnd|hđnd|tand|công an|sở|bí thư|chủ tịch|lãnh đạo)\W*\Z", re.IGNORECASE
)
_OFFICE_REACH = 14
_DASHES = frozenset("-–")
_SIGNED = re.compile(r"\([^()]*\)\W*\Z")

Features = dict[str, float]
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of text as words, the places in it as marks, and where the marks stand."""

    words: tuple[str, ...]
    marks: tuple[int, ...]


def mask(tokens: Iterable[Token], mentions: Iterable[Mention], home: frozenset[str]) -> Masked:
    """The words of a text; each place name is one mark that says whose place it is, or what else it is."""
    words: list[str] = []
    marks: list[int] = []
    ahead = deque(mentions)
    marked = None
    for token in tokens:
        while ahead and ahead[0].end <= token.start:
            ahead.popleft()
        if not ahead or token.end <= ahead[0].start:
            key = token.weighed
            if key:
                words.append("0" * len(key) if key.isdecimal() else key)
        elif marked is not ahead[0]:
            marked = ahead[0]
            words.append(_mark(marked, home))
            if words[-1] == HERE:
                marks.append(len(words) - 1)
    return Masked(tuple(words), tuple(marks))


def _mark(mention: Mention, home: frozenset[str]) -> str:
    own = mention.place in home
    if mention.real:
        return HERE if own else THERE
    return f"<{mention.sense}{'' if own else '-there'}>"


@dataclass(frozen=True, slots=True)
class Text:
    """One text ready to be weighed."""

    whole: str
    tokens: list[Token]
    sentences: list[Stretch]
    title: Masked
    body: Masked
    mentions: tuple[Mention, ...]
    home: frozenset[str]
    title_end: int
    body_start: int
    # Where the province's own names begin, and what every weighing begins with: headline and lead.
    own: list[int]
    opening: Features

    @property
    def lead_end(self) -> int:
        """Where the first sentence below the headline ends."""
        return next((end for start, end in self.sentences if start >= self.body_start), self.body_start)

    def words_of(self, span: Stretch) -> tuple[str, ...]:
        """The words of a stretch, no place masked."""
        first, last = (bisect_left(self.tokens, at, key=_start) for at in span)
        return mask(self.tokens[first:last], (), frozenset()).words

    def names_home(self, span: Stretch) -> bool:
        """Whether a name of the province, as its place, begins in a stretch."""
        at = bisect_left(self.own, span[0])
        return at < len(self.own) and self.own[at] < span[1]


def prepare(title: str, body: str, finder: Finder, home: frozenset[str]) -> Text:
    """Find the places of a text and mask them."""
    whole = join(title, body)
    begin = len(whole) - len(body)
    mentions = finder.mentions(whole)
    tokens = [token for token in analyse(whole) if token.weighed]
    cut = bisect_left(tokens, begin, key=_start)
    above = mask(tokens[:cut], (one for one in mentions if one.end <= len(title)), home)
    below = mask(tokens[cut:], (one for one in mentions if one.start >= begin), home)
    own = [one.start for one in mentions if one.real and one.place in home]
    opening = counted((*above.words, "|", *below.words[:LEAD_TOKENS]))
    return Text(whole, tokens, split(whole), above, below, mentions, home, len(title), begin, own, opening)


def join(title: str, body: str) -> str:
    """The text that offsets of places count in: the title, a line's end, the body."""
    return f"{title}\n{body}" if title and body else title or body


def topic_features(text: Text) -> Features:
    """Single words and pairs of the lead, those of the headline once more under their own name."""
    return text.opening | damped(f"t:{gram}" for gram in grams(text.title.words))


def about_features(text: Text) -> Features:
    """What stands beside the province's name, and the words of the lead."""
    parts = (("t", text.title), ("b", text.body))
    return text.opening | damped(f"{prefix}{side}" for prefix, part in parts for side in _beside(part))


def layout_facts(text: Text) -> Features:
    """How the province's name stands in headline and lead: first, last, in a list, behind an office."""
    reach = text.body_start + LEAD_SIGNS
    opening = text.whole[:reach]
    here, others = (
        [one for one in text.mentions if one.real and one.end <= reach and (one.place in text.home) is own]
        for own in (True, False)
    )
    first, first_other = (min((one.start for one in some), default=_FAR) for some in (here, others))
    between = [opening[min(a.end, b.end) : max(a.start, b.start)] for a in here for b in others]
    signed = _SIGNED.search(opening)
    return {
        "#first": min(first, _FAR) / _FAR,
        "#first other": min(first_other, _FAR) / _FAR,
        "#behind": float(first_other < first),
        "#last": max((one.end for one in here), default=0) / (len(opening) or 1),
        "#heads": float(first <= _NEAR and ":" in opening[first : text.title_end][: _OFFICE_REACH * 2]),
        "#bracket": float(any(opening[one.start - 1 : one.start] in {"(", ","} for one in here)),
        "#signed": float(bool(signed) and any(one.end > signed.start() for one in here if signed)),
        "#listed": float(any(0 < len(gap) < len(" và  ") for gap in between)),
        "#route": float(any(gap.strip() in _DASHES for gap in between)),
        "#office": float(
            any(_OFFICE.search(opening, max(0, one.start - _OFFICE_REACH), one.start) for one in here)
        ),
        "#asks": float("?" in opening[: text.title_end]),
    }


def tone_features(text: Text) -> Features:
    """Words and pairs, those of the headline, and those near the province's name."""
    near = (f"n:{word}" for part in (text.title, text.body) for word in _near(part))
    return topic_features(text) | damped(near)


def about_facts(text: Text) -> Features:
    """Counts that say in any language whether a text is about its province."""
    own = [one for one in text.mentions if one.place in text.home]
    real = [one for one in own if one.real]
    others = [one for one in text.mentions if one.place not in text.home and one.real]
    first = min((one.start for one in real), default=-1)
    return {
        "#title": float(any(one.end <= text.title_end for one in real)),
        "#opens": float(0 <= first <= _NEAR),
        "#lead": float(any(one.start <= text.lead_end for one in real)),
        "#count": math.log1p(len(real)),
        "#none": float(not real),
        "#twice": float(len(real) > 1),
        "#false": float(bool(own) and not real),
        "#others": math.log1p(len({one.place for one in others})),
        "#other title": float(any(one.end <= text.title_end for one in others)),
        "#share": len(real) / (len(real) + len(others) or 1),
    } | {f"#sense {one.sense}": 1.0 for one in own if not one.real}


def tone_facts(text: Text, lexicon: Lexicon) -> Features:
    """How many good and bad words the headline and the lead hold."""
    title_good, title_bad = lexicon.count(text.whole[: text.title_end])
    good, bad = lexicon.count(text.whole[text.body_start : text.body_start + LEAD_SIGNS])
    return {
        "#title good": math.log1p(title_good),
        "#title bad": math.log1p(title_bad),
        "#good": math.log1p(good),
        "#bad": math.log1p(bad),
        "#sway": (title_good + good - title_bad - bad) / (1 + title_good + good + title_bad + bad),
    }


def grams(words: Sequence[str]) -> Iterable[str]:
    """Single words and pairs of neighbours."""
    yield from words
    yield from (f"{a} {b}" for a, b in pairwise(words))


def counted(words: Sequence[str]) -> Features:
    """The words and pairs of a stretch alone."""
    return damped(grams(words))


def damped(found: Iterable[str]) -> Features:
    """A word that stands ten times says more than once, not ten times as much."""
    return {name: 1.0 + math.log(count) for name, count in Counter(found).items()}


def _beside(part: Masked) -> Iterable[str]:
    for mark in part.marks:
        for step in range(1, _BESIDE + 1):
            yield f"-{step}:{part.words[mark - step] if mark >= step else '^'}"
            yield f"+{step}:{part.words[mark + step] if mark + step < len(part.words) else '$'}"
        left, right = " ".join(part.words[max(0, mark - 2) : mark]), " ".join(part.words[mark + 1 : mark + 3])
        yield f"-:{left}"
        yield f"+:{right}"
        yield f"-+:{left.split(' ')[-1]} {right.split(' ')[0]}"


def _near(part: Masked) -> Iterable[str]:
    places = {at for mark in part.marks for at in range(mark - _NEAR, mark + _NEAR + 1)}
    return (part.words[at] for at in sorted(places) if 0 <= at < len(part.words))
