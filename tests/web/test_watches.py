"""The list of watches: whose, what they caught lately, and what waits for a decision."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.models import Act, Watch, WatchState
from desk.rights import Role
from tests import factory
from tests.web import watching
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words
from web.gate import Caller
from web.watches import CaughtBy, caught_by

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def asked_for(sign_in: SignIn) -> Watch:
    """A watch on a name that waits for an approver."""
    owner = watching.officer_of(sign_in())
    grounds = ("Chủ tịch huyện", "Theo dõi trả lời báo chí")
    return watching.watch(owner, "Ông A", "nguyen van a", state=WatchState.WAITING, grounds=grounds)


def test_a_watch_is_a_line_with_its_query_state_and_ways(desk: Client) -> None:
    owner = watching.officer_of(desk)
    row = watching.watch(owner, by_mail=True, in_digest=True, hook_url="https://a.example/h", team="monitor")
    shown = page(desk.get("/watches"))
    assert links(shown, ".watches tbody th a") == [f"/watches/{row.id}"]
    assert words(shown, ".watches .watch-query") == ['"cảng Mỹ Lâm"']
    assert links(shown, ".watch-ways use") == ["#shape-mail", "#shape-digest", "#shape-hook"]
    assert links(shown, ".state use") == ["#shape-disc"]


def test_a_watch_that_tells_nobody_says_that_its_page_does(desk: Client) -> None:
    watching.watch(watching.officer_of(desk))
    assert links(page(desk.get("/watches")), ".watch-ways use") == ["#shape-page"]


def test_what_was_caught_is_counted_since_the_last_look_today_and_in_seven_days(
    desk: Client, now: datetime
) -> None:
    row = watching.watch(watching.officer_of(desk))
    for age in (HOUR, 2 * HOUR, 2 * DAY, 8 * DAY):
        watching.hit(row, factory.article(), at=now - age)
    assert words(page(desk.get("/watches")), ".watches td.num") == ["4", "2", "3"]
    desk.get(f"/watches/{row.id}")
    watching.hit(row, factory.article(), at=now + HOUR)
    shown = page(desk.get("/watches"))
    assert words(shown, ".watches td.num") == ["1", "3", "4"]
    assert words(shown, ".watches .is-new .tag-new") == ["1"]


def test_a_desk_without_watches_learns_what_they_are(desk: Client) -> None:
    shown = page(desk.get("/watches"))
    assert links(shown, ".empty a") == ["/search", "/watches/new"]
    assert links(shown, ".page-head .act") == ["/watches/new"]


def test_ones_own_and_ones_teams_are_seen_and_no_others(sign_in: SignIn) -> None:
    monitor, claims = sign_in(), sign_in(Role.CLAIMS)
    mine, theirs = watching.officer_of(monitor), watching.officer_of(claims)
    watching.watch(mine, "Của tôi")
    watching.watch(theirs, "Cho cả nhóm", team=Role.MONITOR)
    hidden = watching.watch(theirs, "Của người khác")
    assert words(page(monitor.get("/watches")), ".watches tbody th > a") == ["Cho cả nhóm", "Của tôi"]
    assert monitor.get(f"/watches/{hidden.id}").status_code == 404
    assert words(page(claims.get("/watches")), ".watches tbody th > a") == ["Cho cả nhóm", "Của người khác"]


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR])
def test_who_answers_for_all_sees_all_and_changes_nothing(role: Role, sign_in: SignIn) -> None:
    row = watching.watch(watching.officer_of(sign_in()))
    client = sign_in(role)
    shown = page(client.get("/watches"))
    assert words(shown, ".watches tbody th > a") == [row.name]
    assert shown.select(".page-head .act, main form") == []
    told = page(client.get(f"/watches/{row.id}"))
    assert told.select("main form, #feed, [href$='/edit']") == []
    for act in ("pause", "close", "feed", "no-feed"):
        assert client.post(f"/watches/{row.id}", {"act": act}).status_code == 403
    assert Watch.objects.get().state == WatchState.ACTIVE


def test_an_approver_sees_their_own_first_and_the_others_apart(sign_in: SignIn) -> None:
    client, approver = watching.english(sign_in, Role.APPROVER)
    watching.watch(watching.officer_of(sign_in()), "A")
    watching.watch(approver, "B")
    shown = page(client.get("/watches"))
    assert words(shown, ".watches caption") == ["Yours and your team's", "Of others"]
    assert words(shown, ".watches tbody th > a") == ["B", "A"]
    assert words(shown, ".watches .dotted") == ["Trần Thị Lài"]


@pytest.mark.parametrize("role", [Role.READER, Role.CONTACT])
@pytest.mark.parametrize("address", ["/watches", "/watches/new", "/watches/1", "/watches/1/edit"])
def test_who_does_no_desk_work_sees_no_watches(address: str, role: Role, sign_in: SignIn) -> None:
    assert sign_in(role).get(address).status_code == 403


def test_the_way_there_is_for_those_who_may_go_it(sign_in: SignIn) -> None:
    assert "/watches" in links(page(sign_in(Role.CLAIMS).get("/")), ".ways a")
    assert "/watches" not in links(page(sign_in(Role.READER).get("/")), ".ways a")


def test_closed_and_refused_watches_are_folded_away(desk: Client) -> None:
    owner = watching.officer_of(desk)
    watching.watch(owner, "Mở")
    watching.watch(owner, "Đóng", state=WatchState.CLOSED)
    watching.watch(owner, "Từ chối", state=WatchState.REFUSED)
    shown = page(desk.get("/watches"))
    assert words(shown, "main > .watches tbody th > a") == ["Mở"]
    assert words(shown, ".ended tbody th > a") == ["Từ chối", "Đóng"]


def test_an_approver_is_asked_first(sign_in: SignIn) -> None:
    row = asked_for(sign_in)
    shown = page(sign_in(Role.APPROVER).get("/watches"))
    assert words(shown, ".waiting h3") == ["Ông A"]
    assert words(shown, ".waiting dd")[1:] == ["Chủ tịch huyện", "Theo dõi trả lời báo chí"]
    assert str(one(shown, ".decide [name=watch]")["value"]) == str(row.id)
    assert page(sign_in().get("/watches")).select(".waiting") == []


@pytest.mark.parametrize(
    ("decision", "state", "word"), [("allow", "active", "Allowed"), ("refuse", "refused", "Refused")]
)
def test_a_decision_is_taken_and_written_down(decision: str, state: str, word: str, sign_in: SignIn) -> None:
    row = asked_for(sign_in)
    client, _ = watching.english(sign_in, Role.APPROVER)
    told = {"watch": row.id, "seen": row.changed_at.isoformat(), "decision": decision, "reason": "Việc công"}
    answer = client.post("/watches", told)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/watches")
    assert Watch.objects.get().state == state
    acts = words(page(client.get(f"/watches/{row.id}")), ".acts li > :first-child, .acts .look-detail")
    assert acts == [word, "Việc công", "Stored"]


def test_a_refusal_without_a_reason_is_told_at_its_watch(sign_in: SignIn) -> None:
    row = asked_for(sign_in)
    told = {"watch": row.id, "seen": row.changed_at.isoformat(), "decision": "refuse", "reason": " "}
    answer = sign_in(Role.APPROVER).post("/watches", told)
    shown = page(answer)
    assert (answer.status_code, Watch.objects.get().state) == (422, WatchState.WAITING)
    assert words(shown, f"#decide-{row.id} .field-wrong") == ["Từ chối thì phải ghi lý do."]
    assert one(shown, f"#reason-{row.id}")["aria-describedby"] == "reason-wrong"


def test_nobody_decides_on_their_own_watch(sign_in: SignIn) -> None:
    client = sign_in(Role.APPROVER)
    row = watching.watch(watching.officer_of(client), state=WatchState.WAITING)
    assert page(client.get("/watches")).select(".decide") == []
    answer = client.post("/watches", {"watch": row.id, "decision": "allow"})
    assert (answer.status_code, Watch.objects.get().state) == (422, WatchState.WAITING)


def test_only_an_approver_decides(desk: Client, sign_in: SignIn) -> None:
    row = asked_for(sign_in)
    assert desk.post("/watches", {"watch": row.id, "decision": "allow"}).status_code == 403
    assert Act.objects.filter(code="watch_decided").count() == 0


@pytest.mark.parametrize("watch", ["", "x", "9" * 30])
def test_a_decision_on_no_watch_is_not_found(watch: str, sign_in: SignIn) -> None:
    told = {"watch": watch, "decision": "allow"}
    assert sign_in(Role.APPROVER).post("/watches", told).status_code == 404


def test_the_list_costs_the_same_however_long(desk: Client) -> None:
    owner = watching.officer_of(desk)

    def cost(count: int) -> int:
        for _ in range(count):
            row = watching.watch(owner, quiet=(time(22), time(6)))
            watching.hit(row, factory.article())
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/watches").status_code == 200
        return len(asked)

    assert cost(1) == cost(6)


def test_an_article_tells_which_watches_caught_it_to_who_may_see_them(sign_in: SignIn) -> None:
    mine, other = watching.officer_of(sign_in()), watching.officer_of(sign_in(Role.CLAIMS))
    row = factory.article()
    seen, hidden = watching.watch(mine, "Cảng"), watching.watch(other, "Khác")
    for watch in (seen, hidden):
        watching.hit(watch, row)
    told = {
        role: caught_by(Caller(id, "", role), row.id)
        for role, id in ((Role.MONITOR, mine.id), (Role.AUDITOR, 0), (Role.READER, mine.id))
    }
    assert told[Role.MONITOR] == [CaughtBy(seen.id, "Cảng")]
    assert told[Role.AUDITOR] == [CaughtBy(seen.id, "Cảng"), CaughtBy(hidden.id, "Khác")]
    assert told[Role.READER] == []
