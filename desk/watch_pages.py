"""What the day's page asks of watches: the newest they caught, each article once."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from archive import articles
from archive.articles import ArticleRow
from desk.audit import Actor
from desk.models import Watch, WatchHit


@dataclass(frozen=True, slots=True)
class Caught:
    """An article with the watches that caught it, by number and name, and when the last of them did."""

    article: ArticleRow
    found_at: datetime
    watches: tuple[tuple[int, str], ...]


def newest_hits(actor: Actor, limit: int) -> list[Caught]:
    """What an officer's own and their team's watches caught last, the newest first; copies are left out."""
    near = Watch.objects.filter(Q(owner_id=actor.id) | Q(team=actor.role))
    hits = WatchHit.objects.filter(watch__in=near, article__copy_of__isnull=True)
    newest = list(
        hits.values_list("article_id").annotate(last=Max("id"), at=Max("found_at")).order_by("-last")[:limit]
    )
    ids = [article_id for article_id, _, _ in newest]
    named = hits.filter(article_id__in=ids).order_by("watch__name", "watch_id")
    names: dict[int, list[tuple[int, str]]] = {}
    for article_id, watch_id, name in named.values_list("article_id", "watch_id", "watch__name"):
        names.setdefault(article_id, []).append((watch_id, name))
    shown = {row.id: row for row in articles.by_ids(ids)}
    return [Caught(shown[id], at, tuple(names[id])) for id, _, at in newest if id in shown]
