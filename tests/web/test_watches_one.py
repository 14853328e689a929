"""The page of one watch: its catch day by day, its acts, its feed and its webhook."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client

from desk.models import Officer, Watch, WatchState
from desk.rights import Role
from reports.models import Hook
from tests import factory
from tests.web import watching
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def english(sign_in: SignIn) -> tuple[Client, Officer]:
    """An officer who reads English, and their browser."""
    return watching.english(sign_in)


def call(watch: Watch, key: str, **told: object) -> None:
    """A call to a watch's webhook."""
    usual = {"url": watch.hook_url, "secret": "s", "body": "{}", "due_at": factory.MORNING}
    Hook.objects.create(watch_id=watch.id, key=key, created_at=factory.MORNING, **{**usual, **told})


def test_the_catch_stands_under_the_days_it_was_made(english: tuple[Client, Officer], now: datetime) -> None:
    client, officer = english
    row = watching.watch(officer, query="cảng")
    for title, age in (("Cảng cũ", 3 * DAY), ("Cảng mai", DAY), ("Cảng nay", HOUR)):
        watching.hit(row, factory.article(title), at=now - age)
    shown = page(client.get(f"/watches/{row.id}"))
    assert words(shown, ".day h2") == [
        "Today, Thursday, 1/10/2026",
        "Yesterday, Wednesday, 30/9/2026",
        "Monday, 28/9/2026",
    ]
    assert words(shown, ".line-title") == ["Cảng nay", "Cảng mai", "Cảng cũ"]
    assert words(shown, ".line-title mark") == ["Cảng"] * 3


def test_what_the_nightly_sweep_found_is_told_apart(english: tuple[Client, Officer], now: datetime) -> None:
    client, officer = english
    row = watching.watch(officer)
    watching.hit(row, factory.article("A"), at=now - HOUR)
    watching.hit(row, factory.article("B"), at=now, is_swept=True)
    assert words(page(client.get(f"/watches/{row.id}")), ".day h2") == [
        "Today, Thursday, 1/10/2026 · found by the nightly sweep",
        "Today, Thursday, 1/10/2026",
    ]


def test_what_came_after_the_last_look_is_new_once(desk: Client, now: datetime) -> None:
    row = watching.watch(watching.officer_of(desk))
    watching.hit(row, factory.article("Cũ"), at=now - DAY)
    desk.get(f"/watches/{row.id}")
    watching.hit(row, factory.article("Mới"), at=now + HOUR)
    address = f"/watches/{row.id}"
    assert words(page(desk.get(address)), ".line.is-new .line-title") == ["Mới"]


def test_pages_follow_each_other_without_loss_or_repetition(desk: Client) -> None:
    row = watching.watch(watching.officer_of(desk))
    for article in factory.many(65):
        watching.hit(row, article)
    seen: list[str] = []
    address = f"/watches/{row.id}"
    while address:
        shown = page(desk.get(address))
        seen += words(shown, ".line-title")
        address = next((f"/watches/{row.id}{link}" for link in links(shown, ".more a")), "")
    assert seen == [f"Tin số {n} về cầu Bến Lội" for n in reversed(range(65))]


def test_htmx_gets_the_next_lines_alone(desk: Client) -> None:
    row = watching.watch(watching.officer_of(desk))
    for article in factory.many(35):
        watching.hit(row, article)
    first = page(desk.get(f"/watches/{row.id}"))
    more = page(desk.get(f"/watches/{row.id}{links(first, '.more a')[0]}", headers=HTMX))
    assert (more.select("header.top, aside"), len(more.select(".line"))) == ([], 5)
    assert len(words(more, "[hx-swap-oob]")) == 1


@pytest.mark.parametrize("before", ["x", "-1", "9" * 20])
def test_a_cursor_that_is_none_is_not_found(before: str, desk: Client) -> None:
    row = watching.watch(watching.officer_of(desk))
    assert desk.get(f"/watches/{row.id}?before={before}").status_code == 404


