"""A crowd of made-up outlets for loads: each a host with one feed and a few articles, cheap to serve."""

import argparse
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from html import escape
from pathlib import Path
from random import Random
from typing import TypedDict

import yaml

from demo.clock import DAY_ZERO, OPENING_DAY, OPENING_HOUR, ZONE, instant
from demo.dates import feed_date, http_date
from demo.edition import SEED, edition
from demo.exchange import TEXT, Answer, Asked
from demo.load import paragraphs_of, stocks_of

PARAGRAPHS = 6000
IN_ONE = 5
OPENED_AT = instant(OPENING_DAY, OPENING_HOUR)
BETWEEN = timedelta(hours=3)
# Some hosts ask for a pause, some forbid the last of their articles.
PAUSE_EVERY, PAUSE_SECONDS = 50, 1
HIDDEN_EVERY, HIDDEN = 25, "/rieng/"
RSS = "application/rss+xml; charset=utf-8"
LIKE = Path(__file__).parent.parent / "config" / "packs" / "demo"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'


class CrowdArticle(TypedDict):
    """One article of the crowd."""

    url: str
    title: str
    published_at: str
    reachable: bool
    removed: bool


class CrowdOutlet(TypedDict):
    """One host of the crowd and what it asks of robots."""

    slug: str
    url: str
    crawl_delay: float
    disallow: str


class CrowdTruth(TypedDict):
    """All that the crowd publishes."""

    outlets: list[CrowdOutlet]
    articles: list[CrowdArticle]


@dataclass(frozen=True)
class Crowd:
    """So many outlets with so many articles each, the same for the same seed."""

    feeds: int
    each: int
    seed: int = SEED

    @cached_property
    def paragraphs(self) -> Sequence[str]:
        """What the articles are put together from."""
        chance = Random(self.seed)
        made = paragraphs_of(stocks_of(edition())["vi"], DAY_ZERO.month, chance)
        return [next(made) for _ in range(PARAGRAPHS)]

    def slug(self, number: int) -> str:
        """The name of an outlet's host."""
        return f"f{number:04}"

    def number_of(self, slug: str) -> int:
        """An outlet's number, counted from 1; 0 for a host that is none."""
        number = int(slug[1:]) if slug[:1] == "f" and slug[1:].isdecimal() else 0
        return number if self.slug(number) == slug and number <= self.feeds else 0

    def path(self, number: int, place: int) -> str:
        """Where an article stands, newest first from 1."""
        is_hidden = self.hidden(number) and place == self.each
        return f"{HIDDEN if is_hidden else '/bai/'}{place}.html"

    def hidden(self, number: int) -> str:
        """What an outlet forbids to robots."""
        return HIDDEN if number % HIDDEN_EVERY == 0 else ""

    def pause(self, number: int) -> float:
        """The pause an outlet asks for."""
        return PAUSE_SECONDS if number % PAUSE_EVERY == 0 else 0

    def published_at(self, number: int, place: int) -> datetime:
        """When an article was published: all before the demo opens."""
        return OPENED_AT - BETWEEN * place - timedelta(minutes=number % 180)

    def text(self, number: int, place: int) -> tuple[str, list[str]]:
        """The title and paragraphs of an article."""
        chance = Random((self.seed * self.feeds + number) * 1000 + place)
        body = [self.paragraphs[int(chance.random() * PARAGRAPHS)] for _ in range(IN_ONE)]
        return f"Tin số {place} của tòa soạn {number}: {body[0][:60].rsplit(' ', 1)[0]}", body


def answer_crowd(crowd: Crowd, asked: Asked) -> Answer:
    """The crowd's answer to a request, with 304 where the reader's tag still stands."""
    number = crowd.number_of(asked.slug)
    if not number:
        return _portal(crowd, asked)
    if asked.path == "/robots.txt":
        return Answer(200, robots(crowd, number), TEXT)
    tag = f'"{asked.slug}{asked.path.replace("/", "-")}"'
    headers = {"ETag": tag, "Last-Modified": http_date(crowd.published_at(number, 1))}
    if asked.etag == tag:
        return Answer(304, headers=headers)
    if asked.path == "/rss":
        return Answer(200, feed(crowd, number, asked.port), RSS, headers)
    place = place_of(crowd, number, asked.path)
    if not place:
        return Answer(404, "Not found\n", TEXT)
    return Answer(200, article(crowd, number, place), headers=headers)


def place_of(crowd: Crowd, number: int, path: str) -> int:
    """Which of an outlet's articles stands at a path; 0 if none does."""
    digits = path.rpartition("/")[2].removesuffix(".html")
    place = int(digits) if digits.isdecimal() else 0
    return place if 1 <= place <= crowd.each and crowd.path(number, place) == path else 0


