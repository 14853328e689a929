"""A private feed is opened by a token that is told once, as long as its owner may see it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from archive.models import Article
from desk import watch_feeds, watches
from desk.models import Act, Officer, Watch, WatchHit, WatchState
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


def test_how_a_feed_stands_changes_with_what_it_shows() -> None:
    found = watch()
    token = watches.make_feed(actor(), found.id, NOW)
    row = factory.article()
    stands = [watch_feeds.stand(token, 50)]
    WatchHit.objects.create(watch_id=found.id, article=row, found_at=NOW)
    stands.append(watch_feeds.stand(token, 50))
    Article.objects.update(revision=7)
    stands.append(watch_feeds.stand(token, 50))
    Watch.objects.update(changed_at=NOW + timedelta(hours=1))
    stands.append(watch_feeds.stand(token, 50))
    assert len({stand.tag for stand in stands if stand}) == 4
    assert stands[-1] == watch_feeds.stand(token, 50)


def test_only_what_a_feed_shows_counts() -> None:
    found = watch()
    token = watches.make_feed(actor(), found.id, NOW)
    hits = [
        WatchHit.objects.create(watch_id=found.id, article=factory.article(), found_at=NOW) for _ in range(3)
    ]
    before = watch_feeds.stand(token, 2)
    Article.objects.filter(id=hits[0].article_id).update(revision=7)
    assert watch_feeds.stand(token, 2) == before


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
    assert (watches.of_feed(token), watch_feeds.stand(token, 50)) == (None, None)


def test_a_closed_watch_has_no_feed() -> None:
    found = watch()
    token = watches.make_feed(actor(), found.id, NOW)
    Watch.objects.update(state=WatchState.CLOSED)
    assert (watches.of_feed(token), watch_feeds.stand(token, 50)) == (None, None)
    with pytest.raises(PermissionDenied):
        watches.make_feed(actor(), found.id, NOW)


@pytest.mark.parametrize("role", [Role.CLAIMS, Role.APPROVER, Role.READER])
def test_only_the_owner_makes_and_drops_a_feed(role: Role) -> None:
    found = watch(team="claims")
    for act in (watches.make_feed, watches.drop_feed):
        with pytest.raises(PermissionDenied):
            act(actor(role), found.id, NOW)
