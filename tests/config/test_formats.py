from datetime import UTC, date, datetime

import pytest
from django.forms import DateField, DateTimeField
from django.utils import formats, timezone, translation

from archive.clock import DESK_ZONE

AT = datetime(2026, 9, 2, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "name", "wanted"),
    [
        ("vi", "DATE_FORMAT", "02/09/2026"),
        ("vi", "SHORT_DATE_FORMAT", "02/09/2026"),
        ("vi", "TIME_FORMAT", "08:05"),
        ("vi", "DATETIME_FORMAT", "08:05 02/09/2026"),
        ("vi", "SHORT_DATETIME_FORMAT", "08:05 02/09/2026"),
        ("en", "DATE_FORMAT", "2 Sep 2026"),
        ("en", "SHORT_DATE_FORMAT", "02/09/2026"),
        ("en", "DATETIME_FORMAT", "08:05, 2 Sep 2026"),
        ("en", "SHORT_DATETIME_FORMAT", "08:05 02/09/2026"),
    ],
)
def test_a_moment_is_written_day_first(language: str, name: str, wanted: str) -> None:
    with translation.override(language):
        assert formats.date_format(timezone.localtime(AT, DESK_ZONE), name) == wanted


@pytest.mark.parametrize(("language", "wanted"), [("vi", "1.234.567,5"), ("en", "1,234,567.5")])
def test_numbers_are_grouped_as_each_language_does(language: str, wanted: str) -> None:
    with translation.override(language):
        assert formats.number_format(1_234_567.5, use_l10n=True, force_grouping=True) == wanted


@pytest.mark.parametrize("typed", ["02/09/2026", "2026-09-02"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_day_is_read_day_first(language: str, typed: str) -> None:
    with translation.override(language):
        assert DateField().clean(typed) == date(2026, 9, 2)


@pytest.mark.parametrize("typed", ["02/09/2026 08:05", "08:05 02/09/2026", "2026-09-02 08:05"])
def test_a_moment_is_read_as_it_is_written(typed: str) -> None:
    with translation.override("vi"):
        assert DateTimeField().clean(typed) == AT


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_week_begins_on_monday(language: str) -> None:
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
