from datetime import UTC, datetime, timedelta

import pytest

from crawler.blocks import Walk
from crawler.dating import published_of
from crawler.model import DateOrigin, Moment
from crawler.page import read_head
from crawler.surroundings import Surroundings
from crawler.tree import parse
from tests.crawler.pages import linked_data

MORNING = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 20, 17, tzinfo=UTC)
ZONE = "Asia/Ho_Chi_Minh"
TOLD = linked_data(datePublished="2026-11-21T08:05:00+07:00")


def moment(page: str, zone: str = ZONE, url: str = "https://bao.example.vn/a.html") -> Moment:
    tree = parse(page)
    above = Walk().over(tree.body) if tree.body else []
    return published_of(read_head(tree, url), zone, Surroundings(above))


def beside(page: str, *, is_below: bool) -> Moment:
    """The moment of a page that has this in or below its text."""
    tree = parse(page)
    assert tree.body is not None
    blocks = Walk().over(tree.body)
    around = Surroundings(below=blocks) if is_below else Surroundings(first=blocks)
    return published_of(read_head(tree, "https://bao.example.vn/a.html"), ZONE, around)


def meta(name: str, value: str) -> str:
    return f"<meta name='{name}' content='{value}'>"


@pytest.mark.parametrize(
    ("page", "origin"),
    [
        (TOLD, DateOrigin.JSON_LD),
        (TOLD + meta("pubdate", "2026-11-22 09:00"), DateOrigin.JSON_LD),
        (linked_data(dateCreated="2026-11-21T08:05:00 +07:00"), DateOrigin.JSON_LD),
        (meta("article:published_time", "2026-11-21T01:05:00Z"), DateOrigin.META),
        (meta("Pubdate", "2026-11-21T08:05"), DateOrigin.META),
        (meta("date", "21/11/2026 08:05") + "<time datetime='2026-11-22'>", DateOrigin.META),
        ("<time datetime='2026-11-21T08:05+0700'>hôm nay</time>", DateOrigin.VISIBLE),
        ("<meta itemprop=datePublished content='2026-11-21T08:05'>", DateOrigin.META),
        ("<span itemprop=datePublished content='2026-11-21T08:05'></span>", DateOrigin.VISIBLE),
        ("<div class=detail-time>Thứ Bảy, 21/11/2026, 08:05 (GMT+7)</div>", DateOrigin.VISIBLE),
        ("<p>Thứ Bảy, ngày 21 tháng 11 năm 2026 - 08:05</p>", DateOrigin.VISIBLE),
        ("<p>2026年11月21日 08:05</p>", DateOrigin.VISIBLE),
        ("<p>២១ វិច្ឆិកា ២០២៦ 08:05</p>", DateOrigin.VISIBLE),
    ],
)
def test_the_surest_place_counts(page: str, origin: DateOrigin) -> None:
    found = moment(page)
    assert (found.at, found.origin) == (MORNING, origin)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>Không có ngày nào ở đây.</p>",
        meta("pubdate", "mới đây"),
        meta("pubdate", "1970-01-01"),
        linked_data(datePublished="0001-01-01T00:00:00"),
        "<p>Từ ngày 21/11/2026 08:05 " + "đến nay mưa không dứt. " * 6 + "</p>",
    ],
)
def test_without_a_date_there_is_none(page: str) -> None:
    assert moment(page) == Moment(None, "", DateOrigin.NONE)


@pytest.mark.parametrize(
    "page",
    [
        meta("pubdate", "2026-11-21") + "<p class=date>21/11/2026 08:05</p>",
        linked_data(datePublished="2026-11-21T00:00:00+07:00") + "<time>08:05 21/11/2026</time>",
        linked_data(datePublished="2026-11-21") + meta("pubdate", "2026-11-21T08:05:00+07:00"),
        meta("pubdate", "2026-11-21") + "<p>19/11/2026 07:00</p><p>21/11/2026 08:05</p>",
    ],
)
def test_a_day_alone_gives_way_to_a_time_of_that_day(page: str) -> None:
    assert moment(page).at == MORNING


@pytest.mark.parametrize(
    "page",
    [
        meta("pubdate", "2026-11-21"),
        meta("pubdate", "2026-11-21") + "<p>22/11/2026 08:05</p>",
        meta("pubdate", "2026-11-21") + "<p>21/11/2026</p>",
        linked_data(datePublished="2026-11-21T00:00:00+07:00") + "<p>20/11/2026 08:05</p>",
    ],
)
def test_a_day_alone_does_not_give_way_to_another_day(page: str) -> None:
    assert moment(page).at == MIDNIGHT


def test_a_time_gives_way_to_none() -> None:
    assert moment(TOLD + "<p>21/11/2026 10:30</p>").at == MORNING


