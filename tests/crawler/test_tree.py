import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.tree import LONGEST_TAG, MOST_TAGS, parse


def words(page: str) -> str:
    root = parse(page).root
    return " ".join(root.text(separator=" ").split()) if root else ""


def test_a_page_becomes_its_tree() -> None:
    assert words("<html><body><h1>Tin</h1><p>Một<p>Hai") == "Tin Một Hai"


@pytest.mark.parametrize("tag", ["b", "strong", "em", "font", "i", "U", "small", "code"])
def test_formatting_keeps_its_text_and_its_classes(tag: str) -> None:
    tree = parse(f"<p>Ông <{tag} class='author' data-x=1>Ksor Thoan</{tag}> nói</p>")
    assert [node.text() for node in tree.css("span.author")] == ["Ksor Thoan"]
    assert words(f"<p>Ông <{tag}>Ksor Thoan</{tag}> nói</p>") == "Ông Ksor Thoan nói"


@pytest.mark.parametrize("tag", ["body", "button", "img", "iframe", "section", "ul", "table", "embed"])
def test_tags_that_only_begin_like_formatting_are_left_alone(tag: str) -> None:
    assert parse(f"<{tag}></{tag}>").css_first("span") is None


def test_formatting_left_open_is_not_repeated_in_every_paragraph() -> None:
    opened = "".join(f"<b a={number}>" for number in range(300))
    tree = parse(f"<p>{opened}</p>" + "<p>x</p>" * 300)
    assert len(tree.css("*")) < 1000


def test_what_a_browser_with_scripts_does_not_see_is_left_out() -> None:
    assert words("<p>Một</p><NoScript><div>bật JavaScript<p></noscript ><p>Hai</p>") == "Một Hai"


def test_a_noscript_that_never_ends_takes_nothing_with_it() -> None:
    assert "Hai" in words("<p>Một</p><noscript><p>Hai</p>")


def test_tags_behind_the_most_are_not_read() -> None:
    page = "<p>Tin</p>" + "<br>" * MOST_TAGS + "<p>xa quá</p>"
    assert words(page) == "Tin"


def test_a_tag_of_nothing_but_attributes_loses_them() -> None:
    many = " ".join(f"a{number}=1" for number in range(LONGEST_TAG))
    tree = parse(f"<p {many}>Tin</p><p class=x>Hai</p>")
    assert [dict(node.attributes) for node in tree.css("p")] == [{}, {"class": "x"}]


def test_a_long_text_in_an_attribute_is_kept() -> None:
    text = "mưa to gió lớn " * 300
    tree = parse(f'<meta name=description content="{text}">')
    assert [node.attributes["content"] for node in tree.css("meta")] == [text]


def test_a_long_address_in_an_attribute_is_kept() -> None:
    picture = "data:image/png;base64," + "A" * 10_000
    tree = parse(f"<img src='{picture}'>")
    assert [node.attributes["src"] for node in tree.css("img")] == [picture]


@given(st.text(st.sampled_from("<>/ab='\" \nnoscript!-&;x0")))
def test_every_text_has_a_tree(text: str) -> None:
    assert parse(text).root is not None
