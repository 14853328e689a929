"""Private feeds of watches: an address that only its owner was told, of which the hash is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from desk import audit
from desk.audit import Actor
from desk.models import Watch, WatchState
from desk.rights import Right, may
from desk.watch_rows import WatchRow, row_of

MADE, DROPPED = "watch_feed_made", "watch_feed_dropped"
# An article's revision is raised with all that is told of it.
CAUGHT = ("hits__id", "hits__found_at", "hits__article__revision")


@dataclass(frozen=True, slots=True)
class Stand:
    """How a feed stands: its tag changes with whatever it shows."""

    tag: str
    changed_at: datetime


def make_feed(actor: Actor, watch_id: int, now: datetime) -> str:
    """A new token for the watch's private feed, told this once; an earlier one opens nothing any more."""
    token = secrets.token_urlsafe(32)
    _keep(actor, watch_id, _hash(token), MADE, now)
    return token


def drop_feed(actor: Actor, watch_id: int, now: datetime) -> None:
    """Let the private feed of a watch be no more."""
    _keep(actor, watch_id, "", DROPPED, now)


def of_feed(token: str) -> WatchRow | None:
    """The watch a token opens: it is not closed, and its owner may still see it."""
    watch = _opened(token).select_related("owner", "decided_by").first()
    return row_of(watch) if watch is not None and may(watch.owner.role, Right.SEE_WATCHES) else None


def stand(token: str, shown: int) -> Stand | None:
    """How the feed stands that a token opens and that shows so many, in one query."""
    newest = _opened(token).order_by("-hits__id")
    told = list(newest.values_list("changed_at", "owner__role", *CAUGHT)[:shown])
    if not told or not may(told[0][1], Right.SEE_WATCHES):
        return None
    at = max(at for changed_at, _, _, found_at, _ in told for at in (changed_at, found_at) if at)
    return Stand(hashlib.sha256(repr(told).encode()).hexdigest()[:32], at)


def _opened(token: str) -> QuerySet[Watch]:
    open_ones = Watch.objects.exclude(state=WatchState.CLOSED)
    return open_ones.filter(feed_hash=_hash(token), owner__is_active=True)


def _keep(actor: Actor, watch_id: int, kept: str, code: str, now: datetime) -> None:
    audit.demand(actor, Right.WATCH)
    with transaction.atomic():
        mine = Watch.objects.filter(id=watch_id, owner_id=actor.id).exclude(state=WatchState.CLOSED)
        if not mine.update(feed_hash=kept):
            raise PermissionDenied
        audit.note(actor, code, {"watch": watch_id}, now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
