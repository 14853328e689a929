import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.block_features import NAMES, features
from crawler.blocks import Walk
from crawler.tree import parse

A = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở hạ lưu."
B = "Cầu dài 620 mét, dự kiến thông xe sau hai năm thi công liên tục, kể cả mùa mưa."
PAGE = f"<ul><li><a href=/1>Thời Sự</a></li></ul><h1>Cầu mới</h1><img src=a><p>{A}</p><p>{B}</p><p>{B}</p>"


def column(page: str, name: str, title: str = "Cầu mới") -> list[float]:
    walk = Walk()
    body = parse(page).body
    assert body is not None
    rows = features(walk.over(body), walk.boxes, title)
    found: list[float] = rows[:, NAMES.index(name)].tolist()
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("linked", [1, 0, 0, 0, 0]),
        ("prose", [0, 0, 1, 1, 1]),
        ("sentence", [0, 0, 1, 1, 1]),
        ("item", [1, 0, 0, 0, 0]),
        ("heading", [0, 1, 0, 0, 0]),
        ("paragraph", [0, 0, 1, 1, 1]),
        ("other", [0, 0, 0, 0, 0]),
        ("image", [0, 0, 1, 0, 0]),
        ("capitals", [1, 0.5, 4 / 19, 1 / 19, 1 / 19]),
        ("repeats", [1, 1, 1, 2, 2]),
        ("second", [0, 0, 0, 0, 1]),
        ("title", [0, 1, 0, 0, 0]),
        ("since title", [-1, 0, 1, 2, 3]),
        ("since prose", [20, 20, 20, 1, 1]),
        ("till prose", [2, 1, 1, 1, 20]),
        ("heading of -1", [0, 0, 1, 0, 0]),
        ("heading of +2", [0, 0, 0, 0, 0]),
        ("box of +1", [0, 1, 1, 1, 0]),
        ("depth of -1", [-2, 1, 0, 0, 0]),
        ("below 0.4", [2, 1, 1, 1, 1]),
    ],
)
def test_a_block_is_told_by_its_text_place_and_neighbours(name: str, expected: list[float]) -> None:
    assert column(PAGE, name) == pytest.approx(expected)


def test_without_a_headline_no_block_stands_after_it() -> None:
    assert set(column(PAGE, "since title", "Một bài khác")) == {60}


@pytest.mark.parametrize(
    ("page", "alike"),
    [
        (f"<div><p>{A}</p><p>{A}</p></div>", True),
        (f"<div><p class=x>{A}</p><p class=x>{A}</p></div>", True),
        (f"<div><p>{A}</p><p class=caption>{A}</p></div>", False),
    ],
)
def test_paragraphs_of_one_kind_are_known_by_tag_and_classes(page: str, alike: bool) -> None:
    assert (column(page, "number of kin 0 up") == pytest.approx([np.log1p(2)] * 2)) is alike


def test_a_page_without_blocks_has_no_rows() -> None:
    assert features([], [], "").shape == (0, len(NAMES))


def test_every_column_has_its_own_name() -> None:
    assert len(set(NAMES)) == len(NAMES)


@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<h1>Cầu</h1>", f"<p>{A}</p>", "<img>", "x", "<a>y</a>", "<br>"])
    )
)
def test_every_block_has_a_row_of_finite_numbers(parts: list[str]) -> None:
    walk = Walk()
    body = parse("".join(parts)).body
    assert body is not None
    rows = features(walk.over(body), walk.boxes, "Cầu")
    assert rows.shape == (len(walk.blocks), len(NAMES))
    assert bool(np.isfinite(rows).all())
