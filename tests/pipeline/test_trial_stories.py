"""``try stories``: each article with its story in the order given, bad lines named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.rows import InputMissing, OutputRefused
from pipeline.trial_stories import try_stories
from tests.classifier.events_told import BRIDGE, FIRE, GOLD, Told
from tests.pipeline.test_trial import Silent, Tried, lines

TryStories = Callable[..., Tried]


@pytest.fixture
def tried(tmp_path: Path) -> TryStories:
    def run(*given: object, suggest: Path | None = None) -> Tried:
        result = Tried(tmp_path / "clusters.tsv")
        source = lines(tmp_path / "stream.jsonl", *given)
        result.bad = try_stories(source, result.out, result.tell, Silent(), suggest=suggest)
        return result

    return run


def row(id: object, told: Told, **more: Any) -> dict[str, Any]:
    return {"id": id, "title": told[0], "body": told[1], **more}


def test_each_article_has_the_story_of_the_article_that_began_it(tried: TryStories) -> None:
    told = tried(row("a", FIRE[0]), row("b", BRIDGE[0]), row("c", FIRE[1]))
    assert (told.pairs(), told.bad) == ([["a", "a"], ["b", "b"], ["c", "a"]], 0)


def test_whole_numbers_are_ids_as_well(tried: TryStories) -> None:
    assert tried(row(7, FIRE[0]), row(8, FIRE[1])).pairs() == [["7", "7"], ["8", "7"]]


def test_suggestions_stand_in_a_table_of_their_own(tried: TryStories, tmp_path: Path) -> None:
    suggest = tmp_path / "suggest.tsv"
    elsewhere = (FIRE[0][0].replace("Cửa Trầm", "Hòn Nghê"), FIRE[0][1])
    assert tried(row("a", FIRE[0]), row("b", elsewhere), suggest=suggest).pairs() == [["a", "a"], ["b", "b"]]
    story, other, score = suggest.read_text("utf-8").strip().split("\t")
    assert (story, other, 0.5 < float(score) < 1) == ("b", "a", True)


def test_no_suggestions_are_an_empty_table(tried: TryStories, tmp_path: Path) -> None:
    tried(row("a", FIRE[0]), suggest=tmp_path / "suggest.tsv")
    assert (tmp_path / "suggest.tsv").read_text("utf-8") == ""


def test_an_article_of_weeks_later_is_another_story(tried: TryStories) -> None:
    first, late = (row(day, FIRE[0], published=f"2026-{day}T06:00:00+07:00") for day in ("10-05", "10-25"))
    assert tried(first, late).pairs() == [["10-05", "10-05"], ["10-25", "10-25"]]


def test_an_article_without_a_day_came_when_the_one_before_it_did(tried: TryStories) -> None:
    dated = row("a", FIRE[0], published="2026-10-05")
    assert tried(dated, row("b", FIRE[1])).pairs()[1] == ["b", "a"]


def test_issues_of_a_recurring_format_are_apart_without_days_too(tried: TryStories) -> None:
    assert tried(row("4", GOLD[0]), row("5", GOLD[1])).pairs() == [["4", "4"], ["5", "5"]]


def test_a_language_is_read_from_the_text_unless_it_is_told(tried: TryStories) -> None:
    told = tried(row("a", FIRE[0], lang="en"), row("b", FIRE[1]), row("c", FIRE[1], lang="en"))
    assert told.pairs() == [["a", "a"], ["b", "b"], ["c", "a"]]


@pytest.mark.parametrize("id", [None, "", True, 1.5, []])
def test_a_line_without_an_id_is_named_and_the_others_go_on(tried: TryStories, id: object) -> None:
    told = tried(row(id, FIRE[0]), row("b", FIRE[1]))
    assert (told.pairs(), told.bad) == ([["b", "b"]], 1)
    assert told.told == ["stream.jsonl:1: thiếu “id” / “id” is missing"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "không phải JSON / not JSON"),
        ({"id": "a", "title": "lần hai"}, "“id” đã có ở dòng trước / the id stands in an earlier line"),
        ({"id": "b", "published": "hôm kia"}, "the publication date is not understood: 'hôm kia'"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(tried: TryStories, line: object, why: str) -> None:
    told = tried(row("a", FIRE[0]), line, row("z", FIRE[1]))
    assert (told.pairs(), told.bad) == ([["a", "a"], ["z", "a"]], 1)
    assert told.told[0].startswith("stream.jsonl:2: ")
    assert told.told[0].endswith(why)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        try_stories(tmp_path / "gone", tmp_path / "out", print, Silent())


def test_a_table_that_cannot_be_written_is_told(tried: TryStories, tmp_path: Path) -> None:
    with pytest.raises(OutputRefused):
        tried(row("a", FIRE[0]), suggest=tmp_path / "gone" / "suggest.tsv")
