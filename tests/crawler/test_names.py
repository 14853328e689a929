import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.agencies import AGENCIES, OUTLETS
from crawler.names import (
    LONGEST_LINE,
    LONGEST_NAME,
    is_agency,
    is_capitalised,
    is_credit,
    is_dated,
    is_marked,
    is_signature,
    names_in,
    usual_case,
)
from language.text import fold


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Hà Thu", ["Hà Thu"]),
        ("  Hà   Thu ", ["Hà Thu"]),
        ("Hà Thu - Minh Đức", ["Hà Thu", "Minh Đức"]),
        ("Hà Thu, Minh Đức và Lê An", ["Hà Thu", "Minh Đức", "Lê An"]),
        ("Hà Thu & Hà Thu", ["Hà Thu"]),
        ("By Anna Reed and Tom O'Neil", ["Anna Reed", "Tom O'Neil"]),
        ("Written by: Anna Reed", ["Anna Reed"]),
        ("Von Jens Kassner", ["Jens Kassner"]),
        ("Par Denis Loctier et Anne Roy", ["Denis Loctier", "Anne Roy"]),
        ("Bài, ảnh: Hà Thu", ["Hà Thu"]),
        ("Bài và ảnh: HÀ THU - MINH ĐỨC", ["Hà Thu", "Minh Đức"]),
        ("Tin, ảnh: Ksor Thoan", ["Ksor Thoan"]),
        ("Tác giả: Hà Thu", ["Hà Thu"]),
        ("PV Hà Thu", ["Hà Thu"]),
        ("Hà Thu (tổng hợp)", ["Hà Thu"]),
        ("Hà Thu (Theo AFP)", ["Hà Thu"]),
        ("Hà Thu (TTXVN)", ["Hà Thu"]),
        ("(Hà Thu)", ["Hà Thu"]),
        ("Hà Thu theo VnExpress", ["Hà Thu"]),
        ("Hà Thu - theo Reuters", ["Hà Thu"]),
        ("Hà Thu | 21/11/2026 08:05", ["Hà Thu"]),
        ("By Anna Reed on Nov 21, 2026", ["Anna Reed"]),
        ("Hà Thu hathu@bao.example.vn", ["Hà Thu"]),
        ("作者：张海", ["张海"]),
        ("本报记者 张海、李明月", ["张海", "李明月"]),
        ("文／李明月", ["李明月"]),
        ("김서준 기자", ["김서준"]),
        ("김서준 선임기자 seojun@x.kr", ["김서준"]),
        ("기자 김서준", ["김서준"]),
        ("(김서준)", ["김서준"]),
        ("(覃晓岚)", ["覃晓岚"]),
        ("T.H.", ["T.H."]),
        ("Nhà báo Hà Thu", ["Hà Thu"]),
        ("BTV: Hà Thu", ["Hà Thu"]),
        ("Xem tất cả bài viết của Hà Thu", ["Hà Thu"]),
        ("View all posts by Anna Reed", ["Anna Reed"]),
        ("Author: Anna Reed", ["Anna Reed"]),
        ("Anna Reed Senior Politics Editor", ["Anna Reed"]),
        ("Anna Reed Reporter, Lam Giang", ["Anna Reed", "Lam Giang"]),
        ("Hà Thu Phóng viên", ["Hà Thu"]),
        ("dpa", ["dpa"]),
        ("Bài, ảnh: T.H", ["T.H"]),
        ("Hà Thu.", ["Hà Thu"]),
        ("Moreno García", ["Moreno García"]),
        ("김서준 특파원", ["김서준"]),
        ("ដោយ៖ សុខ វណ្ណា", ["សុខ វណ្ណា"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("Elena Roth (ero), David Voss (dvo)", ["Elena Roth", "David Voss"]),
        ("", []),
        ("x" * (LONGEST_LINE + 1), []),
    ],
)
def test_names_are_taken_out_of_what_stands_around_them(line: str, names: list[str]) -> None:
    assert names_in(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "TTXVN",
        "Theo TTXVN",
        "Nguồn: VnExpress",
        "Theo Tuổi Trẻ",
        "Báo Lam Giang",
        "Theo Trí Thức Trẻ",
        "Source: Reuters",
        "来源：新华社",
        "Ban biên tập",
        "Phóng viên",
        "NHÓM PHÓNG VIÊN",
        "admin",
        "Staff Writer",
        "Nachrichten",
        "anna",
        "https://www.facebook.com/baolamgiang",
        "vnexpress.net",
        "21/11/2026",
        "Thứ bảy",
        "© Minh Đức",
        "Foto: Jens Kassner",
        "5 comments",
        "Bình luận",
        "a",
        "theo dõi chúng tôi",
        "sáu từ là quá nhiều cho một người",
    ],
)
def test_outlets_offices_and_labels_are_no_names(line: str) -> None:
    assert names_in(line) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Theo Hồ Hương", ["Hồ Hương"]),
        ("Theo Nguyễn Văn Bình/TTXVN", ["Nguyễn Văn Bình"]),
        ("Nguồn: Y Thoan Niê", ["Y Thoan Niê"]),
        ("Theo Lao Động", []),
        ("Theo Đô Thị Online", []),
        ("Theo ĐỖ MINH", ["Đỗ Minh"]),
        ("Theo Hương", []),
    ],
)
def test_a_source_is_a_person_only_with_a_surname(line: str, names: list[str]) -> None:
    assert names_in(line) == names


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("NHẬT XUÂN", "Nhật Xuân"),
        ("LÊ THỊ NGÀ", "Lê Thị Ngà"),
        ("SADHBH O'SULLIVAN", "Sadhbh O'Sullivan"),
        ("J. R. R. TOLK", "J. R. R. Tolk"),
        ("Ksor Thoan", "Ksor Thoan"),
        ("André KLEIN", "André KLEIN"),
        ("NLĐ", "NLĐ"),
        ("李明月 张海", "李明月 张海"),
    ],
)
def test_names_in_capitals_are_written_as_usual(name: str, usual: str) -> None:
    assert usual_case(name) == usual


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Reuters", True),
        ("Tân Hoa Xã", True),
        ("新华社", True),
        ("연합뉴스", True),
        ("ABCD", True),
        ("LD", False),
        ("ABCDEFGH", False),
        ("NLĐ", False),
        ("Hà Thu", False),
    ],
)
def test_agencies_are_known_by_name_or_by_their_capitals(name: str, expected: bool) -> None:
    assert is_agency(name) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Anna Reed", True),
        ("Tác giả: Hà Thu", True),
        ("Tin: Hà Thu", True),
        ("Tin mới nhất từ Lam Giang", False),
        ("Ảnh hưởng của bão", False),
        ("Bystanders saw it", False),
        ("记者：张海", True),
        ("By " + "x" * LONGEST_LINE, False),
    ],
)
def test_a_credit_says_that_a_name_follows(line: str, expected: bool) -> None:
    assert is_credit(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nguyên An - 21/11/2026 08:05", True),
        ("Nguyên An | 08:05, 21/11/2026", True),
        ("Sehnur Karaca | 21.11.2026", True),
        ("Thời sự - 21/11/2026", False),
        ("Nguyên - 21/11/2026", False),
        ("Nguyên An", False),
        ("Nguyên An - 21/11/2026 " + "x" * LONGEST_LINE, False),
    ],
)
def test_a_name_may_have_its_date_behind_it(line: str, expected: bool) -> None:
    assert is_dated(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hà Thu", True),
        ("HÀ THU - MINH ĐỨC", True),
        ("Bài, ảnh: Hà Thu", True),
        ("Hà Thu (tổng hợp)", True),
        ("김서준 기자 seojun@x.kr", True),
        ("(김서준)", True),
        ("(覃晓岚)", True),
        ("（覃晓岚、陆志恒）", True),
        ("(图)", False),
        ("(완)", False),
        ("覃晓岚", False),
        ("Hà Thu.", False),
        ("Hà Thu nói gì?", False),
        ("Hà Thu kể lại", False),
        ("Hai điểm:", False),
        ("", False),
        ("A " * 19, False),
        ("A" * (LONGEST_LINE + 1), False),
    ],
)
def test_a_signature_is_nothing_but_names(line: str, expected: bool) -> None:
    assert is_signature(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"), [("Hà Thu (tổng hợp)", True), ("Hà Thu (Theo AFP)", True), ("Hà Thu (HN)", False)]
)
def test_a_mark_tells_what_the_person_did(line: str, expected: bool) -> None:
    assert is_marked(line) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hà Thu", True),
        ("Chus del Pino", True),
        ("Jan van der Meer", True),
        ("李明月", True),
        ("nhanh Việt Nam", False),
        ("Giá lúa", False),
    ],
)
def test_names_begin_with_capitals(name: str, expected: bool) -> None:
    assert is_capitalised(name) is expected


@pytest.mark.parametrize("names", [OUTLETS, AGENCIES])
def test_known_names_are_folded(names: frozenset[str]) -> None:
    assert {name for name in names if name != fold(name) or name != " ".join(name.split())} == set()


@given(st.text(max_size=150))
def test_every_line_has_some_names_or_none(line: str) -> None:
    for name in names_in(line):
        assert 1 < len(name) <= LONGEST_NAME + 20
        assert name == name.strip() != ""
    assert {is_credit(line), is_dated(line), is_marked(line), is_signature(line)} <= {True, False}


@given(st.lists(st.sampled_from(["Hà Thu", "Minh Đức", "Ksor Thoan", "Lê An"]), min_size=1, unique=True))
def test_names_come_back_out_of_a_list_of_them(names: list[str]) -> None:
    assert names_in(", ".join(names)) == names
