"""What is told of an article: its title, a short quote with the words found, and two ways to it."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from archive.articles import ArticleRow, by_ids
from reports.watch_items import QUOTE, Item, article_page, items, quoted, tree_of, watch_page
from search.tree import Everything
from tests import factory

DAY = date(2026, 10, 1)
SITE = "https://desk.example"
LONG = "Nước sông Trong dâng nhanh, đê bối bị tràn. " * 40


TITLE, BODY = "Cầu Bến Lội thông xe", "Nước sông Trong dâng."


def listed(title: str = TITLE, body: str = BODY, url: str = "") -> ArticleRow:
    (row,) = by_ids([factory.article(title, standfirst="Sáng nay.", body=body, url=url).id])
    return row


def item(row: ArticleRow, query: str = "sông Trong") -> Item:
    (told,) = items([row], query, SITE, DAY)
    return told


@pytest.mark.django_db
def test_an_article_is_told_with_the_words_found_and_where_to_read_it() -> None:
    row = listed()
    told = item(row)
    assert (told.title, told.outlet) == ("Cầu Bến Lội thông xe", "Báo Sông Trong")
    assert (told.link, told.original) == (f"{SITE}/articles/{row.id}", row.url)
    assert [piece.text for piece in told.quote if piece.is_found] == ["sông", "Trong"]
    assert told.text == "Sáng nay. Nước sông Trong dâng."


@pytest.mark.django_db
def test_what_has_no_address_on_the_web_is_read_at_the_desk_alone() -> None:
    assert item(listed(url="urn:sha256:12ab")).original == ""


@pytest.mark.django_db
def test_articles_keep_the_order_they_are_given_in() -> None:
    rows = [listed(f"Bài {n}") for n in range(3)][::-1]
    assert [told.title for told in items(rows, "sông", SITE, DAY)] == ["Bài 2", "Bài 1", "Bài 0"]


@pytest.mark.django_db
def test_a_long_text_is_quoted_briefly_around_what_was_found() -> None:
    told = item(listed(body=LONG + "Cầu Bến Lội đóng. " + LONG), '"cầu Bến Lội"')
    assert len(told.text) <= QUOTE
    assert [piece.text for piece in told.quote if piece.is_found] == ["Cầu Bến Lội"]


@pytest.mark.parametrize("query", ["lũ AND", "(", "lỗi:x"])
def test_a_query_that_is_refused_lights_nothing(query: str) -> None:
    assert tree_of(query, DAY) == Everything()


TEXTS = st.text(st.sampled_from("lũ sôngTrong.\n "), max_size=600)


@given(TEXTS, st.sampled_from(["lũ", "sông Trong", "=s"]))
def test_a_quote_is_never_long_and_has_no_empty_piece(text: str, query: str) -> None:
    pieces = quoted(text, tree_of(query, DAY))
    assert sum(len(piece.text) for piece in pieces) <= QUOTE
    assert all(piece.text for piece in pieces)


@pytest.mark.parametrize("site", [SITE, f"{SITE}/"])
def test_links_lead_to_the_sites_own_pages(site: str) -> None:
    assert article_page(site, 7) == f"{SITE}{reverse('article', args=[7])}"
    assert watch_page(site, 7) == f"{SITE}{reverse('watch', args=[7])}"
