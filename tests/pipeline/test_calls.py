"""Calls of watches are really made: signed, outside only, side by side, until they are taken."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive.clock import DESK_ZONE
from archive.packs import Pack
from crawler.door import Caps, Door
from demo.mail import catching
from desk.models import Officer, Watch, WatchHit
from desk.rights import Role
from pipeline.calls import AT_ONCE, TO_ONE_HOST, Caller
from pipeline.context import Post
from pipeline.tell import write_watches
from pipeline.worker import Worker
from reports import hooks
from reports.models import Hook, MailState
from tests import factory
from tests.crawler.wire import Answer, Wire, drips, leads_to, opened, says
from tests.desk.making import hit, watch
from tests.pipeline.making import Hands
from tests.pipeline.test_tell import Tell, at, editions, kept
from tests.pipeline.watched import HOST, OTHER, called, calling, door, url

pytestmark = pytest.mark.django_db
SECRET = "khoa-cua-theo-doi"  # noqa: S105 - of a receiver that lives as long as a test
Call = Callable[..., int]


@pytest.fixture
def caller() -> Iterator[Caller]:
    """Calls on their way."""
    found = Caller()
    yield found
    found.close()


@pytest.fixture
def tell(pack: Pack, post: Post) -> Tell:
    """Write what watches may tell at an instant."""
    return lambda now: write_watches(now, pack, post)


@pytest.fixture
def call(caller: Caller, post: Post) -> Call:
    """Make all calls that are due at an instant, and wait for them."""
    return lambda now, seconds=5.0: called(caller, now, calling(post, door(now, seconds=seconds)))


@pytest.fixture
def answers() -> dict[str, Answer]:
    """What the receiver says to the next call."""
    return {"/nhan": says(status="204 No Content")}


@pytest.fixture
def wire(answers: dict[str, Answer]) -> Iterator[Wire]:
    """A receiver on this machine."""
    with opened(answers) as found:
        yield found


def hooked(wire: Wire, *, when: datetime, **fields: object) -> Watch:
    """A watch that calls the receiver and caught an article."""
    found = Watch.objects.first() or watch(hook_url=url(wire), hook_secret=SECRET, query="cầu")
    Watch.objects.update(**fields)
    hit(found, is_hook_due=True, at=when)
    return found


def test_a_catch_is_called_signed_and_without_its_text(tell: Tell, call: Call, wire: Wire) -> None:
    found = hooked(wire, when=at(9))
    assert tell(at(9)) == 1
    assert call(at(9)) == 1
    (heard,) = wire.asked
    assert heard.header("X-Diembao-Signature") == hooks.signature(SECRET, heard.body)
    assert heard.header("Idempotency-Key") == f"watch:{found.id}:2026-10-01:1"
    told = json.loads(heard.body)
    assert (told["watch"]["id"], told["count"]) == (found.id, 1)
    assert set(told["articles"][0]) == {
        "id", "title", "outlet", "published_at", "quote", "link", "original", "copies"
    }  # fmt: skip
    assert WatchHit.objects.values_list("is_hook_due", "hooked_at").get() == (False, at(9))
    assert Hook.objects.values_list("state", "body").get() == (MailState.SENT, "")


def test_without_a_door_calls_wait(tell: Tell, caller: Caller, post: Post, wire: Wire) -> None:
    hooked(wire, when=at(9))
    tell(at(9))
    assert called(caller, at(9), post) == 0
    assert (len(wire.asked), Hook.objects.get().tries) == (0, 0)


def test_nothing_due_calls_nobody(call: Call) -> None:
    assert call(at(9)) == 0


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
    answer: Answer, reason: str, tell: Tell, call: Call, wire: Wire, answers: dict[str, Answer]
) -> None:
    hooked(wire, when=at(9))
    tell(at(9))
    well = answers["/nhan"]
    answers["/nhan"] = answer
    assert call(at(9), 0.4) == 0
    row = Hook.objects.get()
    assert (row.state, row.tries, row.due_at) == (MailState.WAITING, 1, at(9, 2))
    assert row.reason
    answers["/nhan"] = well
    assert call(at(9, 2)) == 1
    first, second = wire.asked
    assert (first.body, first.header("Idempotency-Key")) == (second.body, second.header("Idempotency-Key"))


def test_a_redirect_is_not_followed(tell: Tell, call: Call, wire: Wire, answers: dict[str, Answer]) -> None:
    hooked(wire, when=at(9))
    tell(at(9))
    answers["/nhan"] = leads_to("/sang", 307)
    call(at(9))
    assert [asked.path for asked in wire.asked] == ["/nhan"]


def test_an_address_that_leads_inside_is_not_dialled(
    tell: Tell, caller: Caller, post: Post, wire: Wire
) -> None:
    hooked(wire, when=at(9), hook_url=f"https://nhan.example:{wire.port}/nhan")
    tell(at(9))

    async def inside(_host: str) -> list[str]:
        return ["127.0.0.1"]

    way = Door("thu/1", lambda: at(9), Caps(), resolver=inside)
    assert called(caller, at(9), calling(post, way)) == 0
    row = Hook.objects.get()
    assert (len(wire.asked), row.state, "127.0.0.1" in row.reason or "nội bộ" in row.reason) == (
        0,
        MailState.WAITING,
        True,
    )


def test_a_slow_receiver_holds_up_no_round_and_no_other(
    tell: Tell, caller: Caller, post: Post, wire: Wire, answers: dict[str, Answer]
) -> None:
    answers["/nhan"] = drips(0.05)
    answers["/nhanh"] = says()
    for number in range(AT_ONCE + 2):
        found = watch(name=f"Số {number}", hook_url=url(wire), hook_secret=SECRET)
        hit(found, is_hook_due=True, at=at(9))
    quick = watch(name="Nhanh", hook_url=url(wire, "/nhanh", host=OTHER), hook_secret=SECRET)
    hit(quick, is_hook_due=True, at=at(9))
    assert tell(at(9)) == AT_ONCE + 3
    begun, out = datetime.now(DESK_ZONE), calling(post, door(at(9), seconds=30))
    while not hooks.of_watch(quick.id, 1)[0].sent_at:
        caller.step(lambda: at(9), out)
    assert len(caller.flying) == TO_ONE_HOST
    assert datetime.now(DESK_ZONE) - begun < timedelta(seconds=10)


def test_what_others_see_of_a_failure_names_only_the_host(tell: Tell, call: Call, wire: Wire) -> None:
    hooked(wire, when=at(9), hook_url=f"https://{HOST}:1/khoa-rieng")
    tell(at(9))
    call(at(9))
    assert Hook.objects.get().reason.startswith(f"{HOST}: ")
    assert "khoa-rieng" not in Hook.objects.get().reason


def test_a_fault_nobody_thought_of_is_tried_later(tell: Tell, caller: Caller, post: Post, wire: Wire) -> None:
    hooked(wire, when=at(9))
    tell(at(9))

    def broken() -> datetime:
        raise RuntimeError("clock")

    called(caller, at(9), calling(post, replace(door(at(9)), now=broken)))
    assert (Hook.objects.get().reason, Hook.objects.get().tries) == ("RuntimeError", 1)


def test_an_address_that_changed_during_the_call_is_not_stopped_by_the_old_one(
    tell: Tell, caller: Caller, post: Post, wire: Wire, answers: dict[str, Answer]
) -> None:
    changed = threading.Event()

    def gone_in_the_end(_wire: Wire) -> Iterator[bytes]:
        changed.wait(10)
        yield says(status="410 Gone")

    answers["/nhan"] = gone_in_the_end
    hooked(wire, when=at(9))
    tell(at(9))
    out = calling(post, door(at(9)))
    assert caller.step(lambda: at(9), out) == 1
    Watch.objects.update(hook_url="https://khac.vn/")
    changed.set()
    called(caller, at(9), out)
    assert (Watch.objects.get().hook_stopped_at, editions()) == (None, [])


def test_an_address_that_is_gone_is_called_no_more_and_its_owner_is_told(
    tell: Tell, call: Call, wire: Wire, answers: dict[str, Answer]
) -> None:
    answers["/nhan"] = says(status="410 Gone")
    factory.officer(Role.CLAIMS)
    found = hooked(wire, when=at(9), team="claims")
    tell(at(9))
    hooked(wire, when=at(9))
    assert call(at(9)) == 0
    assert (tell(at(10)), call(at(10))) == (0, 0)
    assert [row.state for row in hooks.of_watch(found.id, 9)] == [MailState.REFUSED]
    assert Watch.objects.get().hook_stopped_at == at(9)
    assert editions() == [(f"hook:{found.id}:2026-10-01", "monitor@songtrong.example")]
    assert len(wire.asked) == 1


@pytest.mark.parametrize(
    "change", [{"hook_url": ""}, {"hook_url": "https://khac.vn/"}, {"state": "closed"}, {"owner": None}]
)
def test_what_waited_for_an_address_that_was_changed_goes_nowhere(
    change: dict[str, object], tell: Tell, call: Call, wire: Wire
) -> None:
    hooked(wire, when=at(9))
    tell(at(9))
    if "owner" in change:
        Officer.objects.update(is_active=False)
    else:
        Watch.objects.update(**change)
    assert call(at(9)) == 0
    assert (len(wire.asked), Hook.objects.get().state) == (0, MailState.REFUSED)


def test_a_worker_that_sends_tells(
    worker: Worker, hands: Hands, port: int, tmp_path: Path, wire: Wire
) -> None:
    found = watch(by_mail=True, hook_url=url(wire), hook_secret=SECRET)
    hit(found, is_mail_due=True, is_hook_due=True, at=hands.at)
    mine = replace(worker, post=calling(worker.post, door(hands.at)))
    with catching(port, tmp_path / "mail"):
        assert mine.tell() == 4
        while mine.tell():
            pass
    assert (len(kept(tmp_path / "mail")), len(wire.asked)) == (1, 1)
