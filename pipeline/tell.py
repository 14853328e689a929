"""Tell: what watches caught becomes letters and calls, and calls are made until they are taken."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from archive.packs import Pack
from crawler.door import Door
from crawler.model import Capture
from crawler.reasons import NotAsked
from desk import telling, watch_telling
from desk.telling import Held
from desk.watch_telling import Channel, Due
from pipeline.context import Post
from pipeline.send import domain_of
from reports import hook_body, hooks, outbox, watch_letter
from reports.watch_items import Item, items
from reports.watch_letter import Told

SHOWN = 50
TAKEN, GONE = range(200, 300), 410
OTHER_ADDRESS = "địa chỉ đã đổi hoặc đã tắt / the address was changed or switched off"
NO_MORE = "410: địa chỉ không còn / the address is gone for good"

Answer = Capture | NotAsked


@dataclass(frozen=True, slots=True)
class Message:
    """What one telling says, whichever way it goes."""

    due: Due
    key: str
    items: tuple[Item, ...]
    held: Held


def write_watches(now: datetime, pack: Pack, post: Post) -> int:
    """Put into the outboxes what watches may tell now; returns how many of them told something."""
    morning = time(pack.digest_hour)
    return sum(
        _tell(channel, watch_id, morning, now, post)
        for channel in Channel
        for watch_id in watch_telling.waiting(channel, now)
    )


def _tell(channel: Channel, watch_id: int, morning: time, now: datetime, post: Post) -> bool:
    """Tell what one watch has by one way, or hold it back; in one transaction, so that nothing is lost."""
    count, write = WAYS[channel]
    with transaction.atomic():
        due = watch_telling.due(channel, watch_id, morning, SHOWN)
        if due is None:
            return False
        days = {telling.desk_date(at) for at in (now, *due.found)}
        counts = {day: count(watch_letter.edition_prefix(watch_id, day)) for day in days}
        until = telling.held_until(due.rule, counts[telling.desk_date(now)], now)
        if until is not None:
            watch_telling.hold(watch_id, until)
            return False
        write(_message(due, counts, now, post), now, post)
        watch_telling.told(channel, due, now)
    return True


def _message(due: Due, counts: Mapping[date, int], now: datetime, post: Post) -> Message:
    """What is said of a catch; ``counts`` are the tellings of each day on which something was found."""
    today = telling.desk_date(now)
    key = f"{watch_letter.edition_prefix(due.watch.id, today)}{counts[today] + 1}"
    shown = items(due.newest, due.watch.query, post.site, today)
    full = {day for day, count in counts.items() if count >= due.rule.ceiling}
    return Message(due, key, tuple(shown), telling.held(due.rule, due.found, full))


def _write_letters(message: Message, now: datetime, post: Post) -> None:
    watch = message.due.watch
    told = Told(watch, message.key, message.items, len(message.due.found), message.held)
    for reader in watch_telling.readers(watch):
        outbox.put(watch_letter.write(told, reader, post.site), domain_of(post.sender), now)


def _write_call(message: Message, now: datetime, _post: Post) -> None:
    watch, secret = message.due.watch, message.due.hook_secret
    body = hook_body.written(watch, message.items, len(message.due.found), now)
    hooks.put(watch.id, message.key, watch.hook_url, secret, body, now)


Way = tuple[Callable[[str], int], Callable[[Message, datetime, Post], None]]
"""How many tellings of a day there were, by the beginning of their keys; and one more written down."""

WAYS: Mapping[Channel, Way] = {
    Channel.MAIL: (outbox.count_editions, _write_letters),
    Channel.HOOK: (hooks.count, _write_call),
}


def make_calls(now: Callable[[], datetime], post: Post) -> int:
    """Make due calls, all at once for each may be slow; returns how many were taken."""
    if post.door is None:
        return 0
    due = [call for call in hooks.claim(now()) if _is_wanted(call)]
    answers = asyncio.run(_asked(post.door, due)) if due else []
    return sum(_note(call, answer, now(), post) for call, answer in zip(due, answers, strict=True))


def _is_wanted(call: hooks.Due) -> bool:
    """Whether the watch still calls that address; if not, nothing more of what it had to say goes there."""
    is_wanted = watch_telling.hook_of(call.watch_id) == call.url
    if not is_wanted:
        hooks.drop(call.watch_id, call.url, OTHER_ADDRESS)
    return is_wanted


async def _asked(door: Door, due: Sequence[hooks.Due]) -> list[Answer]:
    return await asyncio.gather(*(_answer(door, call) for call in due))


async def _answer(door: Door, call: hooks.Due) -> Answer:
    try:
        return await door.tell(call.url, call.body.encode(), call.headers)
    except NotAsked as refused:
        return refused


def _note(call: hooks.Due, answer: Answer, now: datetime, post: Post) -> bool:
    """Write down how a call went; tells whether it was taken."""
    if isinstance(answer, NotAsked):
        hooks.failed(call, str(answer), now)
        return False
    is_taken = answer.status in TAKEN
    if is_taken:
        hooks.taken(call.id, now)
    elif answer.status == GONE:
        _stop(call, now, post)
    else:
        hooks.failed(call, f"HTTP {answer.status}", now)
    return is_taken


def _stop(call: hooks.Due, now: datetime, post: Post) -> None:
    """An address that is gone for good is called no more, and the watch's owner is told."""
    day = telling.desk_date(now)
    with transaction.atomic():
        hooks.drop(call.watch_id, call.url, NO_MORE)
        watch = watch_telling.stop_hook(call.watch_id, now)
        if watch is None:
            return
        for reader in watch_telling.readers(watch):
            if reader.id == watch.owner_id:
                letter = watch_letter.write_stopped(watch, reader, post.site, day)
                outbox.put(letter, domain_of(post.sender), now)
