"""Made-up articles by the million, worded and spread as a press is: for the benches of the search alone.

Their length, the number of their different words and the growth of the list of all words are those of real
Vietnamese press; who reads a sentence of them finds no sense in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate, chain
from random import Random

from bench.vocabulary import Speech, speeches
from bench.words import RARE_WORDS, figure, ranked, rare
from demo.edition import SEED
from search.model import Document

SHARES = {"vi": 80.0, "en": 12.0, "zh": 2.0, "ja": 1.0, "ko": 2.0, "km": 1.0, "lo": 1.0, "fr": 1.0}
COUNTRIES = {"vi": "VN", "en": "SG", "zh": "CN", "ja": "JP", "ko": "KR", "km": "KH", "lo": "LA", "fr": "FR"}
KINDS = ("national", "provincial", "business", "magazine", "law", "aggregator", "farm", "sport")
SOURCES = 800
# So many sources are sections of one outlet.
SECTIONS = 3
FIRST_AT = datetime(2023, 10, 1, tzinfo=UTC)
SPAN = timedelta(days=3 * 365)
TONES, TONES_UP_TO = (-1, 0, 1), (20, 80, 100)
ONE_TOPIC, ABOUT, MOST_PLACES = 0.5, 0.3, 4
SMALLEST, USUAL, LARGEST = 700, 2150, 9000
SPREAD = 0.45
AT_ONCE = 1000
# What stands between the clauses of a sentence and behind it, where it is not what it mostly is.
COMMAS = {"zh": "，", "ja": "、", "km": " ", "lo": " "}
STOPS = {"zh": "。", "ja": "。", "km": "។"}
SMALL_WORDS = {
    "vi": ("và", "của", "các", "là", "có", "trong", "được", "cho", "với", "người", "và", "của", "các"),
    "en": ("the", "of", "and", "in", "to", "a", "for", "on"),
}


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where an article stood, as the index takes it."""

    source: str
    outlet: str
    kind: str
    country: str
    lang: str


def articles(count: int, seed: int = SEED) -> Iterator[Document]:
    """So many articles, oldest first; the words of the first ones are the same however many there are."""
    chance = Random(seed)
    shown = outlets(SOURCES)
    weights = list(accumulate(1 / rank for rank in range(1, SOURCES + 1)))
    for start in range(0, count, AT_ONCE):
        for number, outlet in enumerate(chance.choices(shown, cum_weights=weights, k=AT_ONCE), start):
            if number < count:
                yield article(number + 1, outlet, published(number, count), chance)


def published(number: int, count: int) -> datetime:
    """When one of so many articles came out."""
    return FIRST_AT + SPAN * (number / count)


@cache
def outlets(count: int) -> Sequence[Outlet]:
    """Sources from the busiest on, each in the language that is furthest from its share."""
    lacking = dict.fromkeys(SHARES, 0.0)
    whole, found = sum(SHARES.values()), []
    for rank in range(count):
        for lang, share in SHARES.items():
            lacking[lang] += share / whole / (rank + 1)
        lang = max(lacking, key=lambda one: lacking[one])
        lacking[lang] -= 1 / (rank + 1)
        outlet = f"bao-{rank // SECTIONS}-{lang}"
        kind = KINDS[rank % len(KINDS)] if lang == "vi" else "foreign"
        found.append(Outlet(f"{outlet}-{rank % SECTIONS}", outlet, kind, COUNTRIES[lang], lang))
    return found


@cache
def stock() -> Mapping[str, tuple[Speech, Sequence[str]]]:
    """Every language with its topics, each as often as the demo has events of it."""
    return {lang: (speech, [event.topic for event in speech.events]) for lang, speech in speeches().items()}


def article(number: int, outlet: Outlet, published_at: datetime, chance: Random) -> Document:
    """One article."""
    speech, topics = stock()[outlet.lang]
    topic, other = (topics[int(chance.random() * len(topics))] for _ in range(2))
    size, joints = parts(speech, chance), joints_of(speech, topic, chance)
    # An article says some things more than once.
    clauses = chance.choices(speech.clauses[topic], k=size + size // 5)
    told = chance.choices(clauses, k=size)
    (tone,) = chance.choices(TONES, cum_weights=TONES_UP_TO)
    return Document(
        id=number,
        revision=1,
        url=f"https://{outlet.outlet}.example/{number}.html",
        title=clauses[0] + chance.choice(joints) + clauses[-1],
        body="".join(chain.from_iterable(zip(told, chance.choices(joints, k=size), strict=True))),
        published_at=published_at,
        fetched_at=published_at + timedelta(minutes=20),
        source=outlet.source,
        outlet=outlet.outlet,
        kind=outlet.kind,
        country=outlet.country,
        lang=outlet.lang,
        topics=(topic,) if chance.random() < ONE_TOPIC else (topic, other),
        tone=tone,
        places=places(speech, chance),
        about=chance.random() < ABOUT,
    )


def parts(speech: Speech, chance: Random) -> int:
    """Of how many clauses a body is made."""
    size = min(max(chance.lognormvariate(0, SPREAD) * USUAL, SMALLEST), LARGEST)
    return int(size / speech.usual)


def places(speech: Speech, chance: Random) -> tuple[str, ...]:
    """The province's places an article names, the best known most often."""
    known, count = speech.known_places, int(chance.random() * MOST_PLACES)
    return tuple(known[ranked(len(known), chance)] for _ in range(count)) if known else ()


def joints_of(speech: Speech, topic: str, chance: Random) -> list[str]:
    """What stands between one article's clauses: signs, what it is about, its people, figures, rare words."""
    space = speech.joint
    comma, stop = COMMAS.get(speech.lang, ", "), STOPS.get(speech.lang, ". ")
    people = [speech.name(chance) for _ in range(3)] * 2
    subjects = [speech.phrase(topic, chance) for _ in range(5)] * 7
    told = [*people, *subjects, *(speech.place(chance) for _ in range(2))]
    told += [figure(chance) for _ in range(12)]
    told += [rare(ranked(RARE_WORDS, chance)) for _ in range(10)]
    told += SMALL_WORDS.get(speech.lang, ())
    return [*([comma] * 10), *([stop] * 12), f"{stop}\n\n", *(f"{space}{one}{space}" for one in told)]
