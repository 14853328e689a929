"""What watches still have to tell, by mail or to an address they call, and that it was told."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import Enum

from django.db.models import Q

from archive import articles
from archive.articles import ArticleRow
from desk import watch_stories
from desk.models import Officer, Watch, WatchHit, WatchState
from desk.officers import Reader
from desk.rights import Right, Role, may
from desk.telling import Rule
from desk.watch_rows import WatchRow, row_of

# Who may be told what a watch caught.
SEEING = [role.value for role in Role if may(role, Right.SEE_WATCHES)]


class Channel(Enum):
    """A way of telling that watches wait for, each with a ceiling of its own: its columns."""

    MAIL = ("is_mail_due", "mailed_at", "held_until")
    HOOK = ("is_hook_due", "hooked_at", "hook_held_until")

    def __init__(self, flag: str, at: str, held: str) -> None:
        self.flag, self.at, self.held = flag, at, held


@dataclass(frozen=True, slots=True)
class Due:
    """A watch with the stories it has to tell by one channel: when each was found, and the newest of them."""

    watch: WatchRow
    rule: Rule
    hook_secret: str
    found: tuple[datetime, ...]
    newest: tuple[ArticleRow, ...]
    last_id: int


def waiting(channel: Channel, now: datetime) -> list[int]:
    """The watches that have something to tell and are not held back."""
    is_free = Q(**{f"{channel.held}__isnull": True}) | Q(**{f"{channel.held}__lte": now})
    # Asked of the hits first: joined, every watch would be looked at in every round.
    owing = WatchHit.objects.filter(**{channel.flag: True}).values_list("watch_id", flat=True)
    ids = list(owing.distinct().order_by("watch_id"))
    found = Watch.objects.filter(is_free, state=WatchState.ACTIVE, id__in=ids)
    return list(found.order_by("id").values_list("id", flat=True))


def due(channel: Channel, watch_id: int, morning: time, shown: int) -> Due | None:
    """What one watch has to tell, locked until the caller's transaction ends; nothing if another told it."""
    found = Watch.objects.filter(id=watch_id, state=WatchState.ACTIVE).select_related("owner", "decided_by")
    watch = found.select_for_update(of=("self",)).first()
    if watch is None:
        return None
    waits = WatchHit.objects.filter(watch_id=watch_id, **{channel.flag: True})
    was_told = Q(**{f"{channel.at}__isnull": False})
    watch_stories.needless(waits, was_told).update(**{channel.flag: False})
    last_id = waits.order_by("-id").values_list("id", flat=True).first()
    if last_id is None:
        return None
    stories = watch_stories.leads(watch_stories.catches(waits))
    return Due(
        watch=row_of(watch),
        rule=Rule(watch.ceiling, morning, watch.quiet_from, watch.quiet_until),
        hook_secret=watch.hook_secret,
        found=tuple(story.found_at for story in stories),
        newest=tuple(articles.by_ids([story.article_id for story in stories[:shown]])),
        last_id=last_id,
    )


def hold(channel: Channel, watch_id: int, until: datetime) -> None:
    """Keep what a watch has to tell by one channel until then."""
    Watch.objects.filter(id=watch_id).update(**{channel.held: until})


def told(channel: Channel, due: Due, now: datetime) -> None:
    """All of it was told, or written down to be: in the transaction that wrote it."""
    waited = WatchHit.objects.filter(watch_id=due.watch.id, id__lte=due.last_id, **{channel.flag: True})
    waited.update(**{channel.flag: False, channel.at: now})


def readers(watch: WatchRow) -> list[Reader]:
    """Who is told of a watch: its owner and its team, as far as they may see it and sign in."""
    theirs = Q(id=watch.owner_id) | (Q(role=watch.team) if watch.team else Q())
    rows = Officer.objects.filter(theirs, is_active=True, role__in=SEEING).order_by("id")
    return [Reader(o.id, o.email, o.name, o.language) for o in rows]


def hook_of(watch_id: int) -> str:
    """The address a watch calls now; nothing if it calls none any more, or its owner may not see it."""
    found = Watch.objects.filter(id=watch_id, owner__is_active=True, owner__role__in=SEEING)
    open_ones = found.filter(hook_stopped_at__isnull=True).exclude(state=WatchState.CLOSED)
    return open_ones.values_list("hook_url", flat=True).first() or ""


def stop_hook(watch_id: int, url: str, now: datetime) -> WatchRow | None:
    """The address is gone for good: call it no more, tell it nothing of what waits.

    Nothing if the watch calls another one by now.
    """
    found = Watch.objects.filter(id=watch_id, hook_url=url)
    if not found.update(hook_stopped_at=now):
        return None
    WatchHit.objects.filter(watch_id=watch_id, is_hook_due=True).update(is_hook_due=False)
    return row_of(found.select_related("owner", "decided_by").get())


def in_digest_of(reader: Reader) -> list[tuple[int, str]]:
    """The watches that a reader gets in the digest: their own and their team's, by name."""
    role = Officer.objects.values_list("role", flat=True).get(id=reader.id)
    if role not in SEEING:
        return []
    theirs = Q(owner_id=reader.id) | Q(team=role)
    found = Watch.objects.filter(theirs, in_digest=True, state=WatchState.ACTIVE)
    return list(found.order_by("name", "id").values_list("id", "name"))
