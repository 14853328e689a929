"""A desk for the pages: its own clock and index, and officers who are signed in."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest
from django.test import Client
from pytest_django import Settings

from archive import articles
from archive.clock import Clock, write_clock
from archive.models import Article
from desk.rights import Role
from search.engine import open_engine
from tests import factory

Index = Callable[[list[Article]], None]


class SignIn(Protocol):
    """Signs a new client in."""

    def __call__(self, role: Role = Role.MONITOR, *, language: str = "vi") -> Client:
        """A client signed in as an officer of a role."""


@pytest.fixture(autouse=True)
def _desk(settings: Settings, tmp_path: Path, now: datetime) -> None:
    settings.CLOCK_FILE = tmp_path / "clock.json"
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    write_clock(settings.CLOCK_FILE, Clock(time.time(), now))


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """Sign clients in."""

    def signed_in(role: Role = Role.MONITOR, *, language: str = "vi") -> Client:
        client = Client()
        client.force_login(
            factory.officer(role, email=f"{role.value}.{language}@desk.example", language=language)
        )
        return client

    return signed_in


@pytest.fixture
def desk(sign_in: SignIn) -> Client:
    """A monitoring officer's browser."""
    return sign_in()


@pytest.fixture
def index(settings: Settings) -> Index:
    """Put articles into the search index."""

    def put(rows: list[Article]) -> None:
        engine = open_engine(settings.SEARCH_URL, write=True)
        engine.index(articles.documents(row.id for row in rows))
        engine.commit()
        engine.close()

    return put
