"""What is the grown engine's own: a cluster that is down, slow, red or another's, and several writers."""

import re
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from elasticsearch import Elasticsearch

from language.tokens import ANALYSIS_VERSION
from search.elastic_generations import ElasticGenerations
from search.elastic_index import make_part
from search.engine import Generations, open_engine, open_generations
from search.errors import IndexMismatch, SearchUnavailable
from search.generations import Generation
from search.model import Ask, Bucket
from search.query import parse
from search.rows import SCHEMA_VERSION
from tests.elastic import free_port
from tests.search.engines import build_anew, drop_index, engine, ids, put
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


ALIAS = f"own-v{SCHEMA_VERSION}a{ANALYSIS_VERSION}"
PARTS = f"{ALIAS}g1"


def test_readers_ask_one_alias_and_each_year_is_a_part(url: str, client: Elasticsearch) -> None:
    with engine(url) as opened:
        put(opened, [article(n, "lũ", published_at=datetime(2020 + n, 3, 1, tzinfo=UTC)) for n in (4, 6)])
        put(opened, [article(7, "lũ", published_at=None, fetched_at=datetime(2025, 3, 1, tzinfo=UTC))])
    answering = {name for name, kept in client.indices.get_alias(name=ALIAS).body.items() if kept}
    assert answering == {f"{PARTS}-{year}" for year in ("before", "2024", "2025", "2026")}


def test_a_year_begins_at_the_desks_midnight(url: str, client: Elasticsearch) -> None:
    at = datetime(2025, 12, 31, 17, tzinfo=UTC)
    with engine(url) as opened:
        put(opened, [article(1, "lũ", published_at=at)])
    assert client.count(index=f"{PARTS}-2026")["count"] == 1


def test_the_stamp_names_the_code_and_the_generation(url: str, client: Elasticsearch) -> None:
    open_engine(url, write=True).close()
    told = client.indices.get_mapping(index=f"{PARTS}-before").body[f"{PARTS}-before"]["mappings"]["_meta"]
    assert told == {
        "number": 1,
        "schema": SCHEMA_VERSION,
        "analysis": ANALYSIS_VERSION,
        "progress": {"after": 0, "done": 0, "total": 0},
    }


@pytest.mark.parametrize("write", [True, False])
def test_an_index_of_another_version_is_to_be_rebuilt(url: str, client: Elasticsearch, write: bool) -> None:
    client.indices.create(index="own-v1a1g4-2025", aliases={"own-v1a1": {}})
    with pytest.raises(IndexMismatch, match="rebuild it from the archive"):
        open_engine(url, write=write)


def test_the_keys_of_another_code_are_never_asked(url: str, client: Elasticsearch) -> None:
    with engine(url) as opened:
        put(opened, [article(1, "lũ")])
    later = Generation(2, SCHEMA_VERSION, ANALYSIS_VERSION + 1)
    client.indices.create(
        index=f"own-{later}-2026",
        aliases={f"own-v{later.schema}a{later.analysis}": {}},
        mappings={"_meta": {"number": 2, "schema": later.schema, "analysis": later.analysis}},
    )
    with engine(url, write=False) as reader:
        assert ids(reader) == [1]
        client.indices.delete(index=f"{PARTS}-before,{PARTS}-2026")
        with pytest.raises(IndexMismatch, match="a newer version of diembao"):
            reader.search(parse(""), Ask())


def test_an_index_of_before_there_were_generations_is_to_be_rebuilt(url: str, client: Elasticsearch) -> None:
    client.indices.create(index="own-articles")
    with pytest.raises(IndexMismatch):
        open_engine(url, write=True)
    build_anew(url)
    assert client.indices.exists(index="own-articles").body is False


def test_an_index_of_the_schema_before_is_built_anew_beside_it(url: str, client: Elasticsearch) -> None:
    before = Generation(4, SCHEMA_VERSION - 1)
    alias = f"own-v{before.schema}a{before.analysis}"
    stamp = {"_meta": asdict(before)}
    client.indices.create(index=f"own-{before}-before", aliases={alias: {}}, mappings=stamp)
    with closing(open_generations(url)) as lying:
        assert (lying.look().live, lying.look().is_behind) == (None, True)
    build_anew(url)
    with engine(url) as opened:
        put(opened, [article(1, "lũ")])
        assert opened.search(parse(""), Ask(facets=True)).facets["lang"] == (Bucket("vi", 1),)
    assert client.indices.exists(index=f"own-{before}-before").body is False


