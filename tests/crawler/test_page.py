import pytest

from crawler.page import Page, letters_of, outlet_names, read_head, words_of
from crawler.tree import parse
from tests.crawler.pages import linked_data

URL = "https://bao-lam-giang.example.vn/tin/cau-1.html"


def head(page: str, url: str = URL) -> Page:
    return read_head(parse(page), url)


@pytest.mark.parametrize("attribute", ["property", "name", "itemprop"])
def test_meta_values_are_found_by_whatever_names_them(attribute: str) -> None:
    page = head(f"<meta {attribute}='OG:Title' content=' Khởi công &amp;amp; thông xe '>")
    assert page.first("og:title") == "Khởi công & thông xe"


def test_the_first_of_several_names_and_values_counts() -> None:
    page = head("<meta name=a content=''><meta name=b content=2><meta name=b content=3>")
    assert (page.first("a", "b"), page.first("c"), page.meta) == ("2", "", {"b": ["2", "3"]})


@pytest.mark.parametrize(
    ("page", "lang"), [("<html lang=vi-VN>", "vi-VN"), ("<html lang>", ""), ("", ""), ("<p>x", "")]
)
def test_a_page_declares_its_language(page: str, lang: str) -> None:
    assert head(page).lang == lang


def test_the_outlets_names_are_known_in_every_spelling() -> None:
    page = head(
        linked_data(publisher={"@type": "Organization", "name": "Lam Giang Media"})
        + "<meta property=og:site_name content='Báo Lam Giang'>"
    )
    assert page.outlets >= {
        *("bao lam giang", "baolamgiang", "lam giang"),
        *("lam giang media", "lamgiangmedia"),
        *("bao-lam-giang.example.vn", "bao-lam-giang", "example"),
    }


def test_an_outlet_without_an_address_has_the_names_it_gives() -> None:
    assert outlet_names(["Báo Lam Giang"], "") == {"bao lam giang", "baolamgiang", "lam giang", ""}


@pytest.mark.parametrize(
    ("page", "behind"),
    [
        ("<title>Khởi công cầu - Nhịp Sống</title><h1>Khởi công cầu</h1>", {"nhip song", "nhipsong"}),
        (
            "<title>Khởi công cầu | Nhịp Sống</title><h1>Tin</h1><h1>Khởi công cầu</h1>",
            {"nhip song", "nhipsong"},
        ),
        ("<title>Khởi công cầu</title><h1>Khởi công cầu</h1>", set()),
        ("<title>Khởi công - Cầu</title><h1>Khởi công</h1><h1>Cầu</h1>", set()),
        ("<title>- Khởi công</title><h1>Cầu</h1>", set()),
        ("<h1>Khởi công cầu</h1>", set()),
    ],
)
def test_an_outlet_names_itself_behind_the_headline(page: str, behind: set[str]) -> None:
    assert head(page, "").outlets == {"", *behind}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<h1> Khởi công <i>cầu</i>\n mới </h1>", "Khởi công cầu mới"),
        ("<h1><style>.a{color:red}</style>Khởi công<script>x()</script> cầu</h1>", "Khởi công cầu"),
        ("<h1></h1>", ""),
    ],
)
def test_the_words_of_an_element_stand_on_one_line(markup: str, words: str) -> None:
    node = parse(markup).css_first("h1")
    assert node is not None
    assert words_of(node) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khởi công cầu", "KHỞI CÔNG: cầu!"),
        ("Gia\u00adlam", "Gialam"),
        ("–\u2060 Khởi công", "– Khởi công"),
        ("“Cầu” mới", "'Cầu' mới"),
    ],
)
def test_spellings_of_a_headline_have_their_letters_in_common(one: str, other: str) -> None:
    assert letters_of(one) == letters_of(other) != ""


def test_where_a_word_may_break_is_no_part_of_it() -> None:
    node = parse("<h1>Ver&shy;fas&shy;sung&#8288;</h1>").css_first("h1")
    assert node is not None
    assert words_of(node) == "Verfassung"


@pytest.mark.parametrize(
    ("page", "url", "is_vietnamese"),
    [
        ("<html lang=vi-VN>", "https://bao.example/a", True),
        ("<p>x", "https://bao.example.vn/a", True),
        ("<html lang=en>", "https://paper.example/a", False),
        ("<p>x", "", False),
    ],
)
def test_the_home_press_is_known_by_language_or_address(page: str, url: str, is_vietnamese: bool) -> None:
    assert head(page, url).is_vietnamese is is_vietnamese


def test_the_documents_title_and_its_headings_are_read_once() -> None:
    page = head("<title> Khởi công - Báo </title><h1>Khởi <i>công</i></h1><h1></h1>")
    assert (page.title, [text for _, text in page.headings]) == ("Khởi công - Báo", ["Khởi công", ""])
    assert page.shown_letters == {"khoicong", ""}
    assert page.headings is page.headings


def test_a_meta_tag_may_call_its_content_a_value() -> None:
    assert head("<meta name=author value='Hà Thu'>").first("author") == "Hà Thu"
