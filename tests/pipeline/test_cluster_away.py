"""A real node that is not there yet, stopped, locked and started again: the lag drains by itself."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from archive import changes
from archive.models import Article
from pipeline.index import Indexer
from search.engine import open_engine
from search.errors import SearchUnavailable
from search.model import EngineState
from tests import factory
from tests.elastic import Node
from tests.pipeline.making import Hands
from tests.search.engines import engine, ids

pytestmark = [pytest.mark.django_db, pytest.mark.elastic, pytest.mark.slow]


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    found = Node(tmp_path / "node")
    yield found
    found.stop()


def step(indexer: Indexer) -> None:
    """One step, however long an engine asked to be left alone."""
    indexer.wake_at = 0.0
    indexer.step()


def come_in(title: str) -> Article:
    row = factory.article(title)
    factory.index_change(row)
    return row


def state(url: str) -> EngineState:
    with engine(url, write=False) as reader:
        return reader.state()


def test_the_lag_drains_by_itself_whenever_the_cluster_is_back(
    node: Node, hands: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    indexer = Indexer(f"{node.url}/away", hands)
    rows = [come_in("Tin trước khi máy chủ chạy")]
    step(indexer)
    assert "cannot be reached: see whether it runs" in caplog.text
    node.start()
    step(indexer)
    assert (lag(), found(indexer)) == (0, of(rows))

    node.stop()
    rows.append(come_in("Tin khi máy chủ nghỉ"))
    step(indexer)
    step(indexer)
    assert lag() == 1
    with pytest.raises(SearchUnavailable, match="cannot be reached"):
        open_engine(indexer.url, write=False)
    node.start()
    step(indexer)
    assert (lag(), found(indexer)) == (0, of(rows))

    lock(node, is_locked=True)
    rows.append(come_in("Tin khi đĩa đầy"))
    step(indexer)
    assert (lag(), found(indexer)) == (1, of(rows[:2]))
    assert "The disk of Elasticsearch on" in caplog.text
    assert (state(indexer.url).ok, "make room; searching goes on" in state(indexer.url).reason) == (
        True,
        True,
    )
    lock(node, is_locked=False)
    step(indexer)
    assert (lag(), found(indexer), state(indexer.url).reason) == (0, of(rows), "")
    indexer.close()


def lock(node: Node, *, is_locked: bool) -> None:
    """What a server does by itself when its disk is nearly full."""
    with closing(Elasticsearch(node.url)) as client:
        blocks = {"index.blocks.read_only_allow_delete": is_locked or None}
        client.indices.put_settings(index="away-v*", settings=blocks)


def lag() -> int:
    return changes.lag().count


def of(rows: list[Article]) -> list[int]:
    return [row.id for row in rows]


def found(indexer: Indexer) -> list[int]:
    with engine(indexer.url, write=False) as reader:
        return sorted(ids(reader))
