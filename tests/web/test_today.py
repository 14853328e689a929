from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from archive.changes import Lag
from archive.clock import Clock
from archive.figures import Share
from archive.models import SourceState
from desk.models import Officer
from tests import factory
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words
from web.today import counts, held_since, is_late, topic_counts

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_the_newest_about_the_province_come_first(desk: Client, now: datetime) -> None:
    for title, hours, about in (("Cũ", 5, 0.9), ("Mới", 1, 0.9), ("Tỉnh khác", 2, 0.1)):
        row = factory.article(title, published_at=now - timedelta(hours=hours))
        factory.reading(row, about=about)
    assert words(page(desk.get("/")), ".line-title") == ["Mới", "Cũ"]


def test_everything_shows_the_others_too(desk: Client) -> None:
    factory.read_article("Tỉnh khác", about=0.1)
    assert words(page(desk.get("/?scope=all")), ".line-title") == ["Tỉnh khác"]


def test_copies_are_folded_under_their_first(desk: Client) -> None:
    first = factory.read_article("Bài đầu")
    for number in range(3):
        factory.reading(factory.article(f"Chép {number}", copy_of=first))
    shown = page(desk.get("/"))
    assert words(shown, ".line-title") == ["Bài đầu"]
    assert links(shown, ".line-meta a") == [f"/articles/{first.id}#copies"]
    assert words(shown, ".line-meta a") == ["3 bài chép"]


@pytest.mark.parametrize(
    ("tone", "word", "shape"),
    [(-1, "tiêu cực", "#shape-down"), (0, "trung tính", "#shape-bar"), (1, "tích cực", "#shape-up")],
)
def test_a_tone_is_a_shape_and_a_word(desk: Client, tone: int, word: str, shape: str) -> None:
    factory.read_article(tone=tone)
    shown = page(desk.get("/"))
    assert words(shown, ".line > .mark") == [word]
    assert links(shown, ".line > .mark use") == [shape]


def test_the_figures_count_a_day(desk: Client, now: datetime) -> None:
    factory.read_article()
    factory.article("Cũ", published_at=now - timedelta(days=2))
    factory.source("bao-song-trong-2", state=SourceState.FAILING)
    figures = words(page(desk.get("/")), ".figures dd")
    assert figures == ["1 bài", "1 bài", "0 bài", "1 / 2", "2 bài"]


def test_what_came_since_the_last_look_is_marked(desk: Client, now: datetime) -> None:
    Officer.objects.update(looked_at=now - timedelta(hours=3))
    factory.reading(factory.article("Đã xem", published_at=now - timedelta(hours=4)))
    factory.reading(factory.article("Chưa xem", published_at=now - timedelta(hours=1)))
    shown = page(desk.get("/"))
    assert words(shown, ".line.is-new .line-title") == ["Chưa xem"]
    assert words(shown, ".figures .is-new dd") == ["1 bài"]


def test_a_sitting_keeps_what_is_new_over_a_reload(desk: Client, now: datetime) -> None:
    Officer.objects.update(looked_at=now - timedelta(hours=3))
    factory.reading(factory.article("Chưa xem", published_at=now - timedelta(hours=1)))
    desk.get("/")
    assert words(page(desk.get("/")), ".line.is-new .line-title") == ["Chưa xem"]


EARLY = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
LATER = EARLY + timedelta(minutes=20)
MUCH_LATER = EARLY + timedelta(hours=4)


@pytest.mark.parametrize(
    ("held", "before", "now", "since"),
    [
        (None, None, EARLY, None),
        (None, EARLY, LATER, EARLY),
        (EARLY, LATER, LATER + timedelta(minutes=1), EARLY),
        (EARLY, LATER, MUCH_LATER, LATER),
        (EARLY, None, LATER, None),
    ],
)
def test_a_new_sitting_begins_where_the_last_look_was(
    held: datetime | None, before: datetime | None, now: datetime, since: datetime | None
) -> None:
    assert held_since(held, before, now) == since


def test_htmx_gets_the_part_alone(desk: Client) -> None:
    factory.read_article("Tin")
    answer = desk.get("/", headers=HTMX)
    assert "<html" not in answer.content.decode()
    assert words(page(answer), "#today .line-title") == ["Tin"]
    assert "HX-Request" in answer.headers["Vary"]


def test_a_look_at_nothing_new_gets_nothing(desk: Client) -> None:
    factory.read_article("Tin")
    again = str(one(page(desk.get("/")), "#today")["hx-get"])
    assert desk.get(again, headers=HTMX).status_code == 204
    factory.read_article("Tin nữa")
    assert words(page(desk.get(again, headers=HTMX)), ".line-title") == ["Tin nữa", "Tin"]


