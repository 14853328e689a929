"""What is learned from: reports in the order of their days, their parts, and headlines written for it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import features, training_rows
from classifier.training_rows import INVENTED_ROW, NOWHERE, SOMEWHERE, Reports, Task
from tests.classifier import labelled

ROWS = labelled.rows()[:4]
TOPIC = Task("topic", features.topic_features, lambda row: row["topic"], 1.0)
TITLE = "Nước sông Trầm vượt báo động ba, dân ven sông dời nhà trong đêm"


@pytest.fixture(scope="module")
def given_() -> Reports:
    return training_rows.gathered(ROWS)


def written(folder: Path, text: str) -> Path:
    path = folder / "invented.yaml"
    path.write_text(text, "utf-8")
    return path


def test_rows_are_read_in_the_order_of_their_days(tmp_path: Path) -> None:
    days = [row["published"] for row in training_rows.read(labelled.written(tmp_path / "rows.jsonl.gz"))]
    assert (len(days), days) == (80, sorted(days))


def test_each_row_is_prepared_for_a_desk_of_its_province() -> None:
    texts = training_rows.prepared(ROWS)
    assert [text.home for text in texts] == [frozenset({name}) for name in labelled.PROVINCES]
    assert [text.title.words[0] for text in texts] == ["<here>"] * 4


def test_a_row_of_no_province_has_no_home() -> None:
    here, nowhere = labelled.rows()[0], labelled.rows()[0]
    nowhere["province"] = NOWHERE
    assert [text.title.words[0] for text in training_rows.prepared([here, nowhere])] == ["<here>", "<there>"]


@pytest.mark.parametrize("name", ["Hà Nội", "TP.HCM", "Sài Gòn", "Kon Tum"])
def test_provinces_that_no_report_is_about_are_known(name: str) -> None:
    row = labelled.rows()[0]
    row["title"] = f"Mưa ở {name}"
    assert training_rows.prepared([row])[0].title.words[-1] == "<there>"


def test_parts_are_read_as_if_each_were_all_there_is() -> None:
    titles, bodies = training_rows.parts(ROWS[:1])
    assert [(text.title.words != (), text.body.words != ()) for text in (*titles, *bodies)] == [
        (True, False),
        (False, True),
    ]


def test_an_invented_headline_is_about_the_province_it_names(tmp_path: Path) -> None:
    told = "health:\n  bad: ['Dịch ở {p}', Ổ dịch]\n  none: [Bệnh cúm]\n"
    rows = training_rows.invented(written(tmp_path, told))
    assert [(row["title"], row["province"], row["about"], row["tone"]) for row in rows] == [
        (f"Dịch ở {SOMEWHERE}", SOMEWHERE, 1, -1),
        ("Ổ dịch", SOMEWHERE, 0, -1),
        ("Bệnh cúm", NOWHERE, 0, 0),
    ]


def test_the_invented_headlines_are_of_no_day_and_each_is_there_once() -> None:
    rows = training_rows.invented()
    assert {(row["published"], row["summary"]) for row in rows} == {("", "")}
    assert len({row["title"] for row in rows}) == len(rows)


def test_a_report_alone_is_one_sample(given_: Reports) -> None:
    found = training_rows.samples(TOPIC, given_)
    assert [(one.label, one.row, one.worth, one.is_whole, one.also) for one in found] == [
        ("agriculture", at, 1.0, True, ()) for at in range(4)
    ]


def test_parts_follow_the_whole_at_their_worth(given_: Reports) -> None:
    found = training_rows.samples(replace(TOPIC, part=0.5), given_)
    assert [(one.row, one.worth, one.is_whole) for one in found[4:]] == [
        (at, 0.5, False) for at in (0, 1, 2, 3, 0, 1, 2, 3)
    ]


def test_invented_headlines_come_last_and_are_no_report(given_: Reports) -> None:
    found = training_rows.samples(replace(TOPIC, invented=2.0), given_)
    assert len(found) == 4 + len(given_.invented)
    assert {(one.row, one.worth, one.is_whole) for one in found[4:]} == {(INVENTED_ROW, 2.0, False)}


def test_a_task_takes_its_rows_alone(given_: Reports) -> None:
    bad = replace(TOPIC, invented=1.0, takes=lambda row: row["tone"] == -1)
    found = training_rows.samples(bad, given_)
    assert len(found) == sum(row["tone"] == -1 for row, _ in given_.invented)


def test_what_would_be_right_too_is_kept_where_it_counts(given_: Reports) -> None:
    found = training_rows.samples(replace(TOPIC, also=0.2), given_)
    assert [one.also for one in found] == [("agriculture",)] * 4


def test_a_task_takes_every_row_unless_it_says_otherwise() -> None:
    assert [TOPIC.takes(row) for row in ROWS] == [True] * 4


@pytest.mark.parametrize(
    ("titles", "firsts"),
    [
        ([], []),
        (["", ""], [0, 1]),
        ([TITLE, "Giá muối tăng", TITLE.upper()], [0, 1, 0]),
        ([TITLE, f"{TITLE}: ảnh", f"{TITLE}: ảnh mới"], [0, 0, 0]),
        (["Giá muối tăng", "Giá lúa giảm"], [0, 1]),
    ],
)
def test_headlines_of_one_story_bear_the_number_of_the_first(titles: list[str], firsts: list[int]) -> None:
    assert training_rows.stories(titles).tolist() == firsts


def test_a_story_stays_in_the_stretch_in_which_it_began() -> None:
    rows = [labelled.rows()[at] for at in range(4)]
    for row, title in zip(rows, [TITLE, "Giá muối tăng", "Chợ đêm mở lại", TITLE], strict=True):
        row["title"] = title
    assert training_rows.folds_of(rows, 2).tolist() == [0, 0, 1, 0]


@given(st.lists(st.sampled_from(["muối rẻ", "lúa chết khô", "cầu mới"]), max_size=12))
def test_a_story_begins_with_itself(titles: list[str]) -> None:
    assert training_rows.stories(titles).tolist() == [titles.index(title) for title in titles]