def test_a_query_that_is_read_no_more_lights_nothing_and_hides_nothing(desk: Client) -> None:
    row = watching.watch(watching.officer_of(desk), query="(cảng")
    watching.hit(row, factory.article("Cảng"))
    shown = page(desk.get(f"/watches/{row.id}"))
    assert (words(shown, ".line-title"), shown.select(".line-title mark")) == (["Cảng"], [])


def test_a_watch_that_caught_nothing_says_so(desk: Client) -> None:
    row = watching.watch(watching.officer_of(desk))
    assert len(words(page(desk.get(f"/watches/{row.id}")), ".empty")) == 1


def test_what_is_known_of_a_watch_is_told(english: tuple[Client, Officer], now: datetime) -> None:
    client, officer = english
    row = watching.watch(
        officer,
        team=Role.CLAIMS,
        by_mail=True,
        quiet=(time(22), time(6)),
        grounds=("Chủ tịch", "Trả lời"),
    )
    approver = factory.officer(Role.APPROVER, name="Lê Văn Duyệt")
    row.decided_by, row.decided_at, row.swept_at = approver, now, now - 5 * HOUR
    row.save()
    facts = words(page(client.get(f"/watches/{row.id}")), ".watch-facts .facts > div")
    assert facts == [
        "Made by Trần Thị Lài 08:00 28/9",
        "Seen by all claim officers",
        "Tells by mail at once",
        "Quiet 22:00 – 06:00",
        "Ceiling 10 mails a day",
        "Office Chủ tịch",
        "Purpose Trả lời",
        "Decided by Lê Văn Duyệt 08:00",
        "Caught 0 articles",
        "Swept 03:00 every night the archive is searched for what may have been missed",
    ]


def test_a_watch_that_is_held_back_says_until_when(english: tuple[Client, Officer], now: datetime) -> None:
    client, officer = english
    row = watching.watch(officer, by_mail=True)
    row.held_until = now + 3 * HOUR
    row.save()
    assert words(page(client.get(f"/watches/{row.id}")), ".watch-held") == [
        "It keeps what it caught until 11:00."
    ]
    row.held_until = now - HOUR
    row.save()
    assert words(page(client.get(f"/watches/{row.id}")), ".watch-held") == []


@pytest.mark.parametrize(
    ("act", "before", "after", "buttons"),
    [
        ("pause", WatchState.ACTIVE, WatchState.PAUSED, ["resume", "close"]),
        ("resume", WatchState.PAUSED, WatchState.ACTIVE, ["pause", "close"]),
        ("close", WatchState.ACTIVE, WatchState.CLOSED, []),
    ],
)
def test_a_watch_is_paused_looks_again_and_is_closed(
    act: str, before: WatchState, after: WatchState, buttons: list[str], desk: Client
) -> None:
    row = watching.watch(watching.officer_of(desk), state=before)
    answer = desk.post(f"/watches/{row.id}", {"act": act})
    assert (answer.headers["Location"], Watch.objects.get().state) == (f"/watches/{row.id}", after)
    shown = page(desk.get(f"/watches/{row.id}"))
    assert [str(button["value"]) for button in shown.select(".watch-facts button")] == buttons


def test_an_act_that_is_none_is_not_found(desk: Client) -> None:
    row = watching.watch(watching.officer_of(desk))
    assert desk.post(f"/watches/{row.id}", {"act": "burn"}).status_code == 404


def test_a_team_reads_its_watch_and_an_approver_may_close_it(sign_in: SignIn) -> None:
    row = watching.watch(watching.officer_of(sign_in()), team=Role.CLAIMS, hook_url="https://a.example/h")
    claims = sign_in(Role.CLAIMS)
    shown = page(claims.get(f"/watches/{row.id}"))
    assert shown.select("main form, #feed, #hook .sum") == []
    assert claims.post(f"/watches/{row.id}", {"act": "pause"}).status_code == 403
    approver = sign_in(Role.APPROVER)
    buttons = page(approver.get(f"/watches/{row.id}")).select(".watch-facts button")
    assert [str(button["value"]) for button in buttons] == ["pause", "close"]
    assert approver.post(f"/watches/{row.id}", {"act": "close"}).status_code == 302


