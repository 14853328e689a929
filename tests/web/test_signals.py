from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from archive.models import Expectation, Signal, SignalLook, SourceState, Story, StoryMember
from archive.signals import SignalRow
from desk.models import PlannedEvent
from desk.rights import Role
from tests import factory
from tests.factory import MORNING
from tests.web.conftest import SignIn
from tests.web.reading import links, page, words
from web import signals_today, signals_words
from web.signals import hushed, quiet_days
from web.signals_words import Known

pytestmark = pytest.mark.django_db
ADDRESS = "/bien-dong/"
TODAY = date(2026, 10, 1)
NOBODY = Known({}, {}, {})
FAIR = {
    "name": "Hội chợ vải thiều",
    "starts_on": "2026-10-12",
    "ends_on": "2026-10-14",
    "topic": "agriculture",
}


def signal(subject: str = "topic", key: str = "environment", **fields: object) -> Signal:
    told: dict[str, object] = {
        "kind": "spike",
        "day": TODAY,
        "score": 4.2,
        "bar": 1.6,
        "expected": 3.1,
        "low": 2,
        "high": 4,
        "count": 9,
        "outlets": 6,
        "days": [[2, 3.0], [3, 3.1], [9, 3.1]],
        "raised_at": MORNING,
    }
    return Signal.objects.create(subject=subject, key=key, **{**told, **fields})


def look(**fields: object) -> SignalLook:
    told: dict[str, object] = {
        "looked_at": MORNING,
        "counted_from": date(2026, 7, 3),
        "keys": 16,
        "budget": 1.0,
        "alive": 41,
        "sources": 43,
        "judged": 240,
        "inside": 187,
    }
    return SignalLook.objects.create(day=TODAY, **{**told, **fields})


PLAIN = SignalRow(
    kind="spike",
    subject="topic",
    key="environment",
    day=TODAY,
    score=2.0,
    expected=3.0,
    low=2,
    high=4,
    count=9,
    outlets=6,
    is_holiday=False,
    days=((2, 3.0), (9, 3.0)),
    raised_at=MORNING,
)


def row(**fields: Any) -> SignalRow:
    return replace(PLAIN, **fields)


def test_a_spike_is_told_in_plain_words(desk: Client) -> None:
    signal()
    look()
    told = page(desk.get(ADDRESS))
    assert words(told, ".signal-sort") == ["Chủ đề"]
    assert words(told, ".signal h3") == ["Môi trường – thiên tai"]
    assert words(told, ".signal-count") == ["9 bài của 6 báo, thường 2–4"]
    assert links(told, ".signal h3 a") == ["/search?topic=environment&about=1&from=2026-10-01&to=2026-10-01"]
    assert words(told, ".signals-basis") == [
        "Xem lúc 08:00; nguồn sống: 41 trên 43; đếm từ 3/7, không tính bài trùng."
    ]


def test_days_have_their_headings_and_old_ones_are_gone(desk: Client) -> None:
    signal()
    signal(day=TODAY - timedelta(days=1), key="health", is_holiday=True)
    signal(day=TODAY - timedelta(days=7), key="economy")
    signal(day=TODAY, key="society", ended_at=MORNING)
    told = page(desk.get(ADDRESS))
    assert words(told, ".signals-day") == ["Hôm nay, Thứ Năm, 1/10/2026", "Hôm qua, Thứ Tư, 30/9/2026"]
    assert words(told, ".signal .tag") == ["ngày nghỉ"]


def test_a_story_is_told_by_its_first_headline(desk: Client) -> None:
    story = Story.objects.create(lang="vi", first_at=MORNING, last_at=MORNING)
    for turn, title in enumerate(("Tin sau", "Tin đầu")):
        article = factory.article(title, published_at=MORNING - timedelta(hours=turn))
        StoryMember.objects.create(story=story, article=article, vector=b"", at=MORNING, turn=turn)
    signal("story", str(story.id), low=0, high=0)
    told = page(desk.get(ADDRESS))
    assert words(told, ".signal h3") == ["Tin đầu"]
    assert words(told, ".signal-count") == ["9 bài của 6 báo, thường 0"]
    assert links(told, ".signal h3 a") == [f"/vu-viec/{story.id}"]


