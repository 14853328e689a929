from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.schedule import LONGEST, RESTING_AFTER, Answer, Standing, backoff, judge, retry_after

HOUR = timedelta(hours=1)
NOW = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [200, 304])
def test_an_answer_makes_a_source_alive(status: int) -> None:
    assert judge(Answer(status), 7, HOUR) == Standing("alive", 0, HOUR)


def test_gone_is_for_good_and_asked_again_in_a_week() -> None:
    assert judge(Answer(410), 0, HOUR) == Standing("gone", 1, LONGEST * 7, "410 Gone")


def test_a_page_instead_of_a_feed_is_a_wall() -> None:
    assert judge(Answer(200, is_page=True), 0, HOUR) == Standing("blocked", 1, 2 * HOUR, "200 + HTML")


def test_asking_for_patience_is_no_failure() -> None:
    patient = judge(Answer(429, retry_after=timedelta(hours=2)), 3, HOUR)
    assert patient == Standing("alive", 3, timedelta(hours=2), "HTTP 429")
    assert judge(Answer(429), 0, HOUR).wait == HOUR
    assert judge(Answer(429, retry_after=timedelta(seconds=3)), 0, HOUR).wait == HOUR


@pytest.mark.parametrize(
    ("status", "error", "reason"),
    [(500, "", "HTTP 500"), (0, "timeout", "timeout"), (200, "bad XML", "bad XML")],
)
def test_failures_wait_linearly(status: int, error: str, reason: str) -> None:
    waits = [judge(Answer(status, error), failures, HOUR) for failures in range(3)]
    assert [w.wait for w in waits] == [2 * HOUR, 3 * HOUR, 4 * HOUR]
    assert {(w.state, w.reason) for w in waits} == {("failing", reason)}


def test_a_long_failing_source_rests_but_is_still_asked() -> None:
    resting = judge(Answer(500), RESTING_AFTER - 1, HOUR)
    assert (resting.state, resting.wait) == ("resting", 11 * HOUR)


def test_a_server_may_only_lengthen_the_wait() -> None:
    assert judge(Answer(503, retry_after=timedelta(hours=5)), 0, HOUR).wait == timedelta(hours=5)
    assert judge(Answer(503, retry_after=timedelta(seconds=1)), 0, HOUR).wait == 2 * HOUR


@given(st.integers(0, 10_000), st.integers(1, 10_080))
def test_no_wait_is_longer_than_a_day(failures: int, minutes: int) -> None:
    assert timedelta() < backoff(timedelta(minutes=minutes), failures) <= LONGEST


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 5 ", timedelta(seconds=5)),
        ("Thu, 01 Oct 2026 01:10:00 GMT", timedelta(minutes=10)),
        ("Thu, 01 Oct 2026 00:00:00 GMT", timedelta()),
        ("Thu, 01 Oct 2026 08:10:00 -0000", timedelta(hours=7, minutes=10)),
        ("99999999999999999999", LONGEST),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
    ],
)
def test_retry_after_in_seconds_and_as_a_date(header: str, wait: timedelta | None) -> None:
    assert retry_after(header, NOW) == wait


@given(st.text(max_size=40))
def test_retry_after_never_raises(header: str) -> None:
    wait = retry_after(header, NOW)
    assert wait is None or timedelta() <= wait <= LONGEST
