"""What the tutorials let people type is understood, and what they say of the demo is so."""

import re

import pytest

from config.demo_clock import DEMO_START
from demo.clock import LAST_DAY, instant
from demo.edition import edition
from search.errors import QueryError
from search.query import parse
from tests.docs.papers import DOCS, Paper

TUTORIALS = [Paper(DOCS / "tutorial.md"), Paper(DOCS / "vi" / "huong-dan.md")]
ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def rows(paper: Paper, number: int) -> list[str]:
    """What stands first in each row of a numbered part."""
    part = re.split(r"^## ", paper.text, flags=re.MULTILINE)[number]
    return ROW.findall(part)


@pytest.mark.parametrize("paper", TUTORIALS, ids=str)
def test_the_searches_are_queries_but_for_the_last(paper: Paper) -> None:
    *sound, mistake = rows(paper, 4)
    assert [str(parse(query)) for query in sound] != []
    with pytest.raises(QueryError):
        parse(mistake)


def test_the_story_of_the_week_is_in_the_press() -> None:
    now = DEMO_START.astimezone(instant(0).tzinfo)
    titles = [one.text.title for one in edition().instances if one.published_at <= now]
    assert sum("xyanua" in title for title in titles) >= 3
    assert "Nước máy Phước Điền nhiễm xyanua sau lũ, 40 người nhập viện" in titles


def test_the_explained_address_is_one_of_the_press() -> None:
    article = next(one for one in edition().instances if "40 người nhập viện" in one.text.title)
    wanted = f"diembao explain 'http://{article.outlet}.localhost:8001{article.path}'"
    assert [wanted in paper.text for paper in TUTORIALS] == [True, True]


@pytest.mark.parametrize("paper", TUTORIALS, ids=str)
def test_the_troubled_sources_are_sources_of_the_pack(paper: Paper) -> None:
    pack = (DOCS.parent / "config" / "packs" / "demo" / "outlets.yaml").read_text("utf-8")
    assert [key for key in rows(paper, 6) if f"key: {key}" not in pack] == []


def test_both_tutorials_name_the_same_troubles() -> None:
    assert rows(TUTORIALS[0], 6) == rows(TUTORIALS[1], 6)


def test_the_press_ends_when_the_tutorials_say() -> None:
    assert f"{instant(LAST_DAY):%d %B}" == "31 October"
