"""A private feed is opened by a token that is told once, as long as its owner may see it."""

import pytest
from django.core.exceptions import PermissionDenied

from desk import watches
from desk.models import Act, Officer, Watch, WatchState
from desk.rights import Role
from tests import factory
from tests.desk.making import actor, watch

pytestmark = pytest.mark.django_db
NOW = factory.MORNING


def test_a_token_opens_its_watch_and_is_not_kept() -> None:
    found = watch()
    token = watches.make_feed(actor(), found.id, NOW)
    row = watches.of_feed(token)
    assert row is not None
    assert (row.id, row.has_feed) == (found.id, True)
    assert token not in str(list(Watch.objects.values())) + str(list(Act.objects.values()))


def test_a_new_token_closes_the_old_one_and_a_dropped_feed_opens_nothing() -> None:
    found = watch()
    old, new = (watches.make_feed(actor(), found.id, NOW) for _ in range(2))
    assert [watches.of_feed(token) is not None for token in (old, new, "")] == [False, True, False]
    watches.drop_feed(actor(), found.id, NOW)
    assert watches.of_feed(new) is None
    assert [act.code for act in watches.acts(found.id, 9)] == [
        "watch_feed_dropped",
        "watch_feed_made",
        "watch_feed_made",
    ]


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.READER}])
def test_a_feed_ends_with_its_owners_right_to_see_it(change: dict[str, object]) -> None:
    token = watches.make_feed(actor(), watch().id, NOW)
    Officer.objects.update(**change)
    assert watches.of_feed(token) is None


def test_a_closed_watch_has_no_feed() -> None:
    found = watch()
    token = watches.make_feed(actor(), found.id, NOW)
    Watch.objects.update(state=WatchState.CLOSED)
    assert watches.of_feed(token) is None
    with pytest.raises(PermissionDenied):
        watches.make_feed(actor(), found.id, NOW)


@pytest.mark.parametrize("role", [Role.CLAIMS, Role.APPROVER, Role.READER])
def test_only_the_owner_makes_and_drops_a_feed(role: Role) -> None:
    found = watch(team="claims")
    for act in (watches.make_feed, watches.drop_feed):
        with pytest.raises(PermissionDenied):
            act(actor(role), found.id, NOW)
