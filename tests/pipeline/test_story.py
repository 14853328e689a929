"""An article about the province joins the story of its event, or begins one, and leaves it for a reason."""

from datetime import timedelta

import pytest
from django.db import transaction

from archive import stories, story_words
from archive.models import Article, Reading, Story, StoryMember, StoryTie, StoryTurn, StoryWord
from archive.story_words import Bounds
from classifier.stories import Placement
from pipeline import story
from pipeline.context import Context
from pipeline.story import Place, chosen
from pipeline.story_state import StoryState
from tests.pipeline.events import BRIDGE, FISH, cluster, clustered, told
from tests.pipeline.making import Hands, related, stored, waiting

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def places() -> dict[int, int]:
    return dict(StoryMember.objects.order_by("article").values_list("article_id", "story_id"))


def groups() -> list[list[int]]:
    """The articles of each story, by the stories' numbers."""
    found: dict[int, list[int]] = {}
    for article, story_id in places().items():
        found.setdefault(story_id, []).append(article)
    return [found[story_id] for story_id in sorted(found)]


def test_articles_of_one_event_are_one_story_and_another_event_is_another(context: Context) -> None:
    a, x, b, c, y = clustered(context, FISH[0], BRIDGE[0], FISH[1], FISH[2], BRIDGE[1])
    assert groups() == [[a.id, b.id, c.id], [x.id, y.id]]


def test_a_story_counts_what_it_has(context: Context) -> None:
    a, b = clustered(context, FISH[0], FISH[1], hours=5)
    copy = told(FISH[0], "bao-chep", copy_of=a)
    cluster(context, copy)
    row = Story.objects.get()
    assert (row.articles, row.copies, row.outlets) == (2, 1, 3)
    assert (row.first_at, row.last_at, row.lang) == (a.published_at, b.published_at, "vi")


def test_stories_of_other_languages_are_others(context: Context) -> None:
    rows = [told(FISH[0]), told(FISH[0], "other", lang="zz")]
    cluster(context, *rows)
    assert groups() == [[rows[0].id], [rows[1].id]]


def test_what_is_not_about_the_province_has_no_story(context: Context) -> None:
    cluster(context, told(FISH[0], about=0.1))
    assert (places(), Story.objects.count()) == ({}, 0)


def test_what_nobody_has_read_has_no_story(context: Context) -> None:
    row = told(FISH[0])
    Article.objects.update(reading=None)
    cluster(context, row)
    assert places() == {}


def test_an_article_that_is_gone_ends_its_step(context: Context) -> None:
    cluster(context, Article(id=987_654))
    assert (waiting(), Story.objects.count()) == ([], 0)


def test_a_copy_has_no_place_of_its_own(context: Context) -> None:
    head = told(FISH[0])
    copy = told(FISH[0], "bao-chep", copy_of=head)
    cluster(context, copy)
    assert places() == {head.id: Story.objects.get().id}


def test_an_article_that_becomes_a_copy_leaves_and_its_empty_story_leads_on(context: Context) -> None:
    a, x = clustered(context, FISH[0], BRIDGE[0])
    left, kept = places()[x.id], places()[a.id]
    Article.objects.filter(id=x.id).update(copy_of=a)
    cluster(context, x)
    assert places() == {a.id: kept}
    assert stories.standing([left]) == {left: kept}


def test_a_story_that_keeps_others_stays_when_one_becomes_a_copy(context: Context) -> None:
    a, b, x = clustered(context, FISH[0], FISH[1], BRIDGE[0])
    Article.objects.filter(id=b.id).update(copy_of=x)
    cluster(context, b)
    assert groups() == [[a.id], [x.id]]
    assert Story.objects.filter(merged_into__isnull=False).count() == 0


def test_the_first_text_that_came_late_takes_the_place_of_its_copy(context: Context) -> None:
    (copy,) = clustered(context, FISH[0])
    number = places()[copy.id]
    head = told(FISH[0], "bao-goc", hours=-2)
    Article.objects.filter(id=copy.id).update(copy_of=head)
    cluster(context, head)
    assert places() == {head.id: number}


def test_what_was_said_of_a_copy_holds_for_the_text_it_stands_under_now(context: Context) -> None:
    copy, x = clustered(context, FISH[0], BRIDGE[0])
    story_words.say([(copy.id, places()[x.id], True)])
    head = told(FISH[0], "bao-goc", hours=-2)
    Article.objects.filter(id=copy.id).update(copy_of=head)
    cluster(context, head)
    assert places()[head.id] == places()[x.id]
    assert list(StoryWord.objects.values_list("article_id", "belongs")) == [(head.id, True)]


def test_a_copy_that_was_rewritten_has_a_story_again(context: Context) -> None:
    a, copy = told(FISH[0]), told(BRIDGE[0], "bao-chep")
    Article.objects.filter(id=copy.id).update(copy_of=a)
    cluster(context, a, copy)
    Article.objects.filter(id=copy.id).update(copy_of=None)
    cluster(context, copy)
    assert groups() == [[a.id], [copy.id]]


def test_an_article_said_to_be_of_elsewhere_leaves_and_its_number_means_nothing_else(
    context: Context,
) -> None:
    (a,) = clustered(context, FISH[0])
    Reading.objects.update(is_about=False)
    cluster(context, a)
    assert (places(), Story.objects.get().articles) == ({}, 0)
    Reading.objects.update(is_about=True)
    cluster(context, told(BRIDGE[0], "bao-cau"))
    assert set(places().values()).isdisjoint({Story.objects.earliest("id").id})


