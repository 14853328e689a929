"""What officers said of articles and stories holds, and can be taken back."""

import pytest

from archive import stories, story_words
from archive.models import StoryWord
from archive.story_words import Bounds
from tests import factory
from tests.factory import MORNING

pytestmark = pytest.mark.django_db


def numbers(count: int) -> list[int]:
    return [stories.found("vi", MORNING) for _ in range(count)]


def test_of_an_article_nobody_spoke_of_nothing_holds() -> None:
    assert story_words.bounds(factory.article().id) == Bounds(None, frozenset())


def test_an_article_is_where_it_was_said_to_be_and_nowhere_it_was_said_not_to() -> None:
    row, (one, two) = factory.article(), numbers(2)
    story_words.say([(row.id, one, True), (row.id, two, False)])
    assert story_words.bounds(row.id) == Bounds(one, frozenset({two}))


def test_what_was_said_goes_along_with_a_story_that_was_merged() -> None:
    row, (one, two, three) = factory.article(), numbers(3)
    story_words.say([(row.id, one, True), (row.id, two, False)])
    stories.lead(one, three)
    assert story_words.bounds(row.id) == Bounds(three, frozenset({two}))
    stories.lead(two, three)
    assert story_words.bounds(row.id) == Bounds(three, frozenset())


def test_saying_tells_what_was_said_before_by_which_it_is_taken_back() -> None:
    row, (one, two) = factory.article(), numbers(2)
    assert story_words.say([(row.id, one, True)]) == [(row.id, one, None)]
    before = story_words.say([(row.id, one, False), (row.id, two, True)])
    assert before == [(row.id, one, True), (row.id, two, None)]
    story_words.say(before)
    assert story_words.bounds(row.id) == Bounds(one, frozenset())
    assert StoryWord.objects.count() == 1


def test_pins_and_what_was_said_about_stories_are_listed() -> None:
    row, other, (one, two) = factory.article(), factory.article(), numbers(2)
    story_words.say([(row.id, one, True), (row.id, two, False), (other.id, two, True)])
    assert story_words.pins([row.id, other.id]) == [(row.id, one), (other.id, two)]
    assert story_words.about([two], [row.id, other.id]) == [(row.id, two), (other.id, two)]


def test_what_was_said_of_a_copy_is_handed_on() -> None:
    copy, head, (one, two) = factory.article(), factory.article(), numbers(2)
    story_words.say([(copy.id, one, True), (copy.id, two, False)])
    story_words.hand_on(copy.id, head.id)
    assert story_words.bounds(head.id) == Bounds(one, frozenset({two}))
    assert story_words.bounds(copy.id) == Bounds(None, frozenset())


def test_what_was_said_of_the_head_itself_outranks_its_copys() -> None:
    copy, head, (one, two, three) = factory.article(), factory.article(), numbers(3)
    story_words.say([(copy.id, one, True), (copy.id, two, True), (copy.id, three, False)])
    story_words.say([(head.id, two, True)])
    story_words.hand_on(copy.id, head.id)
    assert story_words.bounds(head.id) == Bounds(two, frozenset({three}))


def test_a_word_speaks_for_itself() -> None:
    row, (one, two) = factory.article(), numbers(2)
    story_words.say([(row.id, one, True), (row.id, two, False)])
    assert sorted(map(str, StoryWord.objects.all())) == [f"{row.id} in {one}", f"{row.id} not in {two}"]
