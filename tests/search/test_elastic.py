"""What is the grown engine's own: a cluster that is down, slow, red or another's, and several writers."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from elasticsearch import Elasticsearch

from search.elastic_index import ailment
from search.engine import drop_index, open_engine
from search.errors import IndexMismatch, SearchUnavailable
from search.model import Ask
from search.query import parse
from tests.elastic import free_port
from tests.search.engines import engine, ids, put
from tests.search.newsstand import article

pytestmark = pytest.mark.elastic


@pytest.fixture
def url(elastic_url: str) -> Iterator[str]:
    address = f"{elastic_url}/own"
    yield address
    drop_index(address)


@pytest.fixture
def client(elastic_url: str) -> Iterator[Elasticsearch]:
    with closing(Elasticsearch(elastic_url)) as found:
        yield found


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes calls and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.parametrize("write", [True, False])
def test_a_server_that_is_down_is_said_in_words(write: bool) -> None:
    with pytest.raises(SearchUnavailable, match="cannot be reached: see whether it runs"):
        open_engine(f"http://127.0.0.1:{free_port()}", write=write)


@pytest.mark.parametrize("write", [True, False])
def test_a_server_that_is_slow_is_said_in_words(silent: str, write: bool) -> None:
    with pytest.raises(SearchUnavailable, match="answers too slowly: try again later"):
        open_engine(silent, write=write, timeout=0.1)


def test_an_index_of_another_version_is_to_be_rebuilt(url: str, client: Elasticsearch) -> None:
    open_engine(url, write=True).close()
    client.indices.put_mapping(index="own-articles", meta={"schema": 1, "analysis": 0})
    for write in (True, False):
        with pytest.raises(IndexMismatch, match="rebuild it from the archive"):
            open_engine(url, write=write)


def test_an_index_of_somebody_else_is_not_written(url: str, client: Elasticsearch) -> None:
    client.indices.create(index="own-articles")
    with pytest.raises(IndexMismatch):
        open_engine(url, write=True)


@pytest.fixture
def red(url: str, client: Elasticsearch) -> str:
    """An index whose only shard finds no node that may hold it."""
    open_engine(url, write=True).close()
    mapping = client.indices.get_mapping(index="own-articles").body["own-articles"]["mappings"]
    client.indices.delete(index="own-articles")
    client.indices.create(
        index="own-articles",
        mappings=mapping,
        settings={"index.routing.allocation.require._name": "nobody"},
        wait_for_active_shards="0",
    )
    return url


def test_a_red_index_is_not_searched_in_part(red: str) -> None:
    with (
        engine(red, write=False) as opened,
        pytest.raises(SearchUnavailable, match=r"refuses \(503, .*look at the"),
    ):
        opened.search(parse(""), Ask())


def test_the_state_of_a_red_index_says_so(red: str) -> None:
    with engine(red, write=False) as opened:
        state = opened.state()
    assert (state.ok, state.documents, state.version) == (False, 0, "9.2.2")
    assert "A part of the index own-articles is missing (red)" in state.reason


def test_writing_into_a_red_index_is_said_in_words(red: str) -> None:
    with engine(red, write=False, timeout=0.3) as opened, pytest.raises(SearchUnavailable):
        opened.index([article(1, "lũ")])


def test_an_index_that_went_away_is_said_in_words(url: str) -> None:
    with engine(url, write=True) as opened:
        drop_index(url)
        with pytest.raises(SearchUnavailable, match="There is no index own-articles"):
            opened.search(parse(""), Ask())
        assert opened.state().ok is False


def test_a_document_the_server_does_not_take_is_named(url: str, client: Elasticsearch) -> None:
    with engine(url) as opened:
        # What a server does by itself when its disk is full.
        client.indices.put_settings(index="own-articles", settings={"index.blocks.write": True})
        with pytest.raises(SearchUnavailable, match=r"does not take the article 7: .*blocked"):
            opened.index([article(7, "lũ")])


def test_an_index_that_the_server_does_not_make_is_said_in_words(elastic_url: str) -> None:
    with pytest.raises(SearchUnavailable, match=r"refuses \(400, invalid_index_name_exception\)"):
        open_engine(f"{elastic_url}/{'x' * 300}", write=True)


def test_two_writers_work_side_by_side(url: str) -> None:
    with engine(url) as one, engine(url) as other:
        one.index([article(1, "lũ", revision=2), article(2, "lũ")])
        other.index([article(1, "hạn", revision=1), article(3, "lũ")])
        other.commit()
        assert sorted(ids(one, "lũ")) == [1, 2, 3]


def test_many_deletions_go_in_batches(url: str) -> None:
    with engine(url) as opened:
        put(opened, (article(number, "lũ") for number in range(1_201)))
        opened.delete(range(1_200))
        opened.commit()
        assert ids(opened) == [1_200]


def test_the_name_of_the_index_is_the_address_path(elastic_url: str, client: Elasticsearch) -> None:
    address = f"{elastic_url}/desk-1"
    open_engine(address, write=True).close()
    assert client.indices.exists(index="desk-1-articles").body is True
    drop_index(address)


def test_of_several_machines_one_may_be_down(elastic_url: str) -> None:
    host = elastic_url.removeprefix("http://")
    address = f"http://127.0.0.1:{free_port()},{host}/several"
    with engine(address) as opened:
        put(opened, [article(1, "lũ")])
        assert ids(opened) == [1]
    drop_index(address)


def test_a_server_of_another_major_version_does_not_go_with_the_client(client: Elasticsearch) -> None:
    assert "The Elasticsearch server 8.19.0 does not go with the client 9." in ailment(
        client, "own-articles", "8.19.0"
    )


def test_a_name_and_a_password_go_with_every_call(url: str, elastic_url: str) -> None:
    named = url.replace("http://", "http://desk:s%40cret@")
    open_engine(named, write=True).close()


@pytest.mark.parametrize(
    "address",
    [
        "ftp://host/x",
        "tantivy://host/x",
        "tantivy:relative",
        "http:///x",
        "http://desk:secret@host/Upper",
        "http://host/a/b",
        "",
    ],
)
def test_an_address_that_means_nothing_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(SearchUnavailable, match="is not understood: write") as caught:
        open_engine(address, write=True)
    assert "secret" not in str(caught.value)
