"""Calls of watches: made beside the worker's rounds, for each may be slow, until they are taken."""

import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from crawler.door import Door
from crawler.model import Capture
from crawler.reasons import NotAsked
from desk import telling, watch_telling
from pipeline.context import Post
from pipeline.send import domain_of
from reports import hooks, outbox, watch_letter

AT_ONCE, TO_ONE_HOST = 8, 2
# So long a round waits for answers; whoever is slower is heard in a later one.
PATIENCE_SECONDS = 0.05
TAKEN, GONE = range(200, 300), 410
OTHER_ADDRESS = "địa chỉ đã đổi hoặc đã tắt / the address was changed or switched off"
NO_MORE = "410: địa chỉ không còn / the address is gone for good"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Caller:
    """One process's calls on their way; its threads ask outside and touch no row."""

    threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE, "call"))
    flying: dict[Future[Capture], hooks.Due] = field(default_factory=dict)

    def step(self, now: Callable[[], datetime], post: Post) -> int:
        """Send off what is due, write down what was answered; returns how many calls were under way."""
        if post.door and len(self.flying) < AT_ONCE:
            self._send(post.door, now())
        under_way = len(self.flying)
        answered = wait(self.flying, PATIENCE_SECONDS).done if self.flying else ()
        for future in answered:
            _note(self.flying.pop(future), future, now(), post)
        return under_way

    def _send(self, door: Door, now: datetime) -> None:
        """Send off due calls, to one host only a few at a time."""
        busy = Counter(hooks.host_of(call.url) for call in self.flying.values())

        def has_turn(host: str) -> bool:
            busy[host] += 1
            return busy[host] <= TO_ONE_HOST

        for call in hooks.claim(now, AT_ONCE - len(self.flying), has_turn):
            if _is_wanted(call):
                self.flying[self.threads.submit(door.post, call.url, call.body.encode(), call.headers)] = call

    def close(self) -> None:
        """Wait for nobody: a call that was not noted is the same to whom it is made again."""
        self.threads.shutdown(wait=False, cancel_futures=True)


def _is_wanted(call: hooks.Due) -> bool:
    """Whether the watch still calls that address; if not, nothing more of what it had to say goes there."""
    is_wanted = watch_telling.hook_of(call.watch_id) == call.url
    if not is_wanted:
        hooks.drop(call.watch_id, call.url, OTHER_ADDRESS)
    return is_wanted


def _note(call: hooks.Due, future: Future[Capture], now: datetime, post: Post) -> None:
    """Write down how a call went."""
    fault = future.exception()
    if fault:
        hooks.failed(call, _told(fault, call), now)
    elif (status := future.result().status) in TAKEN:
        hooks.taken(call.id, now)
    elif status == GONE:
        _stop(call, now, post)
    else:
        hooks.failed(call, f"HTTP {status}", now)


def _told(fault: BaseException, call: hooks.Due) -> str:
    """Why there was no answer, for everybody who sees the watch."""
    if isinstance(fault, NotAsked):
        return str(replace(fault.reason, about=hooks.host_of(call.url)))
    log.error("call %s", call.key, exc_info=fault)
    return type(fault).__name__


def _stop(call: hooks.Due, now: datetime, post: Post) -> None:
    """An address that is gone for good is called no more, and the watch's owner is told."""
    day = telling.desk_date(now)
    with transaction.atomic():
        hooks.drop(call.watch_id, call.url, NO_MORE)
        watch = watch_telling.stop_hook(call.watch_id, call.url, now)
        if watch is None:
            return
        for reader in watch_telling.readers(watch):
            if reader.id == watch.owner_id:
                letter = watch_letter.write_stopped(watch, reader, post.site, day)
                outbox.put(letter, domain_of(post.sender), now)
