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


def test_a_title_is_markup_where_feedparser_told_it() -> None:
    told = {"n": 1, "first": {"title": "M&#x01B0;a &amp; l\u0169"}}
    assert feeds.agrees(told, {"entries": [{"title": "Mưa & lũ"}]})


RSS = "<rss><channel><title>Báo thử</title><language>vi</language></channel></rss>"


@pytest.mark.parametrize(
    ("body", "expression", "held", "passed_over"),
    [
        (RSS, "feed['title'] == 'Báo thử' and feed['language'] == 'vi'", 1, {}),
        (RSS, "feed['title'] == 'Báo khác'", 0, {}),
        (RSS, "feed['docs'] == 'x'", 0, {"feed.docs": 1}),
        ("không phải", "feed['title'] == 'Báo thử'", 0, {}),
        (f'<!DOCTYPE r [<!ENTITY a "x">]>{RSS}', "feed['title'] == 'Báo thử'", 0, {"refused": 1}),
    ],
)
def test_embedded_cases_are_asked(
    tmp_path: Path, body: str, expression: str, held: int, passed_over: dict[str, int]
) -> None:
    told = {"file": "a.xml", "truth": "embedded", "expect_eval": expression}
    (tmp_path / "a.xml").write_text(body, "utf-8")
    (tmp_path / "a.xml.expected.json").write_text(json.dumps(told), "utf-8")
    found = feeds.embedded_cases(tmp_path)
    assert (found.held, dict(found.passed_over)) == (held, passed_over)


def test_expectations_are_taken_by_their_truth(tmp_path: Path) -> None:
    for name, truth in (("a.xml", "agreement"), ("b.xml", "embedded")):
        told = {"file": name, "truth": truth, "expect": WANTED}
        (tmp_path / f"{name}.expected.json").write_text(json.dumps(told), "utf-8")
    assert feeds.expectations(tmp_path, "agreement") == {"a.xml": WANTED}
