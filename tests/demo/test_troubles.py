from datetime import UTC
from email.utils import parsedate_to_datetime

import pytest

from demo.clock import instant
from demo.exchange import Answer, Asked
from demo.troubles import CROWDED_EVERY, is_crowded, troubled
from tests.demo.conftest import PORT, Desk

NOW = instant(92, 6)
REAL = 1_760_000_000.75
LIST = Answer(200, "<rss></rss>", changed_at=NOW)


def asked(nth: int = 1, of_host: int = 1) -> Asked:
    return Asked("x.localhost", "/rss", "", PORT, NOW, nth=nth, of_host=of_host, real=REAL)


def test_a_list_without_trouble_is_left_alone() -> None:
    assert troubled("", LIST, asked()) is LIST


@pytest.mark.parametrize(("nth", "status"), [(1, 200), (4, 429), (5, 200), (8, 429)])
def test_one_list_refuses_until_an_instant(nth: int, status: int) -> None:
    assert troubled("busy-until", LIST, asked(nth=nth)).status == status


def test_the_instant_is_one_of_real_time_three_to_four_seconds_on() -> None:
    told = troubled("busy-until", LIST, asked(nth=4)).headers["Retry-After"]
    until = parsedate_to_datetime(told).astimezone(UTC).timestamp()
    assert 3 < until - REAL <= 4


@pytest.mark.parametrize(("day", "is_wall"), [(92, False), (93, True), (94, False), (100, True)])
def test_one_list_is_behind_a_wall_on_every_seventh_day(desk: Desk, day: int, *, is_wall: bool) -> None:
    reply = desk.ask("doi-moi", "/feed", instant(day, 9))
    assert reply.status == 200
    assert reply.text.startswith("<!DOCTYPE html>") == is_wall
    assert bool(reply.headers) != is_wall


@pytest.mark.parametrize(
    ("day", "status"), [(93, 200), (94, 404), (95, 404), (96, 404), (97, 200), (104, 404), (107, 200)]
)
def test_one_list_rests_for_three_days_in_ten_and_comes_back(desk: Desk, day: int, status: int) -> None:
    replies = [desk.ask("tay-linh", f"/rss/may-{number}.xml", instant(day, 9)) for number in (1, 2)]
    assert [reply.status for reply in replies] == [status, status]


@pytest.mark.parametrize("of_host", range(1, 2 * CROWDED_EVERY + 1))
def test_a_full_server_turns_away_by_the_count_of_all_requests(of_host: int) -> None:
    assert is_crowded(asked(of_host=of_host)) == (of_host in {CROWDED_EVERY, 2 * CROWDED_EVERY})