def test_the_zone_counts_where_none_is_written() -> None:
    found = moment("<p>21/11/2026 10:05</p>", "Asia/Tokyo")
    assert (found.at, found.has_zone, found.written_at) == (MORNING, False, None)


def test_what_was_written_is_kept() -> None:
    found = moment(meta("pubdate", "2026-11-20T20:05:00-05:00"))
    assert (found.at, found.raw, found.has_zone) == (MORNING, "2026-11-20T20:05:00-05:00", True)
    assert found.offset == timedelta(hours=-5)
    assert found.written_at is not None
    assert found.written_at.isoformat() == "2026-11-20T20:05:00-05:00"


@pytest.mark.parametrize(("lang", "day"), [("en-US", 5), ("en-GB", 11), ("vi", 11)])
def test_american_pages_put_the_month_first(lang: str, day: int) -> None:
    found = moment(f"<html lang={lang}>" + meta("pubdate", "11/05/2026 09:00"), "UTC")
    assert found.at is not None
    assert found.at.day == day


def test_further_times_of_a_kind_belong_to_other_articles() -> None:
    times = "".join(f"<time datetime='{text}'></time>" for text in ("x", "y", "2026-11-21T08:05"))
    assert moment(times) == Moment(None, "", DateOrigin.NONE)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-11-21T08:05:00.000 +07:00", MORNING),
        ("2026-11-21T01:05:00Z", MORNING),
        ("2026-11-21T08:05:00", MORNING),
        ("2026-11-21T08:05:00+0700", MORNING),
    ],
)
def test_offsets_are_read_however_they_are_set(written: str, expected: datetime) -> None:
    assert moment(linked_data(datePublished=written)).at == expected


def test_of_three_times_the_one_of_publication_counts() -> None:
    told = linked_data(
        dateCreated="2026-11-21T07:50:00+07:00",
        datePublished="2026-11-21T08:05:00+07:00",
        dateModified="2026-11-21T09:10:00+07:00",
    )
    assert moment(told + meta("pubdate", "2026-11-21T08:05:53+07:00")).at == MORNING


def test_a_time_without_a_zone_is_that_of_the_outlets_country() -> None:
    found = moment(meta("pubdate", "2026-11-21 02:05"), url="https://zeitung.example.de/a")
    assert (found.at, found.has_zone) == (MORNING, False)
    assert found.written_at is not None
    assert found.written_at.isoformat() == "2026-11-21T02:05:00+01:00"


def test_a_line_that_tells_of_a_change_counts_last() -> None:
    changed = "<p class=date>Cập nhật: 22/11/2026 09:00</p>"
    assert moment(f"{changed}<p>21/11/2026 08:05</p>").at == MORNING
    assert moment(changed).at == datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "is_below", "day"),
    [
        ("21.11.2026 – Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm.", False, 20),
        ("(21/11/2026) Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm.", False, 20),
        ("Hà Thu - 21/11/2026", True, 20),
    ],
)
def test_a_text_may_begin_or_end_with_its_day(text: str, is_below: bool, day: int) -> None:
    found = beside(f"<p>{text}</p>", is_below=is_below)
    assert found.at is not None
    assert (found.at.day, found.origin) == (day, DateOrigin.VISIBLE)


@pytest.mark.parametrize(
    ("text", "is_below"),
    [
        ("Ngày 21/11/2026 tỉnh khởi công cầu.", False),
        ("Bình luận của bạn đọc Minh Đức gửi lúc 08:05 ngày 21/11/2026 về bài này", True),
        ("<a href=/x>Bài ngày 21/11/2026</a>", True),
    ],
)
def test_other_dates_in_and_below_a_text_are_not_its_own(text: str, is_below: bool) -> None:
    assert beside(f"<p>{text}</p>", is_below=is_below).at is None


@pytest.mark.parametrize(
    "path",
    [
        "/2026/11/21/cau.html",
        "/2026-11-21/cau",
        "/cau-20261121080500.htm",
        "/view/AKR20261121001",
        "/20261121/c",
    ],
)
def test_an_address_dates_what_nothing_else_does(path: str) -> None:
    found = moment("<p>x</p>", url=f"https://bao.example.vn{path}")
    assert (found.at, found.raw, found.origin) == (MIDNIGHT, "2026-11-21", DateOrigin.ADDRESS)


@pytest.mark.parametrize("path", ["/cau-48211121.htm", "/2026/13/21/", "/c20269999", "/2026/11/cau", "/cau"])
def test_other_numbers_of_an_address_are_no_date(path: str) -> None:
    assert moment("<p>x</p>", url=f"https://bao.example.vn{path}").at is None
