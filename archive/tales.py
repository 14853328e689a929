"""Tales: what stories tell that other languages may tell too; each is read only when it grows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.models import Article, Story, StoryMark
from classifier.plugged import FAILED

# The first articles of a story tell what happened; so many are read.
FEW = 12
# Reports of one event in two languages lie no further apart.
SPAN = timedelta(days=3)
# Nobody needs more to know what is rare; the newest are taken.
_MOST = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """An article of a story, as it is compared."""

    id: int
    title: str
    body: str
    lang: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TaleRow:
    """A story and its marks."""

    story_id: int
    lang: str
    marks: Mapping[str, str]
    vector: bytes
    encoder: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Vectors of one encoder."""

    made: int
    failed: int


def lines(story_id: int) -> list[Line]:
    """The first articles of a story; none if it is gone or all its articles left."""
    rows = Article.objects.filter(membership__story_id=story_id).order_by("membership__at", "id")
    told = rows.values_list("id", "title", "standfirst", "body", "lang", "membership__at")[:FEW]
    return [
        Line(id, title, f"{standfirst}\n{body}", lang, at) for id, title, standfirst, body, lang, at in told
    ]


def keep(
    story_id: int, marks: Mapping[str, str], *, vector: bytes = b"", encoder: str = "", now: datetime
) -> None:
    """Write down what a story tells."""
    told = {"marks": dict(marks), "vector": vector, "encoder": encoder, "made_at": now}
    StoryMark.objects.update_or_create(story_id=story_id, defaults=told)


def forget(story_id: int) -> None:
    """A story tells nothing any more."""
    StoryMark.objects.filter(story_id=story_id).delete()


def counts(encoder: str, since: datetime) -> Counts:
    """Of how many stories an encoder made vectors since then, and of how many it could not."""
    recent = StoryMark.objects.filter(made_at__gte=since)
    return Counts(
        made=recent.filter(encoder=encoder).count(),
        failed=recent.filter(encoder=f"{encoder}{FAILED}").count(),
    )


def around(story_id: int) -> list[TaleRow]:
    """The stories of a story's days with their marks, itself among them."""
    own = Story.objects.filter(id=story_id).values_list("first_at", "last_at").first()
    if own is None:
        return []
    near = StoryMark.objects.filter(story__last_at__gte=own[0] - SPAN, story__first_at__lte=own[1] + SPAN)
    told = near.order_by("-story_id").values_list("story_id", "story__lang", "marks", "vector", "encoder")
    return [
        TaleRow(id, lang, marks, bytes(vector), encoder) for id, lang, marks, vector, encoder in told[:_MOST]
    ]
