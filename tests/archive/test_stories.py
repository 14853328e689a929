"""Stories as they are stored: one turn at a time, members with their changes, counts, where numbers lead."""

from datetime import timedelta

import pytest
from django.db import transaction

from archive import stories
from archive.models import Article, Story, StoryMember, StoryTurn
from archive.stories import Family, Turn
from tests import factory
from tests.factory import MORNING

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def placed(title: str = "Tin", *, at_story: int | None = None, hours: float = 0) -> Article:
    """An article in a story of its own, or in one that is there."""
    row = factory.article(title)
    factory.reading(row)
    with transaction.atomic():
        number = stories.found("vi", MORNING) if at_story is None else at_story
        stories.put(row.id, number, MORNING + hours * HOUR, title.encode())
        stories.recount([number])
    return row


@pytest.mark.django_db
def test_before_the_first_change_nothing_was_counted() -> None:
    assert stories.turn() == Turn(0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_turn_belongs_to_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="held by a transaction"):
        stories.take_turn()


@pytest.mark.django_db
def test_every_change_has_the_next_number_and_a_leaving_is_remembered() -> None:
    row = placed()
    assert stories.turn() == Turn(1, 0)
    stories.renew(row.id, MORNING, b"")
    stories.shift([row.id], row.membership.story_id)
    assert stories.turn() == Turn(3, 0)
    stories.take_out([row.id])
    assert stories.turn() == Turn(4, 4)
    assert StoryTurn.objects.count() == 1


@pytest.mark.django_db
def test_what_changed_after_a_turn_is_told_in_order_and_not_what_is_too_old() -> None:
    old, one, other = placed("a", hours=-30), placed("b"), placed("c")
    stories.renew(one.id, MORNING, b"moi")
    told = stories.changed_after(2, MORNING - DAY)
    assert [(member.article_id, member.vector) for member in told] == [(other.id, b"c"), (one.id, b"moi")]
    assert old.id in {member.article_id for member in stories.changed_after(0, MORNING - 2 * DAY)}


@pytest.mark.django_db
def test_around_an_instant_are_those_within_the_span() -> None:
    ids = [placed(str(hours), hours=hours).id for hours in (-25, -24, 0, 24, 25)]
    assert [member.article_id for member in stories.around(MORNING, DAY)] == ids[1:4]


@pytest.mark.django_db
def test_a_family_is_its_head_and_the_copies_that_still_have_places() -> None:
    head, copy = placed("a"), placed("b")
    Article.objects.filter(id=copy.id).update(copy_of=head)
    strays = {copy.id: copy.membership.story_id}
    family = Family(head.id, True, "bao-song-trong", head.membership.story_id, strays)  # noqa: FBT003 - as stored
    assert stories.family(copy.id) == stories.family(head.id) == family
    assert stories.family(987_654) is None


@pytest.mark.django_db
def test_who_is_not_about_the_province_or_not_read_belongs_nowhere() -> None:
    far, unread = factory.read_article(about=0.1), factory.article()
    families = [stories.family(row.id) for row in (far, unread, factory.read_article())]
    assert [family.belongs for family in families if family] == [False, False, True]


@pytest.mark.django_db
def test_a_story_counts_originals_copies_and_outlets_and_an_empty_one_keeps_its_times() -> None:
    row = placed(hours=2)
    number = row.membership.story_id
    of = factory.source(of=factory.outlet("khac"))
    factory.article(of=of, copy_of=row)
    stories.recount([number])
    told = Story.objects.get(id=number)
    assert (told.articles, told.copies, told.outlets, told.first_at) == (1, 1, 2, MORNING + 2 * HOUR)
    stories.take_out([row.id])
    stories.recount([number])
    told.refresh_from_db()
    assert (told.articles, told.copies, told.outlets, told.first_at) == (0, 0, 0, MORNING + 2 * HOUR)
    assert stories.is_empty(number)


@pytest.mark.django_db
def test_numbers_lead_to_where_their_articles_are_at_last() -> None:
    one, two, three = (stories.found("vi", MORNING) for _ in range(3))
    stories.lead(one, two)
    stories.lead(two, three)
    assert stories.standing([one, two, three, 999]) == {one: three, two: three, three: three, 999: 999}
    stories.lead(one, None)
    assert stories.standing([one]) == {one: one}


@pytest.mark.django_db
def test_rows_speak_for_themselves() -> None:
    row = placed()
    number = row.membership.story_id
    assert str(Story.objects.get()) == f"story {number}"
    assert str(StoryMember.objects.get()) == f"{number}: {row.id}"
    assert str(StoryTurn.objects.get()) == "turn 1"


def test_the_step_that_finds_a_story_is_one_a_revision() -> None:
    told = stories.to_cluster(7, 2, MORNING)
    assert (told.stage, told.key, told.payload, told.run_at) == ("story", "7:2", {"article": 7}, MORNING)
