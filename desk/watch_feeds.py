"""Private feeds of watches: an address that only its owner was told, of which the hash is kept."""

import hashlib
import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from desk import audit
from desk.audit import Actor
from desk.models import Watch, WatchState
from desk.rights import Right, may
from desk.watch_rows import WatchRow, row_of

MADE, DROPPED = "watch_feed_made", "watch_feed_dropped"


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
    found = Watch.objects.select_related("owner", "decided_by").exclude(state=WatchState.CLOSED)
    watch = found.filter(feed_hash=_hash(token), owner__is_active=True).first()
    return row_of(watch) if watch is not None and may(watch.owner.role, Right.SEE_WATCHES) else None


def _keep(actor: Actor, watch_id: int, kept: str, code: str, now: datetime) -> None:
    audit.demand(actor, Right.WATCH)
    with transaction.atomic():
        mine = Watch.objects.filter(id=watch_id, owner_id=actor.id).exclude(state=WatchState.CLOSED)
        if not mine.update(feed_hash=kept):
            raise PermissionDenied
        audit.note(actor, code, {"watch": watch_id}, now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
