import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.exporting import BOM, csv_line, csv_lines, guarded, json_lines


@pytest.mark.parametrize(
    "cell", ["=1+1", "+84 235", "-1", "@cmd", "\tx", "\rx", "\nx", " =1+1", "＝1", "－1", "\x00=1"]
)
def test_what_a_sheet_would_calculate_stands_behind_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell.removeprefix(chr(0))}"


@pytest.mark.parametrize("cell", ["", "Lũ về", "2026-10-01 08:00", "https://bao.example/?a=1", "a=b", "'x"])
def test_plain_text_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


@given(st.text())
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    assert guarded(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=6))
def test_a_line_is_read_back_as_the_same_cells(cells: list[str]) -> None:
    line = csv_line(cells)
    read = next(csv.reader(io.StringIO(line, newline="")))
    assert read == [guarded(cell) for cell in cells]


def test_a_file_begins_with_its_mark_and_its_heading() -> None:
    assert list(csv_lines(("Tiêu đề", "Báo"), [("Lũ, bão", 'nói "to"')])) == [
        f"{BOM}Tiêu đề,Báo\r\n",
        '"Lũ, bão","nói ""to"""\r\n',
    ]


def test_programs_get_one_object_a_line() -> None:
    told = list(json_lines([{"title": "Lũ\nvề"}, {"title": "Bão"}]))
    assert [json.loads(line)["title"] for line in told] == ["Lũ\nvề", "Bão"]
    assert [line.count("\n") for line in told] == [1, 1]
