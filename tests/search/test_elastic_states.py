"""Every way in which a cluster does not serve is a sentence in both languages, to read and to write."""

import pytest

from search.elastic_errors import CLIENT, refused, unpaired
from search.engine import open_engine, open_generations, progress
from search.errors import SearchUnavailable
from search.model import Ask
from search.query import parse
from tests.search.engines import engine
from tests.search.playing import Said, fault, playing

STRANGE = "What answers on .* is not Elasticsearch: check SEARCH_URL"
HEADLESS = "The Elasticsearch cluster on .* has no master"
STATES = {
    "a web page": (Said(200, "<html>Chào</html>", "text/html", {}), STRANGE),
    "another product": (Said(200, {"hello": 1}, headers={}), STRANGE),
    "half an answer": (Said(200, '{"hits": ', "application/json"), STRANGE),
    "a proxy's fault": (Said(502, "<html>Bad gateway</html>", "text/html", {}), STRANGE),
    "no login": (fault(401, "security_exception"), "does not take the name or the password"),
    "no rights": (fault(403, "security_exception"), "The account in SEARCH_URL may not do this"),
    "an older server": (
        fault(400, "media_type_header_exception"),
        f"does not understand the client {CLIENT}",
    ),
    "no master": (fault(503, "master_not_discovered_exception"), HEADLESS),
    "no master to write": (fault(503, "cluster_block_exception", "blocked by: no master"), HEADLESS),
    "too much to do": (fault(429, "circuit_breaking_exception"), "has too much to do"),
    "something new": (
        fault(418, "teapot_exception", "short and stout"),
        r"refuses \(418, teapot_exception: sh",
    ),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("write", [True, False], ids=["write", "read"])
def test_a_cluster_that_cannot_serve_says_why(state: str, write: bool) -> None:
    said, words = STATES[state]
    with playing({"": said}) as url, pytest.raises(SearchUnavailable, match=words) as told:
        open_engine(url, write=write, timeout=2.0)
    assert told.value.message_vi.isascii() is False


@pytest.mark.parametrize("state", STATES)
def test_one_that_begins_to_refuse_while_it_is_open_says_why(state: str) -> None:
    answers = {"": Said(200, {"count": 0, "_shards": {}})}
    with playing(answers) as url, engine(url, write=False, timeout=2.0) as opened:
        answers[""], words = STATES[state]
        with pytest.raises(SearchUnavailable, match=words):
            opened.search(parse("lũ"), Ask())
        state_then = opened.state()
        assert (state_then.ok, state_then.reason.count(" / ") >= 1) == (False, True)


def test_who_asks_for_the_progress_is_told_why_there_is_none() -> None:
    with playing({"": STATES["no login"][0]}) as url, pytest.raises(SearchUnavailable, match="password"):
        progress(url, timeout=2.0)


def test_generations_are_opened_without_a_word_and_looked_at_with_one() -> None:
    with playing({"": STATES["no master"][0]}) as url:
        generations = open_generations(url, timeout=2.0)
        with pytest.raises(SearchUnavailable, match=HEADLESS):
            generations.look()
        generations.close()


def nodes(version: str) -> Said:
    return Said(200, {"nodes": {"a": {"version": version}}})


@pytest.mark.parametrize(("version", "ok"), [("9.0.0", True), ("8.19.3", False), ("10.1.0", False)])
def test_a_server_that_does_not_go_with_the_client_is_named(version: str, ok: bool) -> None:
    answers = {
        "": Said(200, {"count": 3, "_shards": {}}),
        "/_nodes": nodes(version),
        "/_cluster/health": Said(200, {"status": "green"}),
        "/_settings": Said(200, {}),
    }
    with playing(answers) as url, engine(url, write=False, timeout=2.0) as opened:
        state = opened.state()
    assert (state.ok, state.version, state.reason == "") == (ok, version, ok)
    assert ok or f"The Elasticsearch server {version} does not go with the client {CLIENT}" in state.reason


def test_versions_of_the_same_first_number_go_together() -> None:
    assert (unpaired("9.0.1"), unpaired("8.19.0") == "") == ("", False)


@pytest.mark.parametrize(
    ("status", "kind", "reason", "words"),
    [
        (
            429,
            "cluster_block_exception",
            "disk usage exceeded flood-stage watermark",
            "disk of Elasticsearch",
        ),
        (403, "cluster_block_exception", "index read-only (api)", "is locked against writing"),
        (503, "unavailable_shards_exception", "primary shard is not active", "is missing (red)"),
        (503, "search_phase_execution_exception", "all shards failed", "is missing (red)"),
        (400, "search_phase_execution_exception", "all shards failed", "refuses (400"),
        (503, "", "", "is not Elasticsearch"),
    ],
)
def test_the_reason_is_told_by_what_the_server_calls_it(
    status: int, kind: str, reason: str, words: str
) -> None:
    assert words in str(refused(status, kind, reason, "http://may:9200"))
