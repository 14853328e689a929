import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.blocks import DEEPEST, Block, Box, width_of
from tests.crawler.walking import walked

LONG = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở phía hạ lưu."


def texts(page: str) -> list[str]:
    return [block.text for block in walked(page).blocks]


def box_of(element: str) -> Box:
    """The box of the element in which ``Tin`` stands."""
    [block] = walked(element.replace(">", ">Tin", 1)).blocks
    return block.box


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("", []),
        ("   <p> </p>\n", []),
        ("<p>Một</p><p>Hai</p>", ["Một", "Hai"]),
        ("<p>Một<p>Hai<div>Ba", ["Một", "Hai", "Ba"]),
        ("<div>Một<p>Hai</p>Ba</div>", ["Một", "Hai", "Ba"]),
        ("<p>Ông <b>Ksor</b> <a href=/x>Thoan</a></p>", ["Ông Ksor Thoan"]),
        ("<p>Dòng một<br>dòng hai</p>", ["Dòng một dòng hai"]),
        ("<p>Đoạn một<br><br>đoạn hai</p>", ["Đoạn một", "đoạn hai"]),
        ("<p><br><br>Một<br></p>", ["Một"]),
        ("<p>Một<script>x()</script><style>p{}</style> hai</p>", ["Một hai"]),
        ("<p>Một<!-- ghi chú --> hai</p>", ["Một hai"]),
        ("<button>Gửi</button><select><option>A</select><textarea>B</textarea>", []),
        ("<table><tr><td>A<td>B</table>", ["A", "B"]),
        ("<p>  nhiều \n  dòng\t </p>", ["nhiều dòng"]),
        ("<p>e&#x301;&#x202e;x&#27;</p>", ["éx"]),
    ],
)
def test_a_page_is_cut_where_a_reader_sees_a_break(page: str, blocks: list[str]) -> None:
    assert texts(page) == blocks


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<p>Hết mưa. <a href=/x>Xem thêm</a></p>", ["Hết mưa.", "Xem thêm"]),
        ("<p>Hết mưa. <b>Đọc thêm:</b> <a href=/x>Bão</a> Nắng.</p>", ["Hết mưa.", "Đọc thêm: Bão", "Nắng."]),
        ("<p>Ai muốn <i>xem thêm giá lúa</i> thì hỏi.</p>", ["Ai muốn xem thêm giá lúa thì hỏi."]),
    ],
)
def test_a_label_to_another_article_stands_apart(page: str, blocks: list[str]) -> None:
    assert texts(page) == blocks


def test_blocks_know_their_place_tag_and_links() -> None:
    one, two = walked("<h2>Tin</h2><p>Xem <a href=/x>giá lúa</a></p>").blocks
    assert (one.index, one.tag, one.link_share) == (0, "h2", 0)
    assert (two.index, two.tag, two.linked) == (1, "p", len("giá lúa"))
    assert two.link_share == len("giá lúa") / len("Xem giá lúa")


def test_a_block_without_text_leads_nowhere() -> None:
    assert Block(Box(None, "p"), "p", "", 0).link_share == 0


@pytest.mark.parametrize(("text", "width"), [("", 0), ("đê vỡ", 5), ("堤防", 6), ("둑 a", 5)])
def test_a_character_of_a_dense_script_counts_thrice(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    "element",
    [
        "<div hidden></div>",
        "<div hidden=until-found></div>",
        '<div style="color:red; DISPLAY : none"></div>',
        '<div style="visibility:hidden"></div>',
        '<div type="RelatedOneNews"></div>',
        "<aside></aside>",
        "<nav></nav>",
        "<figcaption></figcaption>",
        "<footer></footer>",
    ],
)
def test_what_nobody_sees_or_is_beside_stands_apart(element: str) -> None:
    assert box_of(element).is_apart


@pytest.mark.parametrize(
    ("element", "is_aside", "is_body"),
    [
        ("<div></div>", False, False),
        ("<div class=related></div>", True, False),
        ("<div id=comments></div>", True, False),
        ("<article class=tag-lam-giang></article>", False, False),
        ("<main class=has-sidebar></main>", False, False),
        ("<div class='entry-content share'></div>", False, True),
        ("<div itemprop=articleBody class=tags></div>", False, True),
    ],
)
def test_boxes_are_what_they_call_themselves(element: str, is_aside: bool, is_body: bool) -> None:
    box = box_of(element)
    assert (box.is_aside, box.is_body, box.is_apart) == (is_aside, is_body, False)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (f"<p>{LONG}</p>", True),
        ("<p>Bà con góp một nghìn ngày công.</p>", True),
        ("<p>Bà con góp ngày công</p>", False),
        ("<p>Xong.</p>", False),
        (f"<p>{LONG[:-1]}</p>", True),
        (f"<h2>{LONG}</h2>", False),
        (f"<p><a href=/x>{LONG}</a></p>", False),
        ("<p>省政府今天召开新闻发布会，公布沿江堤防加固的计划。</p>", True),
        ("<p>ទឹកឡើងខ្ពស់នៅក្នុងភូមិបីនៅខាងជើង។</p>", True),
    ],
)
def test_a_paragraph_is_told_from_a_line(block: str, expected: bool) -> None:
    assert [one.is_prose for one in walked(block).blocks] == [expected]


def test_boxes_know_how_much_prose_lies_in_them() -> None:
    boxes = walked(f"<div><p>{LONG}</p><p>Ngắn</p></div><p>{LONG}</p>").boxes
    assert [box.prose // len(LONG) for box in boxes] == [2, 1, 1, 0, 1]


def test_a_block_below_an_image_knows_it() -> None:
    blocks = walked("<p>Một</p><figure><img src=a></figure><p>Hai</p><p>Ba</p>").blocks
    assert [block.is_below_image for block in blocks] == [False, True, False]


def test_boxes_keep_their_classes_and_places() -> None:
    boxes = walked("<div class='a b'><p>Tin</p></div>").boxes
    assert [(box.index, box.names) for box in boxes] == [(0, ""), (1, "a b"), (2, "")]


def test_what_lies_in_a_body_is_the_bodys() -> None:
    [block] = walked("<div class=entry-content><div><p>Tin</p></div></div>").blocks
    assert block.box.is_body


def test_boxes_stand_in_the_order_in_which_they_open() -> None:
    boxes = walked("<div><ul><li>A</li></ul></div><p>B</p>").boxes
    assert [box.tag for box in boxes] == ["body", "div", "ul", "li", "p"]
    assert [box.parent.tag if box.parent else "" for box in boxes] == ["", "body", "div", "ul", "body"]


def test_what_nests_deeper_is_flattened() -> None:
    walk = walked("<div>" * DEEPEST * 2 + "<p>Đáy</p>")
    assert len(walk.boxes) == DEEPEST
    assert [(block.text, block.box is walk.boxes[-1]) for block in walk.blocks] == [("Đáy", True)]


def test_after_the_depths_it_comes_up_again() -> None:
    walk = walked("<div>" * DEEPEST + "<p>Đáy</p>" + "</div>" * DEEPEST + "<p>Mặt</p>")
    assert [(block.text, block.box.parent and block.box.parent.tag) for block in walk.blocks] == [
        ("Đáy", "div"),
        ("Mặt", "body"),
    ]


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<a href=x>", "</a>", "<br>", "chữ ", "x"]))
)
def test_no_text_is_lost_and_none_is_made(parts: list[str]) -> None:
    page = "".join(parts)
    kept = "".join("".join(block.text.split()) for block in walked(page).blocks)
    assert kept == "".join(part.strip() for part in parts if "<" not in part)
