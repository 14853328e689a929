"""Acts on stories: articles parted out or moved, stories merged, and each of these undone.

What an officer said is remembered with the articles, so that the machine neither joins what they parted nor
parts what they joined; every act keeps what it found, by which it is undone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from archive import jobs, stories, story_words, ties
from archive.models import Story, StoryMember
from archive.stories import standing
from archive.story_words import Word
from archive.ties import to_compare
from desk import audit
from desk.audit import Actor
from desk.models import Act
from desk.rights import Right
from desk.story_checks import StoryProblem, chosen_of, members_of, open_story, target_of

PARTED, MOVED, MERGED, UNDONE = "story_parted", "story_moved", "story_merged", "story_undone"
DONE = (PARTED, MOVED, MERGED)
CODES = (*DONE, UNDONE)


@dataclass(frozen=True, slots=True)
class Change:
    """What an act did: which articles went from where to where, and what had been said of them."""

    story: int
    to: int
    articles: tuple[int, ...]
    words: tuple[Word, ...]
    is_merged: bool = False


def part(actor: Actor, story_id: int, article_ids: Iterable[int], now: datetime) -> int:
    """Make articles of a story one of their own; gives its number. ``StoryProblem`` says why not."""
    audit.demand(actor, Right.RELATE)
    with transaction.atomic():
        stories.take_turn()
        chosen, rest = chosen_of(open_story(story_id), article_ids)
        row = Story.objects.get(id=story_id)
        new = stories.found(row.lang, row.last_at)
        words = _apart(chosen, story_id, new) + [(id, new, False) for id in rest]
        _carry_out(actor, PARTED, story_id, new, chosen, words, now)
    return new


def move(actor: Actor, story_id: int, article_ids: Iterable[int], to: int, now: datetime) -> int:
    """Bring articles of a story into another; gives the number of that, where it was merged into a third."""
    audit.demand(actor, Right.RELATE)
    with transaction.atomic():
        stories.take_turn()
        target = target_of(open_story(story_id), to)
        chosen, _ = chosen_of(story_id, article_ids)
        _carry_out(actor, MOVED, story_id, target, chosen, _apart(chosen, story_id, target), now)
    return target


def merge(actor: Actor, story_id: int, into: int, now: datetime) -> int:
    """Bring a whole story into another, to which its address leads from now on; gives its number."""
    audit.demand(actor, Right.RELATE)
    with transaction.atomic():
        stories.take_turn()
        target = target_of(open_story(story_id), into)
        going, staying = members_of(story_id), members_of(target)
        both = [*going, *staying]
        forgotten: list[Word] = [(*pair, None) for pair in story_words.about([story_id, target], both)]
        words = [*forgotten, *((id, target, True) for id in both)]
        _carry_out(actor, MERGED, story_id, target, going, words, now)
    return target


def undo(actor: Actor, act_id: int, now: datetime) -> int:
    """Bring back what an act found, unless its articles went on since; gives the story it was done on."""
    audit.demand(actor, Right.RELATE)
    with transaction.atomic():
        stories.take_turn()
        change = _undoable(act_id)
        if change.is_merged:
            stories.lead(change.story, None)
        here = StoryMember.objects.filter(article_id__in=change.articles).values_list("article_id", flat=True)
        stories.shift(list(here), change.story)
        story_words.say(change.words)
        if not change.is_merged and stories.is_empty(change.to):
            stories.lead(change.to, change.story)
        _finish(change, now)
        audit.note(actor, UNDONE, {"act": act_id, "story": change.story, "to": change.to}, now)
    return change.story


def _carry_out(
    actor: Actor,
    code: str,
    story_id: int,
    to: int,
    articles: Collection[int],
    words: Iterable[Word],
    now: datetime,
) -> None:
    """Say the words, move the articles, write the act down with what it found."""
    before = tuple(story_words.say(words))
    stories.shift(articles, to)
    change = Change(story_id, to, tuple(articles), before, is_merged=code == MERGED)
    if change.is_merged:
        stories.lead(story_id, to)
        ties.move(story_id, to)
    _finish(change, now)
    told = {"story": story_id, "to": to, "articles": list(change.articles), "words": list(before)}
    audit.note(actor, code, told, now)


def _finish(change: Change, now: datetime) -> None:
    """Count both stories anew, and let them be compared with other languages."""
    both = sorted((change.story, change.to))
    stories.recount(both)
    number = stories.turn().number
    jobs.put([to_compare(id, number, now) for id in both])


def _apart(articles: Iterable[int], source: int, target: int) -> list[Word]:
    """The words that keep articles in one story and out of another, in place of where they were to be."""
    chosen = list(articles)
    old: list[Word] = [(article, story, None) for article, story in story_words.pins(chosen)]
    return [*old, *((id, source, False) for id in chosen), *((id, target, True) for id in chosen)]


def _undoable(act_id: int) -> Change:
    """What an act did, if it is not undone and its articles are still where it brought them."""
    act = Act.objects.filter(id=act_id, code__in=DONE).first()
    if act is None:
        raise StoryProblem("act", "không có việc này để hoàn tác", "there is no such act to undo")
    if Act.objects.filter(code=UNDONE, data__act=act_id).exists():
        raise StoryProblem("act", "việc này đã được hoàn tác", "this was undone already")
    told = act.data
    words: tuple[Word, ...] = tuple((article, story, belongs) for article, story, belongs in told["words"])
    change = Change(told["story"], told["to"], tuple(told["articles"]), words, is_merged=act.code == MERGED)
    elsewhere = StoryMember.objects.filter(article_id__in=change.articles).exclude(story_id=change.to)
    now = standing([change.story, change.to])
    is_as_left = now[change.to] == change.to and now[change.story] == (
        change.to if change.is_merged else change.story
    )
    if elsewhere.exists() or not is_as_left:
        raise StoryProblem(
            "act",
            "sau việc này các bài đã được chuyển tiếp; hoàn tác việc sau trước",
            "the articles went on after this; undo what was done later first",
        )
    return change
