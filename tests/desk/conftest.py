"""The demo's pack, read once."""

import pytest

from archive.packs import PACKS, Pack, load


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The demo province's pack."""
    return load("demo", folder=PACKS, fill={"press_port": "1"})
