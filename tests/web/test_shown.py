import pytest
from django.utils import translation

from archive.differences import Change, Kind
from web.lighting import Piece, Run
from web.names import Mark, script_language
from web.templatetags.shown import changes, found, is_web, lit, mark, named, number, percent, shape


@pytest.mark.parametrize(("language", "text"), [("vi", "1.234.567"), ("en", "1,234,567")])
def test_figures_are_grouped_as_the_reader_writes_them(language: str, text: str) -> None:
    with translation.override(language):
        assert number(1234567) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0%"), (0.004, "0%"), (0.515, "52%"), (0.9999, "99%"), (1.0, "100%")]
)
def test_a_machine_is_never_wholly_certain(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://bao.example/", True),
        ("http://bao.example/", True),
        ("javascript:alert(1)", False),
        ("//bao.example", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_links(url: str, *, is_link: bool) -> None:
    assert is_web(url) is is_link


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("东盟观察", "zh"),
        ("한아세안신문", "ko"),
        ("ទន្លេថ្មី", "km"),
        ("Báo Đắk Ruê – Phước Lạc", ""),
        ("The Coast Times", ""),
        ("中 A", ""),
        ("", ""),
    ],
)
def test_another_script_tells_its_language(name: str, lang: str) -> None:
    assert script_language(name) == lang


def test_a_name_in_another_script_is_marked_with_its_language() -> None:
    assert named("한아세안신문") == '<span lang="ko">한아세안신문</span>'
    assert named("<b>Báo</b>") == "&lt;b&gt;Báo&lt;/b&gt;"


def test_a_mark_is_a_shape_with_a_word() -> None:
    told = mark(Mark("down", "down", "<tiêu cực>"))
    assert told.startswith('<span class="mark mark-down"><svg')
    assert told.endswith('<use href="#shape-down"/></svg><span>&lt;tiêu cực&gt;</span></span>')
    assert 'aria-hidden="true"' in shape("up")


def test_what_was_found_is_marked_and_nothing_else_added() -> None:
    assert found((Run("a<b "), Run("lũ", is_found=True))) == "a&lt;b <mark>lũ</mark>"


def test_lights_lie_in_each_other() -> None:
    told = lit((Piece("A "), Piece("Cửa Trầm", is_why=True, place="cua-tram")))
    assert told == (
        'A <mark class="why" title="Câu thể hiện sắc thái">'
        '<span class="place" title="Cửa Trầm">Cửa Trầm</span></mark>'
    )


def test_changes_say_what_came_and_went() -> None:
    told = changes((Change(Kind.SAME, "Vốn "), Change(Kind.OUT, "<1>"), Change(Kind.IN, "2")))
    assert told == (
        'Vốn <del><span class="unseen" lang="vi">bỏ: </span>&lt;1&gt;</del>'
        '<ins><span class="unseen" lang="vi">thêm: </span>2</ins>'
    )
