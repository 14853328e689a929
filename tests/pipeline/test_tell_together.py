"""Workers that tell at the same moment, or end in the midst of it: nothing is told twice, nothing lost."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections

from archive.packs import Pack
from desk.models import Watch, WatchHit
from desk.watch_hits import record
from pipeline.context import Post
from pipeline.tell import write_watches
from reports import hooks
from reports.models import Hook, Mail
from tests import factory, parts
from tests.desk.making import hit, watch
from tests.pipeline.faults import Killed, die, happening
from tests.pipeline.test_tell import URL, at

pytestmark = pytest.mark.django_db(transaction=True)
WATCHES, ROUNDS = 6, 8


def together(*acts: Callable[[], None]) -> None:
    """Run acts at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], None]) -> None:
        start.wait()
        try:
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        for done in [threads.submit(run, act) for act in acts]:
            done.result()


def told() -> Counter[tuple[int, int]]:
    """How often each watch told each article, by mail or by a call."""
    letters = [(mail.edition, mail.text) for mail in Mail.objects.all()]
    calls = list(Hook.objects.values_list("key", "body"))
    return Counter(
        (int(key.split(":")[1]), int(id))
        for key, text in (*letters, *calls)
        for id in re.findall(r"/articles/(\d+)", text)
    )


@pytest.mark.parametrize("way", [{"by_mail": True}, {"hook_url": URL}], ids=["mail", "call"])
def test_two_workers_and_one_that_catches_tell_each_hit_once(
    way: dict[str, Any], pack: Pack, post: Post
) -> None:
    owner = factory.officer()
    ids = [watch(owner, name=f"Số {n}", ceiling=200, **way).id for n in range(WATCHES)]
    articles = [factory.article(f"Cầu {n}").id for n in range(ROUNDS)]

    def tell() -> None:
        for minute in range(ROUNDS):
            write_watches(at(9, minute) + timedelta(hours=minute), pack, post)

    def catch() -> None:
        for article in articles:
            record(article, ids, at(9), swept=False)

    together(tell, tell, catch)
    write_watches(at(23), pack, post)
    assert told() == dict.fromkeys(((id, article) for id in ids for article in articles), 1)
    assert not WatchHit.objects.filter(is_mail_due=True).exists()
    parts.ran("two workers", connection.vendor)


def test_two_workers_that_match_the_same_article_catch_it_once() -> None:
    ids = [watch(factory.officer(), name=f"Số {n}").id for n in range(WATCHES)]
    article = factory.article().id

    def catch() -> None:
        record(article, ids, at(9), swept=False)

    together(*[catch] * 4)
    assert list(WatchHit.objects.order_by("watch_id").values_list("watch_id", flat=True)) == ids


def test_a_call_is_claimed_by_one_worker() -> None:
    for number in range(12):
        hooks.put(1, f"watch:1:2026-10-01:{number}", URL, "", "{}", at(9))
    claimed: list[str] = []
    together(*[lambda: claimed.extend(due.key for due in hooks.claim(at(9)))] * 3)
    assert sorted(claimed) == sorted(Hook.objects.values_list("key", flat=True))


def test_a_worker_that_ends_at_any_statement_told_all_or_nothing(pack: Pack, post: Post) -> None:
    hit(watch(by_mail=True, hook_url=URL), is_mail_due=True, is_hook_due=True, at=at(9))
    flag, ended = 0, []
    while True:
        try:
            with happening(die, at=flag):
                write_watches(at(9), pack, post)
        except Killed:
            due = WatchHit.objects.values_list("is_mail_due", "is_hook_due").get()
            ended.append((*due, Mail.objects.count(), Hook.objects.count()))
            flag += 1
            Mail.objects.all().delete()
            WatchHit.objects.update(is_mail_due=True, mailed_at=None)
        else:
            break
    assert set(ended) == {(True, True, 0, 0), (False, True, 1, 0)}
    assert set(told().values()) == {2}
    assert Watch.objects.get().held_until is None
