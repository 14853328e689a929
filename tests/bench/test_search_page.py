import json
from pathlib import Path
from typing import Any

import pytest

from bench import search_page
from bench.goals import Goal, goals, growth
from bench.questions import Kind


def figures(scale: float = 1.0, **took: float) -> dict[str, Any]:
    """What a run finds, its times multiplied; a kind named with a figure takes so long."""
    each = {kind: {"count": 9, "p50": scale, "p95": 2 * scale} for kind in Kind}
    each |= {Kind[name]: {"count": 9, "p50": value, "p95": value} for name, value in took.items()}
    memory = {"peak_mb": 300.0, "own_mb": 100.0}
    built = {"whole_rate": 2000.0, "analysis_rate": 3000.0, "engine_rate": 8000.0}
    return {
        "built": {**built, "text_bytes": 2600.0, "disk_bytes": 1650.04, "memory": memory},
        "asked": {"took": each, "memory": memory},
        "found": {"count": 9, "p50": 0.4, "p95": 0.6},
        "peer": {
            "engine_rate": 15000.0,
            "disk_bytes": 1600.0,
            "took": {Kind.TERM: each[Kind.PHRASE], Kind.PREFIX: each[Kind.PHRASE]},
            "capped": {Kind.PREFIX: 91},
        },
    }


def missed(found: list[Goal]) -> list[str]:
    return [goal.name for goal in found if not goal.is_met]


def test_one_size_has_no_growth() -> None:
    found = goals({1000: figures()})
    assert (len(found), missed(found)) == (8, [])
    assert [goal.limited for goal in found[:3]] == ["≥ 7,000", "≥ 1,500", "≤ 1,700"]


def test_goals_are_those_of_the_largest_size() -> None:
    found = goals({1000: figures(), 5000: figures(4.0, TERM=21.0, BOOLEAN=121.0)})
    assert missed(found) == [
        "boolean, 90 days, facets, histogram, p95",
        "one term, by time, p95",
        "steepest growth of a kind, p50",
    ]


def test_growth_is_between_the_smallest_and_the_largest() -> None:
    assert growth({1000: figures(2.0), 3000: figures(), 5000: figures(9.0)}, Kind.NEAR) == 4.5


def test_a_process_that_knows_no_memory_misses_no_goal() -> None:
    told = figures()
    told["asked"]["memory"] = {}
    assert missed(goals({1000: told})) == []
    assert "| 1,000 | 300 (100) | — | 0.4 / 0.6 |" in search_page.page({1000: told})


def test_figures_of_other_sizes_stay(tmp_path: Path) -> None:
    search_page.keep({5000: figures(4.0)}, tmp_path)
    search_page.keep({1000: figures()}, tmp_path)
    search_page.keep({1000: figures(2.0)}, tmp_path)
    told = search_page.kept(tmp_path)
    assert [(size, one["asked"]["took"][Kind.NEAR]["p50"]) for size, one in told.items()] == [
        (1000, 2.0),
        (5000, 4.0),
    ]
    assert "| NEAR/10 of two phrases | 2 / 4 |" in (tmp_path / search_page.PAGE).read_text("utf-8")


def test_nothing_is_kept_at_first(tmp_path: Path) -> None:
    assert search_page.kept(tmp_path) == {}


def test_figures_are_kept_with_few_digits(tmp_path: Path) -> None:
    search_page.keep({1000: figures(1.23456)}, tmp_path)
    told = json.loads((tmp_path / search_page.JSON).read_text("utf-8"))
    assert told["1000"]["asked"]["took"]["latest 20"] == {"count": 9, "p50": 1.235, "p95": 2.469}


def test_the_page_shows_both_sizes_the_peer_and_its_absence() -> None:
    page = search_page.page({1000: figures(), 5000: figures(4.0)})
    assert "| one term, by time | 1 / 2 | 1 / 2 | 1 × | 4 / 8 | 4 / 8 | 1 × | 4.0 × |" in page
    assert "| latest 20 | 1 / 2 | — | — | 4 / 8 | — | — | 4.0 × |" in page
    assert "| prefix of three letters | 1 / 2 | 1 / 2 (9) | 1 × |" in page
    assert "| index | 1,650 | ≤ 1,700 | bytes/article | yes |" in page
    assert "| 5,000 | 300 (100) | 300 (100) | 0.4 / 0.6 |" in page
    assert "| 5,000 | 2,600 | 2,000 | 3,000 | 8,000 | 1,650 | 15,000 | 1,600 |" in page


@pytest.mark.parametrize(
    ("figure", "expected"), [(0.12345, "0.123"), (99.96, "100"), (999.4, "999"), (12345.6, "12,346")]
)
def test_a_figure_has_three_digits_or_all_before_its_point(figure: float, expected: str) -> None:
    assert search_page.short(figure) == expected
