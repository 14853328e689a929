"""Acts on watches: saved, decided, paused, resumed and closed, each written down in its own transaction."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db import transaction

from archive import namings
from archive.clock import DESK_ZONE
from archive.packs import Pack
from desk import audit, watch_wishes
from desk.audit import Actor
from desk.models import Watch, WatchState
from desk.rights import Right, may
from desk.watch_rows import WatchProblem, WatchRow, Wish, row_of

SAVED, DECIDED, PAUSED, RESUMED, CLOSED = (
    "watch_saved",
    "watch_decided",
    "watch_paused",
    "watch_resumed",
    "watch_closed",
)
UNDECIDED = frozenset({WatchState.WAITING, WatchState.REFUSED})
MOST_HOOKS = 20


def save(actor: Actor, watch_id: int | None, wish: Wish, pack: Pack, now: datetime) -> WatchRow:
    """Make a watch, or change one's own; ``WatchProblem`` says what a wish lacks."""
    audit.demand(actor, Right.WATCH)
    asked = watch_wishes.tidy(wish)
    day = now.astimezone(DESK_ZONE).date()
    is_personal = watch_wishes.check(asked, pack, day, namings.names(pack))
    with transaction.atomic():
        watch = _own(actor, watch_id) if watch_id is not None else _new(actor, now)
        _check_beside_others(watch, asked)
        _settle(watch, asked, now, is_personal=is_personal)
        _fill(watch, asked)
        watch.save()
        _forget(watch)
        told = {"watch": watch.id, **_told(asked), "state": str(watch.state)}
        audit.note(actor, SAVED, told, now)
    return row_of(watch)


def _new(actor: Actor, now: datetime) -> Watch:
    return Watch(owner_id=actor.id, created_at=now, changed_at=now)


def _own(actor: Actor, watch_id: int) -> Watch:
    """The actor's own watch, locked until the act is done."""
    watch = Watch.objects.select_for_update().filter(id=watch_id, owner_id=actor.id).first()
    if watch is None:
        raise PermissionDenied
    if watch.state == WatchState.CLOSED:
        raise _closed()
    return watch


def _closed() -> WatchProblem:
    return WatchProblem(
        "state",
        "theo dõi này đã đóng; lập theo dõi mới",
        "this watch is closed; make a new one",
    )


def _check_beside_others(watch: Watch, wish: Wish) -> None:
    """No two open watches of one owner have the same name, and no owner has many webhooks."""
    others = Watch.objects.filter(owner_id=watch.owner_id).exclude(state=WatchState.CLOSED)
    others = others.exclude(id=watch.id)
    # Compared here: a database folds the case of ASCII letters only.
    if wish.name.casefold() in {name.casefold() for name in others.values_list("name", flat=True)}:
        raise WatchProblem(
            "name",
            f"đã có theo dõi tên “{wish.name}”; đặt tên khác",
            f'there is a watch named "{wish.name}" already; choose another name',
        )
    if wish.hook_url and others.exclude(hook_url="").count() >= MOST_HOOKS:
        raise WatchProblem(
            "hook_url",
            f"đã có {MOST_HOOKS} webhook; đóng bớt một theo dõi",
            f"there are {MOST_HOOKS} webhooks already; close one of those watches",
        )


def _settle(watch: Watch, wish: Wish, now: datetime, *, is_personal: bool) -> None:
    """Which state a watch has once the wish is taken, and since when it looks."""
    grounds = (watch.query, watch.office, watch.purpose)
    is_other = grounds != (wish.query, wish.office, wish.purpose)
    if is_personal and (is_other or watch.decided_at is None):
        watch.state = WatchState.WAITING
        watch.decided_by, watch.decided_at = None, None
    elif not is_personal and watch.state in UNDECIDED:
        watch.state = WatchState.ACTIVE
        watch.changed_at = now
    if watch.query != wish.query:
        watch.changed_at = now


def _fill(watch: Watch, wish: Wish) -> None:
    """Take the wish over; an address to call gets a secret of its own, and another chance."""
    if wish.hook_url != watch.hook_url:
        watch.hook_secret = secrets.token_hex(32) if wish.hook_url else ""
    for field, value in asdict(wish).items():
        setattr(watch, field, value)
    watch.held_until, watch.hook_held_until, watch.hook_stopped_at = None, None, None