def silence(subject: str, key: str, **fields: object) -> Signal:
    days = [[2, 2.0]] * 24 + [[0, 2.0]] * 4
    return signal(subject, key, **{"kind": "silence", "count": 0, "days": days, **fields})


def test_who_is_silent_is_told_with_the_quiet_and_the_rate(desk: Client) -> None:
    factory.source("bao-mot-tin", of=factory.outlet("bao-mot", "Báo Một"), state=SourceState.FAILING)
    silence("source", "bao-mot-tin")
    silence("topic", "health", days=[[9, 9.0]] * 25 + [[1, 9.0]] * 3)
    told = page(desk.get(ADDRESS))
    assert words(told, ".silent tbody th") == ["Nguồn tin bao-mot-tin Báo Một đang lỗi", "Chủ đề Y tế"]
    assert words(told, ".silent tbody tr:first-child td")[:2] == ["4 ngày", "2,0 bài một ngày"]
    assert words(told, ".silent tbody tr:last-child td")[0] == "hầu như không có gì trong ba ngày"
    assert links(told, ".silent th a") == ["/search?source=bao-mot-tin", "/search?topic=health&about=1"]


def test_sources_are_told_with_their_outlet_where_it_is_silent_altogether(desk: Client) -> None:
    factory.source("bao-mot-tin", of=factory.outlet("bao-mot", "Báo Một"))
    silence("source", "bao-mot-tin")
    silence("outlet", "bao-mot")
    assert words(page(desk.get(ADDRESS)), ".silent tbody th a") == ["Báo Một"]


def test_of_very_many_silences_the_rest_is_counted(desk: Client) -> None:
    for number in range(43):
        silence("source", f"nguon-{number}")
    told = page(desk.get(ADDRESS))
    assert len(words(told, ".silent tbody tr")) == 40
    assert "và 3 nữa" in told.get_text()


def test_the_coming_week_is_told_with_how_often_ranges_held(desk: Client) -> None:
    look()
    for key, low, high in (("environment", 13, 25), ("health", 2, 7)):
        Expectation.objects.create(
            subject="topic", key=key, starts_on=date(2026, 10, 2), low=low, middle=19, high=high, before=19
        )
    told = page(desk.get(ADDRESS))
    assert words(told, "#outlook-head") == ["Tuần tới, 2/10 – 8/10 âm lịch 22/8 – 28/8"]
    assert words(told, ".ranges tbody b") == ["13–25", "2–7"]
    assert "Thử lại 240 khoảng của các tuần đã qua: 78% đã đúng." in words(told, ".signals-note")[0]
    assert words(told, ".signals-note")[1].startswith("Trong 90 ngày có 0 cảnh báo")


def test_a_desk_on_its_first_day_says_so(desk: Client) -> None:
    told = page(desk.get(ADDRESS))
    assert words(told, ".empty p") == ["Chưa đếm lần nào: lần đầu sẽ chạy trong vòng một giờ."]
    look(judged=0, inside=0)
    assert words(page(desk.get(ADDRESS)), ".empty p") == ["Bảy ngày qua không có gì nổi lên."]


