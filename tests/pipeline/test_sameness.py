from collections.abc import Callable

import pytest

from archive.differences import Words
from pipeline.sameness import is_same, letters_on

ONE = "Cây cầu dài 420 m nối hai bờ sông Trong đã thông xe."
TWO = "Chủ đầu tư cho biết đã thử tải xong từ tuần trước."
BOX = "Nhận bản tin buổi sáng: điền thư điện tử của bạn tại đây."
OLD = Words("Cầu Bến Lội", "Sa pô của bài cầu Bến Lội.", f"{ONE}\n{TWO}")


def page(*lines: str) -> Callable[[], str]:
    html = "".join(f"<p>{line}</p>" for line in lines)
    return lambda: letters_on(f"<html><body>{html}</body></html>".encode(), "text/html; charset=utf-8")


def unread() -> str:
    pytest.fail("no page is read where the words tell enough")


def said(*lines: str, title: str = OLD.title, standfirst: str = OLD.standfirst) -> Words:
    return Words(title, standfirst, "\n".join(lines))


BOTH = page(OLD.title, OLD.standfirst, ONE, TWO, BOX)


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        said(OLD.standfirst, ONE, TWO, standfirst=""),
        said(f"{ONE} {TWO}"),
        said(ONE.replace(" ", "\u00a0"), TWO),
    ],
    ids=["itself", "a standfirst taken for the body", "paragraphs joined", "other spaces"],
)
def test_the_same_letters_say_the_same(new: Words) -> None:
    assert is_same(OLD, new, unread, unread) is True


@pytest.mark.parametrize(
    "new",
    [said(ONE), said(ONE, TWO, BOX), said(ONE, BOX), said(TWO, ONE)],
    ids=["a paragraph missed", "a box taken along", "both", "another order"],
)
def test_what_stands_on_both_pages_is_no_edit(new: Words) -> None:
    assert is_same(OLD, new, BOTH, BOTH) is True


@pytest.mark.parametrize(
    ("new", "old_page", "new_page"),
    [
        (said(ONE), BOTH, page(OLD.title, OLD.standfirst, ONE, BOX)),
        (said(ONE, TWO, BOX), page(OLD.title, OLD.standfirst, ONE, TWO), BOTH),
        (said(ONE.replace("420", "402"), TWO), BOTH, page(ONE.replace("420", "402"), TWO)),
        (said(ONE, f"{TWO} Xe tải trên 10 tấn vẫn chưa được qua cầu."), BOTH, BOTH),
        (said(ONE, TWO, title="Cầu Bến Lội sập"), BOTH, BOTH),
        (said(ONE), BOTH, lambda: ""),
    ],
    ids=["taken out", "put in", "a figure mended", "a sentence added", "another title", "no page"],
)
def test_what_one_page_has_and_the_other_has_not_is_an_edit(
    new: Words, old_page: Callable[[], str], new_page: Callable[[], str]
) -> None:
    assert is_same(OLD, new, old_page, new_page) is False


def test_a_few_letters_prove_nothing() -> None:
    short = said(ONE, TWO, "Hết.")
    assert is_same(short, OLD, page(ONE, TWO, "Hết."), page(ONE, TWO, "Hết.")) is False


@pytest.mark.parametrize("html", [b"", b"<script>var than = 'Chu dau tu';</script>"])
def test_a_page_without_words_has_no_letters(html: bytes) -> None:
    assert letters_on(html, "text/html") == ""
