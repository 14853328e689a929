from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.model import Capture, Shape
from crawler.schedule import (
    HINT_OFTEN,
    JITTER,
    LONGEST,
    RESTING_AFTER,
    SHORTEST,
    WEEK,
    Answer,
    Moving,
    Rhythm,
    Standing,
    backoff,
    follow_move,
    hint_of,
    interval,
    is_false_304,
    is_unconditional,
    jitter,
    judge,
    patience_of,
    rest,
    retry_after,
)

HOUR = timedelta(hours=1)
NOW = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NOTHING = timedelta()
LATER = "Thu, 01 Oct 2026 02:00:00 GMT"


def answered(
    *, url: str = "http://a.vn/rss", final_url: str = "", good: bool = False, **headers: str
) -> Capture:
    told = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Capture("", url, final_url or url, Shape.FEED, 200, told, b"", NOW, is_permanent=good)


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
    assert (resting.state, resting.wait) == ("resting", WEEK)
    assert judge(Answer(200), resting.failures, HOUR) == Standing("alive", 0, HOUR)


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


def after_days(rhythm: Rhythm, days: int, every: timedelta, each: int) -> Rhythm:
    """The rhythm after so many days of polls that each found so many entries."""
    for _ in range(int(timedelta(days=days) / every)):
        rhythm = rhythm.after(every, each)
    return rhythm


@pytest.mark.parametrize(("each", "minutes"), [(6, 10), (2, 30), (1, 60)])
def test_the_interval_comes_to_what_the_source_takes_for_an_entry(each: int, minutes: int) -> None:
    found = after_days(Rhythm(HOUR, HOUR), 14, HOUR, each)
    assert found.pace / MINUTE == pytest.approx(minutes, rel=0.05)


def test_a_source_that_writes_nothing_is_asked_once_a_day() -> None:
    silent = after_days(Rhythm(HOUR, HOUR), 60, LONGEST, 0)
    assert silent.pace == WEEK
    assert LONGEST * (1 - JITTER) <= interval(silent, "x", NOTHING) <= LONGEST


def test_a_quiet_night_changes_little() -> None:
    busy = Rhythm(HOUR, 20 * MINUTE)
    assert after_days(busy, 1, 24 * HOUR, 72).pace / MINUTE == pytest.approx(20, rel=0.02)
    night = busy
    for _ in range(24):
        night = night.after(20 * MINUTE, 0)
    assert night.pace < 23 * MINUTE


def test_no_time_between_two_polls_tells_nothing() -> None:
    assert Rhythm(HOUR, HOUR).after(NOTHING, 5) == Rhythm(HOUR, HOUR)


@pytest.mark.parametrize(
    ("every", "pace", "floor"),
    [(HOUR, MINUTE, SHORTEST), (5 * MINUTE, MINUTE, 5 * MINUTE), (HOUR, 2 * MINUTE, SHORTEST)],
)
def test_no_source_is_asked_sooner_than_the_floor(
    every: timedelta, pace: timedelta, floor: timedelta
) -> None:
    assert floor <= interval(Rhythm(every, pace), "nguon", NOTHING) <= floor * (1 + JITTER)


def test_a_list_that_may_have_lost_entries_is_asked_as_soon_as_may_be() -> None:
    slow = Rhythm(HOUR, 12 * HOUR)
    assert interval(slow, "x", NOTHING, is_overflowing=True) <= SHORTEST * (1 + JITTER)


@pytest.mark.parametrize(
    ("every", "pace", "hint", "wait"),
    [
        (HOUR, 30 * MINUTE, 10 * MINUTE, 30 * MINUTE),
        (HOUR, 30 * MINUTE, 45 * MINUTE, 45 * MINUTE),
        (HOUR, 30 * MINUTE, 6 * HOUR, HINT_OFTEN),
        (2 * HOUR, 30 * MINUTE, 6 * HOUR, 6 * HOUR),
        (2 * HOUR, 30 * MINUTE, WEEK, LONGEST),
    ],
)
def test_hints_only_lengthen_and_not_for_ever(
    every: timedelta, pace: timedelta, hint: timedelta, wait: timedelta
) -> None:
    exact = min(wait * (1 + jitter("x")), LONGEST)
    assert interval(Rhythm(every, pace), "x", hint) == exact


@given(st.text(max_size=20))
def test_a_sources_jitter_is_its_own_and_small(key: str) -> None:
    assert -JITTER <= jitter(key) == jitter(key) <= JITTER


