import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.scripted import body_in
from crawler.tree import parse
from tests.crawler.pages import paragraphs

BODY = (
    "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở hạ lưu.",
    "Cầu dài 620 mét, dự kiến thông xe sau hai năm thi công liên tục.",
    "“Bà con hai bờ chờ cây cầu này đã hai mươi năm”, ông Ksor Thoan nói trong lễ khởi công sáng nay.",
    "Tổng kinh phí là 320 tỉ đồng, lấy từ ngân sách tỉnh và vốn hỗ trợ của trung ương.",
    "Vật liệu được chở bằng đường sông để đỡ hỏng đường làng, chủ đầu tư cho biết thêm.",
)
MARKUP = paragraphs(*BODY)


def script(text: str) -> str:
    return f"<body><div id=app></div><script>{text}</script></body>"


def quoted(text: str, *, times: int = 1) -> str:
    for _ in range(times):
        text = json.dumps(text).replace("<", "\\u003c")
    return text


@pytest.mark.parametrize(
    "text",
    [
        f"self.__next_f.push([1,{quoted(MARKUP)}])",
        f"window.__STATE__ = {{data: {quoted(MARKUP)}, id: 7}};",
        f"window.__STATE__ = {quoted(json.dumps({'body': MARKUP}))}",
        json.dumps({"props": {"article": {"title": "Cầu", "content": MARKUP}}}, ensure_ascii=False),
    ],
)
def test_a_text_is_found_in_the_script_that_carries_it(text: str) -> None:
    assert body_in(parse(script(text))).split("\n") == list(BODY)


def test_of_several_texts_the_longest_counts() -> None:
    other = paragraphs(*(f"{text} (tin khác)" for text in BODY[:4]))
    page = script(f"a = {quoted(other)}; b = {quoted(MARKUP)}")
    assert body_in(parse(page)).split("\n") == list(BODY)


@pytest.mark.parametrize(
    "page",
    [
        "",
        MARKUP,
        script("var a = 1;"),
        script(quoted("<p>Ngắn.</p><p>Quá.</p>")),
        script(quoted("không có đoạn nào " * 50)),
        script(quoted("<p><a href=/x>Đường dẫn tới một bài khác hẳn</a></p>" * 20)),
        script('"' + "\\u003cp>\\q" * 100 + '"'),
        f"<script src=x>{quoted(MARKUP)}</script>",
    ],
)
def test_other_scripts_carry_none(page: str) -> None:
    assert body_in(parse(page)) == ""


def test_what_stands_between_strings_is_no_text() -> None:
    row = '<p>","bundleTitle":null,"paperDate":"2026-11-21"</p>'
    assert body_in(parse(script(quoted(MARKUP + row)))).split("\n") == list(BODY)


@given(st.text(max_size=300))
def test_every_script_is_looked_through(text: str) -> None:
    assert isinstance(body_in(parse(script(f'"{text * 3}"'))), str)
