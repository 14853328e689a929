from datetime import datetime, timedelta
from typing import Any

import pytest

from archive.articles import ArticleRow
from web import names
from web.lighting import Run
from web.lines import by_day, line, title_of
from web.moments import day_of, heading, stamp


def row(now: datetime, **changes: Any) -> ArticleRow:
    told: dict[str, Any] = {
        "id": 1,
        "title": "Cầu thông xe",
        "standfirst": "",
        "url": "https://bao.example/1",
        "outlet": "Báo Sông Trong",
        "outlet_key": "bao-song-trong",
        "kind": "provincial",
        "country": "VN",
        "lang": "vi",
        "published_at": now,
        "first_fetched_at": now,
        "is_about": True,
        "about": 0.9,
        "topic": "health",
        "tone": 0,
        "abstain": False,
        "copies": 0,
        "copy_of": None,
    }
    return ArticleRow(**{**told, **changes})


def test_lines_stand_under_their_days(now: datetime) -> None:
    early, before = now - timedelta(hours=1), now - timedelta(days=1)
    rows = [row(now, published_at=at) for at in (now, early, before, None)]
    told = by_day(rows, day_of(now))
    assert [(day.heading, len(day.lines)) for day in told] == [
        ("Hôm nay, Thứ Năm, 1/10/2026", 2),
        ("Hôm qua, Thứ Tư, 30/9/2026", 1),
        ("Không rõ ngày", 1),
    ]


def test_under_its_day_a_line_needs_only_the_time(now: datetime) -> None:
    yesterday = row(now, published_at=now - timedelta(days=1))
    assert by_day([yesterday], day_of(now))[0].lines[0].clock == "08:00"


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        (timedelta(), "08:00"),
        (timedelta(hours=9), "23:00 30/9"),
        (timedelta(days=300), "08:00 5/12/2025"),
    ],
)
def test_a_stamp_is_as_short_as_it_can_be(now: datetime, back: timedelta, expected: str) -> None:
    assert stamp(now - back, day_of(now)) == expected


def test_no_instant_has_no_stamp(now: datetime) -> None:
    assert stamp(None, day_of(now)) == ""


def test_an_older_day_is_named_in_full(now: datetime) -> None:
    assert heading(day_of(now - timedelta(days=4)), day_of(now)) == "Chủ nhật, 27/9/2026"


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"tone": -1}, names.TONES[-1]),
        ({"tone": 1}, names.TONES[1]),
        ({"tone": 1, "abstain": True}, names.UNSURE),
        ({"about": None, "abstain": True}, names.UNREAD),
    ],
)
def test_a_tone_the_machine_is_unsure_of_is_said_so(
    now: datetime, changes: dict[str, Any], mark: names.Mark
) -> None:
    assert line(row(now, **changes), day_of(now)).mark == mark


def test_foreign_press_says_its_country_and_language(now: datetime) -> None:
    told = line(row(now, country="KR", lang="ko"), day_of(now))
    assert (told.abroad, told.language) == ("Hàn Quốc", "Tiếng Hàn")


def test_the_home_press_says_neither(now: datetime) -> None:
    told = line(row(now), day_of(now))
    assert (told.abroad, told.language, told.topic) == ("", "", "Y tế")


@pytest.mark.parametrize(("minutes", "is_new"), [(-1, True), (0, False), (1, False)])
def test_what_came_after_the_last_look_is_new(now: datetime, minutes: int, *, is_new: bool) -> None:
    assert line(row(now), day_of(now), since=now + timedelta(minutes=minutes)).is_new is is_new


def test_an_article_without_a_title_is_called_by_its_address(now: datetime) -> None:
    assert title_of(row(now, title="")) == "https://bao.example/1"
    assert line(row(now, title=""), day_of(now)).title == (Run("https://bao.example/1"),)
