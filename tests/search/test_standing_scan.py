from dataclasses import replace

from search.rows import row
from search.standing_scan import Scanner
from tests.search.newsstand import article

DOCUMENT = row(article(1, "Lũ trên sông", "Lũ xuống, cá chết"))


def test_what_stands_in_a_document_is_found_in_its_stream() -> None:
    asked = ["s: lu3 ", "f: lu ", "s: lu ", "f: ca chet ", "s: ca2 ", "f: chet ca "]
    assert Scanner(asked).found(DOCUMENT) >= {"s: lu3 ", "f: lu ", "f: ca chet ", "s: ca2 "}
    assert Scanner(asked).found(DOCUMENT).isdisjoint({"s: lu ", "f: chet ca "})


def test_what_stands_in_the_body_only_is_not_in_the_title() -> None:
    found = Scanner(["f¶ lu ", "f¶ song ", "f¶ xuong ", "f¶ song xuong "]).found(DOCUMENT)
    assert {fact for fact in found if "¶" in fact} == {"f¶ lu ", "f¶ song "}


def test_words_that_share_a_space_are_all_found() -> None:
    asked = {"f: a b ", "f: b c ", "f: c ", "f: a", "f: b c d "}
    document = replace(DOCUMENT, title_f="", body_f="a b c")
    assert Scanner(asked).found(document) & asked == asked - {"f: b c d "}


def test_tags_are_left_to_others() -> None:
    assert Scanner(["topic=environment", "source=s: x"]).found(DOCUMENT) == set()
