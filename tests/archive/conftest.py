"""Rows for archive tests, made by the archive's own functions."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from archive.models import Outlet, Source
from tests import parts
from tests.archive.making import make


@pytest.fixture
def source(db: None) -> Source:
    """One source of one outlet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            row = cursor.fetchone()
        parts.ran("PostgreSQL", str(row[0]) if row else "?")
    outlet = Outlet.objects.create(key="bao-thu", name="Báo Thử", kind="provincial", country="VN", lang="vi")
    return Source.objects.create(
        key="bao-thu-rss", outlet=outlet, url="https://bao.example/rss", shape="feed"
    )


MakeArticle = Callable[..., int]


@pytest.fixture
def make_article(source: Source, now: datetime) -> MakeArticle:
    """Store an article as the extract stage does; returns its id."""

    def made(url: str = "https://bao.example/1", **fields: object) -> int:
        return make(source.id, now, url=url, **fields)

    return made
