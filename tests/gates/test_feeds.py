import json
from pathlib import Path
from typing import Any

import pytest

from tests.gates import feeds

FIRST = {"title": "Lũ rút", "link": "https://bao.example/1", "published_utc": "2026-10-01T00:00:00Z"}
ENTRY = {"title": "Lũ rút", "link": "https://bao.example/1", "published_at": "2026-10-01T00:00:00+00:00"}
ANSWER = {"file": "a.xml", "title": "Báo Thử", "error": None, "entries": [ENTRY, ENTRY]}
WANTED = {"feed_title": "Báo Thử", "n": 2, "first": FIRST}


@pytest.mark.parametrize(
    ("wanted", "is_right"),
    [
        ({}, True),
        ({"feed_title": "Báo Khác"}, False),
        ({"n": 3}, False),
        ({"n": None, "n_min": 2}, True),
        ({"n": None, "n_min": 3}, False),
        ({"first": {**FIRST, "title": "Lũ lên"}}, False),
        ({"first": {**FIRST, "title": "  Lu\u0303  rút"}}, True),
        ({"first": {**FIRST, "link": "https://bao.example/2"}}, False),
        ({"first": {**FIRST, "published_utc": None}}, False),
        ({"first": {"title_text": "Lũ rút"}}, True),
        ({"error": "not_a_feed"}, False),
        ({"must_not_contain": "bao.example"}, False),
        ({"must_not_contain_html": ["<script"]}, True),
    ],
)
def test_an_answer_is_right_or_not(wanted: dict[str, Any], is_right: object) -> None:
    assert feeds.agrees({**WANTED, **wanted}, ANSWER) is is_right


def test_an_error_may_stand_where_one_is_expected() -> None:
    assert feeds.agrees({"error": "empty", "n": 0}, {"error": "nothing in it", "entries": []})


def test_a_first_entry_that_is_missing_is_wrong() -> None:
    assert not feeds.agrees({"first": FIRST}, {"entries": []})


def test_the_share_counts_a_file_without_an_answer_as_wrong() -> None:
    assert feeds.share({"a.xml": WANTED, "b.xml": WANTED}, [ANSWER]) == 0.5


def test_nothing_expected_is_no_share() -> None:
    assert feeds.share({}, [ANSWER]) == 0.0


def test_expectations_are_taken_by_their_truth(tmp_path: Path) -> None:
    for name, truth in (("a.xml", "agreement"), ("b.xml", "embedded")):
        told = {"file": name, "truth": truth, "expect": WANTED}
        (tmp_path / f"{name}.expected.json").write_text(json.dumps(told), "utf-8")
    assert feeds.expectations(tmp_path, "agreement") == {"a.xml": WANTED}
