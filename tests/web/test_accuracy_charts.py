from bs4 import BeautifulSoup

from tests.web.reading import one
from web.accuracy_charts import Bin, Point, months, reliability
from web.charts import DOWN, EVEN, UP

POINTS = (Point("8/2026", 90.0, 75.0, 97.0), Point("9/2026", 60.0, 40.0, 80.0))
BINS = (Bin(55.0, 50.0, 40), Bin(95.0, 94.0, 900))


def drawn(svg: str) -> BeautifulSoup:
    return BeautifulSoup(svg, "xml")


def strokes(svg: BeautifulSoup) -> set[str]:
    found = {str(mark["stroke"]) for mark in svg.select(".role-mark [stroke]")}
    return found & {DOWN, EVEN, UP}


def test_every_month_has_its_name_a_point_and_its_doubt() -> None:
    svg = drawn(months(POINTS, 78.0))
    labels = [text.get_text() for text in svg.select(".role-axis-label text")]
    assert {"8/2026", "9/2026", "0%", "100%"} <= set(labels)
    assert len(svg.select(".mark-symbol.role-mark path")) == 2
    assert strokes(svg) == {DOWN, EVEN, UP}


def test_without_a_promise_no_line_is_drawn_for_it() -> None:
    assert strokes(drawn(months(POINTS, None))) == {EVEN, UP}


def test_one_month_can_be_drawn() -> None:
    assert len(drawn(months(POINTS[:1], 78.0)).select(".mark-symbol.role-mark path")) == 1


def test_how_sure_stands_beside_how_right_on_a_square() -> None:
    svg = drawn(reliability(BINS))
    assert len(svg.select(".mark-symbol.role-mark path")) == 2
    assert strokes(svg) == {EVEN, UP}


def test_the_drawings_take_their_size_from_the_page() -> None:
    for svg in (months(POINTS, None), reliability(BINS)):
        assert {"width", "height"} & set(one(drawn(svg), "svg").attrs) == set()


def test_the_same_figures_are_drawn_once() -> None:
    assert months(list(POINTS), 78.0) is months(POINTS, 78.0)
