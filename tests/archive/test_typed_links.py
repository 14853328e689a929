import pytest
from django.db import transaction

from archive import additions, announced, typed_links
from archive.models import Address, AddressState, Job
from archive.typed_links import LinkRow
from tests import factory

pytestmark = pytest.mark.django_db
NOW, URL = factory.MORNING, "https://coast.example/port"


def type_in(url: str = URL) -> int:
    with transaction.atomic():
        return typed_links.type_in(url, NOW)


def test_a_typed_link_is_fetched_as_any_other() -> None:
    outlet = factory.outlet("coast")
    id = type_in()
    address = Address.objects.get(id=id)
    assert (address.source.outlet, address.source.key, address.state) == (outlet, "coast-canbo", "waiting")
    job = Job.objects.get()
    assert (job.stage, job.key, job.lane, job.run_at) == ("fetch", str(id), "coast.example", NOW)


def test_the_same_link_twice_is_fetched_once() -> None:
    assert type_in() == type_in("http://coast.example/port")
    assert Job.objects.count() == 1


def test_a_link_that_the_archive_has_is_not_fetched() -> None:
    row = factory.article(url=URL)
    found = typed_links.row(type_in())
    assert found is not None
    assert (found.article_id, found.state, Job.objects.count()) == (row.id, "stored", 0)


@pytest.mark.parametrize("state", [AddressState.REFUSED, AddressState.GONE])
def test_a_link_that_was_refused_is_tried_again(state: AddressState) -> None:
    id = type_in()
    announced.mark(id, state)
    Job.objects.all().delete()
    assert type_in() == id
    assert (Address.objects.get().state, Job.objects.count()) == ("waiting", 1)


def test_a_link_that_was_put_aside_is_tried_again() -> None:
    id = type_in()
    Job.objects.update(quarantined_at=NOW, tries=3, reason="HTTP 503")
    assert typed_links.row(id) == LinkRow(id, URL, "waiting", None, "HTTP 503", is_aside=True)
    type_in()
    assert typed_links.row(id) == LinkRow(id, URL, "waiting", None, "HTTP 503", is_aside=False)


def test_a_link_nobody_typed_is_none() -> None:
    assert typed_links.row(99) is None


def test_what_it_waits_in_is_the_crawls_stage() -> None:
    assert (additions.EXTRACT, announced.FETCH) == ("extract", "fetch")
