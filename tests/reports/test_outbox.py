from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from reports import outbox, queues
from reports.models import Mail, MailState
from tests.reports.making import letter

DOMAIN = "songtrong.example"
WORDS = st.text(st.characters(codec="utf-8"), max_size=30)


def put(now: datetime, *recipients: str, day: str = "2026-10-01") -> None:
    for recipient in recipients:
        outbox.put(letter(recipient, day=day), DOMAIN, now)


def fail(now: datetime, reason: str = "451 thử lại", *, final: bool = False) -> Mail:
    (due,) = outbox.claim(now)
    outbox.failed(due, reason, now, final=final)
    return Mail.objects.get()


@given(WORDS, WORDS)
def test_a_message_id_is_the_same_whenever_it_is_asked(edition: str, recipient: str) -> None:
    first = outbox.message_id(edition, recipient, DOMAIN)
    assert first == outbox.message_id(edition, recipient, DOMAIN)
    assert (first[0], first[-len(DOMAIN) - 2 :], len(first)) == ("<", f"@{DOMAIN}>", 35 + len(DOMAIN))


@given(WORDS, WORDS, WORDS.filter(bool))
def test_another_edition_or_reader_is_another_message(edition: str, recipient: str, more: str) -> None:
    ids = {
        outbox.message_id(edition, recipient, DOMAIN),
        outbox.message_id(edition + more, recipient, DOMAIN),
        outbox.message_id(edition, recipient + more, DOMAIN),
    }
    assert len(ids) == 3


@pytest.mark.django_db
def test_an_edition_reaches_a_reader_once(now: datetime) -> None:
    assert outbox.put(letter("a@b.example", subject="đầu"), DOMAIN, now)
    assert not outbox.put(letter("a@b.example", subject="sau"), DOMAIN, now + timedelta(days=9))
    assert list(Mail.objects.values_list("subject", "created_at")) == [("đầu", now)]


@pytest.mark.django_db
def test_other_readers_and_other_editions_are_other_mails(now: datetime) -> None:
    put(now, "a@b.example", "c@d.example")
    put(now, "a@b.example", day="2026-10-02")
    assert Mail.objects.values("message_id").distinct().count() == 3


@pytest.mark.django_db
def test_a_very_long_subject_is_cut_to_its_column(now: datetime) -> None:
    outbox.put(letter(subject="ế" * 700), DOMAIN, now)
    assert Mail.objects.get().subject == "ế" * 500


@pytest.mark.django_db
def test_each_readers_last_edition_is_known(now: datetime) -> None:
    put(now, "a@b.example", "c@d.example", day="2026-09-30")
    put(now, "a@b.example", day="2026-10-02")
    Mail.objects.create(
        edition="other:2027", recipient="a@b.example", message_id="<x>", due_at=now, created_at=now
    )
    assert outbox.newest("daily:") == {"a@b.example": "daily:2026-10-02", "c@d.example": "daily:2026-09-30"}


@pytest.mark.django_db
def test_a_claimed_mail_is_nobody_elses_until_the_lease_ends(now: datetime) -> None:
    put(now, "a@b.example", "c@d.example")
    assert [due.recipient for due in outbox.claim(now, limit=1)] == ["a@b.example"]
    assert [due.recipient for due in outbox.claim(now)] == ["c@d.example"]
    assert outbox.claim(now) == []
    Mail.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert len(outbox.claim(now)) == 2


@pytest.mark.django_db
def test_a_mail_that_is_still_to_be_handed_over_is_kept(now: datetime) -> None:
    put(now, "a@b.example", "c@d.example")
    first, second = outbox.claim(now)
    Mail.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    outbox.keep([second])
    assert [due.id for due in outbox.claim(now)] == [first.id]


@pytest.mark.django_db
def test_which_editions_there_are_and_who_has_one(now: datetime) -> None:
    put(now, "a@b.example", "c@d.example")
    assert outbox.written([letter().edition, "daily:2027-01-01"]) == {letter().edition: now}
    assert outbox.recipients(letter().edition) == {"a@b.example", "c@d.example"}


@pytest.mark.django_db
def test_a_claim_carries_everything_the_relay_needs(now: datetime) -> None:
    put(now, "a@b.example")
    (due,) = outbox.claim(now)
    row = Mail.objects.get()
    for name in (
        "id",
        "edition",
        "recipient",
        "message_id",
        "subject",
        "html",
        "text",
        "created_at",
        "tries",
    ):
        assert getattr(due, name) == getattr(row, name)


@pytest.mark.django_db
def test_a_mail_of_later_waits(now: datetime) -> None:
    put(now + timedelta(minutes=1), "a@b.example")
    assert outbox.claim(now) == []


@pytest.mark.django_db
def test_a_sent_mail_is_never_sent_again(now: datetime) -> None:
    put(now, "a@b.example")
    (due,) = outbox.claim(now)
    outbox.sent(due.id, now)
    row = Mail.objects.get()
    assert (row.state, row.sent_at, row.leased_until, row.reason) == (MailState.SENT, now, None, "")
    assert outbox.claim(now + timedelta(days=30)) == []


@pytest.mark.django_db
def test_a_failed_mail_waits_longer_each_time_and_is_refused_at_last(now: datetime) -> None:
    put(now, "a@b.example")
    at, waits = now, []
    for _ in range(queues.MAX_TRIES):
        row = fail(at)
        waits.append(int((row.due_at - at).total_seconds() // 60))
        at = row.due_at
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256]
    assert (row.state, row.tries) == (MailState.REFUSED, 8)
    assert outbox.claim(at) == []


@pytest.mark.django_db
def test_a_final_refusal_needs_no_second_try(now: datetime) -> None:
    put(now, "a@b.example")
    row = fail(now, "550 " + "x" * 600, final=True)
    assert (row.state, row.tries, row.leased_until, len(row.reason)) == (MailState.REFUSED, 1, None, 500)


@pytest.mark.django_db
def test_a_failed_mail_keeps_its_message_id(now: datetime) -> None:
    put(now, "a@b.example")
    before = Mail.objects.get().message_id
    row = fail(now)
    (again,) = outbox.claim(row.due_at)
    assert (again.message_id, again.tries) == (before, 1)


@pytest.mark.django_db
def test_the_outbox_tells_how_it_stands(now: datetime) -> None:
    put(now, "a@b.example", "c@d.example", "e@f.example", "g@h.example")
    one, two, three = outbox.claim(now, limit=3)
    outbox.sent(one.id, now)
    outbox.failed(two, "550 no", now, final=True)
    outbox.failed(three, "451 later", now)
    assert outbox.state() == queues.OutboxState(waiting=2, sent=1, refused=1, last_reason="451 later")


@pytest.mark.django_db
def test_an_empty_outbox_has_nothing_to_tell() -> None:
    assert outbox.state() == queues.OutboxState(0, 0, 0, "")


def test_a_mail_says_whose_it_is() -> None:
    assert str(Mail(edition="daily:2026-10-01", recipient="a@b.example")) == "daily:2026-10-01 a@b.example"
