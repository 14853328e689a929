from datetime import UTC, datetime

import pytest

from crawler.feeds import parse
from crawler.model import Capture, Feed, Fetch, SectionRules, Shape

URL = "https://bao.example.vn/thoi-su/"
NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
MORNING = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)
PAGE = """
<!DOCTYPE html><html><head><title>Thời sự | Báo thử</title></head><body>
<nav><a href="/the-thao/">Thể thao</a></nav>
<div class="tin">
  <a href="/tin/1.html"><img src="1.jpg" alt=""></a>
  <h3><a href="/tin/1.html" title="x">Họp báo <b>thường kỳ</b></a></h3>
  <span class="gio">08:05 21/11/2026</span>
</div>
<div class="tin">
  <h3><a href="2.html">Giá lúa tăng</a></h3><time datetime="2026-11-21T08:05:00+07:00">vừa xong</time>
</div>
<div class="tin"><h3><a href="javascript:void(0)">Quảng cáo</a></h3></div>
<div class="tin"><p>Không có liên kết</p></div>
<ul class="doc-nhieu"><li><a href="/tin/9.html" title="Tin đọc nhiều"><img src="9.jpg"></a></li></ul>
</body></html>
"""


def read(rules: SectionRules, page: str = PAGE) -> Feed:
    capture = Capture("k", URL, URL, Shape.SECTION, 200, (), page.encode(), NOW)
    return parse(capture, Fetch("k", URL, Shape.SECTION, rules=rules))


def test_the_entries_of_a_section_are_read_in_their_order() -> None:
    feed = read(SectionRules(".tin"))
    assert (feed.title, feed.error) == ("Thời sự | Báo thử", "")
    assert [(entry.link, entry.title) for entry in feed.entries] == [
        ("https://bao.example.vn/tin/1.html", "Họp báo thường kỳ"),
        ("https://bao.example.vn/thoi-su/2.html", "Giá lúa tăng"),
    ]


@pytest.mark.parametrize(
    "rules", [SectionRules(".tin", date=".gio, time"), SectionRules(".tin", "h3 a", "h3", ".gio, time")]
)
def test_dates_are_read_from_their_attribute_or_their_text(rules: SectionRules) -> None:
    assert [entry.published.at for entry in read(rules).entries] == [MORNING, MORNING]


def test_without_a_rule_for_it_there_is_no_date() -> None:
    assert [entry.published.at for entry in read(SectionRules(".tin")).entries] == [None, None]


def test_a_date_that_is_not_there_is_none() -> None:
    first, second = read(SectionRules(".tin", date="time")).entries
    assert (first.published.at, second.published.at) == (None, MORNING)


@pytest.mark.parametrize(
    ("shown", "at"),
    [
        ('<time datetime="2026-11-21T08:05:00+07:00">2 giờ trước</time>', MORNING),
        ('<time data-time="1795223100">2 giờ trước</time>', MORNING),
        ('<time title="21/11/2026 08:05">2 giờ trước</time>', MORNING),
        ('<time datetime="">Thứ Bảy, 21/11/2026 | 08:05</time>', MORNING),
        ('<time title="Ngày đăng">08:05 ngày 21 tháng 11 năm 2026</time>', MORNING),
        ("<time>21/11/2026 8:05 SA</time>", MORNING),
        ("<time>2 giờ trước</time>", None),
    ],
)
def test_dates_are_read_as_readers_see_them(shown: str, at: datetime | None) -> None:
    page = f"<div class=tin><a href=/1>Họp báo</a>{shown}</div>"
    [entry] = read(SectionRules(".tin", date="time"), page).entries
    assert entry.published.at == at


def test_the_entry_may_itself_be_the_link() -> None:
    assert [entry.link for entry in read(SectionRules(".tin h3 a")).entries] == [
        "https://bao.example.vn/tin/1.html",
        "https://bao.example.vn/thoi-su/2.html",
    ]


def test_a_picture_is_named_by_its_link_s_title() -> None:
    [entry] = read(SectionRules(".doc-nhieu li")).entries
    assert (entry.link, entry.title) == ("https://bao.example.vn/tin/9.html", "Tin đọc nhiều")


def test_two_blocks_of_one_article_are_one_entry_with_the_longer_title() -> None:
    page = "<div class=t><a href=/1>Họp</a></div><div class=t><a href=/1>Họp báo thường kỳ</a></div>"
    [entry] = read(SectionRules(".t"), page).entries
    assert entry.title == "Họp báo thường kỳ"


def test_the_page_s_own_base_counts() -> None:
    page = '<head><base href="/cu/"></head><div class=t><a href=1.html>Họp báo</a></div>'
    [entry] = read(SectionRules(".t"), page).entries
    assert entry.link == "https://bao.example.vn/cu/1.html"


def test_a_useless_base_is_passed_over() -> None:
    page = '<head><base href="javascript:1"></head><div class=t><a href=1.html>Họp báo</a></div>'
    [entry] = read(SectionRules(".t"), page).entries
    assert entry.link == "https://bao.example.vn/thoi-su/1.html"


@pytest.mark.parametrize(
    ("rules", "page", "error"),
    [
        (SectionRules(".khong-co"), PAGE, "no_entries"),
        (SectionRules(".tin", "h2 a"), PAGE, "no_entries"),
        (SectionRules("div[[["), PAGE, "bad_rules"),
        (SectionRules(".tin", "a[["), PAGE, "bad_rules"),
        (SectionRules(".tin", title="h3:"), PAGE, "bad_rules"),
        (SectionRules(".tin", date=":nonsense("), PAGE, "bad_rules"),
        (SectionRules(".tin"), "", "empty"),
        (SectionRules(".tin"), "<html></html>", "no_entries"),
    ],
)
def test_rules_that_do_not_fit_say_so(rules: SectionRules, page: str, error: str) -> None:
    assert read(rules, page) == Feed("", (), error)