def test_an_event_is_planned_and_struck_out(desk: Client) -> None:
    assert desk.post(ADDRESS, FAIR).headers["Location"] == "/bien-dong/#planned-head"
    event = PlannedEvent.objects.get()
    told = page(desk.get(ADDRESS))
    assert "12/10 – 14/10" in words(told, ".planned-days")
    assert "Hội chợ vải thiều Nông nghiệp – nông thôn Trần Thị Lài" in words(told, ".planned-name")
    assert desk.post(ADDRESS, {"cancel": str(event.id)}).status_code == 302
    assert desk.post(ADDRESS, {"cancel": str(event.id)}).status_code == 404
    assert desk.post(ADDRESS, {"cancel": "٣"}).status_code == 404


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Ngày kết thúc ở trước ngày bắt đầu; sửa một trong hai ngày."),
        ("en", "The last day lies before the first; mend one of them."),
    ],
)
def test_what_is_no_event_is_refused_in_the_readers_words(
    sign_in: SignIn, language: str, sentence: str
) -> None:
    answer = sign_in(language=language).post(ADDRESS, {**FAIR, "ends_on": "2026-10-01"})
    assert answer.status_code == 422
    assert sentence in page(answer).get_text()
    assert not PlannedEvent.objects.exists()


def test_an_event_without_a_name_is_refused(desk: Client) -> None:
    assert desk.post(ADDRESS, {**FAIR, "name": ""}).status_code == 422


def test_a_reader_sees_the_page_and_plans_nothing(sign_in: SignIn) -> None:
    reader = sign_in(Role.READER)
    assert words(page(reader.get(ADDRESS)), ".plan") == []
    assert reader.post(ADDRESS, FAIR).status_code == 403


def test_the_page_asks_as_often_however_much_stands_out(desk: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(ADDRESS).status_code == 200
        return len(asked)

    look()
    signal()
    silence("source", "mot")
    cost()
    before = cost()
    for number in range(9):
        signal("place", f"noi-{number}")
        silence("source", f"nguon-{number}")
    assert cost() == before


def test_todays_page_tells_the_rarest_spikes_of_today() -> None:
    for number, key in enumerate(("environment", "health", "society", "economy")):
        signal(key=key, score=5.0 - number)
    signal(key="governance", day=TODAY - timedelta(days=1), score=9.0)
    with translation.override("vi"):
        lines = signals_today.spikes(TODAY)
    assert [(line.name, line.count, line.usual) for line in lines] == [
        ("Môi trường – thiên tai", 9, "thường 2–4"),
        ("Y tế", 9, "thường 2–4"),
        ("Xã hội – an sinh", 9, "thường 2–4"),
    ]


@pytest.mark.parametrize(
    ("score", "told"),
    [
        (0.1, "by chance once in 2 days"),
        (1.5, "by chance once in 32 days"),
        (2.2, "by chance once in 5 months"),
        (3.2, "by chance once in 4 years"),
        (4.0, "chance alone hardly ever brings so many"),
        (290.0, "chance alone hardly ever brings so many"),
    ],
)
def test_how_rare_is_told_in_words(score: float, told: str) -> None:
    with translation.override("en"):
        assert signals_words.rarity(score) == told


@pytest.mark.parametrize(
    ("subject", "key", "name"),
    [
        ("place", "song-tram", "sông Trầm"),
        ("tone", "-1", "Tiêu cực"),
        ("outlet", "bao-la", "bao-la"),
        ("source", "nguon-la", "nguon-la"),
        ("story", "7", "#7"),
    ],
)
def test_every_subject_has_a_name(subject: str, key: str, name: str) -> None:
    with translation.override("vi"):
        assert signals_words.name(row(subject=subject, key=key), NOBODY) == (name, "")


def test_holidays_are_told_with_their_days() -> None:
    with translation.override("vi"):
        days = [date(2026, 9, 1) + timedelta(days=n) for n in range(7)]
        assert signals_words.holidays(days) == ["Quốc khánh (2/9/2026)"]


def test_a_leap_month_has_its_sign() -> None:
    assert signals_words.lunar_days(date(2025, 7, 24), date(2025, 7, 25)) == "30/6 – 1/6*"


def test_quiet_days_are_those_up_to_the_last() -> None:
    assert quiet_days(row(days=((0, 1.0), (3, 1.0), (0, 1.0), (0, 1.0)))) == 2
    assert quiet_days(row(days=((0, 1.0), (0, 1.0)))) == 2
    assert hushed([row(subject="source", key="la")], NOBODY) == [row(subject="source", key="la")]
