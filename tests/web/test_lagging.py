from datetime import datetime, timedelta

import pytest
from django.utils import translation

from archive.lagging import Unit
from tests import factory
from web.lagging import Lag, age, lag


@pytest.mark.django_db
def test_nothing_is_told_while_nothing_waits() -> None:
    assert lag() is None


@pytest.mark.django_db
def test_what_waits_is_counted_with_the_age_of_the_first(now: datetime) -> None:
    factory.index_change(factory.article(), queued_at=now - timedelta(minutes=3, seconds=5))
    assert lag() == Lag(1, "3 phút")


@pytest.mark.parametrize(
    ("number", "unit", "vi", "en"),
    [
        (1, Unit.SECOND, "1 giây", "1 second"),
        (3, Unit.MINUTE, "3 phút", "3 minutes"),
        (2, Unit.HOUR, "2 giờ", "2 hours"),
        (9, Unit.DAY, "9 ngày", "9 days"),
    ],
)
def test_an_age_is_told_in_the_readers_language(number: int, unit: Unit, vi: str, en: str) -> None:
    told = []
    for language in ("vi", "en"):
        with translation.override(language):
            told.append(age(number, unit))
    assert told == [vi, en]
