"""Story: an article about the province joins the story of its event, or begins one.

The step follows ``relate``, and every change of what is said of an article's relevance or date. A copy has no
place of its own: the article that stands for it has.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from archive import articles, jobs, stories, story_words, ties
from archive.models import TieKind
from archive.stories import STORY, Family
from archive.story_words import Bounds
from archive.ties import to_compare
from classifier.stories import Item, Placement, item, pack
from pipeline.context import Context

STAGE = STORY


@dataclass(frozen=True, slots=True)
class Place:
    """The story an article takes, none for a new one; those beside it may belong to the same chain."""

    story: int | None
    score: float = 0.0
    chains: tuple[tuple[int, float], ...] = ()


def run(job: jobs.Claim, context: Context) -> None:
    """Bring an article's family to where it belongs."""
    now = context.now()
    with transaction.atomic():
        stories.take_turn()
        family = stories.family(int(job.payload["article"]))
        touched = settle(family, context) if family else set()
        stories.recount(touched)
        number = stories.turn().number
        jobs.done(job, [to_compare(story, number, now) for story in sorted(touched)])


def settle(family: Family, context: Context) -> set[int]:
    """Place the head or take it out, and let its copies go; gives the stories that changed."""
    made = item_of(family)
    if made is None:
        gone = {**family.strays, **({family.head_id: family.story_id} if family.story_id else {})}
        return leave(gone, None)
    for copy in family.strays:
        story_words.hand_on(copy, family.head_id)
    if family.story_id is None:
        story = take_place(family, made, context)
    else:
        story = family.story_id
        stories.renew(made.id, made.at, pack(made))
    return {story} | leave(family.strays, story)


def item_of(family: Family) -> Item | None:
    """What clustering asks of the article that stands for a family, if it has a place at all."""
    text = articles.text(family.head_id) if family.belongs else None
    if text is None:
        return None
    body = f"{text.standfirst}\n{text.body}"
    return item(text.id, text.title, body, text.published_at or text.seen_at, family.outlet, text.lang)


def leave(places: dict[int, int], heir: int | None) -> set[int]:
    """Take articles out of their stories; one that is empty then leads to the heir's, where there is one."""
    if places:
        stories.take_out(places)
    left = set(places.values())
    for story in left - {heir}:
        if heir is not None and stories.is_empty(story):
            stories.lead(story, heir)
            ties.move(story, heir)
    return left


def take_place(family: Family, made: Item, context: Context) -> int:
    """Put the head into the story it takes; chains are suggested to officers."""
    clusters = context.stories.for_time(made.at, stories.turn(), context.now())
    bounds = story_words.bounds(made.id)
    found = clusters.place(made, bounds.barred)
    place = chosen(bounds, tuple(family.strays.values()), found)
    story = stories.found(made.lang, made.at) if place.story is None else place.story
    stories.put(made.id, story, made.at, pack(made), place.score)
    for other, score in place.chains:
        ties.suggest(story, other, TieKind.SERIES, score, now=context.now())
    return story


def chosen(bounds: Bounds, inherited: Collection[int], found: Placement) -> Place:
    """An officer's word goes first, then the place of a copy it stands for now, then what is alike: pure."""
    heirlooms = (story for story in inherited if story not in bounds.barred)
    story = next((one for one in (bounds.story_id, *heirlooms, found.story) if one is not None), None)
    alike = ((found.story, found.score), *found.suggestions)
    chains = tuple((id, score) for id, score in alike if id is not None and id not in {story, *bounds.barred})
    return Place(story, found.score if story == found.story else 0.0, chains)
