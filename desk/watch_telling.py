"""What watches still have to tell, by mail or to an address they call, and that it was told."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from django.db.models import Q

from archive import articles
from archive.articles import ArticleRow
from desk.models import Officer, Watch, WatchHit, WatchState
from desk.officers import Reader
from desk.rights import Right, Role, may
from desk.telling import Rule
from desk.watch_rows import WatchRow, row_of


class Channel(StrEnum):
    """A way of telling that watches wait for."""

    MAIL = "mail"
    HOOK = "hook"


@dataclass(frozen=True, slots=True)
class Due:
    """A watch with what it has to tell by one channel: when all of it was found, and the newest of it."""

    watch: WatchRow
    rule: Rule
    hook_secret: str
    found: tuple[datetime, ...]
    newest: tuple[ArticleRow, ...]
    last_id: int


def waiting(channel: Channel, now: datetime) -> list[int]:
    """The watches that have something to tell and are not held back."""
    is_free = Q(watch__held_until__isnull=True) | Q(watch__held_until__lte=now)
    found = WatchHit.objects.filter(is_free, **{f"is_{channel}_due": True}, watch__state=WatchState.ACTIVE)
    return sorted(set(found.values_list("watch_id", flat=True)))


def due(channel: Channel, watch_id: int, morning: time, shown: int) -> Due | None:
    """What one watch has to tell, locked until the caller's transaction ends; nothing if another told it."""
    found = Watch.objects.filter(id=watch_id, state=WatchState.ACTIVE).select_related("owner")
    watch = found.select_for_update(of=("self",)).first()
    waits = WatchHit.objects.filter(watch_id=watch_id, **{f"is_{channel}_due": True}).order_by("-id")
    hits = list(waits.values_list("id", "article_id", "found_at"))
    if watch is None or not hits:
        return None
    return Due(
        watch=row_of(watch),
        rule=Rule(watch.ceiling, morning, watch.quiet_from, watch.quiet_until),
        hook_secret=watch.hook_secret,
        found=tuple(found_at for _, _, found_at in hits),
        newest=tuple(articles.by_ids([article_id for _, article_id, _ in hits[:shown]])),
        last_id=hits[0][0],
    )


def hold(watch_id: int, until: datetime) -> None:
    """Keep what a watch has until then."""
    Watch.objects.filter(id=watch_id).update(held_until=until)


def told(channel: Channel, due: Due, now: datetime) -> None:
    """All of it was told, or written down to be: in the transaction that wrote it."""
    flag, at = f"is_{channel}_due", "mailed_at" if channel is Channel.MAIL else "hooked_at"
    waited = WatchHit.objects.filter(watch_id=due.watch.id, id__lte=due.last_id, **{flag: True})
    waited.update(**{flag: False, at: now})


def readers(watch: WatchRow) -> list[Reader]:
    """Who is told of a watch: its owner and its team, as far as they may see it and sign in."""
    theirs = Q(id=watch.owner_id) | (Q(role=watch.team) if watch.team else Q())
    seeing = [role.value for role in Role if may(role, Right.SEE_WATCHES)]
    rows = Officer.objects.filter(theirs, is_active=True, role__in=seeing).order_by("id")
    return [Reader(o.id, o.email, o.name, o.language) for o in rows]


def hook_of(watch_id: int) -> str:
    """The address a watch calls now; nothing if it calls none any more."""
    found = Watch.objects.filter(id=watch_id, hook_stopped_at__isnull=True)
    return found.exclude(state=WatchState.CLOSED).values_list("hook_url", flat=True).first() or ""


def stop_hook(watch_id: int, now: datetime) -> WatchRow | None:
    """The address is gone for good: call it no more, tell it nothing of what waits."""
    Watch.objects.filter(id=watch_id).update(hook_stopped_at=now)
    WatchHit.objects.filter(watch_id=watch_id, is_hook_due=True).update(is_hook_due=False)
    watch = Watch.objects.select_related("owner", "decided_by").filter(id=watch_id).first()
    return row_of(watch) if watch else None


def in_digest_of(reader: Reader) -> list[tuple[int, str]]:
    """The watches that a reader gets in the digest: their own and their team's, by name."""
    officer = Officer.objects.filter(id=reader.id).values_list("role", flat=True).first()
    theirs = Q(owner_id=reader.id) | Q(team=officer)
    found = Watch.objects.filter(theirs, in_digest=True, state=WatchState.ACTIVE)
    return list(found.order_by("name", "id").values_list("id", "name"))
