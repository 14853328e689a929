import numpy as np
import pytest

from crawler.blocks import Walk
from crawler.layout import FAR, Layout, lay_out
from crawler.tree import parse


def laid_out(page: str, good: list[float]) -> Layout:
    walk = Walk()
    body = parse(page).body
    assert body is not None
    blocks = walk.over(body)
    return lay_out(blocks, walk.boxes, np.array(good, dtype=np.float64), np.zeros(len(blocks)))


PAGE = "<div><p>Một</p><p>Hai</p></div><aside><p>Ba</p></aside>"  # body 0, div 1, p 2, p 3, aside 4, p 5


def test_boxes_hold_what_lies_in_them() -> None:
    layout = laid_out(PAGE, [60, 20, 20])
    assert layout.share.tolist() == [1.0, 0.8, 0.6, 0.2, 0.2, 0.2, 0.0]
    assert layout.blocks.tolist() == [3, 2, 1, 1, 1, 1, 0]
    assert layout.end[:-1].tolist() == [6, 4, 3, 4, 6, 6]


def test_boxes_know_how_deep_they_lie_and_how_near_an_extra() -> None:
    layout = laid_out(PAGE, [60, 20, 20])
    assert layout.depth[layout.own].tolist() == [2, 2, 2]
    assert layout.apart[layout.own].tolist() == [FAR, FAR, 1]
    assert layout.aside[layout.own].tolist() == [FAR, FAR, FAR]


@pytest.mark.parametrize(
    ("page", "good", "least"),
    [
        ("<p>Một</p><aside><p>Hai</p></aside>", [90, 10], [1.0, 0.1]),
        ("<aside><p>Một</p></aside><p>Hai</p>", [90, 10], [0.9, 1.0]),
        ("<aside><p>Một</p><nav><p>Hai</p></nav></aside>", [90, 10], [1.0, 0.1]),
        ("<aside><nav><p>Một</p></nav></aside><p>Hai</p>", [10, 90], [0.1, 1.0]),
    ],
)
def test_an_extra_is_told_by_the_least_it_holds(page: str, good: list[float], least: list[float]) -> None:
    layout = laid_out(page, good)
    assert layout.least[layout.own].tolist() == pytest.approx(least)


def test_the_deepest_box_with_enough_is_found_and_what_lies_below_it() -> None:
    layout = laid_out(PAGE, [60, 20, 20])
    assert [layout.deepest(least) for least in (0.5, 0.7, 0.9)] == [2, 1, 0]
    assert layout.below(1).tolist() == [1, 1, FAR]


def test_the_outermost_box_has_none_above_it() -> None:
    layout = laid_out(PAGE, [60, 20, 20])
    assert layout.above(np.array([0, 1, 5, -1])).tolist() == [0, 0, 4, -1]


def test_text_around_all_boxes_lies_in_none() -> None:
    walk = Walk()
    span = parse("<span>Một</span>").css_first("span")
    assert span is not None
    layout = lay_out(walk.over(span), walk.boxes, np.ones(1), np.zeros(1))
    assert (layout.own.tolist(), layout.share.tolist(), layout.deepest(0.4)) == ([-1], [0.0], 0)
