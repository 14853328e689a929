"""Officers part, move and merge stories; it is remembered, written down, and can be undone."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from archive import stories, story_words
from archive.models import Article, Job, Story, StoryMember, StoryTie, TieKind, TieState
from desk import story_acts, story_log
from desk.models import Act
from desk.rights import RIGHTS, Right, Role
from desk.story_checks import StoryProblem
from tests import factory
from tests.desk.making import actor
from tests.factory import MORNING

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def story_of(*outlets: str, lang: str = "vi") -> tuple[int, list[int]]:
    """A story with an article of each outlet."""
    with transaction.atomic():
        number = stories.found(lang, MORNING)
        ids = []
        for hour, outlet in enumerate(outlets):
            row = factory.article(of=factory.source(of=factory.outlet(outlet)), lang=lang)
            stories.put(row.id, number, MORNING + hour * HOUR, b"v")
            ids.append(row.id)
        stories.recount([number])
    return number, ids


def articles(story_id: int) -> list[int]:
    found = StoryMember.objects.filter(story_id=story_id).order_by("article_id")
    return list(found.values_list("article_id", flat=True))


def refusal(act: Callable[[], object]) -> tuple[str, str]:
    """The field and the English sentence of a refusal, which changed nothing."""
    before = Act.objects.count()
    with pytest.raises(StoryProblem) as problem:
        act()
    assert Act.objects.count() == before
    return problem.value.field, problem.value.message_en


def test_parted_articles_are_a_story_of_their_own() -> None:
    number, (a, b, c) = story_of("a", "b", "b")
    new = story_acts.part(actor(), number, [b, c], MORNING)
    assert (articles(number), articles(new)) == ([a], [b, c])
    told = {row.id: (row.articles, row.outlets, row.lang) for row in Story.objects.all()}
    assert told == {number: (1, 1, "vi"), new: (2, 1, "vi")}
    assert Story.objects.get(id=number).last_at == MORNING


def test_what_was_parted_stays_apart_whoever_comes_again() -> None:
    number, (a, b) = story_of("a", "b")
    new = story_acts.part(actor(), number, [b], MORNING)
    assert story_words.bounds(b) == story_words.Bounds(new, frozenset({number}))
    assert story_words.bounds(a) == story_words.Bounds(None, frozenset({new}))


def test_moved_articles_belong_where_they_were_moved_last() -> None:
    (one, (a, b)), (two, _), (three, _) = story_of("a", "b"), story_of("c"), story_of("d")
    who = actor()
    assert story_acts.move(who, one, [b], two, MORNING) == two
    story_acts.move(who, two, [b], three, MORNING)
    assert (articles(one), b in articles(two), b in articles(three)) == ([a], False, True)
    assert story_words.bounds(b) == story_words.Bounds(three, frozenset({one, two}))


def test_a_merged_story_leads_to_where_it_went_and_its_articles_belong_there() -> None:
    (one, mine), (two, theirs) = story_of("a", "b"), story_of("c")
    assert story_acts.merge(actor(), one, two, MORNING) == two
    assert (articles(one), articles(two)) == ([], [*mine, *theirs])
    assert stories.standing([one]) == {one: two}
    assert {story_words.bounds(id).story_id for id in [*mine, *theirs]} == {two}


def test_what_was_merged_into_a_merged_story_is_found_at_its_end() -> None:
    (one, _), (two, _), (three, _) = story_of("a"), story_of("b"), story_of("c")
    who = actor()
    story_acts.merge(who, one, two, MORNING)
    story_acts.merge(who, two, three, MORNING)
    assert stories.standing([one, two, three]) == {one: three, two: three, three: three}
    four, (_, d) = story_of("d", "d")
    assert story_acts.move(who, four, [d], one, MORNING) == three


def test_merging_what_was_parted_takes_the_parting_back() -> None:
    number, (a, b) = story_of("a", "b")
    who = actor()
    new = story_acts.part(who, number, [b], MORNING)
    story_acts.merge(who, new, number, MORNING)
    assert story_words.bounds(a) == story_words.bounds(b) == story_words.Bounds(number, frozenset())


def test_ties_go_along_when_stories_are_merged() -> None:
    (one, _), (two, _), (far, _) = story_of("a"), story_of("b"), story_of("c", lang="en")
    StoryTie.objects.create(
        a_id=one, b_id=far, kind=TieKind.ACROSS, score=0.5, state=TieState.CONFIRMED, made_at=MORNING
    )
    story_acts.merge(actor(), one, two, MORNING)
    assert StoryTie.objects.values_list("a", "b").get() == (two, far)


def test_both_stories_are_compared_anew_with_other_languages() -> None:
    (one, (_, b)), (two, _) = story_of("a", "b"), story_of("c")
    Job.objects.all().delete()
    story_acts.move(actor(), one, [b], two, MORNING)
    told = Job.objects.filter(stage="across").order_by("id").values_list("payload", flat=True)
    assert list(told) == [{"story": one}, {"story": two}]


def test_an_act_is_written_down_with_what_it_found() -> None:
    number, (a, b) = story_of("a", "b")
    new = story_acts.part(actor(), number, [b], MORNING)
    act = Act.objects.get()
    assert (act.code, act.at) == ("story_parted", MORNING)
    words = [[b, number, None], [b, new, None], [a, new, None]]
    assert act.data == {"story": number, "to": new, "articles": [b], "words": words}


@pytest.mark.parametrize("code", [story_acts.PARTED, story_acts.MOVED, story_acts.MERGED])
def test_an_act_that_is_undone_leaves_everything_as_it_was(code: str) -> None:
    (one, (a, b)), (two, (c,)) = story_of("a", "b"), story_of("c")
    who = actor()
    acts: dict[str, Callable[[], int]] = {
        story_acts.PARTED: lambda: story_acts.part(who, one, [b], MORNING),
        story_acts.MOVED: lambda: story_acts.move(who, one, [b], two, MORNING),
        story_acts.MERGED: lambda: story_acts.merge(who, one, two, MORNING),
    }
    acts[code]()
    assert story_acts.undo(who, Act.objects.get().id, MORNING) == one
    assert (articles(one), articles(two)) == ([a, b], [c])
    assert {story_words.bounds(id) for id in (a, b, c)} == {story_words.Bounds(None, frozenset())}
    assert stories.standing([one, two]) == {one: one, two: two}
    assert Story.objects.get(id=one).articles == 2


def test_the_number_of_a_parting_that_was_undone_leads_back() -> None:
    number, (_, b) = story_of("a", "b")
    who = actor()
    new = story_acts.part(who, number, [b], MORNING)
    story_acts.undo(who, Act.objects.get().id, MORNING)
    assert stories.standing([new]) == {new: number}


def test_a_story_that_grew_after_the_parting_keeps_what_came_when_it_is_undone() -> None:
    number, (_, b) = story_of("a", "b")
    who = actor()
    new = story_acts.part(who, number, [b], MORNING)
    late = factory.article()
    with transaction.atomic():
        stories.put(late.id, new, MORNING, b"v")
    story_acts.undo(who, Act.objects.get().id, MORNING)
    assert (articles(new), b in articles(number), stories.standing([new])) == ([late.id], True, {new: new})


def test_an_article_that_left_meanwhile_does_not_hinder_an_undo() -> None:
    number, (_, b, c) = story_of("a", "b", "c")
    who = actor()
    story_acts.part(who, number, [b, c], MORNING)
    with transaction.atomic():
        stories.take_out([c])
    story_acts.undo(who, Act.objects.get().id, MORNING)
    assert (b in articles(number), c in articles(number)) == (True, False)


def test_an_act_is_undone_once() -> None:
    number, (_, b) = story_of("a", "b")
    who = actor()
    story_acts.part(who, number, [b], MORNING)
    act = Act.objects.get().id
    story_acts.undo(who, act, MORNING)
    assert refusal(lambda: story_acts.undo(who, act, MORNING)) == ("act", "this was undone already")


def test_what_went_on_since_is_undone_last_first() -> None:
    number, (_, b, c) = story_of("a", "b", "c")
    two, _ = story_of("d")
    who = actor()
    new = story_acts.part(who, number, [b, c], MORNING)
    first = Act.objects.get().id
    story_acts.move(who, new, [b], two, MORNING)
    sentence = "the articles went on after this; undo what was done later first"
    assert refusal(lambda: story_acts.undo(who, first, MORNING)) == ("act", sentence)
    story_acts.merge(who, number, two, MORNING)
    assert refusal(lambda: story_acts.undo(who, first, MORNING)) == ("act", sentence)
    for act in Act.objects.filter(id__gt=first).order_by("-id").values_list("id", flat=True):
        story_acts.undo(who, act, MORNING)
    story_acts.undo(who, first, MORNING)
    assert {b, c} < set(articles(number))


def test_only_acts_on_stories_are_undone() -> None:
    other = Act.objects.create(officer=factory.officer(), code="labelled", data={}, at=MORNING)
    for id in (other.id, 999):
        told = refusal(partial(story_acts.undo, actor(), id, MORNING))
        assert told == ("act", "there is no such act to undo")


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ([], "no article is chosen; mark at least one"),
        ([0, 9], "an article is no longer in this story; load the page again and choose anew"),
        ([0, 1], "every article is chosen; leave one at least, or merge the whole story"),
    ],
)
def test_a_choice_that_cannot_be_parted_is_refused(chosen: list[int], sentence: str) -> None:
    number, ids = story_of("a", "b")
    wanted = [ids[place] if place < len(ids) else 10_000 for place in chosen]
    assert refusal(lambda: story_acts.part(actor(), number, wanted, MORNING)) == ("articles", sentence)
    two, _ = story_of("c")
    assert refusal(lambda: story_acts.move(actor(), number, wanted, two, MORNING)) == ("articles", sentence)


def test_articles_go_to_another_story_that_there_is_in_their_language() -> None:
    (one, (a, _)), (far, _) = story_of("a", "b"), story_of("c", lang="en")
    who = actor()
    assert refusal(lambda: story_acts.move(who, one, [a], one, MORNING)) == (
        "to",
        "that is this story; choose another",
    )
    assert refusal(lambda: story_acts.merge(who, one, 999, MORNING)) == (
        "to",
        "there is no story number 999; look at the number in the story's address",
    )
    assert refusal(lambda: story_acts.merge(who, one, far, MORNING)) == (
        "to",
        'the two are written in two languages; tie them under "Perhaps the same event" instead',
    )


def test_nothing_is_done_to_a_story_that_is_gone_or_merged() -> None:
    (one, (a, _)), (two, _) = story_of("a", "b"), story_of("c")
    who = actor()
    assert refusal(lambda: story_acts.part(who, 999, [a], MORNING)) == ("story", "there is no such story")
    story_acts.merge(who, one, two, MORNING)
    told = refusal(lambda: story_acts.merge(who, one, two, MORNING))
    assert told == ("story", "this story was merged into another meanwhile; load the page again")


@pytest.mark.parametrize("role", sorted(set(Role) - RIGHTS[Right.RELATE]))
def test_who_may_not_relate_changes_no_story(role: Role) -> None:
    (one, (a, _)), (two, _) = story_of("a", "b"), story_of("c")
    who = actor(role)
    acts: tuple[Callable[[], object], ...] = (
        lambda: story_acts.part(who, one, [a], MORNING),
        lambda: story_acts.move(who, one, [a], two, MORNING),
        lambda: story_acts.merge(who, one, two, MORNING),
        lambda: story_acts.undo(who, 1, MORNING),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert (Act.objects.count(), Story.objects.count()) == (0, 2)


def test_a_refusal_speaks_both_languages() -> None:
    problem = StoryProblem("to", "sai số", "wrong number")
    assert str(problem) == "sai số / wrong number"


def test_the_log_tells_a_storys_acts_from_and_to_it_newest_first() -> None:
    (one, (_, b)), (two, _) = story_of("a", "b"), story_of("c")
    who = actor()
    story_acts.move(who, one, [b], two, MORNING)
    story_acts.undo(who, Act.objects.get().id, MORNING + HOUR)
    for number in (one, two):
        told = story_log.of_story(number, 10)
        assert [(act.code, act.articles, act.is_undone, act.may_be_undone) for act in told] == [
            ("story_undone", 0, False, False),
            ("story_moved", 1, True, False),
        ]
    assert story_log.of_story(one, 10)[1].officer == "Trần Thị Lài"


def test_an_act_that_stands_may_be_undone() -> None:
    number, (_, b) = story_of("a", "b")
    story_acts.part(actor(), number, [b], MORNING)
    assert [act.may_be_undone for act in story_log.of_story(number, 10)] == [True]


def test_no_article_is_lost_whatever_is_done() -> None:
    (one, (_, b, c)), (two, _) = story_of("a", "b", "c"), story_of("d")
    who = actor()
    new = story_acts.part(who, one, [b, c], MORNING)
    story_acts.move(who, new, [c], two, MORNING)
    story_acts.merge(who, two, one, MORNING)
    assert StoryMember.objects.count() == Article.objects.count()
    counted = sum(Story.objects.values_list("articles", flat=True))
    assert counted == Article.objects.count()
