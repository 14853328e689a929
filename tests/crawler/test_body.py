import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.block_features import NAMES
from crawler.block_model import BlockModel, of
from crawler.body import choose, is_list, without_lead
from tests.crawler.pages import paragraphs
from tests.crawler.walking import BODY, OTHER, A, B, C, walked


def sure_of(probability: float) -> BlockModel:
    """A model that thinks the same of every block."""
    bias = math.log(probability / (1 - probability))
    nowhere = {"feature": [[0]], "threshold": [[0.0]], "leaf": [[0.0, 0.0]]}
    return of({"features": list(NAMES), "bias": bias, **nowhere})


def summaries(number: int) -> str:
    return "".join(f"<h3><a href=/{i}>Bài {i}</a></h3><p>{OTHER}</p>" for i in range(number))


def chosen(page: str, title: str = "") -> list[str]:
    walk = walked(page)
    return [block.text for block in choose(walk.blocks, walk.boxes, title)]


@pytest.mark.parametrize(
    "page",
    [
        BODY,
        f"<div><div><div>{BODY}</div></div></div>",
        f"<nav>{paragraphs(OTHER)}</nav><div>{BODY}</div><footer>{paragraphs(OTHER)}</footer>",
        f"<div>{BODY}</div><div class=related>{paragraphs(OTHER, OTHER)}</div>",
        f"<div>{BODY}<div class=related>{paragraphs(OTHER)}</div></div>",
        f"<div>{BODY}<div style='display:none'>{paragraphs(OTHER)}</div></div>",
        f"<div>{BODY}</div><ul><li><a href=/1>{OTHER}</a></li><li><a href=/2>{OTHER}</a></li></ul>",
        f"<div>{BODY}<p>Quảng cáo</p><p>Xem thêm: {OTHER}</p></div>",
        f"<div><p><a href=/>Trang chủ</a></p><p>21/11/2026</p>{BODY}<p><a href=/in>In bài</a></p></div>",
        f"<div>{paragraphs(A)}<p>Cầu ở Bến Lội. Ảnh: Minh Đức</p>{paragraphs(B, C)}</div>",
        f"<div>{paragraphs(A)}<figure><figcaption>{OTHER}</figcaption></figure>{paragraphs(B, C)}</div>",
    ],
)
def test_the_body_is_taken_without_what_lies_beside_it(page: str) -> None:
    assert chosen(page) == [A, B, C]


@pytest.mark.parametrize(
    "page",
    [
        f"<div class=sidebar>{BODY}</div>",
        f"<div class='news related'>{BODY}</div>",
    ],
)
def test_a_page_that_calls_its_body_an_extra_is_not_believed(page: str) -> None:
    assert chosen(page) == [A, B, C]


def test_boxes_that_all_call_themselves_extras_are_still_read() -> None:
    page = "".join(f"<div><div class=promo>{paragraphs(text)}</div></div>" for text in (A, B, C))
    assert chosen(page) == [A, B, C]


def test_a_heading_and_a_list_between_paragraphs_belong_to_them() -> None:
    items = "<li>Cầu chính</li><li>Đường dẫn</li>"
    page = f"<div>{paragraphs(A)}<h2>Hai phần</h2><ul>{items}</ul>{paragraphs(B)}<h2>Đọc nhiều</h2></div>"
    assert chosen(page) == [A, "Hai phần", "Cầu chính", "Đường dẫn", B]


def test_what_stands_above_the_headline_is_not_the_article() -> None:
    page = f"<div>{paragraphs(OTHER)}<h1>Khởi công cầu</h1>{BODY}</div>"
    assert chosen(page, "khởi công cầu") == [A, B, C]


def test_a_headline_repeated_at_the_end_cuts_nothing() -> None:
    page = f"<div>{BODY}<h2>Khởi công cầu</h2>{paragraphs(OTHER[:40] + '.')}</div>"
    assert chosen(page, "Khởi công cầu")[:3] == [A, B, C]


def test_the_next_articles_of_an_endless_page_are_left_out() -> None:
    own, following = paragraphs(A, B, C, A, B, C, A), paragraphs(OTHER) * 12
    page = f"<article><h1>Khởi công cầu</h1>{own}</article><article><h1>Bóng đá</h1>{following}</article>"
    assert chosen(page, "Khởi công cầu") == [A, B, C, A, B, C, A]