def _forget(watch: Watch) -> None:
    """What waits to go a way that was switched off goes nowhere; it stays on the watch's page."""
    is_over = watch.state == WatchState.CLOSED
    if is_over or not watch.by_mail:
        watch.hits.filter(is_mail_due=True).update(is_mail_due=False)
    if is_over or not watch.hook_url:
        watch.hits.filter(is_hook_due=True).update(is_hook_due=False)


def _told(wish: Wish) -> dict[str, str]:
    """A wish as the log keeps it: of an address to call only the host, for its path may be a key."""
    told = {field: str(value) for field, value in asdict(wish).items() if value not in {"", None}}
    if wish.hook_url:
        told["hook_url"] = urlsplit(wish.hook_url).hostname or ""
    return told


def decide(actor: Actor, watch_id: int, *, seen: str, allowed: bool, reason: str, now: datetime) -> WatchRow:
    """Allow or refuse a watch on a person as it was seen, never one's own; a refusal tells why."""
    audit.demand(actor, Right.DECIDE_WATCH)
    with transaction.atomic():
        watch = _locked(watch_id)
        if watch.owner_id == actor.id:
            raise WatchProblem(
                "decision",
                "người lập không tự duyệt theo dõi của mình; nhờ người duyệt khác",
                "nobody decides on their own watch; ask another approver",
            )
        if watch.state != WatchState.WAITING:
            raise WatchProblem(
                "decision", "theo dõi này không chờ duyệt; tải lại trang", "this watch waits for no decision"
            )
        if watch.changed_at.isoformat() != seen:
            raise WatchProblem(
                "decision",
                "theo dõi này vừa được sửa; đọc lại rồi hãy quyết định",
                "this watch was changed meanwhile; read it again, then decide",
            )
        if not allowed and not reason.strip():
            raise WatchProblem("reason", "từ chối thì phải ghi lý do", "a refusal needs a reason; write one")
        watch.state = WatchState.ACTIVE if allowed else WatchState.REFUSED
        watch.decided_by_id, watch.decided_at, watch.changed_at = actor.id, now, now
        watch.save()
        told = {"watch": watch.id, "name": watch.name, "allowed": allowed, "reason": reason.strip()}
        audit.note(actor, DECIDED, told, now)
    return row_of(Watch.objects.select_related("owner", "decided_by").get(id=watch_id))


def _locked(watch_id: int) -> Watch:
    watch = Watch.objects.select_for_update().filter(id=watch_id).first()
    if watch is None:
        raise PermissionDenied
    return watch


def pause(actor: Actor, watch_id: int, now: datetime) -> bool:
    """Let a watch rest; tells whether it looked until now."""
    return _move(actor, watch_id, PAUSED, {WatchState.ACTIVE}, WatchState.PAUSED, now)


def resume(actor: Actor, watch_id: int, now: datetime) -> bool:
    """Let a paused watch look again, from now on; tells whether it was paused."""
    return _move(actor, watch_id, RESUMED, {WatchState.PAUSED}, WatchState.ACTIVE, now)


def close(actor: Actor, watch_id: int, now: datetime) -> bool:
    """End a watch for good; what it caught stays. Tells whether it was open."""
    is_open = set(WatchState) - {WatchState.CLOSED}
    return _move(actor, watch_id, CLOSED, is_open, WatchState.CLOSED, now)


def _move(
    actor: Actor, watch_id: int, code: str, before: Iterable[str], state: WatchState, now: datetime
) -> bool:
    """Bring a watch from one state into another: its owner does, or who decides on watches."""
    audit.demand(actor, Right.WATCH)
    with transaction.atomic():
        watch = _locked(watch_id)
        if watch.owner_id != actor.id and not may(actor.role, Right.DECIDE_WATCH):
            raise PermissionDenied
        is_done = watch.state in before
        if is_done:
            watch.state = state
            if state == WatchState.ACTIVE:
                watch.changed_at = now
            watch.save()
            _forget(watch)
            audit.note(actor, code, {"watch": watch.id, "name": watch.name}, now)
    return is_done
