"""The block of ties: what may belong together and why, in the reader's words, and an officer's word on it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive import stories, ties
from archive.models import Story
from archive.ties import TieKind, TieRow, TieState
from desk.rights import Role
from tests import factory
from tests.web.conftest import SignIn
from web.gate import Caller
from web.ties import SUGGESTED, Reason, Ties, reasons, shown, whole_names

pytestmark = pytest.mark.django_db
MONITOR = Caller(1, "Hoài An", Role.MONITOR)
TODAY = date(2026, 10, 1)


def story(now: datetime, title: str, lang: str = "vi") -> int:
    row = factory.article(title, lang=lang, published_at=now)
    id = stories.found(lang, now)
    stories.put(row.id, id, now, b"")
    stories.recount([id])
    return id


def tie(now: datetime, score: float = 0.6, kind: TieKind = TieKind.ACROSS, **told: Any) -> TieRow:
    own = Story.objects.order_by("id").first()
    a = own.id if own else story(now, "Cháy chợ Cửa Trầm")
    b = story(now, "Fire at Cua Tram market", "en")
    ties.suggest(a, b, kind, score, now=now, **told)
    return next(row for row in ties.of(a) if row.other_id == b)


def block(story_id: int, caller: Caller = MONITOR) -> Ties:
    found = shown(story_id, caller)
    assert found is not None
    return found


def evidence(*told: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"kind": kind, "key": key, "text": text} for kind, key, text in told]


def send(client: Client, row: TieRow, act: str, *, of: int | None = None) -> str:
    answer = client.post(reverse("tie", args=[row.id]), {"act": act, "story": of or row.story_id})
    return str(answer.headers["Location"])


def state(row: TieRow) -> TieState:
    found = ties.get(row.id)
    assert found is not None
    return found.state


def test_a_story_without_ties_has_no_block(now: datetime) -> None:
    assert shown(story(now, "Một mình"), MONITOR) is None


def test_a_story_that_lost_its_articles_is_not_shown(now: datetime) -> None:
    row = tie(now)
    Story.objects.filter(id=row.other_id).update(articles=0)
    assert shown(row.story_id, MONITOR) is None


def test_a_suggestion_tells_the_other_story(now: datetime) -> None:
    row = tie(now)
    (group,) = block(row.story_id).groups
    (one,) = group.open
    assert (one.other, one.title, one.lang, one.language) == (
        row.other_id,
        "Fire at Cua Tram market",
        "en",
        "Tiếng Anh",
    )
    assert (one.articles, one.first, one.state) == (1, "1/10", TieState.SUGGESTED)


def test_kinds_stand_apart_and_suggestions_are_few(now: datetime) -> None:
    for score in range(SUGGESTED + 2):
        row = tie(now, score / 10)
    tie(now, kind=TieKind.SERIES)
    across, series = block(row.story_id).groups
    assert (len(across.open), len(series.open)) == (SUGGESTED, 1)


def test_what_an_officer_said_is_shown_with_their_name(sign_in: SignIn, now: datetime) -> None:
    desk, yes, no = sign_in(), tie(now), tie(now)
    send(desk, yes, "confirm")
    send(desk, no, "refuse")
    (group,) = block(yes.story_id).groups
    assert ([one.id for one in group.open], [one.id for one in group.refused]) == ([yes.id], [no.id])
    assert group.open[0].decided.endswith("08:00")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (("number", "46000000", ""), Reason("con số", ("46.000.000",))),
        (("number", "8.96", ""), Reason("con số", ("8,96",))),
        (("day", "2026-09-24", ""), Reason("ngày", ("24/9",))),
        (("thing", "flood", ""), Reason("cùng kể", ("lũ",))),
        (("place", "cua-tram", ""), Reason("địa danh", ("Cửa Trầm",))),
        (("place", "KR", "Hàn Quốc"), Reason("địa danh", ("Hàn Quốc",))),
        (("place", "Asia/Tokyo", "Tokyo"), Reason("địa danh", ("Tokyo",))),
        (("name", "ha thang", "Hà Thăng"), Reason("tên", ("Hà Thăng",))),
        (("name", "vo minh", ""), Reason("tên", ("Vo Minh",))),
    ],
)
def test_a_reason_is_told_in_the_reader_s_words(told: tuple[str, str, str], reason: Reason) -> None:
    (found,) = reasons(evidence(told), TODAY)
    assert found == reason


def test_reasons_of_one_kind_stand_together() -> None:
    told = evidence(("number", "214", ""), ("place", "cua-tram", ""), ("number", "380", ""))
    assert [one.told for one in reasons(told, TODAY)] == [("214", "380"), ("Cửa Trầm",)]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["Võ Thành", "Thành Luân"], ["Võ Thành Luân"]),
        (["Thành Luân", "Võ Thành"], ["Võ Thành Luân"]),
        (["Meridian", "Meridian Photonics", "Photonics"], ["Meridian Photonics"]),
        (["Haneul", "Busan"], ["Haneul", "Busan"]),
        ([], []),
    ],
)
def test_pairs_of_words_become_whole_names(parts: Sequence[str], whole: Sequence[str]) -> None:
    assert whole_names(parts) == whole


def test_an_officer_confirms_refuses_and_undoes(desk: Client, now: datetime) -> None:
    row = tie(now)
    said = []
    for act in ("confirm", "refuse", "undo"):
        assert send(desk, row, act) == f"/vu-viec/{row.story_id}#ties"
        said.append(state(row))
    assert said == [TieState.CONFIRMED, TieState.REFUSED, TieState.SUGGESTED]


def test_the_answer_leads_back_to_the_story_it_came_from(desk: Client, now: datetime) -> None:
    row = tie(now)
    assert send(desk, row, "confirm", of=row.other_id) == f"/vu-viec/{row.other_id}#ties"


@pytest.mark.parametrize("act", ["", "join"])
def test_another_act_or_tie_is_not_found(desk: Client, now: datetime, act: str) -> None:
    row = tie(now)
    assert desk.post(reverse("tie", args=[row.id]), {"act": act}).status_code == 404
    assert desk.post(reverse("tie", args=[0]), {"act": "confirm"}).status_code == 404


def test_only_who_may_relate_is_asked_and_heard(sign_in: SignIn, now: datetime) -> None:
    row, reader = tie(now), Caller(2, "Đọc", Role.READER)
    assert (block(row.story_id).may_act, block(row.story_id, reader).may_act) == (True, False)
    answer = sign_in(Role.READER).post(reverse("tie", args=[row.id]), {"act": "confirm"})
    assert (answer.status_code, state(row)) == (403, TieState.SUGGESTED)


def test_it_is_asked_by_post_only(desk: Client, now: datetime) -> None:
    assert desk.get(reverse("tie", args=[tie(now).id])).status_code == 405


def test_the_story_page_shows_the_block(desk: Client, now: datetime) -> None:
    row = tie(now, encoder="nghia@1", evidence=evidence(("number", "214", "")))
    told = desk.get(f"/vu-viec/{row.story_id}").content.decode()
    assert f'action="/vu-viec/rang-buoc/{row.id}"' in told
    assert all(word in told for word in ("Fire at Cua Tram market", "214", "nghia@1"))
