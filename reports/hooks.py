"""Calls to outside addresses that tell of what watches caught: a call is a row before it is made."""

import hashlib
import hmac
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

from reports import queues
from reports.models import Hook, MailState
from reports.queues import OutboxState

SIGNATURE, IDEMPOTENCY = "X-Diembao-Signature", "Idempotency-Key"
CONTENT_TYPE = "application/json; charset=utf-8"
# So far a host that has its turn is looked for behind those that have none.
LOOKED_AT = 1_000


@dataclass(frozen=True, slots=True)
class Due:
    """A call that is to be made now."""

    id: int
    watch_id: int
    key: str
    url: str
    secret: str
    body: str
    tries: int

    @property
    def headers(self) -> dict[str, str]:
        """What goes with the body: who says it, and that a second time it is the same."""
        return {
            "Content-Type": CONTENT_TYPE,
            IDEMPOTENCY: self.key,
            SIGNATURE: signature(self.secret, self.body.encode()),
        }


@dataclass(frozen=True, slots=True)
class HookRow:
    """A call as the page of its watch shows it."""

    id: int
    state: str
    tries: int
    reason: str
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None


def signature(secret: str, body: bytes) -> str:
    """What proves that a body comes from the desk unchanged: HMAC-SHA256 with the watch's secret."""
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


def put(watch_id: int, key: str, url: str, secret: str, body: str, now: datetime) -> bool:
    """Queue a call; one that is there already stays as it is."""
    told = {
        "watch_id": watch_id,
        "url": url,
        "secret": secret,
        "body": body,
        "due_at": now,
        "created_at": now,
    }
    return Hook.objects.get_or_create(key=key, defaults=told)[1]


def written(keys: Collection[str]) -> dict[str, datetime]:
    """Which of some calls there are, and since when."""
    return dict(Hook.objects.filter(key__in=keys).values_list("key", "created_at"))


def claim(now: datetime, limit: int = 20, has_turn: Callable[[str], bool] = lambda _host: True) -> list[Due]:
    """Take due calls for one lease, each only if its host has a turn and nobody else holds it."""
    waiting = queues.due(Hook, now).values_list("id", "url")[:LOOKED_AT]
    turns = (id for id, url in waiting if has_turn(host_of(url)))
    return [
        Due(row.id, row.watch_id, row.key, row.url, row.secret, row.body, row.tries)
        for row in queues.lease(Hook, islice(turns, limit))
    ]


def host_of(url: str) -> str:
    """The host of an address to call: what may be told of it to others, for the rest may be a key."""
    return urlsplit(url).hostname or ""


def taken(hook_id: int, now: datetime) -> None:
    """The address has taken it; what was said need not be kept."""
    Hook.objects.filter(id=hook_id).update(
        state=MailState.SENT, sent_at=now, leased_until=None, reason="", body=""
    )


def failed(call: Due, reason: str, now: datetime) -> None:
    """Try later, longer each time; give up after the last try."""
    queues.failed(Hook, call.id, call.tries, reason, now, final=False)


def drop(watch_id: int, url: str, reason: str) -> int:
    """Make no more calls of a watch to an address; returns how many waited."""
    waiting = Hook.objects.filter(watch_id=watch_id, url=url, state=MailState.WAITING)
    return waiting.update(state=MailState.REFUSED, leased_until=None, reason=reason[:500])


def of_watch(watch_id: int, limit: int) -> list[HookRow]:
    """The newest calls of a watch."""
    return [
        HookRow(row.id, row.state, row.tries, row.reason, row.created_at, row.due_at, row.sent_at)
        for row in Hook.objects.filter(watch_id=watch_id).order_by("-id")[:limit]
    ]


def state() -> OutboxState:
    """How many calls wait, went, were given up, and the last reason given."""
    return queues.state(Hook)
