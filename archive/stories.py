"""Stories: the articles of one event, kept together under one number.

Whoever changes a story holds the turn until the transaction ends, so that two articles of one event that come
in at once do not begin two stories; the turn's number tells other processes what they have not seen yet.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet

from archive.jobs import NewJob
from archive.models import Article, Story, StoryMember, StoryTurn

STORY = "story"
TURN = 1


@dataclass(frozen=True, slots=True)
class Turn:
    """How many changes there were, and with which of them an article last left its story for none."""

    number: int
    left: int


@dataclass(frozen=True, slots=True)
class Member:
    """An article in its story, with what clustering knows of it."""

    article_id: int
    story_id: int
    at: datetime
    vector: bytes


@dataclass(frozen=True, slots=True)
class Family:
    """An article that stands for itself and its copies, and where they are; only the first has a place."""

    head_id: int
    # An original about the province.
    belongs: bool
    outlet: str
    story_id: int | None
    # The copies that still have places of their own, by article.
    strays: dict[int, int]


def to_cluster(article_id: int, revision: object, now: datetime) -> NewJob:
    """The step that finds an article its story; put in by whoever changes what that depends on."""
    return NewJob(STORY, f"{article_id}:{revision}", now, {"article": article_id})


def turn() -> Turn:
    """Where the changes stand."""
    row = StoryTurn.objects.filter(id=TURN).first()
    return Turn(row.number, row.left) if row else Turn(0, 0)


def take_turn() -> Turn:
    """Where the changes stand, while nobody else may make one: until the caller's transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a turn is held by a transaction")
    row, _ = StoryTurn.objects.select_for_update().get_or_create(id=TURN)
    return Turn(row.number, row.left)


def _next() -> int:
    """The number of the change that is being made."""
    number = take_turn().number + 1
    StoryTurn.objects.filter(id=TURN).update(number=number)
    return number


def family(article_id: int) -> Family | None:
    """The family of an article; nothing if it is gone."""
    told = Article.objects.filter(id=article_id).values_list("copy_of_id", flat=True).first()
    head = Article.objects.select_related("outlet", "reading").filter(id=told or article_id).first()
    if head is None:
        return None
    own = Q(article_id=head.id) | Q(article__copy_of_id=head.id)
    places = dict(StoryMember.objects.filter(own).order_by("id").values_list("article_id", "story_id"))
    is_about = head.reading is not None and head.reading.is_about
    story_id = places.pop(head.id, None)
    return Family(head.id, is_about and head.copy_of_id is None, head.outlet.key, story_id, places)


def found(lang: str, at: datetime) -> int:
    """A new story's number."""
    return Story.objects.create(lang=lang, first_at=at, last_at=at).id


def put(article_id: int, story_id: int, at: datetime, vector: bytes, score: float = 0.0) -> None:
    """Let an article be in a story with what is known of it now, in the caller's transaction."""
    told = {"story_id": story_id, "at": at, "vector": vector, "score": score, "turn": _next()}
    StoryMember.objects.update_or_create(article_id=article_id, defaults=told)


def renew(article_id: int, at: datetime, vector: bytes) -> None:
    """What is known of an article changed; it stays where it is."""
    StoryMember.objects.filter(article_id=article_id).update(at=at, vector=vector, turn=_next())


def shift(article_ids: Collection[int], story_id: int) -> None:
    """Bring articles from their stories into another."""
    StoryMember.objects.filter(article_id__in=article_ids).update(story_id=story_id, turn=_next())


def take_out(article_ids: Collection[int]) -> None:
    """Articles that are in no story any more."""
    number = _next()
    StoryMember.objects.filter(article_id__in=article_ids).delete()
    StoryTurn.objects.filter(id=TURN).update(left=number)


def recount(story_ids: Iterable[int]) -> None:
    """Count stories anew whose articles or copies changed; an empty one keeps its times."""
    for story_id in set(story_ids):
        members = StoryMember.objects.filter(story_id=story_id)
        told = members.aggregate(first_at=Min("at"), last_at=Max("at"))
        own = list(members.values_list("article__outlet_id", flat=True))
        copied = list(_copies(story_id).values_list("outlet_id", flat=True))
        Story.objects.filter(id=story_id).update(
            articles=len(own),
            copies=len(copied),
            outlets=len({*own, *copied}),
            **{name: at for name, at in told.items() if at},
        )


def _copies(story_id: int) -> QuerySet[Article]:
    return Article.objects.filter(copy_of__membership__story_id=story_id)


def lead(story_id: int, to: int | None) -> None:
    """Let a story's address lead to where its articles went, or to itself again."""
    Story.objects.filter(id=story_id).update(merged_into_id=to)


def is_empty(story_id: int) -> bool:
    """Whether every article has left a story."""
    return not StoryMember.objects.filter(story_id=story_id).exists()


def standing(story_ids: Iterable[int]) -> dict[int, int]:
    """Where each of some stories is now: itself, or what it was merged into at last."""
    at_last = {id: id for id in story_ids}
    while moved := dict(
        Story.objects.filter(id__in=set(at_last.values()), merged_into__isnull=False).values_list(
            "id", "merged_into_id"
        )
    ):
        at_last = {id: moved.get(now) or now for id, now in at_last.items()}
    return at_last


def changed_after(number: int, since: datetime) -> list[Member]:
    """What was placed, moved or renewed after a change, of articles not older than ``since``."""
    rows = StoryMember.objects.filter(turn__gt=number, at__gte=since)
    return [_member(row) for row in rows.order_by("turn", "id")]


def around(at: datetime, span: timedelta) -> list[Member]:
    """The articles within a span before and after an instant."""
    rows = StoryMember.objects.filter(at__gte=at - span, at__lte=at + span)
    return [_member(row) for row in rows.order_by("at", "id")]


def _member(row: StoryMember) -> Member:
    return Member(row.article_id, row.story_id, row.at, bytes(row.vector))