def test_an_index_of_somebody_else_is_not_touched(url: str, client: Elasticsearch) -> None:
    client.indices.create(index="own-vendor", mappings={"_meta": {"whose": "theirs"}})
    build_anew(url)
    assert client.indices.exists(index="own-vendor").body is True
    client.indices.delete(index="own-vendor")


def test_a_part_that_nobody_stamped_spoils_its_generation(url: str, client: Elasticsearch) -> None:
    open_engine(url, write=True).close()
    client.indices.create(index=f"{PARTS}-2031")
    with pytest.raises(IndexMismatch, match="damaged"):
        open_engine(url, write=True)


def test_a_part_that_was_dropped_is_not_made_anew_by_a_late_writer(url: str, client: Elasticsearch) -> None:
    with engine(url) as opened:
        put(opened, [article(1, "lũ", published_at=datetime(2025, 3, 1, tzinfo=UTC))])
        client.indices.delete(index=f"{PARTS}-2025")
        with pytest.raises(SearchUnavailable, match="has just been replaced"):
            opened.index([article(2, "lũ", published_at=datetime(2025, 3, 2, tzinfo=UTC))])
    assert client.indices.exists(index=f"{PARTS}-2025").body is False


def test_a_part_made_by_a_process_that_missed_the_swap_is_led_to(url: str, client: Elasticsearch) -> None:
    with closing(open_generations(url)) as lying, closing(open_generations(url)) as other:
        lying.begin()
        late = other.building()
        assert late is not None
        lying.swap()
        put(late, [article(1, "lũ")])
        with engine(url, write=False) as reader:
            assert ids(reader) == []
            other.clean()
            assert ids(reader) == [1]


def test_a_new_year_is_not_led_to_when_another_generation_answers_meanwhile(
    url: str, client: Elasticsearch
) -> None:
    with engine(url) as late, closing(open_generations(url)) as lying:
        lying.begin()
        lying.swap()
        with pytest.raises(SearchUnavailable, match="has just been replaced"):
            late.index([article(1, "lũ")])
        assert set(client.indices.get_alias(name=ALIAS).body) == {f"{ALIAS}g2-before"}


def test_two_processes_that_begin_at_once_build_the_same_generation(url: str) -> None:
    open_engine(url, write=True).close()
    with closing(open_generations(url)) as one:
        lying = one.look()
        one.begin()
        make_part(cluster_of(one), f"own-{lying.next()}-before", lying.next())
        assert one.look().building == lying.next()


def cluster_of(generations: Generations) -> Elasticsearch:
    assert isinstance(generations, ElasticGenerations)
    return generations.cluster.client


@pytest.fixture
def red(url: str, client: Elasticsearch) -> str:
    """An index of which one part finds no node that may hold it."""
    open_engine(url, write=True).close()
    mapping = client.indices.get_mapping(index=f"{PARTS}-before").body[f"{PARTS}-before"]["mappings"]
    client.indices.create(
        index=f"{PARTS}-2026",
        aliases={ALIAS: {}, f"{PARTS}-2026-w": {}},
        mappings=mapping,
        settings={"index.routing.allocation.require._name": "nobody"},
        wait_for_active_shards="0",
    )
    return url


def test_a_red_index_is_not_searched_in_part(red: str) -> None:
    with (
        engine(red, write=False) as opened,
        pytest.raises(SearchUnavailable, match=r"A part of the index on .* is missing \(red\)"),
    ):
        opened.search(parse(""), Ask())


def test_the_state_of_a_red_index_says_so(red: str) -> None:
    with engine(red, write=False) as opened:
        state = opened.state()
    assert (state.ok, state.documents, state.version) == (False, 0, "9.2.2")
    assert "A part of the index on" in state.reason


def test_writing_into_a_red_index_is_said_in_words(red: str) -> None:
    with engine(red, timeout=0.3) as opened, pytest.raises(SearchUnavailable, match="too slowly"):
        opened.index([article(1, "lũ", published_at=datetime(2026, 3, 1, tzinfo=UTC))])


