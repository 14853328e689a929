import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.page import Page, read_head
from crawler.titles import LONGEST, titles_of, without_site
from crawler.tree import parse
from tests.crawler.pages import linked_data

URL = "https://www.donglam.example.vn/tin/cau-1.html"
SITE = "<meta property=og:site_name content='Báo Đông Lâm'>"


def head(page: str) -> Page:
    return read_head(parse(page), URL)


def titles(page: str, hint: str = "") -> tuple[str, str]:
    return titles_of(head(page), hint)


def og(title: str) -> str:
    return f"{SITE}<meta property=og:title content='{title}'>"


@pytest.mark.parametrize(
    ("page", "shown", "told"),
    [
        ("<h1>Khởi công cầu</h1>", "Khởi công cầu", ""),
        (og("Khởi công cầu") + "<h1>Khởi công cầu</h1>", "Khởi công cầu", ""),
        (og("Khởi công cầu mới") + "<h1>Khởi công cầu</h1>", "Khởi công cầu", "Khởi công cầu mới"),
        (og("Khởi công cầu - Báo Đông Lâm") + "<h1>Khởi công cầu</h1>", "Khởi công cầu", ""),
        (og("KHỞI CÔNG CẦU") + "<h1>Khởi công cầu</h1>", "Khởi công cầu", ""),
        (og("Khởi công cầu"), "Khởi công cầu", ""),
        (linked_data(headline="Khởi công cầu"), "Khởi công cầu", ""),
        ("<meta itemprop=headline content='Khởi công cầu'>" + og("Cầu mới"), "Khởi công cầu", "Cầu mới"),
        (linked_data(headline="Khởi công <em>cầu</em>"), "Khởi công cầu", ""),
        ("<title>Khởi công cầu | Báo Đông Lâm</title>", "Khởi công cầu", ""),
        ("<title>x</title>" + linked_data(headline="A") + og("B"), "A", "B"),
        (linked_data(headline="Cầu lớn") + og("Cầu lớn") + "<h1>Cầu mới</h1>", "Cầu mới", "Cầu lớn"),
        (linked_data(headline="Cầu mới") + og("Cầu lớn") + "<h1>Cầu mới</h1>", "Cầu mới", "Cầu lớn"),
        (linked_data(headline="Cầu lớn") + og("Cầu mới") + "<h1>Cầu mới</h1>", "Cầu mới", "Cầu lớn"),
        ("", "", ""),
    ],
)
def test_the_headline_is_the_one_readers_see(page: str, shown: str, told: str) -> None:
    assert titles(page) == (shown, told)


def test_of_several_headings_the_one_most_like_what_is_told_counts() -> None:
    page = "<h1>Tin nóng</h1><h1>Khởi công cây cầu thứ ba</h1><h1>Đọc nhiều</h1>"
    assert titles(og("Khởi công cầu thứ ba") + page)[0] == "Khởi công cây cầu thứ ba"


@pytest.mark.parametrize("name", ["Báo Đông Lâm", "ĐÔNG LÂM", "DongLam", "Báo&nbsp;Đông Lâm"])
def test_the_outlets_name_is_no_headline(name: str) -> None:
    page = og("Khởi công cầu - Báo Đông Lâm") + f"<h1>{name}</h1><h2>Đọc nhiều</h2><h2>Khởi công cầu</h2>"
    assert titles(page) == ("Khởi công cầu", "")


def test_a_headline_may_begin_with_the_outlets_name() -> None:
    assert titles(SITE + "<h1>Đông Lâm khởi công cầu</h1>")[0] == "Đông Lâm khởi công cầu"


def test_a_heading_quite_unlike_all_that_is_told_is_none() -> None:
    assert titles(og("Khởi công cầu") + "<h1>xyz</h1>") == ("Khởi công cầu", "")


def test_the_title_announced_helps_to_choose() -> None:
    assert titles("<h1>Tin nóng</h1><h1>Khởi công cầu</h1>", "Khởi công cầu mới")[0] == "Khởi công cầu"


def test_the_title_announced_stands_in_for_a_missing_one() -> None:
    assert titles("<p>x</p>", "Khởi công cầu") == ("Khởi công cầu", "")


@pytest.mark.parametrize(
    ("heading", "told", "shown"),
    [
        ("<span>Giao thông</span> Khởi công cầu thứ ba", "Khởi công cầu thứ ba", "Khởi công cầu thứ ba"),
        ("Giao thôngKhởi công cầu thứ ba", "Khởi công cầu thứ ba", "Khởi công cầu thứ ba"),
        ("Giao thông: Khởi công cầu thứ ba", "Khởi công cầu thứ ba", "Giao thông: Khởi công cầu thứ ba"),
        (
            "Tỉnh nghèo nhất vùng nay đã khởi công cầu",
            "khởi công cầu",
            "Tỉnh nghèo nhất vùng nay đã khởi công cầu",
        ),
    ],
)
def test_a_word_above_the_headline_is_not_part_of_it(heading: str, told: str, shown: str) -> None:
    assert titles(og(told) + f"<h1>{heading}</h1>")[0] == shown


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Khởi công cầu - Báo Đông Lâm", "Khởi công cầu"),
        ("Khởi công cầu | Giao thông | Báo Đông Lâm", "Khởi công cầu"),
        ("Khởi công cầu – Báo điện tử Đông Lâm", "Khởi công cầu – Báo điện tử Đông Lâm"),
        ("Khởi công cầu - Đông Lâm online", "Khởi công cầu"),
        ("Khởi công cầu - dự án mười năm", "Khởi công cầu - dự án mười năm"),
        ("Khởi công cầu_Tin nóng", "Khởi công cầu"),
        ("岚江省公布计划--时政--岚江网", "岚江省公布计划--时政"),
        ("A-B", "A-B"),
        ("Báo Đông Lâm", "Báo Đông Lâm"),
        ("", ""),
    ],
)
def test_the_outlets_name_is_cut_off_a_title(title: str, bare: str) -> None:
    assert without_site(title, head(SITE)) == bare


