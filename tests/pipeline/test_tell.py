"""What watches caught goes out by real mail and real calls: when it may, once, and until it was taken."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import aiosmtpd
import pytest

from archive.clock import DESK_ZONE
from archive.packs import Pack
from crawler.door import Caps, Door
from demo.mail import Faults, catching
from desk.models import Watch, WatchHit, WatchState
from desk.rights import Role
from pipeline.context import Post
from pipeline.send import drain_outbox
from pipeline.tell import SHOWN, make_calls, write_watches
from pipeline.worker import Worker
from reports import hooks
from reports.models import Hook, Mail, MailState
from tests import factory, parts
from tests.crawler.wire import Answer, Wire, drips, leads_to, opened, says
from tests.desk.making import hit, watch
from tests.pipeline.making import Hands
from tests.pipeline.watched import calling, door, url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRET = "khoa-cua-theo-doi"  # noqa: S105 - of a receiver that lives as long as a test
Tell = Callable[[datetime], int]


@pytest.fixture(autouse=True)
def _tell_the_part() -> None:
    parts.ran("SMTP", aiosmtpd.__version__)


@pytest.fixture
def tell(pack: Pack, post: Post) -> Tell:
    """Write what watches may tell at an instant."""
    return lambda now: write_watches(now, pack, post)


@pytest.fixture
def answers() -> dict[str, Answer]:
    """What the receiver says to the next call."""
    return {"/nhan": says(status="204 No Content")}


@pytest.fixture
def wire(answers: dict[str, Answer]) -> Iterator[Wire]:
    """A receiver on this machine."""
    with opened(answers) as found:
        yield found


def at(hour: int, minute: int = 0, *, day: int = 1) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=DESK_ZONE)


def mailed(title: str = "Cầu Bến Lội thông xe", *, when: datetime, of: Watch | None = None) -> Watch:
    """A watch told by mail that caught an article."""
    found = of or watch(by_mail=True, query="cầu")
    hit(found, factory.article(title), at=when, is_mail_due=True)
    return found


def hooked(wire: Wire, *, when: datetime, **fields: object) -> Watch:
    """A watch that calls the receiver and caught an article."""
    found = Watch.objects.first() or watch(hook_url=url(wire), hook_secret=SECRET, query="cầu")
    Watch.objects.update(**fields)
    hit(found, is_hook_due=True, at=when)
    return found


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


def test_a_catch_is_called_signed_and_without_its_text(tell: Tell, post: Post, wire: Wire) -> None:
    found = hooked(wire, when=at(9))
    assert tell(at(9)) == 1
    assert make_calls(lambda: at(9), calling(post, door(at(9)))) == 1
    (heard,) = wire.asked
    assert heard.header("X-Diembao-Signature") == hooks.signature(SECRET, heard.body)
    assert heard.header("Idempotency-Key") == f"watch:{found.id}:2026-10-01:1"
    told = json.loads(heard.body)
    assert (told["watch"]["id"], told["count"]) == (found.id, 1)
    assert set(told["articles"][0]) == {
        "id", "title", "outlet", "published_at", "quote", "link", "original"
    }  # fmt: skip
    assert WatchHit.objects.values_list("is_hook_due", "hooked_at").get() == (False, at(9))
    assert Hook.objects.values_list("state", "body").get() == (MailState.SENT, "")


def test_without_a_door_calls_wait(tell: Tell, post: Post, wire: Wire) -> None:
    hooked(wire, when=at(9))
    tell(at(9))
    assert make_calls(lambda: at(9), post) == 0
    assert (len(wire.asked), Hook.objects.get().tries) == (0, 0)


def test_nothing_due_calls_nobody(post: Post) -> None:
    assert make_calls(lambda: at(9), calling(post, door(at(9)))) == 0


FAULTS: list[tuple[Answer, str]] = [
    (says(status="500 Oh"), "HTTP 500"),
    (says(status="404 Not Found"), "HTTP 404"),
    (leads_to("https://khac.example/"), "HTTP 302"),
    (b"", "cannot"),
    (b"SSH-2.0-OpenSSH\r\n", "broken"),
    (drips(0.05), "too long"),
]


@pytest.mark.parametrize(("answer", "reason"), FAULTS, ids=[reason for _, reason in FAULTS])
def test_a_call_that_is_not_taken_is_the_same_later(
    answer: Answer, reason: str, tell: Tell, post: Post, wire: Wire, answers: dict[str, Answer]
) -> None:
    hooked(wire, when=at(9))
    tell(at(9))
    well = answers["/nhan"]
    answers["/nhan"] = answer
    assert make_calls(lambda: at(9), calling(post, door(at(9), seconds=0.4))) == 0
    row = Hook.objects.get()
    assert (row.state, row.tries, row.due_at) == (MailState.WAITING, 1, at(9, 2))
    assert row.reason
    answers["/nhan"] = well
    assert make_calls(lambda: at(9, 2), calling(post, door(at(9)))) == 1
    first, second = wire.asked
    assert (first.body, first.header("Idempotency-Key")) == (second.body, second.header("Idempotency-Key"))


def test_a_redirect_is_not_followed(tell: Tell, post: Post, wire: Wire, answers: dict[str, Answer]) -> None:
    hooked(wire, when=at(9))
    tell(at(9))
    answers["/nhan"] = leads_to("/sang", 307)
    make_calls(lambda: at(9), calling(post, door(at(9))))
    assert [asked.path for asked in wire.asked] == ["/nhan"]


def test_an_address_that_leads_inside_is_not_dialled(tell: Tell, post: Post, wire: Wire) -> None:
    hooked(wire, when=at(9), hook_url=f"https://nhan.example:{wire.port}/nhan")
    tell(at(9))

    async def inside(_host: str) -> list[str]:
        return ["127.0.0.1"]

    way = Door("thu/1", lambda: at(9), Caps(), resolver=inside)
    assert make_calls(lambda: at(9), calling(post, way)) == 0
    row = Hook.objects.get()
    assert (len(wire.asked), row.state, "127.0.0.1" in row.reason or "nội bộ" in row.reason) == (
        0,
        MailState.WAITING,
        True,
    )


def test_slow_receivers_wait_side_by_side(
    tell: Tell, post: Post, wire: Wire, answers: dict[str, Answer]
) -> None:
    answers["/nhan"] = drips(0.05)
    for number in range(8):
        found = watch(name=f"Số {number}", hook_url=url(wire), hook_secret=SECRET)
        hit(found, is_hook_due=True, at=at(9))
    assert tell(at(9)) == 8
    begun = datetime.now(DESK_ZONE)
    make_calls(lambda: at(9), calling(post, door(at(9), seconds=0.5)))
    assert datetime.now(DESK_ZONE) - begun < timedelta(seconds=3)
    assert set(Hook.objects.values_list("tries", flat=True)) == {1}


def test_an_address_that_is_gone_is_called_no_more_and_its_owner_is_told(
    tell: Tell, post: Post, wire: Wire, answers: dict[str, Answer]
) -> None:
    answers["/nhan"] = says(status="410 Gone")
    factory.officer(Role.CLAIMS)
    found = hooked(wire, when=at(9), team="claims")
    tell(at(9))
    hooked(wire, when=at(9))
    assert make_calls(lambda: at(9), calling(post, door(at(9)))) == 0
    assert (tell(at(10)), make_calls(lambda: at(10), calling(post, door(at(10))))) == (0, 0)
    assert [row.state for row in hooks.of_watch(found.id, 9)] == [MailState.REFUSED]
    assert Watch.objects.get().hook_stopped_at == at(9)
    assert editions() == [(f"hook:{found.id}:2026-10-01", "monitor@songtrong.example")]
    assert len(wire.asked) == 1


@pytest.mark.parametrize("change", [{"hook_url": ""}, {"hook_url": "https://khac.vn/"}, {"state": "closed"}])
def test_what_waited_for_an_address_that_was_changed_goes_nowhere(
    change: dict[str, str], tell: Tell, post: Post, wire: Wire
) -> None:
    hooked(wire, when=at(9))
    tell(at(9))
    Watch.objects.update(**change)
    assert make_calls(lambda: at(9), calling(post, door(at(9)))) == 0
    assert (len(wire.asked), Hook.objects.get().state) == (0, MailState.REFUSED)


def test_mail_and_call_tell_the_same_catch(tell: Tell, wire: Wire) -> None:
    found = watch(by_mail=True, hook_url=url(wire), hook_secret=SECRET)
    hit(found, is_mail_due=True, is_hook_due=True, at=at(9))
    assert tell(at(9)) == 2
    assert Mail.objects.get().edition == Hook.objects.get().key


def test_a_worker_that_sends_tells(
    worker: Worker, hands: Hands, port: int, tmp_path: Path, wire: Wire
) -> None:
    found = watch(by_mail=True, hook_url=url(wire), hook_secret=SECRET)
    hit(found, is_mail_due=True, is_hook_due=True, at=hands.at)
    mine = replace(worker, post=calling(worker.post, door(hands.at)))
    with catching(port, tmp_path / "mail"):
        assert mine.tell() == 4
        assert mine.tell() == 0
    assert (len(kept(tmp_path / "mail")), len(wire.asked)) == (1, 1)


def test_a_worker_that_does_not_send_keeps_it(worker: Worker, hands: Hands) -> None:
    mailed(when=hands.at)
    replace(worker, work=("alert",)).step()
    assert (Mail.objects.count(), WatchHit.objects.filter(is_mail_due=True).count()) == (0, 1)
