import random

import pytest

from crawler.parts import MOST, by_newest, chosen

SITE = "https://bao.vn/"


def named(*names: str) -> list[str]:
    return [f"{SITE}{name}.xml" for name in names]


@pytest.mark.parametrize(
    ("listed", "newest"),
    [
        (("sitemap-2025-12", "sitemap-2026-2", "sitemap-2026-10"), (2, 1, 0)),
        (("bai-12-2025", "bai-1-2026", "bai-10-2025"), (1, 0, 2)),
        (("post-sitemap1", "post-sitemap10", "post-sitemap9"), (1, 2, 0)),
        (("map?page=1", "map?page=12", "map?page=2"), (1, 2, 0)),
        (("map-1", "news", "map-2"), (1, 2, 0)),
        (("thoi-su", "kinh-te", "the-thao"), (0, 1, 2)),
    ],
)
def test_the_newest_sitemap_is_told_by_its_name(listed: tuple[str, ...], newest: tuple[int, ...]) -> None:
    assert by_newest(named(*listed)) == [named(*listed)[number] for number in newest]


def test_one_that_is_named_twice_is_asked_once() -> None:
    assert chosen(named("a", "a"), 0) == named("a")


def test_a_short_index_is_asked_whole() -> None:
    assert sorted(chosen(named(*"abcdefgh"), 5)) == named(*"abcdefgh")


def test_of_a_long_index_the_newest_are_asked_each_time_and_all_in_time() -> None:
    further = named(*[f"sitemap-{number}" for number in range(1, 51)])
    random.Random(7).shuffle(further)
    polls = [chosen(further, turn) for turn in range(12)]
    assert {len(poll) for poll in polls} == {MOST}
    assert all(poll[:4] == named("sitemap-50", "sitemap-49", "sitemap-48", "sitemap-47") for poll in polls)
    assert set().union(*polls) == set(further)


@pytest.mark.parametrize("further", [[], ["http://["], ["x" * 5000]])
def test_strange_names_do_no_harm(further: list[str]) -> None:
    assert chosen(further, 0) == further