def test_an_index_that_went_away_is_said_in_words(url: str) -> None:
    with engine(url, write=True) as opened:
        drop_index(url)
        with pytest.raises(SearchUnavailable, match="There is no index at own"):
            opened.search(parse(""), Ask())
        assert opened.state().ok is False


BLOCKS = {
    "read_only_allow_delete": "The disk of Elasticsearch on .* is nearly full",
    "read_only": "The index on .* is locked against writing",
    "write": "The index on .* is locked against writing",
}


@pytest.mark.parametrize("block", BLOCKS)
def test_a_locked_index_is_searched_and_says_why_it_takes_nothing(
    url: str, client: Elasticsearch, block: str
) -> None:
    with engine(url) as opened:
        put(opened, [article(1, "lũ")])
        # The first of them is what a server does by itself when its disk is full.
        client.indices.put_settings(index=ALIAS, settings={f"index.blocks.{block}": True})
        with pytest.raises(SearchUnavailable, match=BLOCKS[block]):
            opened.index([article(7, "lũ")])
        state = opened.state()
        assert (ids(opened), state.ok, state.documents) == ([1], True, 1)
        assert re.search(BLOCKS[block], state.reason)
        client.indices.put_settings(index=ALIAS, settings={f"index.blocks.{block}": None})
        put(opened, [article(7, "lũ")])
        assert (sorted(ids(opened)), opened.state().reason) == ([1, 7], "")


def test_a_document_the_server_does_not_take_is_named(url: str, client: Elasticsearch) -> None:
    open_engine(url, write=True).close()
    part = f"{PARTS}-2026"
    stamp = {"number": 1, "schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION}
    client.indices.create(
        index=part, aliases={ALIAS: {}, f"{part}-w": {}}, mappings={"_meta": stamp, "dynamic": "strict"}
    )
    with (
        engine(url) as opened,
        pytest.raises(SearchUnavailable, match=r"does not take the article 7: .*strict"),
    ):
        opened.index([article(7, "lũ")])


def test_a_missing_copy_is_told_and_searching_goes_on(url: str, client: Elasticsearch) -> None:
    with engine(url) as opened:
        put(opened, [article(1, "lũ")])
        client.indices.put_settings(
            index=ALIAS, settings={"index.auto_expand_replicas": "false", "index.number_of_replicas": 1}
        )
        state = opened.state()
    assert (state.ok, state.documents) == (True, 1)
    assert "nothing is missing but copies" in state.reason


def test_an_index_that_the_server_does_not_make_is_said_in_words(elastic_url: str) -> None:
    with pytest.raises(SearchUnavailable, match=r"refuses \(400, invalid_index_name_exception: "):
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


def test_the_same_article_written_by_two_into_two_years_is_there_once(url: str) -> None:
    days = [datetime(year, 6, 1, tzinfo=UTC) for year in (2024, 2025)]
    with engine(url) as one, engine(url) as other:
        one.index([article(1, "cũ", published_at=days[0], revision=1)])
        other.index([article(1, "mới", published_at=days[1], revision=2)])
        one.commit()
        other.commit()
        assert (ids(one), ids(one, "mới"), one.count()) == ([1], [1], 1)


def test_what_another_process_has_newer_is_not_taken_away(url: str) -> None:
    with engine(url) as one, engine(url) as other:
        put(other, [article(1, "mới", revision=2)])
        put(one, [article(1, "cũ", revision=1)])
        one.delete([1])
        put(other, [article(1, "lại", revision=3)])
        assert ids(one, "lại") == [1]


def test_the_name_of_the_index_is_the_address_path(elastic_url: str, client: Elasticsearch) -> None:
    address = f"{elastic_url}/desk-1"
    open_engine(address, write=True).close()
    assert client.indices.exists_alias(name=ALIAS.replace("own", "desk-1")).body is True
    drop_index(address)


def test_of_several_machines_one_may_be_down(elastic_url: str) -> None:
    host = elastic_url.removeprefix("http://")
    address = f"http://127.0.0.1:{free_port()},{host}/several"
    with engine(address) as opened:
        put(opened, [article(1, "lũ")])
        assert ids(opened) == [1]
    drop_index(f"{elastic_url}/several")


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
