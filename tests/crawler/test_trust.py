from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.entries import moment
from crawler.model import DateOrigin, Moment
from crawler.trust import AHEAD, EARLIEST, Trust, trust_of

FETCHED = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)


def at(when: datetime | None, *, has_zone: bool = True) -> Moment:
    return Moment(when, "", DateOrigin.FEED, has_zone)


@pytest.mark.parametrize(
    ("when", "trust"),
    [
        (FETCHED, Trust.SURE),
        (FETCHED + AHEAD, Trust.SURE),
        (FETCHED + AHEAD + timedelta(seconds=1), Trust.FUTURE),
        (datetime(2099, 1, 1, tzinfo=UTC), Trust.FUTURE),
        (EARLIEST, Trust.SURE),
        (EARLIEST - timedelta(seconds=1), Trust.ANCIENT),
        (datetime(1970, 1, 1, tzinfo=UTC), Trust.ANCIENT),
        (None, Trust.NONE),
    ],
)
def test_a_time_is_trusted_between_the_first_outlets_and_now(when: datetime | None, trust: Trust) -> None:
    assert trust_of(at(when), FETCHED) is trust


def test_a_time_without_a_zone_is_less_than_sure() -> None:
    assert trust_of(at(FETCHED, has_zone=False), FETCHED) is Trust.NO_ZONE


def test_what_is_absurd_outweighs_a_missing_zone() -> None:
    assert trust_of(at(datetime(1970, 1, 1, tzinfo=UTC), has_zone=False), FETCHED) is Trust.ANCIENT


@pytest.mark.parametrize(
    ("raw", "trust"),
    [
        ("Sat, 21 Nov 2026 08:05:00 +0700", Trust.SURE),
        ("21/11/2026 08:05", Trust.NO_ZONE),
        ("Wed, 01 Jan 2099 00:00:00 +0700", Trust.FUTURE),
        ("Thu, 01 Jan 1970 00:00:00 GMT", Trust.ANCIENT),
        ("Mon, 30 Feb 2026 08:00:00 +0700", Trust.NONE),
    ],
)
def test_what_is_written_decides(raw: str, trust: Trust) -> None:
    assert trust_of(moment(raw, "Asia/Ho_Chi_Minh"), FETCHED) is trust


@given(st.datetimes(timezones=st.just(UTC)), st.booleans())
def test_what_is_trusted_is_neither_to_come_nor_before_the_web(when: datetime, has_zone: object) -> None:
    trust = trust_of(at(when, has_zone=bool(has_zone)), FETCHED)
    is_trusted = trust in {Trust.SURE, Trust.NO_ZONE}
    assert is_trusted is (EARLIEST <= when <= FETCHED + AHEAD)
