import pytest

from crawler.blocks import Block, Walk
from crawler.bylines import authors_of
from crawler.surroundings import Surroundings
from crawler.tree import parse
from tests.crawler.pages import paragraphs

A = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở hạ lưu."
B = "Cầu dài 620 mét, dự kiến thông xe sau hai năm thi công liên tục."


def authors(
    above: str = "", below: str = "", told: tuple[str, ...] = (), known: tuple[str, ...] = (), first: str = A
) -> tuple[str, ...]:
    """The authors of a page that has this above and below two paragraphs."""
    page = parse(f"<body><div>{above}<article>{paragraphs(first, B)}{below}</article></div></body>")
    walk = Walk()
    assert page.body is not None
    blocks = walk.over(page.body)
    places = [block.index for block in blocks if block.text in {first, B}]
    return authors_of(told, page, _around(blocks, places[0], places[-1]), frozenset(known))


def _around(blocks: list[Block], first: int, last: int) -> Surroundings:
    body = blocks[first : last + 1]
    return Surroundings(blocks[:first], body[:2], body[-2:], blocks[last + 1 :])


def test_what_is_told_to_machines_comes_first() -> None:
    assert authors("<p class=author>Minh Đức</p>", told=("Hà Thu", "Lê An")) == ("Hà Thu", "Lê An")


@pytest.mark.parametrize(
    "told", [("Báo Lam Giang",), ("https://facebook.com/x",), ("TTXVN",), ("",), ("admin",)]
)
def test_what_is_told_but_no_person_leaves_the_byline(told: tuple[str, ...]) -> None:
    assert authors("<p class=author>Minh Đức</p>", told=told) == ("Minh Đức",)


def test_an_agency_that_is_told_as_the_author_is_believed_but_not_one_that_is_shown() -> None:
    assert authors(told=("Reuters",)) == ("Reuters",)
    assert authors("<p class=author>Reuters</p>") == ()


def test_the_outlet_is_no_author() -> None:
    assert authors("<p class=author>Lam Giang Online, Hà Thu</p>", known=("lam giang online",)) == ("Hà Thu",)


@pytest.mark.parametrize(
    "byline",
    [
        "<span class=author>Hà Thu</span>",
        "<div class='detail-author'>Hà Thu</div>",
        "<a rel='author nofollow' href=/x>Hà Thu</a>",
        "<p itemprop=author><span itemprop=name>Hà Thu</span> biên tập</p>",
        "<p><a href='https://bao.example.vn/tac-gia/ha-thu'>Hà Thu</a></p>",
        "<p><a href=/author/ha-thu>Hà Thu</a></p>",
        "<ul><li class=article__metaAuthor>Hà Thu</li></ul>",
        "<div class=c-byline__names>Hà Thu</div>",
        "<div class=author_mail><strong>Hà Thu</strong><i>hathu@bao.example</i></div>",
        "<p>Tác giả: Hà Thu</p>",
        "<p>Hà Thu | 21/11/2026 08:05</p>",
        "<div class=author><b>Hà Thu</b><i>Phóng viên</i></div>",
        "<div class=author>bởi<b>Hà Thu</b></div>",
    ],
)
def test_a_byline_stands_above_the_article(byline: str) -> None:
    assert authors(byline) == ("Hà Thu",)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Tin mới Việt Nam</p>",
        "<p>Thời sự | 21/11/2026</p>",
        "<p><a href=/kt>Kinh Tế</a> | 21/11/2026</p>",
        "<p class=author></p>",
        "<p class=author>21/11/2026</p>",
        f"<p class=author>{A} {A}</p>",
        "<p>By</p>",
    ],
)
def test_other_lines_above_name_nobody(line: str) -> None:
    assert authors(line) == ()


def test_columnists_elsewhere_on_the_page_are_not_its_authors() -> None:
    filler = "".join(f"<p>Mục {number}</p>" for number in range(9))
    page = parse(f"<body><b class=author>Minh Đức</b>{filler}<p class=author>Hà Thu</p><p>{A}</p></body>")
    walk = Walk()
    assert page.body is not None
    blocks = walk.over(page.body)
    around = Surroundings(blocks[-2:-1], blocks[-1:], blocks[-1:], ())
    assert authors_of((), page, around, frozenset()) == ("Hà Thu",)