def test_titles_are_no_longer_than_the_longest() -> None:
    page = f"<title>{'đ' * 5000}</title>" + og("đ" * 5000) + f"<h1>{'đê ' * 5000}</h1>"
    assert max(map(len, titles(page))) <= LONGEST


def test_very_many_bars_take_no_time() -> None:
    assert titles(og("tin mo" + "|tin mo" * 100_000)) == ("tin mo", "")


@given(st.text(), st.text(), st.text())
def test_every_page_has_its_titles(told: str, shown: str, hint: str) -> None:
    found = titles(linked_data(headline=told) + f"<h1>{shown}</h1>", hint)
    assert [len(title) <= max(LONGEST, len(hint)) for title in found] == [True, True]


def test_abroad_a_headline_that_was_mended_for_all_machines_counts() -> None:
    page = linked_data(headline="City mends bridge") + "<meta property=og:title content='City mends bridge'>"
    abroad = read_head(parse(page + "<h1>City to mend bridge</h1>"), "https://paper.example/a")
    assert titles_of(abroad, "") == ("City mends bridge", "City to mend bridge")


def test_abroad_a_headline_that_one_machine_alone_is_told_does_not_count() -> None:
    page = "<meta property=og:title content='City mends bridge'><h1>City to mend bridge</h1>"
    abroad = read_head(parse(page), "https://paper.example/a")
    assert titles_of(abroad, "") == ("City to mend bridge", "City mends bridge")


@pytest.mark.parametrize(
    ("heading", "told", "shown"),
    [
        (
            "<b>Khởi công cầu thứ ba</b> <i>Người dân chờ đã lâu</i>",
            "Khởi công cầu thứ ba",
            "Khởi công cầu thứ ba",
        ),
        ("<b>Nhanh</b> <i>Khởi công cầu thứ ba</i>", "Tỉnh: Khởi công cầu thứ ba", "Khởi công cầu thứ ba"),
        ("<b>Nhanh</b> <i>Khởi công cầu thứ ba</i>", "Khởi công cầu thứ ba - Nhanh", "Khởi công cầu thứ ba"),
        ("Giao thông | Khởi công cầu thứ ba", "Khởi công cầu thứ ba", "Khởi công cầu thứ ba"),
        ("<b>Giao thông</b>: Khởi công cầu thứ ba", "Khởi công cầu thứ ba", "Khởi công cầu thứ ba"),
        ("<b>Cầu thứ ba:</b> <i>khởi công</i>", "khởi công", "Cầu thứ ba: khởi công"),
        (
            "<b>Khởi công cầu</b> <i>thứ ba của tỉnh</i>",
            "Khởi công cầu thứ ba của tỉnh nhà",
            "Khởi công cầu thứ ba của tỉnh",
        ),
        (
            "<i>K</i>" * 20 + " Khởi công cầu thứ ba",
            "Khởi công cầu thứ ba",
            "K" * 20 + " Khởi công cầu thứ ba",
        ),
    ],
)
def test_a_part_of_the_heading_that_is_told_alone_is_the_headline(
    heading: str, told: str, shown: str
) -> None:
    assert titles(og(told) + f"<h1>{heading}</h1>")[0] == shown


@pytest.mark.parametrize(
    "heading", ["Menu", "<a href='/'>Nhịp Sống Mới</a>", "<a href='https://www.donglam.example.vn/'>x</a>"]
)
def test_a_heading_that_leads_home_or_names_a_menu_is_none(heading: str) -> None:
    assert (
        titles(og("Khởi công cầu thứ ba của tỉnh") + f"<h1>{heading}</h1>")[0]
        == "Khởi công cầu thứ ba của tỉnh"
    )


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Đông Lâm - Khởi công cầu", "Khởi công cầu"),
        ("BÁO ĐÔNG LÂM | Khởi công cầu", "Khởi công cầu"),
        ("Khởi công cầu │ Giao thông", "Khởi công cầu"),
        ("Khởi công cầu ㅣ báo đông lâm", "Khởi công cầu"),
        ("남강 다리 착공：Báo Đông Lâm", "남강 다리 착공"),
        ("Ngân sách | Tỉnh vay thêm", "Ngân sách | Tỉnh vay thêm"),
        ("Ngân sách | Tỉnh vay thêm | Báo Đông Lâm", "Ngân sách | Tỉnh vay thêm"),
        ("Khởi công cầu: dự án mười năm", "Khởi công cầu: dự án mười năm"),
    ],
)
def test_a_title_that_stands_so_above_the_article_is_not_cut(title: str, bare: str) -> None:
    assert without_site(title, head(SITE + "<h1>Ngân sách | Tỉnh vay thêm</h1>")) == bare


def test_a_name_with_signs_in_it_is_cut_off_whole() -> None:
    page = head("<meta property=og:site_name content='Đông Lâm - Báo | Đài'>")
    assert without_site("Khởi công cầu | Đông Lâm - Báo | Đài", page) == "Khởi công cầu"
