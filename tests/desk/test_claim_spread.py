"""How a claim spread: the first carrier, its days, and what became of who carried it."""

from datetime import date, datetime, timedelta

import pytest

from archive.models import Article
from desk import claims
from desk.claim_spread import MOST_DAYS
from desk.claims import Spread, SpreadDay
from desk.models import Claim
from tests import factory
from tests.desk.claiming import claim, hit

pytestmark = pytest.mark.django_db
NOW = factory.MORNING
DAY = timedelta(days=1)


def told(row: Claim) -> Spread:
    return claims.spread(claims.hits(row.id))


def at(when: datetime, key: str = "bao-a") -> Article:
    return factory.article(of=factory.source(of=factory.outlet(key, key)), published_at=when)


def test_nothing_found_spread_nowhere() -> None:
    assert told(claim()) == Spread(None, (), 0, 0, (), (), ())


def test_the_first_carrier_is_the_earliest_that_an_officer_called_one() -> None:
    row = claim()
    hit(row, at(NOW - DAY))
    hit(row, at(NOW - 2 * DAY), bearing="unrelated")
    first = at(NOW)
    hit(row, first, bearing="carries")
    hit(row, at(NOW + DAY, "bao-b"), bearing="carries")
    way = told(row)
    assert way.first is not None
    assert (way.first.article.id, way.carriers, way.outlets) == (first.id, 2, 2)


def test_before_anybody_judged_the_earliest_found_is_told() -> None:
    row = claim()
    early = at(NOW - DAY)
    hit(row, at(NOW))
    hit(row, early)
    way = told(row)
    assert way.first is not None
    assert (way.first.article.id, way.carriers) == (early.id, 0)


def test_quiet_days_are_days_too_and_copies_count() -> None:
    row = claim()
    head = at(NOW)
    hit(row, head, bearing="carries")
    hit(row, factory.article(copy_of=head, published_at=NOW), bearing="carries")
    hit(row, at(NOW + 2 * DAY), bearing="denies")
    hit(row, at(NOW + 2 * DAY))
    first = date(2026, 10, 1)
    assert told(row).days == (
        SpreadDay(first, 2, 0, 0),
        SpreadDay(first + DAY, 0, 0, 0),
        SpreadDay(first + 2 * DAY, 0, 1, 1),
    )
    assert told(row).days[2].total == 2


def test_a_picture_ends_after_two_months() -> None:
    row = claim()
    hit(row, at(NOW))
    hit(row, at(NOW + 200 * DAY))
    assert len(told(row).days) == MOST_DAYS


def test_what_became_of_the_carriers() -> None:
    row = claim()
    stays, mended, gone = at(NOW), at(NOW), at(NOW)
    Article.objects.filter(id=gone.id).update(removed_at=NOW)
    hit(row, stays, bearing="carries")
    hit(row, mended, bearing="carries", mended_at=NOW)
    hit(row, gone, bearing="carries", mended_at=NOW)
    way = told(row)
    parts = (way.standing, way.mended, way.removed)
    assert [[one.article.id for one in part] for part in parts] == [[stays.id], [mended.id], [gone.id]]
