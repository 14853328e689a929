import pytest
from django.utils import translation

from search.errors import IndexMismatch, QueryError
from web.lighting import Run
from web.troubles import query_trouble, trouble


@pytest.mark.parametrize(
    ("language", "told"), [("vi", ("dựng lại", "rebuild")), ("en", ("rebuild", "dựng lại"))]
)
def test_the_readers_language_comes_first(language: str, told: tuple[str, str]) -> None:
    with translation.override(language):
        found = trouble(IndexMismatch("dựng lại", "rebuild"))
    assert (found.sentence, found.other_sentence, found.is_query) == (*told, False)


@pytest.mark.parametrize(
    ("position", "length", "shown"),
    [
        (0, 2, (Run("lũ", is_found=True), Run(" về "))),
        (3, 2, (Run("lũ "), Run("về", is_found=True), Run(" "))),
        (5, 0, (Run("lũ về"), Run(" ", is_found=True))),
        (99, 9, (Run("lũ về"), Run(" ", is_found=True))),
    ],
)
def test_a_wrong_query_is_cut_where_it_is_wrong_and_has_a_place_to_write_in(
    position: int, length: int, shown: tuple[Run, ...]
) -> None:
    told = query_trouble(QueryError("thiếu vế", "lacks a side", position, length, "thêm từ"), "lũ về")
    assert (told.query, told.hint, told.is_query) == (shown, "thêm từ", True)
