"""A load of made-up articles, any number of them: the events' sentences shuffled and their facts changed."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TypedDict, TypeVar

from demo.clock import ZONE
from demo.edition import SEED, edition
from demo.events import Event
from demo.paths import slug_of
from demo.plan import Plan
from demo.sentences import Form, form_of, sentences

FIRST_DAY = datetime(2024, 1, 1, tzinfo=ZONE)
SPAN = timedelta(days=1000)
# Few sentences are written in the last languages; more articles of them would be copies.
SHARES = {"vi": 96.4, "en": 3.0, "zh": 0.1, "ko": 0.1, "km": 0.1, "ja": 0.1, "lo": 0.1, "fr": 0.1}
SMALLEST, USUAL, LARGEST = 1400, 2450, 3800
PARAGRAPH = 520
AT_ONCE = 1000

T = TypeVar("T")


class Row(TypedDict):
    """One article, as the program's own loading reads it."""

    url: str
    title: str
    body: str
    published: str
    lang: str
    outlet: str
    authors: list[str]


@dataclass(frozen=True)
class Stock:
    """What the articles of one language are made of."""

    lang: str
    outlets: tuple[tuple[str, str], ...]
    headlines: tuple[tuple[Form, str], ...]
    forms: tuple[Form, ...]
    authors: tuple[str, ...]


def articles(count: int, seed: int = SEED) -> Iterator[Row]:
    """So many articles, one at a time; the same for the same seed."""
    chance = Random(seed)
    stocks = stocks_of(edition())
    languages = list(stocks)
    weights = list(accumulate(SHARES[lang] for lang in languages))
    for start in range(0, count, AT_ONCE):
        size = min(AT_ONCE, count - start)
        for number, lang in enumerate(chance.choices(languages, cum_weights=weights, k=size), start):
            yield _article(stocks[lang], number, FIRST_DAY + SPAN * number / count, chance)


def stocks_of(plan: Plan) -> Mapping[str, Stock]:
    """A stock for every language in which there are events; false claims and columns stay out of it."""
    events = dict.fromkeys(
        one.event for one in plan.instances if not one.event.claim and not one.event.series
    )
    found = {lang: [event for event in events if event.lang == lang] for lang in SHARES}
    return {lang: _stock(plan, lang, told) for lang, told in found.items() if told}


def _stock(plan: Plan, lang: str, events: Sequence[Event]) -> Stock:
    titles = [title for event in events for title in (event.title, *event.headlines)]
    return Stock(
        lang=lang,
        outlets=tuple((one.slug, one.name) for one in plan.outlets if one.lang == lang),
        headlines=tuple((form_of(title), slug_of(title) or lang) for title in titles),
        forms=tuple(form_of(one) for event in events for one in sentences(event.body, lang)),
        authors=tuple(dict.fromkeys(event.author for event in events)),
    )


def _article(stock: Stock, number: int, published_at: datetime, chance: Random) -> Row:
    slug, name = _one(stock.outlets, chance)
    headline, words = _one(stock.headlines, chance)
    return {
        "url": f"http://{slug}.localhost/tai/{words}-{number}.html",
        "title": headline.fill(chance, published_at.month),
        "body": _body(stock, published_at.month, chance),
        "published": published_at.isoformat(timespec="seconds"),
        "lang": stock.lang,
        "outlet": name,
        "authors": [_one(stock.authors, chance)],
    }


def paragraphs_of(stock: Stock, month: int, chance: Random) -> Iterator[str]:
    """Paragraphs without end, of sentences drawn from a stock."""
    while True:
        filled: list[str] = []
        size = 0
        while size <= PARAGRAPH:
            form = _one(stock.forms, chance)
            filled.append(form.fill(chance, month))
            size += form.size
        yield " ".join(filled)


def _body(stock: Stock, month: int, chance: Random) -> str:
    # The last paragraph goes beyond what is wanted, by half of one on average.
    wanted = chance.triangular(SMALLEST, LARGEST, USUAL) - PARAGRAPH / 2
    found: list[str] = []
    size = 0
    for paragraph in paragraphs_of(stock, month, chance):
        found.append(paragraph)
        size += len(paragraph.encode())
        if size >= wanted:
            break
    return "\n\n".join(found)


def _one(choices: Sequence[T], chance: Random) -> T:
    return choices[int(chance.random() * len(choices))]


def main(arguments: list[str] | None = None) -> None:
    """Write a load as JSON lines."""
    parser = argparse.ArgumentParser(prog="python -m demo.load", description=__doc__)
    parser.add_argument("--articles", required=True, type=int)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--seed", default=SEED, type=int)
    given = parser.parse_args(arguments)
    aside = given.out.with_name(f"{given.out.name}.part")
    with aside.open("w", encoding="utf-8") as out:
        for row in articles(given.articles, given.seed):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    aside.replace(given.out)


if __name__ == "__main__":
    main()