def robots(crowd: Crowd, number: int) -> str:
    """What an outlet asks of robots."""
    pause = crowd.pause(number)
    asked = f"Crawl-delay: {pause}\n" if pause else ""
    return f"User-agent: *\nDisallow: {crowd.hidden(number)}\n{asked}"


def feed(crowd: Crowd, number: int, port: int) -> str:
    """An outlet's feed."""
    home = f"http://{crowd.slug(number)}.localhost:{port}"
    items = "\n".join(
        f"<item><title>{escape(crowd.text(number, place)[0])}</title>"
        f"<link>{home}{crowd.path(number, place)}</link>"
        f"<pubDate>{feed_date('rfc822', crowd.published_at(number, place), ZONE)}</pubDate></item>"
        for place in range(1, crowd.each + 1)
    )
    return f"{HEAD}<title>Tòa soạn {number}</title><link>{home}/</link>\n{items}\n</channel></rss>\n"


def article(crowd: Crowd, number: int, place: int) -> str:
    """An article's page."""
    title, body = crowd.text(number, place)
    at = crowd.published_at(number, place)
    paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in body)
    return (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta property="article:published_time" content="{at.isoformat()}"></head><body>'
        f'<nav><a href="/">Trang chủ</a></nav><main><h1>{escape(title)}</h1><time>{at:%d/%m/%Y %H:%M}</time>'
        f'<div class="article-body">\n{paragraphs}\n</div></main>'
        f"<footer>Tòa soạn {number}. Tòa soạn này do máy đặt ra.</footer></body></html>\n"
    )


def truth_of_crowd(crowd: Crowd, port: int) -> CrowdTruth:
    """Everything the crowd publishes, and what of it may be fetched."""
    numbers = range(1, crowd.feeds + 1)
    return {
        "outlets": [
            {
                "slug": crowd.slug(number),
                "url": f"http://{crowd.slug(number)}.localhost:{port}/",
                "crawl_delay": crowd.pause(number),
                "disallow": crowd.hidden(number),
            }
            for number in numbers
        ],
        "articles": [row for number in numbers for row in _articles(crowd, number, port)],
    }


def _articles(crowd: Crowd, number: int, port: int) -> Iterator[CrowdArticle]:
    for place in range(1, crowd.each + 1):
        path = crowd.path(number, place)
        yield {
            "url": f"http://{crowd.slug(number)}.localhost:{port}{path}",
            "title": crowd.text(number, place)[0],
            "published_at": crowd.published_at(number, place).isoformat(),
            "reachable": not path.startswith(HIDDEN),
            "removed": False,
        }


def write_pack(crowd: Crowd, folder: Path, like: Path = LIKE) -> None:
    """A pack of the crowd's outlets; everything else is that of another pack."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in like.glob("*.yaml"):
        shutil.copy(path, folder / path.name)
    outlets = [_spec(crowd, number) for number in range(1, crowd.feeds + 1)]
    text = yaml.safe_dump({"outlets": outlets}, allow_unicode=True, sort_keys=False)
    (folder / "outlets.yaml").write_text(text, "utf-8")


def _spec(crowd: Crowd, number: int) -> dict[str, object]:
    slug = crowd.slug(number)
    home = f"http://{slug}.localhost:{{press_port}}"
    source = {"key": f"{slug}-rss", "url": f"{home}/rss", "shape": "feed", "verified": OPENED_AT.date()}
    return {
        "key": slug,
        "name": f"Tòa soạn {number}",
        "kind": "national",
        "country": "VN",
        "lang": "vi",
        "home_page": f"{home}/",
        "sources": [source],
    }


def _portal(crowd: Crowd, asked: Asked) -> Answer:
    if asked.path == "/truth.json":
        text = json.dumps(truth_of_crowd(crowd, asked.port), ensure_ascii=False)
        return Answer(200, text, "application/json; charset=utf-8")
    return Answer(404, f"No such outlet: {asked.name}\n", TEXT)


def main(arguments: list[str] | None = None) -> None:
    """Write the truth of a crowd, and a pack by which it can be collected."""
    parser = argparse.ArgumentParser(prog="python -m demo.crowd", description=__doc__)
    parser.add_argument("--feeds", required=True, type=int)
    parser.add_argument("--each", default=IN_ONE, type=int, help=f"articles in each feed ({IN_ONE})")
    parser.add_argument("--port", required=True, type=int, help="the press's port")
    parser.add_argument("--truth", type=Path, help="a JSON file for every address")
    parser.add_argument("--pack", type=Path, help="a folder for the pack")
    given = parser.parse_args(arguments)
    crowd = Crowd(given.feeds, given.each)
    if given.truth:
        told = truth_of_crowd(crowd, given.port)
        given.truth.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if given.pack:
        write_pack(crowd, given.pack)


if __name__ == "__main__":
    main()
