"""Watches are saved, decided, paused and closed by who may, and every act is written down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from archive.packs import Pack
from desk import watches
from desk.audit import Actor
from desk.models import Act, Watch, WatchHit, WatchState
from desk.rights import Role
from desk.watches import WatchProblem, WatchRow
from tests import factory
from tests.desk.making import PERSONAL, PLAIN, actor, hit, saved, watch

pytestmark = pytest.mark.django_db
NOW = factory.MORNING
LATER = NOW + timedelta(hours=1)


def codes() -> list[str]:
    return list(Act.objects.order_by("id").values_list("code", flat=True))


def state() -> str:
    return Watch.objects.values_list("state", flat=True).get()


def approver(email: str = "lanhdao@songtrong.example") -> Actor:
    return actor(Role.APPROVER, email=email)


def decided(row: WatchRow, *, allowed: bool = True, reason: str = "") -> WatchRow:
    return watches.decide(approver(), row.id, seen=row.stand, allowed=allowed, reason=reason, now=LATER)


def test_a_new_watch_looks_at_once(pack: Pack) -> None:
    row = saved(pack, by_mail=True, team="monitor")
    assert (row.name, row.query, row.state) == ("Cầu Bến Lội", '"cầu Bến Lội"', "active")
    assert (row.owner, row.team, row.by_mail, row.created_at) == ("Trần Thị Lài", "monitor", True, NOW)
    assert watches.active() == [(row.id, row.query)]


def test_a_watch_keeps_its_words_and_names_values_as_people_do(pack: Pack) -> None:
    row = saved(pack, query='chủ đề:"thiên tai" báo:Lam Giang')
    assert row.query == 'chủ đề:"thiên tai" báo:Lam Giang'


def test_a_value_that_is_none_is_refused_with_what_is_near(pack: Pack) -> None:
    with pytest.raises(WatchProblem) as told:
        saved(pack, query='chủ đề:"thien tia"')
    assert told.value.query_error is not None
    assert "Môi trường – thiên tai" in told.value.query_error.hint


def test_an_act_tells_what_was_saved_but_not_the_path_of_an_address(pack: Pack) -> None:
    row = saved(pack, hook_url="https://nhan.vn/khoa-bi-mat", by_mail=True)
    (act,) = watches.acts(row.id, 10)
    assert act.code == "watch_saved"
    assert act.data["query"] == '"cầu Bến Lội"'
    assert (act.data["hook_url"], act.data["state"], "office" in act.data) == ("nhan.vn", "active", False)


def test_a_watch_is_changed_by_its_owner(pack: Pack) -> None:
    row = saved(pack)
    changed = watches.save(actor(), row.id, replace(PLAIN, query="lũ", ceiling=3), pack, LATER)
    assert (changed.id, changed.query, changed.ceiling) == (row.id, "lũ", 3)
    assert (changed.created_at, changed.changed_at) == (NOW, LATER)


def test_another_way_of_telling_does_not_make_it_look_anew(pack: Pack) -> None:
    row = saved(pack)
    assert watches.save(actor(), row.id, replace(PLAIN, by_mail=True), pack, LATER).changed_at == NOW


@pytest.mark.parametrize("role", [Role.READER, Role.ADMIN, Role.AUDITOR, Role.CONTACT])
def test_who_may_not_watch_saves_none(role: Role, pack: Pack) -> None:
    with pytest.raises(PermissionDenied):
        saved(pack, actor(role))


def test_nobody_changes_anothers_watch(pack: Pack) -> None:
    row = saved(pack, team="claims")
    for other in (actor(Role.CLAIMS), approver()):
        with pytest.raises(PermissionDenied):
            watches.save(other, row.id, PLAIN, pack, LATER)


def test_two_open_watches_of_one_owner_have_two_names(pack: Pack) -> None:
    first = saved(pack)
    with pytest.raises(WatchProblem) as told:
        saved(pack, name="CẦU bến lội")
    assert (told.value.field, Watch.objects.count()) == ("name", 1)
    assert saved(pack, actor(Role.CLAIMS)).name == "Cầu Bến Lội"
    watches.close(actor(), first.id, LATER)
    assert saved(pack).id != first.id


def test_one_owner_has_twenty_webhooks_at_most(pack: Pack) -> None:
    for number in range(watches.MOST_HOOKS):
        watch(name=f"Số {number}", hook_url="https://nhan.vn/")
    with pytest.raises(WatchProblem) as told:
        saved(pack, hook_url="https://nhan.vn/")
    assert told.value.field == "hook_url"
    assert saved(pack).hook_url == ""


def test_a_webhook_has_a_secret_that_only_its_owner_sees(pack: Pack) -> None:
    row = saved(pack, hook_url="https://nhan.vn/")
    secret = watches.hook_secret(actor(), row.id)
    assert (len(secret), watches.hook_secret(approver(), row.id)) == (64, "")
    same = replace(PLAIN, hook_url="https://nhan.vn/", ceiling=3)
    watches.save(actor(), row.id, same, pack, LATER)
    assert watches.hook_secret(actor(), row.id) == secret
    watches.save(actor(), row.id, replace(same, hook_url="https://khac.vn/"), pack, LATER)
    assert watches.hook_secret(actor(), row.id) not in {secret, ""}
    watches.save(actor(), row.id, PLAIN, pack, LATER)
    assert watches.hook_secret(actor(), row.id) == ""


def test_saving_gives_a_stopped_webhook_and_a_held_watch_another_chance(pack: Pack) -> None:
    row = saved(pack, hook_url="https://nhan.vn/")
    Watch.objects.update(hook_stopped_at=NOW, held_until=LATER)
    again = watches.save(actor(), row.id, replace(PLAIN, hook_url="https://nhan.vn/"), pack, LATER)
    assert (again.hook_stopped_at, again.held_until) == (None, None)


def test_what_waits_to_go_a_way_that_is_switched_off_goes_nowhere(pack: Pack) -> None:
    row = saved(pack, by_mail=True, hook_url="https://nhan.vn/")
    hit(Watch.objects.get(), is_mail_due=True, is_hook_due=True)
    changed = replace(PLAIN, by_mail=True, hook_url="https://khac.vn/")
    watches.save(actor(), row.id, changed, pack, LATER)
    assert WatchHit.objects.values_list("is_mail_due", "is_hook_due").get() == (True, True)
    watches.save(actor(), row.id, PLAIN, pack, LATER)
    assert WatchHit.objects.values_list("is_mail_due", "is_hook_due").get() == (False, False)


def test_a_watch_on_a_person_waits_until_an_approver_allows_it(pack: Pack) -> None:
    row = saved(pack, wish=PERSONAL)
    assert (row.state, watches.active()) == ("waiting", [])
    assert [one.id for one in watches.waiting_for_decision()] == [row.id]
    allowed = decided(row)
    assert (allowed.state, allowed.decided_by, allowed.changed_at) == ("active", "Trần Thị Lài", LATER)
    assert (watches.waiting_for_decision(), codes()) == ([], ["watch_saved", "watch_decided"])


def test_a_refusal_tells_why(pack: Pack) -> None:
    row = saved(pack, wish=PERSONAL)
    with pytest.raises(WatchProblem) as told:
        decided(row, allowed=False, reason=" ")
    assert (told.value.field, state()) == ("reason", "waiting")
    assert decided(row, allowed=False, reason="Việc riêng").state == "refused"
    assert Act.objects.latest("id").data["reason"] == "Việc riêng"


def test_nobody_decides_on_their_own_watch(pack: Pack) -> None:
    row = saved(pack, approver(), wish=PERSONAL)
    with pytest.raises(WatchProblem) as told:
        decided(row)
    assert (told.value.field, state()) == ("decision", "waiting")
    other = approver("khac@songtrong.example")
    assert watches.decide(other, row.id, seen=row.stand, allowed=True, reason="", now=LATER).state == "active"


def test_what_was_changed_since_it_was_read_is_not_decided(pack: Pack) -> None:
    row = saved(pack, wish=PERSONAL)
    Watch.objects.update(changed_at=LATER)
    with pytest.raises(WatchProblem) as told:
        decided(row)
    assert (told.value.field, state()) == ("decision", "waiting")


def test_only_what_waits_is_decided_and_only_by_an_approver(pack: Pack) -> None:
    row = saved(pack)
    with pytest.raises(WatchProblem) as told:
        decided(row)
    assert told.value.field == "decision"
    with pytest.raises(PermissionDenied):
        watches.decide(actor(Role.CLAIMS), row.id, seen=row.stand, allowed=True, reason="", now=LATER)
    with pytest.raises(PermissionDenied):
        watches.decide(approver(), row.id + 1, seen=row.stand, allowed=True, reason="", now=LATER)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"ceiling": 3}, "active"),
        ({"name": "Tên khác"}, "active"),
        ({"query": '"Trần Thị Liên"'}, "waiting"),
        ({"office": "Kế toán trưởng"}, "waiting"),
        ({"purpose": "Việc khác"}, "waiting"),
        ({"query": '"Nguyễn Văn Tám" "nhà xưởng"'}, "active"),
    ],
)
def test_what_was_allowed_waits_again_when_its_grounds_change(
    change: dict[str, str], expected: str, pack: Pack
) -> None:
    row = decided(saved(pack, wish=PERSONAL))
    asked = replace(PERSONAL, **change)  # type: ignore[arg-type]
    assert watches.save(actor(), row.id, asked, pack, LATER).state == expected


@pytest.mark.parametrize("start", [WatchState.WAITING, WatchState.REFUSED])
def test_a_watch_that_names_the_matter_needs_no_decision_any_more(start: WatchState, pack: Pack) -> None:
    row = saved(pack, wish=PERSONAL)
    Watch.objects.update(state=start)
    freed = watches.save(actor(), row.id, PLAIN, pack, LATER)
    assert (freed.state, freed.changed_at) == ("active", LATER)


def test_what_was_refused_waits_again_when_it_is_saved(pack: Pack) -> None:
    row = decided(saved(pack, wish=PERSONAL), allowed=False, reason="Việc riêng")
    asked = replace(PERSONAL, purpose="Trả lời phóng viên")
    assert watches.save(actor(), row.id, asked, pack, LATER).state == "waiting"


def test_a_watch_rests_and_looks_again_from_then_on(pack: Pack) -> None:
    row = saved(pack)
    assert [watches.pause(actor(), row.id, NOW), watches.pause(actor(), row.id, NOW)] == [True, False]
    assert watches.active() == []
    assert [watches.resume(actor(), row.id, LATER), watches.resume(actor(), row.id, LATER)] == [True, False]
    assert (Watch.objects.get().changed_at, watches.active()) == (LATER, [(row.id, row.query)])
    assert codes() == ["watch_saved", "watch_paused", "watch_resumed"]


def test_a_paused_watch_stays_paused_when_it_is_saved(pack: Pack) -> None:
    row = saved(pack)
    watches.pause(actor(), row.id, NOW)
    assert watches.save(actor(), row.id, replace(PLAIN, query="lũ"), pack, LATER).state == "paused"


def test_a_closed_watch_keeps_what_it_caught_and_is_changed_no_more(pack: Pack) -> None:
    row = saved(pack)
    hit(Watch.objects.get())
    assert [watches.close(actor(), row.id, NOW), watches.close(actor(), row.id, NOW)] == [True, False]
    with pytest.raises(WatchProblem) as told:
        watches.save(actor(), row.id, PLAIN, pack, LATER)
    found = watches.row(actor(), row.id)
    assert found is not None
    assert (told.value.field, found.state, found.hits) == ("state", "closed", 1)


@pytest.mark.parametrize("act", [watches.pause, watches.resume, watches.close])
def test_an_approver_moves_anybodys_watch_and_others_only_their_own(
    act: Callable[[Actor, int, object], bool], pack: Pack
) -> None:
    row = saved(pack, team="claims")
    with pytest.raises(PermissionDenied):
        act(actor(Role.CLAIMS), row.id, NOW)
    with pytest.raises(PermissionDenied):
        act(actor(Role.AUDITOR), row.id, NOW)
    with pytest.raises(PermissionDenied):
        act(approver(), row.id + 1, NOW)
    assert act(approver(), row.id, NOW) is (act is not watches.resume)


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.MONITOR, ["Của tôi", "Của nhóm"]),
        (Role.CLAIMS, []),
        (Role.READER, []),
        (Role.APPROVER, ["Của nhóm", "Của tôi"]),
        (Role.AUDITOR, ["Của nhóm", "Của tôi"]),
        (Role.ADMIN, ["Của nhóm", "Của tôi"]),
    ],
)
def test_each_officer_sees_their_own_their_teams_or_all(role: Role, seen: list[str]) -> None:
    watch(name="Của tôi")
    watch(factory.officer(Role.APPROVER), name="Của nhóm", team="monitor")
    who = Actor(factory.officer(role, email="ai-do@songtrong.example").id, role)
    mine = Actor(factory.officer().id, Role.MONITOR) if role == Role.MONITOR else who
    assert sorted(row.name for row in watches.rows(mine)) == sorted(seen)
    assert [watches.row(mine, row.id) is not None for row in watches.rows(mine)] == [True] * len(seen)


def test_anothers_watch_is_not_there() -> None:
    assert watches.row(actor(Role.CLAIMS), watch().id) is None


def test_closed_watches_come_last() -> None:
    watch(name="Anh", state=WatchState.CLOSED)
    watch(name="Biển")
    assert [row.name for row in watches.rows(actor())] == ["Biển", "Anh"]


def test_hits_are_counted_and_those_since_the_last_look_are_new() -> None:
    found = watch()
    for hour in range(3):
        hit(found, at=NOW + timedelta(hours=hour))
    (before,) = watches.rows(actor())
    watches.note_look(actor().id, found.id, LATER)
    (after,) = watches.rows(actor())
    assert (before.hits, before.new_hits, before.newest_at) == (3, 3, NOW + timedelta(hours=2))
    assert (after.hits, after.new_hits) == (3, 1)
    watches.note_look(actor().id, found.id, NOW + timedelta(hours=9))
    assert [row.new_hits for row in watches.rows(actor())] == [0]
    assert [row.new_hits for row in watches.rows(approver())] == [3]


def test_every_change_of_the_set_is_another_act(pack: Pack) -> None:
    row = saved(pack)
    for act in (watches.pause, watches.resume, watches.close):
        act(actor(), row.id, NOW)
    changes = watches.changes_after(0)
    watches.note_look(actor().id, row.id, NOW)
    assert (len(changes), watches.changes_after(0)) == (4, changes)
    assert watches.changes_after(max(changes)) == frozenset()


def test_others_see_of_an_address_that_is_called_only_its_host(pack: Pack) -> None:
    url = "https://nhan.vn/khoa/5f2c"
    row = saved(pack, hook_url=url, team="claims")
    told = [
        found.hook_url for who in (actor(), actor(Role.CLAIMS), approver()) for found in watches.rows(who)
    ]
    assert told == [url, "https://nhan.vn/…", "https://nhan.vn/…"]
    Watch.objects.filter(id=row.id).update(state=WatchState.WAITING)
    assert [found.hook_url for found in watches.waiting_for_decision()] == ["https://nhan.vn/…"]


def test_what_a_closed_watch_had_to_tell_waits_no_more(pack: Pack) -> None:
    row = saved(pack, by_mail=True)
    hit(Watch.objects.get(), is_mail_due=True)
    watches.pause(actor(), row.id, NOW)
    assert WatchHit.objects.get().is_mail_due
    watches.close(actor(), row.id, NOW)
    assert not WatchHit.objects.get().is_mail_due


def test_the_watches_that_caught_an_article_are_told_to_who_sees_them() -> None:
    article = factory.article()
    mine, other = watch(), watch(factory.officer(Role.CLAIMS), name="Khác")
    hit(mine, article)
    hit(other, article)
    assert watches.catching(actor(), article.id) == [(mine.id, "Cầu Bến Lội")]
    assert len(watches.catching(approver(), article.id)) == 2
