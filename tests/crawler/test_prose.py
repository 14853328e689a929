import pytest

from crawler.prose import by_rules, open_to_body
from tests.crawler.pages import paragraphs
from tests.crawler.walking import BODY, OTHER, A, B, C, walked


def ruled(page: str, title: str = "") -> list[str]:
    walk = walked(page)
    return [block.text for block in by_rules(walk.blocks, walk.boxes, title)]


def left_open(page: str, title: str = "") -> list[str]:
    walk = walked(page)
    return [block.text for block in open_to_body(walk.blocks, walk.boxes, title)]


@pytest.mark.parametrize(("name", "first"), [("entry-content", A), ("col-8", OTHER)])
def test_a_box_that_calls_itself_the_body_stands_alone(name: str, first: str) -> None:
    page = f"<div>{paragraphs(OTHER)}</div><div class={name}>{BODY}{paragraphs(A)}</div>"
    assert ruled(page)[0] == first


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"<div>{BODY}</div><div class=related>{paragraphs(OTHER)}</div>", [A, B, C]),
        (f"<div>{BODY}<h2>Đọc nhiều</h2></div>", [A, B, C]),
        (f"<div>{paragraphs(A)}<h2>Hai phần</h2>{paragraphs(B)}</div>", [A, "Hai phần", B]),
        (f"<div class=related>{BODY}</div>", [A, B, C]),
        ("<p>Ngắn</p>", []),
    ],
)
def test_the_rules_take_one_box_without_its_extras(page: str, expected: list[str]) -> None:
    assert ruled(page) == expected


def test_asked_twice_the_rules_say_the_same() -> None:
    walk = walked(f"<div>{BODY}</div><p>{OTHER}</p>")
    first = by_rules(walk.blocks, walk.boxes)
    assert by_rules(walk.blocks, walk.boxes) == first


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"<nav>{paragraphs(OTHER)}</nav>{BODY}", [A, B, C]),
        (f"{BODY}<figure><figcaption>Cầu mới</figcaption></figure>", [A, B, C]),
        (f"{BODY}<div class=related>{paragraphs(OTHER)}</div>", [A, B, C, OTHER]),
        (f"{paragraphs(OTHER)}<h1>Khởi công cầu</h1>{BODY}", [A, B, C]),
    ],
)
def test_what_an_element_sets_apart_is_not_open_to_the_body(page: str, expected: list[str]) -> None:
    assert left_open(page, "Khởi công cầu") == expected
