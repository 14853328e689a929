"""What watches caught is written down to be mailed and called: when it may, each story once, never twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import aiosmtpd
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.clock import DESK_ZONE
from archive.packs import Pack
from demo.mail import Faults, catching
from desk import watches
from desk.models import Officer, Watch, WatchHit, WatchState
from desk.rights import Role
from pipeline.context import Post
from pipeline.send import drain_outbox
from pipeline.tell import SHOWN, write_watches
from pipeline.worker import Worker
from reports.models import Hook, Mail
from tests import factory, parts
from tests.desk.making import PLAIN, actor, hit, removed, saved, watch
from tests.pipeline.making import Hands

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
URL, SECRET = "https://nhan.vn/", "khoa-cua-theo-doi"
Tell = Callable[[datetime], int]


@pytest.fixture(autouse=True)
def _tell_the_part() -> None:
    parts.ran("SMTP", aiosmtpd.__version__)


@pytest.fixture
def tell(pack: Pack, post: Post) -> Tell:
    """Write what watches may tell at an instant."""
    return lambda now: write_watches(now, pack, post)


def at(hour: int, minute: int = 0, *, day: int = 1) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=DESK_ZONE)


def mailed(title: str = "Cầu Bến Lội thông xe", *, when: datetime, of: Watch | None = None) -> Watch:
    """A watch told by mail that caught an article."""
    found = of or watch(by_mail=True, query="cầu")
    hit(found, factory.article(title), at=when, is_mail_due=True)
    return found


def calling(**fields: Any) -> Watch:
    """A watch that calls an address."""
    return watch(hook_url=URL, hook_secret=SECRET, **fields)


def editions() -> list[tuple[str, str]]:
    return list(Mail.objects.order_by("id").values_list("edition", "recipient"))


def kept(folder: Path) -> list[EmailMessage]:
    paths = sorted(folder.glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_catch_is_mailed_at_once_and_once(tell: Tell, post: Post, port: int, tmp_path: Path) -> None:
    found = mailed(when=at(9))
    assert [tell(at(9)), tell(at(9))] == [1, 0]
    with catching(port, tmp_path):
        assert drain_outbox(lambda: at(9), post) == 1
    (mail,) = kept(tmp_path)
    assert mail["To"] == "monitor@songtrong.example"
    assert f"https://desk.example/watches/{found.id}" in text_of(mail)
    assert editions() == [(f"watch:{found.id}:2026-10-01:1", "monitor@songtrong.example")]
    assert WatchHit.objects.values_list("is_mail_due", "mailed_at").get() == (False, at(9))


def test_what_came_together_is_one_letter_and_the_next_is_another(tell: Tell) -> None:
    found = mailed("Cầu một", when=at(9))
    mailed("Cầu hai", when=at(9), of=found)
    assert tell(at(9)) == 1
    mailed("Cầu ba", when=at(10), of=found)
    assert tell(at(10)) == 1
    assert [name.rpartition(":")[2] for name, _ in editions()] == ["1", "2"]
    assert "Cầu một" in Mail.objects.order_by("id")[0].text
    assert "Cầu hai" in Mail.objects.order_by("id")[0].text


def test_a_letter_shows_fifty_and_counts_all(tell: Tell) -> None:
    found = mailed(when=at(9))
    for number in range(SHOWN + 1):
        mailed(f"Cầu số {number}", when=at(9), of=found)
    tell(at(9))
    assert Mail.objects.get().text.count("/articles/") == SHOWN
    assert not WatchHit.objects.filter(is_mail_due=True).exists()


def test_a_team_is_told_each_in_their_language_and_only_who_may_sign_in(tell: Tell) -> None:
    factory.officer(Role.CLAIMS, email="kim@songtrong.example", language="en")
    gone = factory.officer(Role.CLAIMS, email="di@songtrong.example")
    gone.is_active = False
    gone.save()
    factory.officer(Role.READER)
    mailed(when=at(9), of=watch(by_mail=True, team="claims"))
    assert tell(at(9)) == 1
    assert [who for _, who in editions()] == ["kim@songtrong.example", "monitor@songtrong.example"]
    assert ['lang="en"' in mail.html for mail in Mail.objects.order_by("id")] == [True, False]


def test_nobody_may_read_it_and_it_is_not_told_for_ever(tell: Tell) -> None:
    found = mailed(when=at(9))
    found.owner.is_active = False
    found.owner.save()
    assert [tell(at(9)), tell(at(9)), Mail.objects.count()] == [1, 0, 0]


@pytest.mark.parametrize("state", [WatchState.PAUSED, WatchState.CLOSED, WatchState.WAITING])
def test_a_watch_that_does_not_look_tells_nothing(state: WatchState, tell: Tell) -> None:
    mailed(when=at(9))
    Watch.objects.update(state=state)
    assert tell(at(9)) == 0
    Watch.objects.update(state=WatchState.ACTIVE)
    assert tell(at(10)) == 1


def test_quiet_hours_over_midnight_end_with_one_letter_that_counts(tell: Tell) -> None:
    found = watch(by_mail=True, quiet_from=time(22), quiet_until=time(6))
    for when in (at(22, 30), at(23), at(1, day=2)):
        mailed(f"Cầu lúc {when:%H:%M}", when=when, of=found)
        assert tell(when) == 0
    assert Watch.objects.get().held_until == at(6, day=2)
    mailed("Cầu buổi sáng", when=at(6, day=2), of=found)
    assert [tell(at(5, 59, day=2)), tell(at(6, day=2)), tell(at(6, 1, day=2))] == [0, 1, 0]
    letter = Mail.objects.get()
    assert letter.text.count("/articles/") == 4
    assert letter.edition == f"watch:{found.id}:2026-10-02:1"


def test_above_the_ceiling_all_waits_for_the_morning_and_comes_in_one_letter(tell: Tell) -> None:
    found = watch(by_mail=True, ceiling=2)
    for hour in (9, 10, 11, 12):
        mailed(f"Cầu lúc {hour}", when=at(hour), of=found)
        tell(at(hour))
    assert (len(editions()), Watch.objects.get().held_until) == (2, at(7, day=2))
    assert [tell(at(23)), tell(at(0, 5, day=2)), tell(at(7, day=2))] == [0, 0, 1]
    last = Mail.objects.latest("id")
    assert (last.edition, last.text.count("/articles/")) == (f"watch:{found.id}:2026-10-02:1", 2)


def test_what_a_day_that_was_not_full_left_is_told_without_an_excuse(tell: Tell) -> None:
    mailed(when=at(23, day=1))
    tell(at(8, day=2))
    assert "yên lặng" not in Mail.objects.get().text
    assert "waited" not in Mail.objects.get().text


def test_a_relay_that_was_away_gets_the_same_letter_later(
    tell: Tell, post: Post, port: int, tmp_path: Path
) -> None:
    mailed(when=at(9))
    tell(at(9))
    assert drain_outbox(lambda: at(9), post) == 0
    with catching(port, tmp_path, Faults(dropped=1)):
        assert drain_outbox(lambda: at(9, 2), post) == 0
        assert drain_outbox(lambda: at(9, 6), post) == 1
    first, second = kept(tmp_path)
    assert first["Message-ID"] == second["Message-ID"]


def test_what_comes_right_after_a_letter_is_gathered_for_the_next(tell: Tell) -> None:
    found = mailed("Cầu một", when=at(9))
    tell(at(9))
    for minute in (1, 4, 9):
        mailed(f"Cầu {minute}", when=at(9, minute), of=found)
        assert tell(at(9, minute)) == 0
    assert [tell(at(9, 10)), tell(at(9, 11))] == [1, 0]
    assert Mail.objects.latest("id").text.count("/articles/") == 3
    assert "waited" not in Mail.objects.latest("id").text


def test_a_thousand_at_once_are_one_letter_and_a_thousand_in_an_hour_a_few(tell: Tell) -> None:
    found, source = watch(by_mail=True, query="cầu"), factory.source()
    rows = [factory.article(f"Cầu {n}", of=source) for n in range(1000)]
    hits = [WatchHit(watch=found, article=row, found_at=at(9), is_mail_due=True) for row in rows]
    WatchHit.objects.bulk_create(hits[:700])
    assert (tell(at(9)), "700" in Mail.objects.get().subject) == (1, True)
    for number, one in enumerate(hits[700:760]):
        one.save()
        tell(at(9) + number * MINUTE)
    assert Mail.objects.count() == 6


def test_a_story_of_many_outlets_is_one_line(tell: Tell) -> None:
    head = factory.article("Cầu Bến Lội thông xe")
    found = watch(by_mail=True, query="cầu")
    for one in (head, *(factory.article(copy_of=head) for _ in range(3))):
        hit(found, one, at=at(9), is_mail_due=True)
    assert tell(at(9)) == 1
    letter = Mail.objects.get()
    assert (letter.text.count("/articles/"), "+3" in letter.text) == (1, True)
    assert letter.subject.endswith("Cầu Bến Lội thông xe")
    hit(found, factory.article(copy_of=head), at=at(10), is_mail_due=True)
    assert (tell(at(10)), Mail.objects.count()) == (0, 1)
    assert not WatchHit.objects.filter(is_mail_due=True).exists()


def test_what_an_order_removed_meanwhile_is_not_told(tell: Tell) -> None:
    found = watch(by_mail=True, quiet_from=time(22), quiet_until=time(6))
    gone, kept = factory.article("Bị gỡ"), factory.article("Còn lại")
    for article in (gone, kept):
        hit(found, article, at=at(23), is_mail_due=True)
    tell(at(23))
    removed(gone)
    tell(at(6, day=2))
    assert ("Bị gỡ" in Mail.objects.get().html, "Còn lại" in Mail.objects.get().html) == (False, True)
    assert list(WatchHit.objects.order_by("id").values_list("mailed_at", flat=True)) == [None, at(6, day=2)]


def test_a_full_day_of_letters_holds_back_no_call_and_the_other_way_round(tell: Tell) -> None:
    found = calling(by_mail=True, ceiling=1)
    for hour in (9, 10):
        hit(found, at=at(hour), is_mail_due=True)
        tell(at(hour))
    hit(found, at=at(11), is_mail_due=True, is_hook_due=True)
    assert tell(at(11)) == 1
    assert (Mail.objects.count(), Hook.objects.count()) == (1, 1)
    found.refresh_from_db()
    assert (found.held_until, found.hook_held_until) == (at(7, day=2), None)


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.READER}])
def test_who_left_is_called_no_more_and_their_team_is_still_told(
    change: dict[str, object], tell: Tell
) -> None:
    factory.officer(Role.CLAIMS, email="kim@songtrong.example")
    hit(calling(by_mail=True, team="claims"), is_mail_due=True, is_hook_due=True, at=at(9))
    Officer.objects.filter(role=Role.MONITOR).update(**change)
    tell(at(9))
    assert [who for _, who in editions()] == ["kim@songtrong.example"]
    assert (Hook.objects.count(), WatchHit.objects.filter(is_hook_due=True).count()) == (0, 0)


def test_a_watch_that_was_edited_between_tells_by_its_ways_of_now(tell: Tell, pack: Pack) -> None:
    row = saved(pack, by_mail=True)
    hit(Watch.objects.get(), is_mail_due=True, at=at(9))
    watches.save(actor(), row.id, replace(PLAIN, in_digest=True), pack, at(9))
    assert (tell(at(9)), Mail.objects.count()) == (0, 0)


def test_nothing_to_tell_asks_once_for_each_way(tell: Tell) -> None:
    owner = factory.officer()
    for number in range(20):
        watch(owner, name=f"Số {number}", by_mail=True)
    with CaptureQueriesContext(connection) as asked:
        assert tell(at(9)) == 0
    assert len(asked) == 2


def test_mail_and_call_tell_the_same_catch(tell: Tell) -> None:
    found = calling(by_mail=True)
    hit(found, is_mail_due=True, is_hook_due=True, at=at(9))
    assert tell(at(9)) == 2
    assert Mail.objects.get().edition == Hook.objects.get().key


def test_a_worker_that_does_not_send_keeps_it(worker: Worker, hands: Hands) -> None:
    mailed(when=hands.at)
    replace(worker, work=("alert",)).step()
    assert (Mail.objects.count(), WatchHit.objects.filter(is_mail_due=True).count()) == (0, 1)