def test_jitter_spreads_sources() -> None:
    shares = sorted(jitter(f"nguon-{number}") for number in range(100))
    assert shares[0] < -JITTER / 2 < 0 < JITTER / 2 < shares[-1]


@pytest.mark.parametrize(
    ("listed", "headers", "minutes"),
    [
        (0, {}, 0),
        (15, {}, 15),
        (-3, {}, 0),
        (0, {"Cache_Control": "public, max-age=600"}, 10),
        (30, {"Cache_Control": "max-age=600"}, 30),
        (0, {"Cache_Control": "no-cache, max-age=600"}, 0),
        (5, {"Cache_Control": "no-store", "Expires": LATER}, 5),
        (0, {"Cache_Control": "s-maxage=900"}, 0),
        (0, {"Cache_Control": "max-age=0", "Expires": LATER}, 0),
        (0, {"Expires": LATER}, 60),
        (0, {"Expires": LATER, "Date": "Thu, 01 Oct 2026 01:50:00 GMT"}, 10),
        (0, {"Expires": LATER, "Date": "hôm nay"}, 60),
        (0, {"Expires": "0"}, 0),
    ],
)
def test_a_server_hints_at_a_pause_in_many_ways(listed: int, headers: dict[str, Any], minutes: int) -> None:
    assert hint_of(answered(**headers), listed, NOW) == minutes * MINUTE


@pytest.mark.parametrize(
    ("polls", "every", "is_due"),
    [
        (10, HOUR, False),
        (11, HOUR, True),
        (11, MINUTE, True),
        (2, 6 * HOUR, False),
        (3, 6 * HOUR, True),
        (0, LONGEST, True),
        (0, WEEK, True),
    ],
)
def test_every_twelfth_question_or_one_a_day_has_no_conditions(
    polls: int, every: timedelta, is_due: bool
) -> None:
    assert is_unconditional(polls, every) is is_due


@pytest.mark.parametrize(
    ("status", "sent", "since", "told", "is_false"),
    [
        (304, '"1"', "", '"1"', False),
        (304, '"1"', "", 'W/"1"', False),
        (304, '"1"', "", "", False),
        (304, "", "Thu", "", False),
        (304, '"1"', "", '"2"', True),
        (304, "", "", '"2"', True),
        (200, "", "", '"2"', False),
    ],
)
def test_not_modified_may_be_untrue(status: int, sent: str, since: str, told: str, is_false: bool) -> None:
    assert is_false_304(status, sent, since, told) is is_false


def test_a_redirect_for_good_counts_when_it_was_seen_three_times_in_a_row() -> None:
    there = answered(final_url="http://b.vn/rss", good=True)
    first, _ = follow_move(Moving(), there)
    second, to = follow_move(first, there)
    assert (first, second, to) == (Moving("http://b.vn/rss", 1), Moving("http://b.vn/rss", 2), "")
    assert follow_move(second, there) == (Moving(), "http://b.vn/rss")


@pytest.mark.parametrize(
    ("capture", "moving"),
    [
        (answered(), Moving()),
        (answered(final_url="http://b.vn/rss"), Moving()),
        (answered(final_url="http://c.vn/rss", good=True), Moving("http://c.vn/rss", 1)),
    ],
)
def test_anything_else_between_begins_anew(capture: Capture, moving: Moving) -> None:
    assert follow_move(Moving("http://b.vn/rss", 2), capture) == (moving, "")


@pytest.mark.parametrize(
    ("asked", "rests", "wait"),
    [
        (timedelta(seconds=90), 5, timedelta(seconds=90)),
        (None, 0, MINUTE),
        (None, 3, 8 * MINUTE),
        (NOTHING, 1, 2 * MINUTE),
        (None, 999, LONGEST),
    ],
)
def test_a_host_that_does_not_say_how_long_is_left_alone_longer_each_time(
    asked: timedelta | None, rests: int, wait: timedelta
) -> None:
    assert rest(asked, rests) == wait


def test_a_hosts_own_clock_tells_how_long_it_means() -> None:
    asked = answered(Retry_After=LATER, Date="Thu, 01 Oct 2026 01:59:00 GMT")
    assert (patience_of(asked, NOW), patience_of(answered(Retry_After="5"), NOW)) == (
        MINUTE,
        timedelta(seconds=5),
    )
