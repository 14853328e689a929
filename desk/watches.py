"""Watches as pages and stages ask for them: who sees which, what looks now; the acts are handed on."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from desk import audit
from desk.audit import Actor, ActRow
from desk.models import Act, Watch, WatchHit, WatchLook, WatchState
from desk.person_watches import needs_decision
from desk.rights import Role
from desk.watch_acts import (
    CLOSED,
    DECIDED,
    MOST_HOOKS,
    PAUSED,
    RESUMED,
    SAVED,
    close,
    decide,
    pause,
    resume,
    save,
)
from desk.watch_feeds import DROPPED, MADE, drop_feed, make_feed, of_feed
from desk.watch_hits import found_since, hits, note_look, record
from desk.watch_rows import HitRow, WatchProblem, WatchRow, Wish, row_of

__all__ = [
    "CLOSED",
    "DECIDED",
    "MOST_HOOKS",
    "PAUSED",
    "RESUMED",
    "SAVED",
    "HitRow",
    "WatchProblem",
    "WatchRow",
    "Wish",
    "active",
    "acts",
    "catching",
    "changes_after",
    "close",
    "decide",
    "drop_feed",
    "found_since",
    "hits",
    "hook_secret",
    "make_feed",
    "needs_decision",
    "note_look",
    "of_feed",
    "pause",
    "record",
    "resume",
    "row",
    "rows",
    "save",
    "waiting_for_decision",
]

# Acts that change what is looked for.
CHANGES = (SAVED, DECIDED, PAUSED, RESUMED, CLOSED)
# Who sees the watches of all.
OVERSEERS = frozenset({Role.APPROVER, Role.AUDITOR, Role.ADMIN})


def rows(actor: Actor) -> list[WatchRow]:
    """The watches an officer sees, open ones first, each with what it caught."""
    found = list(_seen_by(actor).select_related("owner", "decided_by").order_by("name", "id"))
    return sorted(_counted(found, actor), key=lambda one: one.state == WatchState.CLOSED)


def row(actor: Actor, watch_id: int) -> WatchRow | None:
    """One watch, if there is one that the officer sees."""
    found = list(_seen_by(actor).select_related("owner", "decided_by").filter(id=watch_id))
    return next(iter(_counted(found, actor)), None)


def waiting_for_decision() -> list[WatchRow]:
    """Watches on persons that wait for an approver, the oldest first."""
    found = Watch.objects.filter(state=WatchState.WAITING).select_related("owner", "decided_by")
    return [_for_others(row_of(watch)) for watch in found.order_by("changed_at", "id")]


def catching(actor: Actor, article_id: int) -> list[tuple[int, str]]:
    """Number and name of the watches that caught an article, of those the officer sees."""
    found = _seen_by(actor).filter(hits__article_id=article_id).order_by("name", "id")
    return list(found.values_list("id", "name"))


def acts(watch_id: int, limit: int) -> list[ActRow]:
    """What was done with a watch, newest first."""
    return audit.newest((*CHANGES, MADE, DROPPED), limit, watch=watch_id)


def hook_secret(actor: Actor, watch_id: int) -> str:
    """The key with which calls are signed, for the owner alone; nothing for anybody else."""
    found = Watch.objects.filter(id=watch_id, owner_id=actor.id).values_list("hook_secret", flat=True)
    return found.first() or ""


def _seen_by(actor: Actor) -> QuerySet[Watch]:
    """The watches an officer sees: their own and their team's, or those of all."""
    if actor.role in OVERSEERS:
        return Watch.objects.all()
    return Watch.objects.filter(Q(owner_id=actor.id) | Q(team=actor.role))


def _counted(watches: list[Watch], actor: Actor) -> list[WatchRow]:
    """Watches with what they caught, and how much of it came after the officer's last look."""
    looked = WatchLook.objects.filter(
        officer_id=actor.id, watch_id=OuterRef("watch_id"), looked_at__gte=OuterRef("found_at")
    )
    found = WatchHit.objects.filter(watch_id__in=[watch.id for watch in watches]).values_list("watch_id")
    counted = found.annotate(
        all=Count("id"), new=Count("id", filter=~Exists(looked)), newest_at=Max("found_at")
    )
    counts = {id: (hits, new_hits, newest_at) for id, hits, new_hits, newest_at in counted}
    shown = []
    for watch in watches:
        hits, new_hits, newest_at = counts.get(watch.id, (0, 0, None))
        row = row_of(watch, hits=hits, new_hits=new_hits, newest_at=newest_at)
        shown.append(row if watch.owner_id == actor.id else _for_others(row))
    return shown


def _for_others(row: WatchRow) -> WatchRow:
    """A watch as others see it: of the address it calls only the host, for its path may be a key."""
    host = urlsplit(row.hook_url).hostname
    return replace(row, hook_url=f"https://{host}/…") if host else row


def active() -> list[tuple[int, str]]:
    """The watches that look, each with its query."""
    found = Watch.objects.filter(state=WatchState.ACTIVE).order_by("id")
    return list(found.values_list("id", "query"))


def changes_after(act_id: int) -> frozenset[int]:
    """The numbers of later acts that changed what is looked for, for each such change is an act."""
    return frozenset(Act.objects.filter(code__in=CHANGES, id__gt=act_id).values_list("id", flat=True))
