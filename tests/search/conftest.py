"""The address of each engine, so that both are asked the same way."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.search.engines import drop_index

_PREFIXES = count()


@pytest.fixture(params=["tantivy", pytest.param("elastic", marks=pytest.mark.elastic)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an engine that has no index yet."""
    if request.param == "tantivy":
        yield f"tantivy://{tmp_path}/index"
        return
    address = f"{request.getfixturevalue('elastic_url')}/owed-{next(_PREFIXES)}"
    yield address
    drop_index(address)
