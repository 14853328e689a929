"""Calls wait as rows: signed, the same over every try, later and later, and at last given up."""

import hashlib
import hmac
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import hooks, queues
from reports.models import Hook, MailState
from tests.reports.making import MORNING

URL = "https://nhan.vn/"


def put(key: str = "watch:1:2026-10-01:1", *, watch_id: int = 1, url: str = URL) -> bool:
    return hooks.put(watch_id, key, url, "bi-mat", '{"count": 1}', MORNING)


def test_a_signature_is_the_digest_of_the_body_under_the_secret() -> None:
    told = hooks.signature("bi-mat", b"{}")
    assert told == f"sha256={hmac.new(b'bi-mat', b'{}', hashlib.sha256).hexdigest()}"


@given(st.binary(max_size=40), st.binary(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_another_body_or_another_secret_is_another_signature(
    body: bytes, other: bytes, secret: str, stranger: str
) -> None:
    is_same = (body, secret.rstrip("\0")) == (other, stranger.rstrip("\0"))
    assert (hooks.signature(secret, body) == hooks.signature(stranger, other)) is is_same


@pytest.mark.django_db
def test_a_call_is_put_once_and_claimed_whole() -> None:
    assert [put(), put()] == [True, False]
    (due,) = hooks.claim(MORNING)
    assert (due.watch_id, due.url, due.body, due.tries) == (1, URL, '{"count": 1}', 0)
    assert due.headers == {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": "watch:1:2026-10-01:1",
        "X-Diembao-Signature": hooks.signature("bi-mat", b'{"count": 1}'),
    }


@pytest.mark.django_db
def test_a_claimed_call_is_nobody_elses_until_the_lease_ends() -> None:
    put()
    assert [len(hooks.claim(MORNING)), len(hooks.claim(MORNING))] == [1, 0]
    Hook.objects.update(leased_until=MORNING - timedelta(days=4000))
    assert len(hooks.claim(MORNING)) == 1


@pytest.mark.django_db
def test_what_was_taken_is_not_kept() -> None:
    put()
    (due,) = hooks.claim(MORNING)
    hooks.taken(due.id, MORNING)
    row = Hook.objects.get()
    assert (row.state, row.sent_at, row.body, hooks.claim(MORNING)) == (MailState.SENT, MORNING, "", [])


@pytest.mark.django_db
def test_each_try_waits_twice_as_long_and_the_eighth_is_the_last() -> None:
    put()
    now, waits = MORNING, []
    for _ in range(queues.MAX_TRIES):
        (due,) = hooks.claim(now)
        hooks.failed(due, "HTTP 500", now)
        waits.append(Hook.objects.get().due_at - now)
        now = Hook.objects.get().due_at
    assert waits == [timedelta(minutes=2**n) for n in range(1, 9)]
    row = Hook.objects.get()
    assert (row.state, row.tries, row.reason) == (MailState.REFUSED, 8, "HTTP 500")
    assert hooks.claim(now + timedelta(days=9)) == []


@pytest.mark.django_db
def test_calls_to_an_address_are_dropped_and_no_others() -> None:
    put("a")
    put("b", url="https://khac.vn/")
    put("c", watch_id=2)
    assert hooks.drop(1, URL, "410") == 1
    assert [due.key for due in hooks.claim(MORNING)] == ["b", "c"]
    assert [(row.state, row.reason) for row in hooks.of_watch(1, 9)] == [("waiting", ""), ("refused", "410")]


@pytest.mark.django_db
def test_which_calls_there_are_is_told_by_their_keys() -> None:
    put("a")
    put("b", watch_id=11)
    assert hooks.written(["a", "c"]) == {"a": MORNING}


@pytest.mark.django_db
def test_a_host_without_a_turn_is_passed_over() -> None:
    for number in range(3):
        put(f"a{number}")
    put("b", url="https://khac.vn/")
    asked: list[str] = []

    def has_turn(host: str) -> bool:
        asked.append(host)
        return asked.count(host) == 1

    assert [due.key for due in hooks.claim(MORNING, 9, has_turn)] == ["a0", "b"]
    assert [due.key for due in hooks.claim(MORNING, 1)] == ["a1"]


@pytest.mark.django_db
def test_the_state_counts_what_waits_went_and_was_given_up() -> None:
    for key in "abcd":
        put(key)
    first, second, *_ = hooks.claim(MORNING)
    hooks.taken(first.id, MORNING)
    hooks.failed(second, "HTTP 500", MORNING)
    hooks.drop(1, URL, "410")
    state = hooks.state()
    assert (state.waiting, state.sent, state.refused, state.last_reason) == (0, 1, 3, "410")