def test_the_number_stays_when_the_first_article_leaves(context: Context) -> None:
    a, b = clustered(context, FISH[0], FISH[1])
    number = places()[b.id]
    Reading.objects.filter(article=a).update(is_about=False)
    cluster(context, a)
    assert places() == {b.id: number}
    assert Story.objects.get().first_at == b.published_at


def test_a_new_version_stays_where_it_is_with_its_new_words(context: Context) -> None:
    a, b = clustered(context, FISH[0], FISH[1])
    before = StoryMember.objects.get(article=b).vector
    Article.objects.filter(id=b.id).update(title=BRIDGE[0][0], body=BRIDGE[0][1])
    cluster(context, b)
    assert groups() == [[a.id, b.id]]
    assert StoryMember.objects.get(article=b).vector != before


def test_another_date_is_another_time_of_the_story(context: Context) -> None:
    (a,) = clustered(context, FISH[0])
    assert a.published_at is not None
    Article.objects.update(published_at=a.published_at - DAY)
    cluster(context, a)
    assert Story.objects.get().first_at == a.published_at - DAY


def test_running_again_changes_nothing(context: Context) -> None:
    rows = clustered(context, FISH[0], BRIDGE[0], FISH[1])
    before = groups()
    cluster(context, *reversed(rows))
    assert (groups(), Story.objects.count()) == (before, 2)


def test_an_article_that_comes_weeks_late_finds_the_story_of_its_days(context: Context, hands: Hands) -> None:
    rows = clustered(context, FISH[0], FISH[1])
    hands.at += 30 * DAY
    late = told(FISH[2], "bao-muon", hours=3)
    cluster(context, late)
    assert groups() == [[*(row.id for row in rows), late.id]]


def test_an_undated_article_goes_by_when_it_came(context: Context) -> None:
    row = told(FISH[0], start=None)
    cluster(context, row)
    assert StoryMember.objects.get().at == row.first_fetched_at


def test_a_story_that_changed_is_compared_with_other_languages(context: Context) -> None:
    (a,) = clustered(context, FISH[0])
    number = StoryTurn.objects.get().number
    assert ("across", f"{places()[a.id]}:{number}") in waiting()


def test_relating_hands_on_to_the_stories(context: Context) -> None:
    kept = stored("https://bao.example/tin", "Nước dâng.")
    related(kept.article_id, context)
    assert ("story", str(kept.article_id)) in {(stage, key.partition(":")[0]) for stage, key in waiting()}


def test_what_an_officer_said_outranks_what_is_alike(context: Context) -> None:
    a, x = clustered(context, FISH[0], BRIDGE[0])
    new = told(FISH[1], "bao-moi", hours=3)
    story_words.say([(new.id, places()[x.id], True)])
    cluster(context, new)
    assert groups() == [[a.id], [x.id, new.id]]


def test_what_an_officer_parted_is_not_joined_again(context: Context) -> None:
    a, b = clustered(context, FISH[0], FISH[1])
    story_words.say([(b.id, places()[a.id], False)])
    with transaction.atomic():
        stories.take_out([b.id])
    cluster(context, b)
    assert groups() == [[a.id], [b.id]]


def test_chains_are_suggested_and_not_where_they_were_parted(context: Context) -> None:
    found = Placement(None, 0.0, ((7, 0.2), (8, 0.19)))
    assert chosen(Bounds(None, frozenset({8})), (), found) == Place(None, 0.0, ((7, 0.2),))
    clustered(context, FISH[0], BRIDGE[0])
    assert StoryTie.objects.count() == 0


@pytest.mark.parametrize(
    ("bounds", "inherited", "place"),
    [
        (Bounds(None, frozenset()), (), Place(3, 0.5, ((4, 0.2),))),
        (Bounds(4, frozenset()), (), Place(4, 0.0, ((3, 0.5),))),
        (Bounds(4, frozenset()), (5,), Place(4, 0.0, ((3, 0.5),))),
        (Bounds(None, frozenset()), (5, 6), Place(5, 0.0, ((3, 0.5), (4, 0.2)))),
        (Bounds(None, frozenset({5})), (5, 6), Place(6, 0.0, ((3, 0.5), (4, 0.2)))),
    ],
)
def test_word_then_heirloom_then_likeness(bounds: Bounds, inherited: tuple[int, ...], place: Place) -> None:
    assert chosen(bounds, inherited, Placement(3, 0.5, ((4, 0.2),))) == place


def test_another_process_learns_what_was_placed_moved_and_taken_out(context: Context) -> None:
    other = StoryState()
    a, b, x = clustered(context, FISH[0], FISH[1], BRIDGE[0])
    other.ready(stories.turn(), context.now())
    with transaction.atomic():
        stories.shift([b.id], places()[x.id])
    moved = other.ready(stories.turn(), context.now())
    found = stories.family(b.id)
    assert found is not None
    probe = story.item_of(found)
    assert probe is not None
    assert moved.place(probe).story == places()[a.id]
    with transaction.atomic():
        stories.take_out([a.id])
    assert other.ready(stories.turn(), context.now()).place(probe).story is None


def test_an_archive_that_was_put_back_is_read_anew(context: Context) -> None:
    (a,) = clustered(context, FISH[0])
    ahead = StoryState(seen=99)
    ahead.ready(stories.turn(), context.now())
    assert ahead.seen == stories.turn().number
    assert places() == {a.id: Story.objects.get().id}
