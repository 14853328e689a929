from datetime import timedelta, timezone
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.clock import DAY_ZERO, ZONE, instant
from demo.dates import feed_date, http_date

AT = instant(92, 6, 5)
SEOUL = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("rfc822", "Thu, 01 Oct 2026 06:05:00 +0700"),
        ("gmt7", "Thu, 01 Oct 2026 06:05:00 GMT+7"),
        ("gmt", "Wed, 30 Sep 2026 23:05:00 GMT"),
        ("bare", "Thu, 01 Oct 2026 06:05:00"),
        ("spaced", "2026-10-01 06:05:00"),
        ("iso", "2026-10-01T06:05:00+07:00"),
        ("utc7", "Thu, 01 Oct 2026 06:05:00 UTC+7"),
        ("ict", "Thu, 01 Oct 2026 06:05:00 ICT"),
        ("day-first", "01/10/2026 06:05"),
        ("half-days", "01/10/2026 6:05 SA"),
        ("words", "Ngày 1 tháng 10 năm 2026, 06:05"),
    ],
)
def test_one_instant_is_written_in_eleven_ways(form: str, text: str) -> None:
    assert feed_date(form, AT, ZONE) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("rfc822", "Thu, 01 Oct 2026 08:05:00 +0900"),
        ("spaced", "2026-10-01 08:05:00"),
        ("gmt", "Wed, 30 Sep 2026 23:05:00 GMT"),
    ],
)
def test_a_foreign_outlet_writes_its_own_time(form: str, text: str) -> None:
    assert feed_date(form, AT, SEOUL) == text


@pytest.mark.parametrize(
    ("hour", "text"), [(0, "12:05 SA"), (11, "11:05 SA"), (12, "12:05 CH"), (23, "11:05 CH")]
)
def test_half_days_begin_at_twelve(hour: int, text: str) -> None:
    assert feed_date("half-days", instant(92, hour, 5), ZONE) == f"01/10/2026 {text}"


@given(st.timedeltas(timedelta(0), timedelta(days=123)))
def test_headers_lose_nothing_but_the_fraction(since: timedelta) -> None:
    at = DAY_ZERO + since
    assert parsedate_to_datetime(http_date(at)) == at.replace(microsecond=0)
