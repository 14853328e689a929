"""What every test stands on: no way out of the machine, a fast hasher, the parts written down."""

import ipaddress
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from archive.clock import DESK_ZONE
from tests import parts

pytest_plugins = ["tests.elastic"]
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


class LeftTheMachine(Exception):
    """A test tried to reach something that is not on this machine."""


def stay_here(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: only loopback and local sockets may be connected to."""
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and isinstance(address[0], str):
        try:
            inside = ipaddress.ip_address(address[0]).is_loopback
        except ValueError:
            inside = address[0] in {"localhost", ""}
        if not inside:
            raise LeftTheMachine(str(address))


sys.addaudithook(stay_here)


@pytest.fixture(autouse=True)
def _fast_hasher(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def _write_parts_down(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if connection.vendor == "sqlite":
        parts.ran("SQLite", sqlite3.sqlite_version)


@pytest.fixture
def now() -> datetime:
    """A fixed present: a Thursday morning at the desk."""
    return datetime(2026, 10, 1, 8, 0, tzinfo=DESK_ZONE).astimezone(UTC)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data; a test that needs it says so when it is missing."""
    if not (SHARED / "data").is_dir():
        pytest.skip("../shared lies not beside the checkout")
    return SHARED