def test_looking_again_by_itself_is_no_look_of_the_officer(desk: Client, now: datetime) -> None:
    desk.get("/", headers=HTMX)
    assert Officer.objects.get().looked_at is None
    desk.get("/")
    assert Officer.objects.get().looked_at is not None


def test_an_index_that_is_late_is_told(desk: Client, now: datetime) -> None:
    row = factory.read_article()
    assert words(page(desk.get("/")), ".notice") == []
    factory.index_change(row, queued_at=now - timedelta(minutes=30))
    (told,) = words(page(desk.get("/")), ".notice")
    assert told.startswith("Chỉ mục tìm kiếm đang chậm: 1 bài đang chờ, lâu nhất từ 07:30 1/10.")


@pytest.mark.parametrize(
    ("minutes", "speed", "late"), [(9, 1, False), (11, 1, True), (300, 60, False), (900, 60, True)]
)
def test_late_is_counted_by_the_wall(now: datetime, minutes: int, speed: float, *, late: bool) -> None:
    clock = Clock(0.0, now, speed, lambda: 0.0)
    assert is_late(Lag(1, now - timedelta(minutes=minutes)), clock) is late


def test_an_index_without_changes_is_never_late(now: datetime) -> None:
    assert not is_late(Lag(0, None), Clock(0.0, now))


def test_an_empty_archive_says_what_comes_next(desk: Client) -> None:
    shown = page(desk.get("/"))
    assert words(shown, ".empty p")[0] == "Chưa thu được bài nào."
    assert links(shown, ".empty a") == ["/sources"]


def test_an_archive_without_the_province_leads_to_the_rest(desk: Client) -> None:
    factory.read_article(about=0.1)
    assert links(page(desk.get("/")), ".empty a") == ["/?scope=all"]


def test_what_is_negative_today_leads_to_its_articles(desk: Client) -> None:
    factory.read_article(tone=-1)
    shown = page(desk.get("/"))
    assert words(shown, ".figures .is-down") == ["Tiêu cực hôm nay 1 bài"]
    assert links(shown, ".is-down a") == ["/search?about=1&from=2026-10-01&to=2026-10-01&tone=-1"]


def test_days_without_an_article_are_a_sentence_not_an_empty_chart(desk: Client) -> None:
    factory.read_article(about=0.1)
    shown = page(desk.get("/"))
    assert shown.select(".chart") == []
    assert words(shown, "#figures p") == ["Không có bài nào về tỉnh trong những ngày này."]


def test_a_list_that_changed_says_so_to_who_cannot_see_it(desk: Client, now: datetime) -> None:
    Officer.objects.update(looked_at=now - timedelta(hours=3))
    factory.read_article()
    assert words(page(desk.get("/")), "#told[role=status]") == [""]
    told = page(desk.get("/", headers=HTMX))
    assert words(told, "[hx-swap-oob]") == ["Danh sách vừa thay đổi. 1 bài mới."]


def test_the_name_of_a_foreign_outlet_is_marked_with_its_language(desk: Client) -> None:
    of = factory.source(of=factory.outlet("hanasean", "한아세안신문", country="KR", lang="ko"))
    factory.reading(factory.article("람장성", of=of, lang="ko"))
    told = page(desk.get("/"))
    assert [str(e["lang"]) for e in told.select(".line-meta [lang], .bars [lang]")] == ["ko", "ko", "ko"]


def test_the_chart_has_its_figures_as_a_table(desk: Client, now: datetime) -> None:
    factory.read_article(tone=-1)
    shown = page(desk.get("/"))
    assert words(shown, ".chart-table tbody tr")[-1] == "T5 1/10 1 0 0"
    assert links(shown, ".chart-table a")[-1] == "/search?about=1&from=2026-10-01&to=2026-10-01"
    assert len(shown.select(".chart-wide svg, .chart-narrow svg")) == 2


def test_topics_and_outlets_lead_to_their_articles(desk: Client) -> None:
    factory.read_article()
    assert links(page(desk.get("/")), ".bars a") == [
        "/search?about=1&topic=infrastructure",
        "/search?outlet=bao-song-trong",
    ]


def test_the_page_speaks_english_too(sign_in: SignIn) -> None:
    factory.read_article(tone=-1)
    shown = page(sign_in(language="en").get("/"))
    assert (words(shown, "h1"), words(shown, ".line > .mark")) == (["What came in"], ["negative"])


def test_bars_are_shares_of_the_longest() -> None:
    told = counts([Share("a", "A", 8, 1), Share("b", "B", 2, 0)])
    assert [(count.name, count.share) for count in told] == [("A", 100), ("B", 25)]


def test_an_article_without_a_topic_counts_for_none() -> None:
    told = topic_counts([Share("", "", 9, 9), Share("health", "", 3, 3)])
    assert [(count.name, count.share) for count in told] == [("Y tế", 100)]
