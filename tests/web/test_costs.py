"""What a page asks the database does not grow with its rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Article
from tests import factory
from tests.web.conftest import Index

pytestmark = pytest.mark.django_db
LISTS = ("/", "/?scope=all", "/search", "/search?q=cau", "/sources")


def rows(count: int) -> list[Article]:
    made = factory.many(count)
    for row in made:
        of = factory.source(of=factory.outlet(f"bao-{row.id}", f"Báo {row.id}"))
        factory.reading(factory.article(f"Chép {row.id}", of=of, copy_of=row))
    return made


def cost(client: Client, address: str) -> int:
    """How often a page asks once its reader's session holds what it is to hold."""
    for _ in range(2):
        client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_costs_the_same_however_long(desk: Client, index: Index, address: str) -> None:
    index(rows(2))
    before = cost(desk, address)
    index(rows(9))
    assert cost(desk, address) == before


def test_an_article_costs_the_same_with_more_of_everything(desk: Client) -> None:
    def grown(row: Article, times: int) -> None:
        for number in range(times):
            factory.capture(row)
            row.body = f"{row.body} thêm {number}"
            row.save()
            factory.version(row)
            factory.reading(factory.article(f"Chép {number}", copy_of=row))

    few, much = factory.read_article(), factory.read_article()
    grown(few, 1)
    grown(much, 8)
    assert cost(desk, f"/articles/{much.id}") == cost(desk, f"/articles/{few.id}")


@pytest.mark.parametrize(
    ("address", "most"), [("/", 21), ("/search", 9), ("/sources", 4), ("/health", 3), ("/robots.txt", 2)]
)
def test_a_page_asks_no_more_than_it_did(desk: Client, index: Index, address: str, most: int) -> None:
    index(rows(3))
    assert cost(desk, address) <= most
