"""Every example of the pages on writing queries finds what the page says, or is refused as it says."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.pack_names import of_pack
from archive.packs import load
from search.errors import QueryError
from search.fields import field_named
from search.model import Document
from search.query import parse
from tests.docs.papers import DOCS
from tests.search.shelf import Shelf

VI, EN = DOCS / "vi" / "viet-cau-tim.md", DOCS / "guides" / "searching.md"
TODAY = date(2026, 8, 20)
NAMES = of_pack(load("demo", fill={"press_port": "1"}))
COLUMNS = 11
NUMBERS = re.compile(r"(?:\d+(?:, )?)*")


def rows(page: Path) -> Iterator[list[str]]:
    """The cells of every row of every table."""
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def articles(page: Path) -> list[Document]:
    """The page's own sample articles."""
    return [_article(cells) for cells in rows(page) if len(cells) == COLUMNS and cells[0].isdigit()]


def _article(cells: list[str]) -> Document:
    number, day, outlet, lang, kind, country, tone, topic, place, title, body = cells
    return Document(
        id=int(number),
        revision=1,
        url=f"https://bao.example/{number}",
        title=title,
        body=body,
        published_at=datetime.fromisoformat(day).replace(hour=3, tzinfo=UTC),
        fetched_at=datetime(2026, 8, 20, tzinfo=UTC),
        source=f"{outlet}/{topic}",
        outlet=outlet,
        kind=kind,
        country=country,
        lang=lang,
        topics=(topic,),
        tone=int(tone),
        places=(place,) if place else (),
        about=bool(place),
    )


def examples(page: Path) -> Iterator[tuple[str, str]]:
    """Each query with what stands beside it."""
    for cells in rows(page):
        if cells[0].startswith("`"):
            yield cells[0].strip("`"), cells[1]


ALL = [(page, *example) for page in (VI, EN) for example in examples(page)]
FINDING = [one for one in ALL if NUMBERS.fullmatch(one[2])]
REFUSED = [one for one in ALL if not NUMBERS.fullmatch(one[2])]


@pytest.mark.parametrize(("page", "query", "numbers"), FINDING)
def test_an_example_finds_what_the_page_says(page: Path, query: str, numbers: str) -> None:
    found = Shelf(articles(page)).ids(parse(query, TODAY, NAMES))
    assert ", ".join(map(str, sorted(found))) == numbers


@pytest.mark.parametrize(("page", "query", "said"), REFUSED)
def test_a_mistake_is_refused_as_the_page_says(page: Path, query: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query, TODAY, NAMES)
    assert said in {caught.value.message_vi, caught.value.message_en}


def test_both_pages_show_the_same_articles_and_as_many_examples() -> None:
    assert articles(VI) == articles(EN)
    assert len(articles(VI)) == 9
    assert len(list(examples(VI))) == len(list(examples(EN))) >= 70


@pytest.mark.parametrize("page", [VI, EN])
def test_a_page_shows_every_field_and_every_operator(page: Path) -> None:
    queries = " ".join(query for query, _ in examples(page))
    named = {field_named(name) for name in re.findall(r"(?:^|[\s(-])(\w+(?: \w+)?):", queries)}
    named |= {field_named(name) for name in re.findall(r"([\w-]+):", queries)}
    assert named - {None} == {
        *("title", "source", "outlet", "lang", "topic", "tone", "place", "country", "kind"),
        *("date", "about", "harms", "exact"),
    }
    shown = ("AND", "OR", "NOT", "NEAR/", "GẦN/", "NEAR(", "~", "*", "-", "=", "“", "(")
    assert [sign for sign in shown if sign not in page.read_text("utf-8")] == []
