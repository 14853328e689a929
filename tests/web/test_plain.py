from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from tests import factory
from tests.web.conftest import Index


@pytest.mark.django_db
def test_health_tells_archive_and_search(client: Client, index: Index) -> None:
    row = factory.article()
    index([row])
    factory.index_change(row)
    assert client.get("/health").json() == {
        "ok": True,
        "archive": {"ok": True, "index_changes_waiting": 1},
        "search": {"ok": True, "documents": 1},
    }


@pytest.mark.django_db
def test_health_is_unwell_without_the_engine(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'nowhere'}"
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["ok"], answer.json()["archive"]["ok"]) == (503, False, True)


@pytest.mark.django_db
def test_robots_are_sent_away(client: Client) -> None:
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


@pytest.mark.django_db
def test_the_sign_is_where_browsers_look_for_it(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"] == "/static/web/favicon.svg"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_what_is_only_read_takes_nothing(desk: Client, method: str) -> None:
    paths = ("/", "/search", "/sources", "/articles/1", "/health", "/robots.txt")
    assert {getattr(desk, method)(path).status_code for path in paths} == {405}


@pytest.mark.django_db
def test_health_is_unwell_without_the_archive(client: Client, index: Index) -> None:
    index([])
    # A transaction that broke is one the database refuses to answer in.
    transaction.set_rollback(True)
    answer = client.get("/health")
    transaction.set_rollback(False)
    assert (answer.status_code, answer.json()["archive"]) == (
        503,
        {"ok": False, "index_changes_waiting": None},
    )
