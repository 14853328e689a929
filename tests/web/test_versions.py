from datetime import UTC, datetime

import pytest
from django.utils import translation

from archive.differences import Change, Kind, Line, Part
from archive.pages import VersionRow
from web import names
from web.versions import Stretch, listed, stretches

AT = datetime(2026, 10, 1, tzinfo=UTC)
SAME = Line(Part.BODY, (Change(Kind.SAME, "Một"),))
NEW = Line(Part.BODY, (Change(Kind.IN, "Hai"),))


def version(number: int, title: str = "Tựa", standfirst: str = "", body: str = "Thân") -> VersionRow:
    return VersionRow(number, title, standfirst, body, "", AT)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([SAME] * 9, [(9, False)]),
        ([*[SAME] * 4, NEW], [(4, False), (1, False)]),
        ([*[SAME] * 7, NEW, SAME], [(1, False), (5, True), (1, False), (1, False), (1, False)]),
        ([], []),
    ],
)
def test_long_runs_without_a_change_are_folded_between_their_ends(
    lines: list[Line], told: list[tuple[int, bool]]
) -> None:
    assert [(len(one.lines), one.is_folded) for one in stretches(lines)] == told


def test_no_line_is_lost_by_folding() -> None:
    lines = [*[SAME] * 7, NEW, *[SAME] * 3, NEW, *[SAME] * 6]
    assert [line for one in stretches(lines) for line in one.lines] == lines
    assert Stretch(tuple(lines[1:6]), is_folded=True) in list(stretches(lines))


def test_each_version_names_the_parts_it_changed() -> None:
    told = [version(3, "Tựa mới", "Sa pô"), version(2, body="Thân mới"), version(1)]
    with translation.override("vi"):
        assert [one.parts for one in listed(told)] == [("tựa", "sa pô", "thân bài"), ("thân bài",), ()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title body", "đổi: tựa, thân bài"),
        ("410", "máy chủ báo trang đã bỏ hẳn (410)"),
        ("another article", "địa chỉ bài dẫn sang bài khác"),
        ("TimeoutError: 30 s", "TimeoutError: 30 s"),
        ("", ""),
    ],
)
def test_what_a_look_says_is_put_into_words(text: str, told: str) -> None:
    with translation.override("vi"):
        assert names.detail(text) == told


def test_an_outcome_nobody_knows_is_shown_as_it_is() -> None:
    assert (names.outcome("removed").look, names.outcome("new").word) == ("bad", "new")
