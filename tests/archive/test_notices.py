from datetime import timedelta

import pytest

from archive import notices
from archive.models import Notice
from tests.factory import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)


def test_a_notice_stands_until_it_is_cleared() -> None:
    notices.raise_once("source-gone", "bao-rss", {"outlet": "Báo"}, MORNING)
    assert [(row.kind, row.key, row.params) for row in notices.standing()] == [
        ("source-gone", "bao-rss", {"outlet": "Báo"})
    ]
    notices.clear("source-gone", "bao-rss", LATER)
    assert notices.standing() == []
    assert Notice.objects.get().cleared_at == LATER


def test_raised_again_it_keeps_its_first_time_and_gets_the_newest_figures() -> None:
    notices.raise_once("canary", "bao:author", {"now": 0.5}, MORNING)
    notices.raise_once("canary", "bao:author", {"now": 0.1}, LATER)
    assert [(row.params, row.raised_at) for row in notices.standing()] == [({"now": 0.1}, MORNING)]


def test_what_comes_back_is_a_new_notice() -> None:
    notices.raise_once("canary", "bao:author", {}, MORNING)
    notices.clear("canary", "bao:author", MORNING)
    notices.raise_once("canary", "bao:author", {}, LATER)
    assert [row.raised_at for row in notices.standing()] == [LATER]
    assert Notice.objects.count() == 2


def test_clearing_what_was_never_told_does_nothing() -> None:
    notices.clear("canary", "bao:author", MORNING)
    assert Notice.objects.count() == 0


def test_the_newest_comes_first() -> None:
    for number in range(3):
        notices.raise_once("canary", f"bao:{number}", {}, MORNING + timedelta(hours=number))
    assert [row.key for row in notices.standing()] == ["bao:2", "bao:1", "bao:0"]


def test_what_was_told_long_enough_ago_ends() -> None:
    for number in range(2):
        notices.raise_once("mark", f"{number}", {}, MORNING + timedelta(hours=number))
    notices.raise_once("canary", "bao", {}, MORNING)
    notices.expire("mark", MORNING + timedelta(minutes=1), LATER)
    assert {(row.kind, row.key) for row in notices.standing()} == {("mark", "1"), ("canary", "bao")}
