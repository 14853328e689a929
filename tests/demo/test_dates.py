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
    ],
)
def test_one_instant_is_written_in_six_ways(form: str, text: str) -> None:
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


@given(st.timedeltas(timedelta(0), timedelta(days=123)))
def test_headers_lose_nothing_but_the_fraction(since: timedelta) -> None:
    at = DAY_ZERO + since
    assert parsedate_to_datetime(http_date(at)) == at.replace(microsecond=0)
