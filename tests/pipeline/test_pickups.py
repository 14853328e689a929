"""A family is judged as it stands, and again whenever it changes."""

from datetime import timedelta

import pytest

from archive.models import Article, Pickup
from pipeline import pickups
from tests import factory
from tests.factory import MORNING
from tests.pipeline.making import BODY

pytestmark = pytest.mark.django_db
WHOLE = "\n".join(BODY)


def published(key: str, body: str, *, hours: int, copy_of: Article | None = None) -> Article:
    of = factory.source(of=factory.outlet(key, f"Báo {key.title()}", kind="national"))
    at = MORNING + timedelta(hours=hours)
    return factory.article(of=of, body=body, published_at=at, copy_of=copy_of)


def settled() -> dict[int, tuple[int | None, str]]:
    rows = Pickup.objects.values_list("article_id", "origin_id", "basis")
    return {article: (origin, basis) for article, origin, basis in rows}


def test_who_is_credited_is_the_origin_though_its_stamp_is_later() -> None:
    head = published("dau", f"{WHOLE} (Theo Báo Giua)", hours=0)
    middle = published("giua", WHOLE, hours=1, copy_of=head)
    last = published("cuoi", "\n".join(BODY[:3]), hours=5, copy_of=head)
    pickups.settle(head.id, MORNING)
    told = settled()
    assert told[head.id] == (middle.id, "credit")
    assert (told[middle.id], told[last.id][1]) == ((None, "first"), "containment")


def test_settling_twice_says_the_same_once() -> None:
    head = published("dau", WHOLE, hours=0)
    published("giua", WHOLE, hours=1, copy_of=head)
    pickups.settle(head.id, MORNING)
    before = settled()
    pickups.settle(head.id, MORNING)
    assert (settled(), Pickup.objects.count()) == (before, 2)


def test_an_article_that_has_no_copies_any_more_was_taken_from_nobody() -> None:
    head = published("dau", WHOLE, hours=0)
    taker = published("giua", WHOLE, hours=1, copy_of=head)
    pickups.settle(head.id, MORNING)
    Article.objects.filter(id=taker.id).update(copy_of=None)
    pickups.settle(head.id, MORNING)
    pickups.settle(taker.id, MORNING)
    assert settled() == {}


def test_a_source_outside_the_archive_is_told_by_any_known_outlets_name() -> None:
    factory.outlet("vang", "Báo Vắng")
    head = published("dau", WHOLE, hours=0)
    taker = published("giua", f"{WHOLE} (Theo Báo Vắng)", hours=1, copy_of=head)
    pickups.settle(head.id, MORNING)
    assert settled()[taker.id] == (None, "outside")
