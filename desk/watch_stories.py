"""Of what watches caught, what there is to tell: each story once, and nothing that an order removed.

Articles of the same content are one story, however many outlets carry it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.models import Version
from desk.models import WatchHit

# The article that stands for a hit's story.
HEAD = Coalesce("article__copy_of_id", "article_id")
MOMENT = Coalesce("article__published_at", "article__first_fetched_at")


@dataclass(frozen=True, slots=True)
class Catch:
    """An article that a watch caught, with the one under which it is folded; its own if under none."""

    article_id: int
    head_id: int
    found_at: datetime


def is_removed(article_id: int) -> bool:
    """Whether an article's words were taken out by an order."""
    return _removed().filter(article_id=article_id).exists()


def _removed() -> QuerySet[Version]:
    return Version.objects.filter(number=F("article__version"), capture__removed_by__isnull=False)


def needless(found: QuerySet[WatchHit], told: Q) -> QuerySet[WatchHit]:
    """Hits that are not to be told: removed ones, and stories their watch has ``told`` by another article."""
    others = WatchHit.objects.filter(told, watch=OuterRef("watch"))
    by_head = Exists(others.filter(article=OuterRef("head")))
    by_copy = Exists(others.filter(article__copy_of=OuterRef("head")))
    is_removed = Exists(_removed().filter(article=OuterRef("article")))
    return found.annotate(head=HEAD).filter(by_head | by_copy | is_removed)


def catches(found: QuerySet[WatchHit]) -> list[Catch]:
    """Hits, the newest article first: a new source brings years in the order it likes."""
    rows = found.order_by(MOMENT.desc(), "-id").values_list("article_id", HEAD, "found_at")
    return [Catch(*row) for row in rows]


def leads(caught: Iterable[Catch]) -> list[Catch]:
    """Of each story one article, in the order given: the head if it was caught, else the oldest."""
    stories: dict[int, Catch] = {}
    for one in caught:
        known = stories.get(one.head_id)
        if known is None or known.article_id != one.head_id:
            stories[one.head_id] = one
    return list(stories.values())
