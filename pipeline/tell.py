"""Tell: what watches caught becomes letters and calls."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from archive.packs import Pack
from desk import telling, watch_telling
from desk.telling import Held
from desk.watch_telling import Channel, Due
from pipeline.context import Post
from pipeline.send import domain_of
from reports import hook_body, hooks, outbox, watch_letter
from reports.watch_items import Item, items
from reports.watch_letter import Told, edition_of

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Message:
    """What one telling says, whichever way it goes."""

    due: Due
    key: str
    items: tuple[Item, ...]
    held: Held


@dataclass(frozen=True, slots=True)
class Way:
    """Which of some tellings there are already, and one more written down."""

    written: Callable[[Collection[str]], Mapping[str, datetime]]
    write: Callable[[Message, datetime, Post], None]


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
    way = WAYS[channel]
    with transaction.atomic():
        due = watch_telling.due(channel, watch_id, morning, SHOWN)
        if due is None:
            return False
        numbers, today = range(1, due.rule.ceiling + 1), telling.desk_date(now)
        keys = [edition_of(watch_id, today, number) for number in numbers]
        days = {telling.desk_date(at) for at in due.found} - {today}
        last_of = {day: edition_of(watch_id, day, due.rule.ceiling) for day in days}
        known = way.written([*keys, *last_of.values()])
        until = telling.held_until(due.rule, [known[key] for key in keys if key in known], now)
        if until is not None:
            watch_telling.hold(channel, watch_id, until)
            return False
        key = next(key for key in keys if key not in known)
        shown = items(due.newest, due.watch.query, post.site, today)
        held = telling.held(due.rule, due.found, {day for day in days if last_of[day] in known})
        way.write(Message(due, key, tuple(shown), held), now, post)
        watch_telling.told(channel, due, now)
    return True


def _write_letters(message: Message, now: datetime, post: Post) -> None:
    watch = message.due.watch
    told = Told(watch, message.key, message.items, len(message.due.found), message.held)
    for reader in watch_telling.readers(watch):
        outbox.put(watch_letter.write(told, reader, post.site), domain_of(post.sender), now)


def _write_call(message: Message, now: datetime, _post: Post) -> None:
    watch, secret = message.due.watch, message.due.hook_secret
    url = watch_telling.hook_of(watch.id)
    if url:
        body = hook_body.written(watch, message.items, len(message.due.found), now)
        hooks.put(watch.id, message.key, url, secret, body, now)


WAYS: Mapping[Channel, Way] = {
    Channel.MAIL: Way(outbox.written, _write_letters),
    Channel.HOOK: Way(hooks.written, _write_call),
}
