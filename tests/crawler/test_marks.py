import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.marks import rule_of, rule_of_text

HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("TỐI MẬT\nBáo cáo tình hình", "stamp tối mật"),
        ("Báo cáo\n*** TUYỆT MẬT ***\n", "stamp tuyệt mật"),
        (f"MẬT\n{HEAD}Số: 12/BC-UBND\n", "stamp mật"),
        ("MẬT\nSố: 45/KH-BCĐ\nKế hoạch kiểm tra", "stamp mật"),
        (f"{HEAD}[ MẬT ]\nTờ trình", "stamp mật"),
        ("Độ mật: Tối mật\nGửi các đơn vị", "field tối mật"),
        ("ĐỘ MẬT : MẬT", "field mật"),
        ("Độ mật: TỐI MẬT. Kế hoạch diễn tập không phổ biến.", "field tối mật"),
        ("Độ mật: MẬT; số bản: 3", "field mật"),
    ],
)
def test_a_document_that_bears_a_mark_is_known_by_its_rule(text: str, rule: str) -> None:
    assert rule_of_text(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh công bố danh mục tài liệu TỐI MẬT đã được giải mật.",
        "Khởi tố cán bộ làm lộ văn bản đóng dấu MẬT, TỐI MẬT, TUYỆT MẬT",
        "Luật quy định ba độ mật: tuyệt mật, tối mật và mật.",
        "Độ mật: tuyệt mật. Đó là mức cao nhất mà luật quy định.",
        "Độ mật: TUYỆT MẬT, TỐI MẬT và MẬT là ba mức.",
        "Độ mật: MẬT.vn là tên một trang bán mật ong",
        "THỰC ĐƠN\nMẬT\nONG RỪNG TÂY LĨNH",
        "MẬT ONG\nBÍ MẬT\nMẬT THƯ",
        f"{HEAD}Quyết định về bảo vệ bí mật nhà nước",
        "",
    ],
)
def test_a_text_that_speaks_of_marks_bears_none(text: str) -> None:
    assert rule_of_text(text) == ""


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p><b>TỐI <span>MẬT</span></b></p><p>Báo cáo</p>",
        "<div>TỐI&nbsp;MẬT</div><div>Báo cáo</div>",
        "<td>T&#7888;I M&#7852;T</td><td>Số: 1</td>",
        unicodedata.normalize("NFD", "<p>TỐI MẬT</p>"),
        "TỐI MẬT\r\nBáo cáo",
        "<description><![CDATA[TỐI MẬT]]></description>",
    ],
)
def test_a_mark_is_seen_however_a_page_writes_it(page: str) -> None:
    assert rule_of(page.encode(), "text/html; charset=utf-8") == "stamp tối mật"


def test_a_mark_is_seen_in_an_old_charset() -> None:
    page = unicodedata.normalize("NFD", "<p>TỐI MẬT</p>")
    # windows-1258 writes the tone behind its vowel and keeps the circumflex on it.
    page = page.replace("O\u0302", "Ô").replace("A\u0323\u0302", "Â\u0323")
    assert rule_of(page.encode("cp1258"), "text/html; charset=windows-1258") == "stamp tối mật"


def test_an_ordinary_page_bears_none() -> None:
    assert rule_of("<h1>Bí mật của làng gốm</h1><p>Mật ong rừng được mùa.</p>".encode()) == ""


@given(st.binary(max_size=400))
def test_no_bytes_break_the_look(body: bytes) -> None:
    assert isinstance(rule_of(body), str)


@given(st.text(max_size=60).filter(lambda text: "\n" not in text and "\r" not in text and text.strip(" ")))
def test_a_mark_within_a_sentence_is_none(text: str) -> None:
    assert rule_of_text(f"Theo văn bản TỐI MẬT nêu rằng x{text}") in {"", rule_of_text(text)}
