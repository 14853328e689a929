"""An article as the sparse vector that stories compare: folded words, pairs of words, names and numbers."""

import json
import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import sqrt

import numpy as np

from classifier.recurring import Told
from classifier.stories_facts import facts
from classifier.stories_words import Floats, Ids, Words, fact_terms, load, pair_terms, single_terms
from language.text import fold
from language.tokens import streams

# The headline tells the event, the first paragraphs what, where and who; what follows is background.
TITLE_TIMES = 2
BODY_WORDS = 300
# So many signs hold those words in any script.
_BODY_SIGNS = 4000
# Rare words tell more than their rarity alone says; a pair tells little that its words do not.
RARITY_POWER = 1.5
PAIR_WEIGHT = 0.7
# The share of names and numbers in what is compared: they tell one accident from another.
FACTS_SHARE = 0.22
MOST_TERMS = 320
# Weights are kept as steps of a byte, the heaviest as the last.
_STEPS = 255
# Recurring formats are known by their headline and first words.
_LEAD_SIGNS = 320
_TITLE_SIGNS = 200
DESK_OFFSET = timedelta(hours=7)
# An article that nobody can date.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """What clustering knows of one article."""

    id: int
    at: datetime
    lang: str
    terms: Ids
    vector: Floats
    told: Told


def item(id: int, title: str, body: str, at: datetime, outlet: str, lang: str) -> Item:
    """An article as clustering sees it."""
    terms, steps = weighed(title, body, lang, load())
    told = Told(title[:_TITLE_SIGNS], fold(body[:_LEAD_SIGNS]), outlet, _day(at))
    return Item(id, at, lang, terms, _unit(steps), told)


def weighed(title: str, body: str, lang: str, words: Words) -> tuple[Ids, Floats]:
    """The terms of a text in order and their weights in whole steps."""
    terms, weights = _mixed(_text(title, body, lang, words), _facts(title, body, lang, words))
    if len(terms) > MOST_TERMS:
        kept = np.sort(np.argsort(-weights, kind="stable")[:MOST_TERMS])
        terms, weights = terms[kept], weights[kept]
    steps = np.ceil(weights * (_STEPS / weights.max())) if weights.any() else weights
    return terms, np.minimum(steps, _STEPS).astype(np.float32)


def _text(title: str, body: str, lang: str, words: Words) -> tuple[Ids, Floats]:
    head = streams(title)[1]
    rest = streams(body[:_BODY_SIGNS])[1][:BODY_WORDS]
    singles = np.concatenate([single_terms(head)] * TITLE_TIMES + [single_terms(rest)])
    pairs = np.concatenate([pair_terms(head)] * TITLE_TIMES + [pair_terms(rest)])
    terms, first, counts = np.unique(np.concatenate([singles, pairs]), return_index=True, return_counts=True)
    weights = (1 + np.log(counts)) * words.rarity(terms, lang) ** RARITY_POWER
    weights[first >= len(singles)] *= PAIR_WEIGHT
    return terms, weights.astype(np.float32)


def _facts(title: str, body: str, lang: str, words: Words) -> tuple[Ids, Floats]:
    terms = np.unique(fact_terms(facts(title, body)))
    return terms, words.rarity(terms, lang)


def _mixed(text: tuple[Ids, Floats], about: tuple[Ids, Floats]) -> tuple[Ids, Floats]:
    """Both parts in one vector, each with its share."""
    parts = [_unit(text[1]) * sqrt(1 - FACTS_SHARE), _unit(about[1]) * sqrt(FACTS_SHARE)]
    terms, places = np.unique(np.concatenate([text[0], about[0]]), return_inverse=True)
    weights = np.bincount(places, np.concatenate(parts), len(terms))
    return terms, weights.astype(np.float32)


def _unit(weights: Floats) -> Floats:
    length = float(np.sqrt(weights @ weights)) or 1.0
    return (weights / length).astype(np.float32)


def _day(at: datetime) -> date | None:
    return None if at == UNDATED else (at + DESK_OFFSET).date()


def pack(item: Item) -> bytes:
    """What is kept of an item beside its number and its time, about two kilobytes."""
    told = [item.lang, item.told.outlet, item.told.title, item.told.lead]
    steps = np.round(item.vector * (_STEPS / item.vector.max())) if item.vector.any() else item.vector
    head = len(item.terms).to_bytes(2, "big")
    text = json.dumps(told, ensure_ascii=False).encode(errors="surrogatepass")
    return head + item.terms.astype("<u4").tobytes() + steps.astype("u1").tobytes() + zlib.compress(text)


def unpack(id: int, at: datetime, blob: bytes) -> Item:
    """The item again."""
    count = int.from_bytes(blob[:2], "big")
    terms = np.frombuffer(blob, "<u4", count, 2).astype(np.uint32)
    steps = np.frombuffer(blob, "u1", count, 2 + 4 * count).astype(np.float32)
    lang, outlet, title, lead = json.loads(
        zlib.decompress(blob[2 + 5 * count :]).decode(errors="surrogatepass")
    )
    return Item(id, at, lang, terms, _unit(steps), Told(title, lead, outlet, _day(at)))
