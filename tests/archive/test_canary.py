from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import canary, notices
from archive.canary import FIELDS, Fall, Seen, falls, is_fall
from archive.models import Address, AddressState, Article, Source
from tests import factory

WHOLE = Seen(frozenset(FIELDS), 2000)
NOW = factory.MORNING


def without(field: str) -> Seen:
    return Seen(WHOLE.filled - {field}, WHOLE.length)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_is_no_longer_filled_fell(field: str) -> None:
    newest = [without(field)] * 15 + [WHOLE] * 5
    assert list(falls(newest, [WHOLE] * 60)) == [Fall(field, 1.0, 0.25)]


@pytest.mark.parametrize("length", [900, 6000])
def test_bodies_much_shorter_or_longer_than_before_drifted(length: int) -> None:
    newest = [Seen(WHOLE.filled, length)] * 20
    assert list(falls(newest, [WHOLE] * 60)) == [Fall("length", 2000, length)]


@pytest.mark.parametrize(
    ("newest", "before"),
    [
        ([WHOLE] * 20, [WHOLE] * 60),
        ([without("author")] * 3 + [WHOLE] * 17, [WHOLE] * 60),  # a few may lack it
        ([without("author")] * 20, [without("author")] * 60),  # never had it
        ([without("author")] * 19, [WHOLE] * 60),  # too few to say
        ([without("author")] * 20, [WHOLE] * 19),
        ([], []),
    ],
)
def test_what_chance_can_bring_is_no_fall(newest: list[Seen], before: list[Seen]) -> None:
    assert list(falls(newest, before)) == []


@given(st.integers(1, 200), st.integers(1, 40), st.data())
def test_a_share_that_did_not_fall_is_no_fall(of_before: int, of_now: int, data: st.DataObject) -> None:
    had = data.draw(st.integers(0, of_before))
    assert not is_fall(had, of_before, of_now, of_now)


def put(count: int, *, author: str = "", ago: timedelta = timedelta(), body: str = "câu chữ " * 80) -> None:
    for number in range(count):
        at = NOW - ago - timedelta(hours=number)
        row = factory.article(standfirst="sapo", body=body, published_at=at, seen_at=at)
        Article.objects.filter(id=row.id).update(authors=[author] if author else [], section="Đời sống")


def told() -> list[tuple[str, float, float]]:
    return [
        (row.key.partition(":")[2], row.params["before"], row.params["now"])
        for row in notices.standing()
        if row.kind == canary.KIND
    ]


@pytest.mark.django_db
def test_an_outlet_that_lost_its_authors_is_told_and_cleared_when_well() -> None:
    put(30, author="Hoài An", ago=timedelta(days=3))
    put(20)
    assert canary.look(NOW) == 1
    assert told() == [("author", 1.0, 0.0)]
    put(20, author="Hoài An", ago=-timedelta(days=1))
    canary.look(NOW + timedelta(days=1))
    assert told() == []


@pytest.mark.django_db
def test_looking_again_tells_it_once_with_the_newest_figures() -> None:
    put(30, author="Hoài An", ago=timedelta(days=3))
    put(20)
    canary.look(NOW)
    canary.look(NOW + timedelta(hours=6))
    assert [row.raised_at for row in notices.standing()] == [NOW]


def addresses(states: Iterable[AddressState], source: Source) -> None:
    for number, state in enumerate(states):
        Address.objects.create(
            url_key=f"{number}",
            url=f"https://bao.example/{number}",
            source=source,
            state=state,
            first_seen_at=NOW - timedelta(hours=number),
        )


@pytest.mark.django_db
def test_pages_that_are_no_longer_articles_are_told() -> None:
    addresses([AddressState.REFUSED] * 20 + [AddressState.STORED] * 40, factory.source())
    canary.look(NOW)
    assert told() == [("yield", 1.0, 0.0)]


@pytest.mark.django_db
def test_addresses_that_still_wait_say_nothing() -> None:
    addresses([AddressState.WAITING] * 30 + [AddressState.STORED] * 40, factory.source())
    canary.look(NOW)
    assert told() == []


@pytest.mark.django_db
def test_an_outlet_that_sleeps_is_not_looked_at() -> None:
    put(30, author="Hoài An", ago=timedelta(days=3))
    put(20)
    Source.objects.update(is_active=False)
    assert canary.look(NOW) == 0