def test_of_very_many_bylines_only_the_first_counts() -> None:
    many = "".join(f"<p class=author>{name} Thoan</p>" for name in ("Hà", "Lê", "Y", "Ksor"))
    assert authors(many) == ("Hà Thoan",)


def test_a_name_cut_short_is_not_named_twice() -> None:
    assert authors("<p class=author>Anna</p><p class=author>Anna Reed</p>") == ("Anna Reed",)


@pytest.mark.parametrize(
    "signature",
    [
        "<p>Hà Thu</p>",
        "<p><strong>HÀ THU</strong></p>",
        "<p>Bài, ảnh: Hà Thu</p>",
        "<p>Hà Thu (tổng hợp)</p>",
        "<div>Hà Thu (Theo Reuters)</div>",
    ],
)
def test_a_signature_stands_below_the_article(signature: str) -> None:
    assert authors(below=signature) == ("Hà Thu",)


@pytest.mark.parametrize(
    "line",
    [
        "<h3>Bài Khác</h3>",
        "<ul><li>Hà Thu</li></ul>",
        "<p><a href=/x>Giá Lúa</a></p>",
        "<p>Hương</p>",
        "<p>Theo VnExpress</p>",
        "<div class=related><p>Giá Lúa</p></div>",
        "<aside><p>Giá Lúa</p></aside>",
        "<div><div><div><p>Giá Lúa</p></div></div></div>",
        "<p>Xem tiếp trang sau</p>",
    ],
)
def test_other_lines_below_sign_nothing(line: str) -> None:
    assert authors(below=line) == ()


def test_a_name_in_one_word_signs_if_it_says_what_was_done() -> None:
    assert authors(below="<p>Hương (tổng hợp)</p>") == ("Hương",)


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("本报岚江11月21日电（记者张海 李明月）岚江省21日举行新闻发布会。", ("张海", "李明月")),
        ("新华社岚江11月21日电 (记者：张海)岚江省21日举行新闻发布会。", ("张海",)),
        ("(람장=한빛통신) 김서준 기자 = 람장성 인민위원회가 기자회견을 열었다.", ("김서준",)),
        ("[람장=한빛] 김서준 특파원 = 람장성 인민위원회가 기자회견을 열었다.", ("김서준",)),
        ("(VNA) Hà Thu kể lại chuyến đi thăm ba đoạn đê xung yếu của tỉnh.", ()),
    ],
)
def test_agencies_name_their_reporters_within_the_text(first: str, names: tuple[str, ...]) -> None:
    assert authors(first=first) == names


@pytest.mark.parametrize("line", ["김서준 기자 seojun@hanbit.example.kr", "(김서준)", "김서준 특파원"])
def test_korean_reporters_sign_with_their_office_or_in_brackets(line: str) -> None:
    assert authors(below=f"<p class=editor>{line}</p>") == ("김서준",)


def test_nobody_is_named_where_nobody_is() -> None:
    assert authors() == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Hà Thu, VTV LAM GIANG", ("Hà Thu",)),
        ("VTV Hà Thu", ()),
        ("Vtv Hà Thu", ("Vtv Hà Thu",)),
    ],
)
def test_an_office_of_the_outlet_is_no_author(line: str, names: tuple[str, ...]) -> None:
    assert authors(told=(line,), known=("vtv",)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p><strong>Hà Thu/Minh Đức</strong></p>", ("Hà Thu", "Minh Đức")),
        ("<p>Hà Thu</p>", ("Hà Thu",)),
        ("<h2>Hà Thu</h2>", ()),
        ("<p><a href=/x>Hà Thu</a></p>", ()),
        ("<p>Hương</p>", ()),
        ("<p>Hà Thu kể lại chuyến đi.</p>", ()),
        ("<div>Hà Thu</div>", ()),
    ],
)
def test_a_name_alone_above_the_first_paragraph_signs_the_article(line: str, names: tuple[str, ...]) -> None:
    page = parse(f"<body><div><article>{line}{paragraphs(A, B)}</article></div></body>")
    assert page.body is not None
    blocks = Walk().over(page.body)
    around = Surroundings(blocks[:1], blocks[1:3], blocks[1:3], ())
    assert authors_of((), page, around, frozenset()) == names
