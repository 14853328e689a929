"""What a text is turned into before it is weighed: words, the place masked, and a few counts."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from classifier.gazetteer import Finder, Mention
from classifier.lexicon import Lexicon
from language.sentences import split
from language.tokens import Token, analyse

HERE = "<here>"
THERE = "<there>"
# A reader of headlines weighs the headline and the lead; what stands far below says less about the whole.
LEAD_TOKENS = 160
LEAD_SIGNS = 900
_NEAR = 6
_BESIDE = 3

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of text as words, the places in it as marks, and where the marks stand."""

    words: tuple[str, ...]
    marks: tuple[int, ...]


def mask(text: str, mentions: Sequence[Mention], home: frozenset[str]) -> Masked:
    """The words of a text; each place name is one mark that says whose place it is, or what else it is."""
    words: list[str] = []
    marks: list[int] = []
    ahead = list(mentions)
    for token in analyse(text):
        while ahead and ahead[0].end <= token.start:
            ahead.pop(0)
        if ahead and token.start < ahead[0].end and token.end > ahead[0].start:
            _put_mark(words, marks, ahead[0], token, home)
        elif token.strict:
            words.append("0" * len(token.strict) if token.strict.isdecimal() else token.strict)
    return Masked(tuple(words), tuple(marks))


def _put_mark(
    words: list[str], marks: list[int], mention: Mention, token: Token, home: frozenset[str]
) -> None:
    if token.start > mention.start:
        return
    own = mention.place in home
    if own and mention.real:
        marks.append(len(words))
    words.append((HERE if own else THERE) if mention.real else f"<{mention.sense}{'' if own else '-there'}>")


@dataclass(frozen=True, slots=True)
class Text:
    """One text ready to be weighed."""

    whole: str
    title: Masked
    body: Masked
    mentions: tuple[Mention, ...]
    home: frozenset[str]
    title_end: int
    body_start: int
    lead_end: int

    @property
    def lead(self) -> tuple[str, ...]:
        """The first words below the headline."""
        return self.body.words[:LEAD_TOKENS]


def prepare(title: str, body: str, finder: Finder, home: frozenset[str]) -> Text:
    """Find the places of a text and mask them."""
    whole = join(title, body)
    begin = len(whole) - len(body)
    mentions = finder.mentions(whole)
    above = [one for one in mentions if one.end <= len(title)]
    below = [_moved(one, begin) for one in mentions if one.start >= begin]
    sentences = split(body)
    return Text(
        whole,
        mask(title, above, home),
        mask(body, below, home),
        mentions,
        home,
        len(title),
        begin,
        begin + (sentences[0][1] if sentences else 0),
    )


def join(title: str, body: str) -> str:
    """The text that offsets of places count in: the title, a line's end, the body."""
    return f"{title}\n{body}" if title and body else title or body


def _moved(mention: Mention, by: int) -> Mention:
    return Mention(mention.place, mention.start - by, mention.end - by, mention.sense)


def topic_features(text: Text) -> Features:
    """Single words and pairs of the lead, those of the headline once more under their own name."""
    found = Counter(grams((*text.title.words, "|", *text.lead)))
    found.update(f"t:{gram}" for gram in grams(text.title.words))
    return damped(found)


def about_features(text: Text) -> Features:
    """What stands beside the province's name, and the words of the lead."""
    found = Counter(grams((*text.title.words, "|", *text.lead)))
    for prefix, part in (("t", text.title), ("b", text.body)):
        found.update(f"{prefix}{side}" for side in _beside(part))
    return damped(found)


def tone_features(text: Text) -> Features:
    """Words and pairs, those of the headline, and those near the province's name."""
    found = Counter(grams((*text.title.words, "|", *text.lead)))
    found.update(f"t:{gram}" for gram in grams(text.title.words))
    found.update(f"n:{word}" for part in (text.title, text.body) for word in _near(part))
    return damped(found)


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
    return damped(Counter(grams(words)))


def damped(found: Counter[str]) -> Features:
    """A word that stands ten times says more than once, not ten times as much."""
    return {name: 1.0 + math.log(count) for name, count in found.items()}


def _beside(part: Masked) -> Iterable[str]:
    for mark in part.marks:
        for step in range(1, _BESIDE + 1):
            yield f"-{step}:{part.words[mark - step] if mark >= step else '^'}"
            yield f"+{step}:{part.words[mark + step] if mark + step < len(part.words) else '$'}"


def _near(part: Masked) -> Iterable[str]:
    places = {at for mark in part.marks for at in range(mark - _NEAR, mark + _NEAR + 1)}
    return (part.words[at] for at in sorted(places) if 0 <= at < len(part.words))