@pytest.mark.parametrize(
    "page",
    ["", "<p>Ngắn</p>", "<ul><li><a href=/1>Tin một</a></li></ul>", f"<nav>{paragraphs('Xong.')}</nav>"],
)
def test_a_page_without_prose_has_no_body(page: str) -> None:
    assert chosen(page) == []


def test_nothing_but_extras_is_no_body() -> None:
    assert chosen(f"<p>Xem thêm: {OTHER}</p>") == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (summaries(3), True),
        (summaries(2), False),
        (BODY, False),
        (summaries(3) + BODY * 2, False),
        ("".join(f"<h3>Mục {i}</h3><p>{OTHER}</p>" for i in range(4)), False),
    ],
)
def test_summaries_below_linked_headlines_are_a_list(page: str, expected: bool) -> None:
    walk = walked(page)
    assert is_list(choose(walk.blocks, walk.boxes), walk.blocks) is expected


@given(
    st.lists(
        st.sampled_from(
            ["<div>", "</div>", "<div class=related>", "<article>", "<h1>Cầu</h1>", f"<p>{A}</p>", "x"]
        )
    )
)
def test_what_is_chosen_are_blocks_of_the_page_in_their_order(parts: list[str]) -> None:
    walk = walked("".join(parts))
    places = [block.index for block in choose(walk.blocks, walk.boxes, "Cầu")]
    assert places == sorted(set(places))
    assert set(places) <= set(range(len(walk.blocks)))


BOXES = f"<p>{OTHER}</p><div class=entry-content>{paragraphs(A, B, C, A, B)}</div>"


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(0.95, [OTHER, A, B, C, A, B]), (0.5, [A, B, C, A, B]), (0.05, [A, B, C, A, B])],
)
def test_the_rules_are_asked_where_the_model_is_unsure(probability: float, expected: list[str]) -> None:
    walk = walked(BOXES)
    blocks = choose(walk.blocks, walk.boxes, "", sure_of(probability))
    assert [block.text for block in blocks] == expected


def test_halves_in_boxes_beside_each_other_are_joined() -> None:
    halves = [paragraphs(*(f"{text} Đoạn {n}." for text in (A, B, C))) for n in (1, 2)]
    page = f"<main><h1>Khởi công cầu</h1><div>{halves[0]}</div><div>{halves[1]}</div></main>"
    assert chosen(page, "Khởi công cầu") == [f"{text} Đoạn {n}." for n in (1, 2) for text in (A, B, C)]


def test_a_second_copy_for_another_width_of_screen_is_left_out() -> None:
    body = paragraphs(*(f"{text} Đoạn {n}." for n in range(3) for text in (A, B, C)))
    assert len(chosen(f"<main><div>{body}</div><div>{body}</div></main>")) == 9


@pytest.mark.parametrize(
    ("page", "left"),
    [
        (f"<p class=lead>{A}</p><p>{B}</p>", 1),
        (f"<h2>{A}</h2><p>{B}</p>", 1),
        (f"<div><p>{A}</p></div><p>{B}</p>", 1),
        (f"<p>{A}</p><p>{B}</p>", 2),
        (f"<p>{A}</p>", 1),
        ("", 0),
    ],
)
def test_a_first_block_set_apart_may_be_the_standfirst(page: str, left: int) -> None:
    assert len(without_lead(walked(page).blocks)) == left


def test_a_date_above_the_first_words_is_no_part_of_them() -> None:
    walk = walked(f"<p>21/11/2026</p>{BODY}<p>2026</p>")
    blocks = choose(walk.blocks, walk.boxes, "", sure_of(0.95))
    assert [block.text for block in blocks] == [A, B, C, "2026"]


def test_a_brief_text_that_links_outweigh_is_taken_with_the_paragraphs_beside_it() -> None:
    short = (
        "Sáng thứ sáu, sân trường vang tiếng chiêng.",
        "Thầy gõ mẫu, trò dậm chân theo.",
        "Trưa thì cả sân trường nghỉ.",
    )
    links = "".join(f"<li><a href='/{at}'>{OTHER[:60]}</a></li>" for at in range(3))
    one, two, three = (f"<p>{text}</p>" for text in short)
    page = f"<h1>Dạy chiêng</h1><div>{one}<div class='box'><ul>{links}</ul></div>{two}{three}</div>"
    assert chosen(page, "Dạy chiêng") == list(short)
