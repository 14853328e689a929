"""Who says it: the text beside a quote that names its speaker, in each language's order of words."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from classifier.quote_words import Words

# No name with its office is longer.
LONGEST = 120
# So far from a verb may the colon stand that opens its quote.
_REACH = 60
_EDGE = " \t\u00a0,;:，、：-–—"
_DIRECT = re.compile(r"[\s,:：，៖–—-]*(?:(?:rằng|là|that|que|qu'|ថា|ວ່າ|ว่า)[\s,:：៖]*)?")
_COLON = re.compile(r"[:：៖]\s*\Z")
_TITLED = r"(?<!\bM)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bTS)(?<!\bBS)(?<!\bGS)(?<!\bMrs)(?<!\bMme)"
_STOP = re.compile(rf"[!?…;\n“”„\"«»「」『』。！？；។]|{_TITLED}\.(?=\s|\Z)")
_COMMA = re.compile(r"\s*,\s*(?![^(]*\))")
_BEHIND = re.compile(r"\A[\s,，]*(?:[-–—]\s*)?")
_APPOSED = re.compile(r"\d|(?:ngụ|trú|quê|ở|hiện|sinh|đang|who|a|an|the|un|une|le|la)\b", re.IGNORECASE)
# Where and when it was said is no part of who said it.
_CIRCUMSTANCE = re.compile(
    r"\s(?:tại|trong|khi|vào|on \w+day|in an?|at an?|during|after|when|while|adding|lors|dans|à l'issue)\b"
)
_ENOUGH_OF_A_NAME = re.compile(r"(?=\w)[^\W\d_]\S*(?:\s+\W*(\S).*)?\Z", re.DOTALL)
# A name behind one of these is another's: "tập đoàn của ông A".
_OF = re.compile(r"(?:của|với|cho|về|từ|do|bởi|đàn|gặp|cùng|và|of|by|with|de|du|des|par)\s+\Z", re.IGNORECASE)
_MOST_WORDS = 8
_CLAUSE = re.compile(r"[，。；：、！？“”\s]")
_TOPIC_JA = re.compile(r"([^、。「」]{1,30}?)(?:によると|は|が|も)")
_TO_JA = re.compile(r"\s*(?:などと|と|って)、?")
_TO_KO = re.compile(r"\s*(?:이라고|라고|이라며|라며|이라면서|라면서|고|며|면서)(?=[\s,])\s*")
_TOPIC_KO = re.compile(r"(\S+(?:\s\S+){0,3}?)(?:은|는|이|가)(?=\s|\Z)")

# The speaker; "" where somebody speaks who is not named; None where nobody does.
Told: TypeAlias = str | None


class Order(Protocol):
    """How a language puts quote, verb and speaker."""

    def told(self, before: str, after: str) -> Told:
        """Who speaks, by the sentence up to a quote and what stands behind it."""


@dataclass(frozen=True, slots=True)
class Spaced:
    """Vietnamese, English, French: the speaker and the verb before the quote, or either first behind it."""

    words: Words

    def told(self, before: str, after: str) -> Told:
        """Who speaks."""
        found = self._before(before, after)
        if found is None and _COLON.search(before) and closes(after):
            # "Bí thư Tỉnh ủy: “…”": a headline needs no verb.
            found = self.named(before)
        return self.behind(after) if found is None else found

    def behind(self, after: str) -> Told:
        """Who speaks, by what stands behind the quote alone."""
        rest = _sentence(after)
        source = self.words.according.match(rest)
        if source:
            return self._object(rest[source.end() :])
        verb = self.words.said.search(rest)
        # "“…”, he said: “…”" leads to what follows, "“…”, while she said" to what another said.
        if not verb or verb.end() > LONGEST or _COLON.search(rest) or self.words.joint.match(rest):
            return None
        named = self._trimmed(rest[: verb.start()])
        if not named:
            return self._object(rest[verb.end() :]) or None
        return self._kept(named) if self._is_name(named) or self.words.is_nobody(named) else None

    def named(self, text: str) -> Told:
        """A stretch that is nothing but a name with its office."""
        bare = text.strip(_EDGE)
        if not self._is_name(bare) or self.words.said.search(bare):
            return None
        doing = self.words.doing.search(bare)
        bare = bare[: doing.start() if doing else len(bare)]
        return self._kept(bare) if len(bare.split()) <= _MOST_WORDS else ""

    def _before(self, before: str, after: str) -> Told:
        subject = _subject(self.words, before)
        if subject is not None:
            left = self._trimmed(subject)
            told = self._name_at_end(left)
            # A noun that looks like the verb leads to a name in marks: "về thông tin “…”".
            return told if told or _COLON.search(before) or self.words.is_nobody(left) else None
        source = _last(self.words.according, before)
        is_near = source and len(before) - source.end() <= LONGEST and before.rstrip().endswith((",", ":"))
        # "According to police, the “88 pages” are false" quotes a name, not the police.
        if source and is_near and (closes(after) or after.lstrip().startswith(",")):
            return self._object(before[source.end() :])
        return None

    def _name_at_end(self, left: str) -> str:
        """The name that ends before a verb: its parts between commas, as far as they go back."""
        begin = -1
        for start, end in reversed([*_parts(left)]):
            part = left[start:end]
            if self._is_name(part):
                begin = start
            elif begin >= 0 or not _APPOSED.match(part):
                begin = begin if begin >= 0 else self._within(left, start, end)
                break
        return self._kept(left[begin:]) if begin >= 0 else ""

    def _within(self, left: str, start: int, end: int) -> int:
        """Where in a part that begins otherwise a form of address begins a name; -1 if nowhere."""
        found = self.words.lead.search(left, start, end)
        return found.start() if found and not _OF.search(left[start : found.start()]) else -1

    def _object(self, right: str) -> str:
        """The name that begins behind a verb or a "theo"."""
        stop = _STOP.search(right)
        right = right[: stop.start() if stop else len(right)]
        away = _CIRCUMSTANCE.search(right)
        right = right[: away.start() if away else len(right)].lstrip(_EDGE)
        last = 0
        for start, end in _parts(right):
            part = right[start:end]
            if not (self._is_name(part) or (last and _APPOSED.match(part))):
                break
            last = end
        return self._kept(right[:last])

    def _trimmed(self, left: str) -> str:
        """Without what joins it to the words before and to the verb behind."""
        left = left.strip(_EDGE)
        joint = self.words.joint.match(left)
        return _unfilled(self.words, left[joint.end() if joint else 0 :])

    def _is_name(self, part: str) -> bool:
        """A form of address, an office, or two words in capitals."""
        if self.words.lead.match(part):
            return True
        shape = None if self.words.intro.match(part) else _ENOUGH_OF_A_NAME.match(part)
        return shape is not None and part[0].isupper() and (shape[1] is None or shape[1].isupper())

    def _kept(self, named: str) -> str:
        verb = self.words.said.search(named)
        named = named[: verb.start() if verb else len(named)].strip(_EDGE)
        return "" if self.words.is_nobody(named) or len(named) > LONGEST else named


@dataclass(frozen=True, slots=True)
class Addressed:
    """Khmer, Lao, Thai: no capitals and few commas, but a name begins with a form of address."""

    words: Words

    def told(self, before: str, after: str) -> Told:
        """Who speaks."""
        subject = _subject(self.words, before)
        if subject is not None:
            return self._named(subject)
        rest = _sentence(after)
        source = self.words.according.search(rest, 0, _REACH)
        if source:
            return self._named(rest[source.end() :])
        behind = self.words.said.search(rest)
        return self._named(rest[: behind.start()]) or None if behind else None

    def _named(self, text: str) -> str:
        """From the first form of address on, if it is near enough."""
        joint = self.words.joint.match(text.lstrip(_EDGE))
        text = text.lstrip(_EDGE)[joint.end() if joint else 0 :][-LONGEST:]
        leads = (one.start() for one in self.words.lead.finditer(text))
        begin = next((at for at in leads if at == 0 or text[at - 1].isspace()), len(text))
        named = _unfilled(self.words, text[begin:])
        return "" if self.words.is_nobody(named) else named


@dataclass(frozen=True, slots=True)
class Chinese:
    """No spaces: a speaker stands between the last comma and the verb, without where he says it."""

    words: Words

    def told(self, before: str, after: str) -> Told:
        """Who speaks."""
        subject = _subject(self.words, before)
        if subject is not None:
            return self._named(subject)
        rest = _sentence(after)
        behind = self.words.said.search(rest, 0, _REACH)
        return self._named(rest[: behind.start()]) or None if behind else None

    def _named(self, left: str) -> str:
        named = _CLAUSE.split(left)[-1]
        source = self.words.according.match(named)
        named = named[source.end() if source else 0 :]
        filler = self.words.filler.search(named)
        named = named[: filler.start() if filler else len(named)]
        return "" if self.words.is_nobody(named) else named


@dataclass(frozen=True, slots=True)
class Behind:
    """Japanese, Korean: the verb stands behind the quote, the speaker before it or between."""

    words: Words
    to: re.Pattern[str]
    topic: re.Pattern[str]

    def told(self, before: str, after: str) -> Told:
        """Who speaks."""
        stop = _STOP.search(after)
        rest = after[: stop.start() if stop else len(after)]
        joined = self.to.match(rest)
        begin = joined.end() if joined else 0
        is_said = self.words.said.search(rest, begin)
        between, ahead = self.topic.match(rest, begin), self.topic.match(before.lstrip(_EDGE))
        if joined and self.words.naming.match(rest, begin):
            return None
        # Whoever the sentence is about need not "say" his words: he sighs, or bows his head.
        if not (is_said and (joined or between)) and not (joined and ahead):
            return None
        found = between if is_said and between else ahead
        named = found[1].strip(_EDGE) if found else ""
        return "" if self.words.is_nobody(named) else named


def order(lang: str, words: Words) -> Order:
    """The order of a language."""
    if lang == "zh":
        return Chinese(words)
    if lang in {"ja", "ko"}:
        return Behind(words, *((_TO_JA, _TOPIC_JA) if lang == "ja" else (_TO_KO, _TOPIC_KO)))
    return Addressed(words) if lang in {"km", "lo", "th"} else Spaced(words)


def _sentence(after: str) -> str:
    """What stands behind a quote, up to the sentence's end."""
    rest = _BEHIND.sub("", after, count=1)
    stop = _STOP.search(rest)
    return rest[: stop.start() if stop else len(rest)]


def closes(after: str) -> bool:
    """Whether nothing of a sentence stands behind a quote."""
    rest = after.lstrip()
    return not rest or rest[0] in ".!?…"


def _subject(words: Words, before: str) -> str | None:
    """What stands before the last verb of saying, if that leads to the quote."""
    verb = _last(words.said, before)
    if verb and (_DIRECT.fullmatch(before, verb.end()) or _leads(before[verb.end() :])):
        return before[: verb.start()]
    return None


def _unfilled(words: Words, named: str) -> str:
    """Without the words between a speaker and the verb."""
    named = named.strip(_EDGE)
    while (filler := _last(words.filler, named)) and filler.end() == len(named):
        named = named[: filler.start()].rstrip(_EDGE)
    return named


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)


def _leads(tail: str) -> bool:
    """Whether words behind a verb lead to the quote by a colon."""
    return len(tail) <= _REACH and bool(_COLON.search(tail)) and not _STOP.search(tail)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between commas."""
    start = 0
    for comma in _COMMA.finditer(text):
        yield start, comma.start()
        start = comma.end()
    yield start, len(text)