def test_the_address_of_a_feed_is_shown_once(desk: Client) -> None:
    row = watching.watch(watching.officer_of(desk))
    made = desk.post(f"/watches/{row.id}", {"act": "feed"})
    shown = one(page(made), "#feed-address").get_text()
    assert made.status_code == 200
    assert "no-store" in made.headers["Cache-Control"]
    assert shown.startswith("http://127.0.0.1:8000/watches/feed/")
    again = page(desk.get(f"/watches/{row.id}"))
    assert (again.select("#feed-address"), shown.rpartition("/")[2][:-4] in str(again)) == ([], False)
    assert [str(button["value"]) for button in again.select("#feed button")] == ["feed", "no-feed"]


def test_a_feed_gets_another_address_and_is_dropped(desk: Client) -> None:
    path = f"/watches/{watching.watch(watching.officer_of(desk)).id}"

    def made() -> str:
        shown = one(page(desk.post(path, {"act": "feed"})), "#feed-address").get_text()
        return shown.removeprefix("http://127.0.0.1:8000")

    first, second = made(), made()
    assert [Client().get(address).status_code for address in (first, second)] == [404, 200]
    desk.post(path, {"act": "no-feed"})
    assert Client().get(second).status_code == 404


def test_the_webhook_shows_its_secret_to_its_owner_and_how_calls_went(
    english: tuple[Client, Officer],
) -> None:
    client, officer = english
    row = watching.watch(officer, hook_url="https://hook.example/a")
    call(row, "1", state="sent", sent_at=factory.MORNING)
    call(row, "2", state="refused", reason="HTTP 404", tries=8)
    call(row, "3", reason="HTTP 503", tries=2)
    call(row, "4")
    shown = page(client.get(f"/watches/{row.id}"))
    assert words(shown, "#hook .sum") == ["5" * 64]
    assert words(shown, "#hook li") == [
        "waiting 08:00",
        "waiting 08:00 HTTP 503; tried again at 08:00",
        "refused 08:00 HTTP 404",
        "taken 08:00",
    ]


def test_a_webhook_that_was_not_called_yet_says_so(desk: Client) -> None:
    row = watching.watch(watching.officer_of(desk), hook_url="https://hook.example/a")
    shown = page(desk.get(f"/watches/{row.id}"))
    assert (len(shown.select("#hook p.faint")), shown.select("#hook li")) == (2, [])


def test_a_webhook_that_is_gone_is_told_with_the_cure(english: tuple[Client, Officer], now: datetime) -> None:
    client, officer = english
    row = watching.watch(officer, hook_url="https://hook.example/a")
    row.hook_stopped_at = now
    row.save()
    (told,) = words(page(client.get(f"/watches/{row.id}")), "#hook .field-wrong")
    assert told.endswith("Store the watch again to try anew.")


def test_what_was_done_with_a_watch_is_told_newest_first(english: tuple[Client, Officer]) -> None:
    client, officer = english
    row = watching.watch(officer)
    other = watching.watch(officer, "Khác")
    client.post(f"/watches/{other.id}", {"act": "pause"})
    for act in ("pause", "resume", "feed", "no-feed"):
        client.post(f"/watches/{row.id}", {"act": act})
    assert words(page(client.get(f"/watches/{row.id}")), ".acts li > :first-child") == [
        "Private RSS dropped",
        "Private RSS made",
        "Looks again",
        "Paused",
        "Stored",
    ]


def test_a_watch_that_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get("/watches/999").status_code == 404
    assert desk.post("/watches/999", {"act": "pause"}).status_code == 404
