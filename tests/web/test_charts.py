import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from archive.figures import DayTone
from tests.web.reading import one
from web import charts
from web.charts import NARROW, WIDE, tone_chart

DAYS = [DayTone(f"2026-09-{day}", day % 3, day % 5, day % 2) for day in range(18, 31)] + [
    DayTone("2026-10-01", 0, 0, 0)
]


def drawn(days: list[DayTone], width: int) -> BeautifulSoup:
    return BeautifulSoup(tone_chart(days, width), "xml")


def labels(svg: BeautifulSoup, role: str) -> list[str]:
    return [" ".join(text.stripped_strings) for text in svg.select(f"{role} text")]


def test_every_day_has_its_vietnamese_name() -> None:
    assert labels(drawn(DAYS, WIDE), ".role-axis-label")[:3] == ["T6 18/9", "T7 19/9", "CN 20/9"]


def test_the_english_chart_has_english_days() -> None:
    with translation.override("en"):
        assert labels(drawn(DAYS, WIDE), ".role-axis-label")[0] == "Fri 18/9"


def test_a_narrow_chart_names_every_other_day_and_today() -> None:
    named = [label for label in labels(drawn(DAYS, NARROW), ".role-axis-label") if "/" in label]
    assert (len(named), named[-1]) == (7, "T5 1/10")


def test_each_day_that_has_articles_tells_how_many() -> None:
    told = labels(drawn(DAYS, WIDE), ".mark-text.role-mark")
    assert [int(n) for n in told] == [total for d in DAYS if (total := d.negative + d.neutral + d.positive)]


def test_the_three_tones_have_the_colours_the_style_sheet_knows() -> None:
    fills = {str(path["fill"]) for path in drawn(DAYS, WIDE).select(".role-mark path[fill]")}
    assert fills == {charts.DOWN, charts.EVEN, charts.UP}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_days_without_articles_can_be_drawn(width: int) -> None:
    assert labels(drawn([DayTone("2026-10-01", 0, 0, 0)], width), ".mark-text.role-mark") == []


def test_the_drawing_takes_its_size_from_the_page_and_carries_no_style() -> None:
    svg = one(drawn(DAYS, WIDE), "svg")
    assert {"width", "height"} & set(svg.attrs) == set()
    assert (svg["aria-hidden"], "style=" in str(svg)) == ("true", False)


def test_the_same_figures_are_drawn_once() -> None:
    assert tone_chart(DAYS, WIDE) is tone_chart(list(DAYS), WIDE)
