"""What made-up articles are worded with: walks through the demo's own words, language by language.

A walk goes from each word to one that follows it in the demo's events, so that pairs of words are as frequent
as somebody wrote them.
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from bench.words import coined, person
from demo.edition import edition
from demo.events import Event
from demo.sentences import PLACES

SPACELESS = frozenset({"zh", "ja", "km", "lo"})
CLAUSES_OF_TOPIC, CLAUSES_OF_ALL = 3000, 2000
SHORTEST_CLAUSE, LONGEST_CLAUSE = 2, 9
# So many of a spaceless language's letters say about as much as one word.
LETTERS_PER_WORD = 2
LONG_PHRASES = KNOWN_PLACES = 0.3
JOINT_BYTES = 6


def pieces(text: str, lang: str) -> list[str]:
    """The words of a text without figures and signs; where no spaces are written, its letters."""
    if lang not in SPACELESS:
        words = (word.strip("“”‘’\"'()«»,.;:?!…–-") for word in text.split())
        return [word for word in words if word and not any(map(str.isdigit, word))]
    found: list[str] = []
    for sign in text:
        if found and unicodedata.category(sign).startswith("M"):
            found[-1] += sign
        elif sign.isalpha():
            found.append(sign)
    return found


@dataclass(frozen=True)
class Speech:
    """One language's words and clauses."""

    lang: str
    events: tuple[Event, ...]

    @cached_property
    def told(self) -> Mapping[str, Sequence[str]]:
        """The words of each topic as they stand in its events, and under no name those of all."""
        found: dict[str, list[str]] = {"": []}
        for event in self.events:
            text = " ".join((event.title, *event.headlines, event.standfirst, *event.body))
            words = pieces(text, self.lang)
            found[""] += words
            found.setdefault(event.topic, []).extend(words)
        return found

    @cached_property
    def clauses(self) -> Mapping[str, Sequence[str]]:
        """Every topic's clauses, and among them some that all topics share."""
        chance = Random(self.lang)
        common = self.walks("", CLAUSES_OF_ALL, chance)
        return {topic: self.walks(topic, CLAUSES_OF_TOPIC, chance) + common for topic in self.told if topic}

    @cached_property
    def usual(self) -> float:
        """How many bytes a clause takes with what stands behind it."""
        told = [clause for clauses in self.clauses.values() for clause in clauses]
        return sum(len(clause.encode()) for clause in told) / len(told) + JOINT_BYTES

    @cached_property
    def known_places(self) -> Sequence[str]:
        """The places of the events, the most frequent first."""
        return [place for place, _ in Counter(p for event in self.events for p in event.places).most_common()]

    @property
    def joint(self) -> str:
        """What stands between two words."""
        return "" if self.lang in SPACELESS else " "

    def walks(self, topic: str, count: int, chance: Random) -> list[str]:
        """So many runs of words, each of which follows the one before it somewhere in the events."""
        words = self.told[topic]
        nexts: dict[str, list[str]] = {}
        for word, following in zip(words, [*words[1:], words[0]], strict=True):
            nexts.setdefault(word, []).append(following)
        per_word = LETTERS_PER_WORD if self.lang in SPACELESS else 1
        return [self.joint.join(_walk(chance.choice(words), nexts, per_word, chance)) for _ in range(count)]

    def phrase(self, topic: str, chance: Random) -> str:
        """Two or three words that belong together in a topic's events."""
        words = self.told[topic]
        at, size = int(chance.random() * len(words)), 2 + (chance.random() < LONG_PHRASES)
        return self.joint.join(words[at : at + size])

    def name(self, chance: Random) -> str:
        """Somebody's name."""
        return person(chance) if self.lang == "vi" else self.phrase("", chance)

    def place(self, chance: Random) -> str:
        """A place of the province, or one that few have heard of."""
        if self.lang != "vi" or chance.random() < KNOWN_PLACES:
            return PLACES[int(chance.random() * len(PLACES))]
        return f"{coined(chance)} {coined(chance)}"


def _walk(at: str, nexts: Mapping[str, Sequence[str]], per_word: int, chance: Random) -> Sequence[str]:
    found = [at]
    for _ in range(chance.randint(SHORTEST_CLAUSE, LONGEST_CLAUSE) * per_word - 1):
        following = nexts[at]
        at = following[int(chance.random() * len(following))]
        found.append(at)
    return found


def speeches() -> Mapping[str, Speech]:
    """Every language in which the demo tells events; false claims and columns stay out of it."""
    told = (one.event for one in edition().instances)
    events = dict.fromkeys(event for event in told if not event.claim and not event.series)
    return {
        lang: Speech(lang, tuple(event for event in events if event.lang == lang))
        for lang in dict.fromkeys(event.lang for event in events)
    }
