from datetime import UTC, datetime, timedelta

import pytest

from crawler.model import Capture, DateOrigin, Moment, Shape

NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value"), [("content-type", "text/html"), ("Content-Type", "text/html"), ("ETag", "")]
)
def test_a_header_is_found_in_any_case(name: str, value: str) -> None:
    headers = (("Content-TYPE", "text/html"), ("content-type", "text/xml"))
    assert Capture("k", "u", "u", Shape.PAGE, 200, headers, b"", NOON).header(name) == value


def test_a_moment_is_shown_as_it_was_written() -> None:
    moment = Moment(NOON, "12:00 +07:00", DateOrigin.META, has_zone=True, offset=timedelta(hours=7))
    assert moment.written_at is not None
    assert moment.written_at.isoformat() == "2026-11-21T12:00:00+07:00"


@pytest.mark.parametrize(
    "moment",
    [Moment(NOON, "", DateOrigin.META), Moment(None, "", DateOrigin.NONE, offset=timedelta(hours=7))],
)
def test_a_moment_without_a_zone_of_its_own_was_written_in_none(moment: Moment) -> None:
    assert moment.written_at is None


def test_one_instant_in_two_spellings_is_the_same() -> None:
    one, two = (Moment(NOON, "x", DateOrigin.META, True, timedelta(hours=hours)) for hours in (0, 7))  # noqa: FBT003 - by its place
    assert (one == two, hash(one) == hash(two)) == (True, True)
