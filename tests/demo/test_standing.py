from datetime import timedelta

import pytest

from demo.clock import instant
from demo.events import Edit
from demo.standing import DatedEdit, Text, carried, edited, stand

AT = instant(3, 9)
TEXT = Text("Cầu dài 84 m", "Cầu 84 m.", ("Dài 84 m, rộng 6 m.", "Tải 5 tấn."), "Vũ Tần")
SILENT = Edit(2, "silent", find="84 m", put="86 m")
CORRECT = Edit(5, "correct", find="rộng 6 m", put="rộng 7 m", notice="Đính chính: rộng 7 m.")
UPDATE = Edit(8, "update", append="Cập nhật: cầu đóng một ngày.")
REMOVE = Edit(30, "remove")
RESTORE = Edit(40, "restore")
EDITS = tuple(
    DatedEdit(AT + timedelta(hours=one.after_hours), one) for one in (SILENT, CORRECT, UPDATE, REMOVE)
)


def at(hours: float) -> "tuple[str, ...]":
    return stand(TEXT, EDITS, AT, AT + timedelta(hours=hours)).text.body


@pytest.mark.parametrize(
    ("hours", "body"),
    [
        (0, ("Dài 84 m, rộng 6 m.", "Tải 5 tấn.")),
        (1.99, ("Dài 84 m, rộng 6 m.", "Tải 5 tấn.")),
        (2, ("Dài 86 m, rộng 6 m.", "Tải 5 tấn.")),
        (6, ("Đính chính: rộng 7 m.", "Dài 86 m, rộng 7 m.", "Tải 5 tấn.")),
        (
            9,
            ("Đính chính: rộng 7 m.", "Dài 86 m, rộng 7 m.", "Tải 5 tấn.", "Cập nhật: cầu đóng một ngày."),
        ),
    ],
)
def test_the_text_follows_the_hours(hours: float, body: tuple[str, ...]) -> None:
    assert at(hours) == body


def test_an_edit_reaches_title_and_standfirst() -> None:
    text = edited(TEXT, SILENT)
    assert (text.title, text.standfirst) == ("Cầu dài 86 m", "Cầu 86 m.")


def test_a_silent_edit_is_done_but_not_admitted() -> None:
    standing = stand(TEXT, EDITS, AT, AT + timedelta(hours=3))
    assert standing.updated_at == AT
    assert standing.touched_at == AT + timedelta(hours=2)


def test_a_correction_is_admitted() -> None:
    standing = stand(TEXT, EDITS, AT, AT + timedelta(hours=6))
    assert standing.updated_at == standing.touched_at == AT + timedelta(hours=5)
    assert [one.edit.kind for one in standing.done] == ["silent", "correct"]


@pytest.mark.parametrize(("hours", "is_removed"), [(29, False), (30, True), (300, True)])
def test_a_removed_article_stays_removed(hours: int, is_removed: bool) -> None:
    assert stand(TEXT, EDITS, AT, AT + timedelta(hours=hours)).is_removed == is_removed


@pytest.mark.parametrize("edit", [REMOVE, RESTORE])
def test_going_and_coming_back_leave_the_words_alone(edit: Edit) -> None:
    assert edited(TEXT, edit) == TEXT


def test_a_restored_article_is_back() -> None:
    edits = (*EDITS, DatedEdit(AT + timedelta(hours=40), RESTORE))
    assert [stand(TEXT, edits, AT, AT + timedelta(hours=h)).is_removed for h in (29, 39, 40)] == [
        False,
        True,
        False,
    ]


def test_another_outlet_takes_the_corrected_words_without_the_notice() -> None:
    assert carried(TEXT, EDITS, AT + timedelta(hours=6)).body == ("Dài 86 m, rộng 7 m.", "Tải 5 tấn.")


def test_who_takes_before_the_edit_keeps_the_old_words() -> None:
    assert carried(TEXT, EDITS, AT + timedelta(hours=1)) == TEXT
