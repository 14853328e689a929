"""The index in a cluster: its mapping, the stamp that says which code built it, and what can go wrong."""

from collections.abc import Callable
from importlib import metadata
from typing import TypeVar

from elasticsearch import (
    ApiError,
    BadRequestError,
    ConnectionTimeout,
    Elasticsearch,
    NotFoundError,
    TransportError,
)

from language.tokens import ANALYSIS_VERSION
from search.elastic_query import Query
from search.errors import IndexMismatch, SearchUnavailable
from search.model import Document
from search.rows import FACETS, SCHEMA_VERSION, row

_STAMP = {"schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION}
# One more copy as soon as there is a second machine; documents show when a commit says so, not by the clock.
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "-1"}
_T = TypeVar("_T")


def mapping() -> Query:
    """Return what the index keeps of a document; its text is not kept, only its keys."""
    texts = ("title_s", "title_f", "body_s", "body_f")
    fields: Query = {
        "ord": {"type": "long"},
        "date": {"type": "date"},
        "tags": {"type": "keyword", "doc_values": False},
        **{name: {"type": "text", "analyzer": "whitespace"} for name in texts},
        **{name: {"type": "keyword", "index": False} for name in FACETS},
    }
    return {"dynamic": "strict", "_source": {"enabled": False}, "_meta": _STAMP, "properties": fields}


def indexed(document: Document, index: str) -> Query:
    """Return the action that stores a document, unless a newer revision is there."""
    given = row(document)
    return {
        "_op_type": "index",
        "_index": index,
        "_id": str(given.id),
        "version": given.revision,
        "version_type": "external_gte",
        "ord": given.ord,
        "date": given.date.isoformat(),
        "title_s": given.title_s,
        "title_f": given.title_f,
        "body_s": given.body_s,
        "body_f": given.body_f,
        "tags": given.tags,
        **given.facets,
    }


def removals(client: Elasticsearch, index: str, ids: list[str]) -> list[Query]:
    """Return the actions that remove documents and leave the way open for the same revision to come back."""
    found = client.mget(index=index, ids=ids, source=False)
    return [
        {
            "_op_type": "delete",
            "_index": index,
            "_id": document["_id"],
            "version": document["_version"],
            "version_type": "external_gte",
        }
        for document in found["docs"]
        if document.get("found")
    ]


def create(client: Elasticsearch, index: str) -> None:
    """Make the index where there is none yet."""
    try:
        client.indices.create(index=index, settings=_SETTINGS, mappings=mapping())
    except BadRequestError as error:
        if error.error != "resource_already_exists_exception":
            raise


def check_stamp(client: Elasticsearch, index: str) -> None:
    """Raise IndexMismatch unless this very code built the index."""
    found = client.indices.get_mapping(index=index).body
    if any(part["mappings"].get("_meta") != _STAMP for part in found.values()):
        raise IndexMismatch(
            f"Chỉ mục {index} do phiên bản khác lập: hãy dựng lại từ kho.",
            f"The index {index} was built by another version: rebuild it from the archive.",
        )


def server_version(client: Elasticsearch) -> str:
    """Return the version of the first node."""
    nodes = client.nodes.info(filter_path="nodes.*.version").body["nodes"]
    return str(next(iter(nodes.values()))["version"])


def ailment(server: Elasticsearch, index: str, version: str) -> str:
    """Return why the index cannot serve, or nothing."""
    client = metadata.version("elasticsearch")
    if version.partition(".")[0] != client.partition(".")[0]:
        return (
            f"Máy chủ Elasticsearch {version} không đi với thư viện {client}"
            f" / The Elasticsearch server {version} does not go with the client {client}"
        )
    if server.cluster.health(index=index)["status"] == "red":
        return (
            f"Chỉ mục {index} mất một phần dữ liệu (red): hãy xem máy chủ Elasticsearch"
            f" / A part of the index {index} is missing (red): look at the Elasticsearch server"
        )
    return ""


def asked(do: Callable[[], _T], index: str, hosts: str) -> _T:
    """Ask the cluster, and say in words what went wrong."""
    try:
        return do()
    except NotFoundError as error:
        raise SearchUnavailable(
            f"Chưa có chỉ mục {index} trên {hosts}: hãy lập chỉ mục trước.",
            f"There is no index {index} on {hosts} yet: build it first.",
        ) from error
    except ApiError as error:
        raise SearchUnavailable(
            f"Elasticsearch ở {hosts} từ chối ({error.status_code}, {error.error}): hãy xem máy chủ.",
            f"Elasticsearch on {hosts} refuses ({error.status_code}, {error.error}): look at the server.",
        ) from error
    except ConnectionTimeout as error:
        raise SearchUnavailable(
            f"Elasticsearch ở {hosts} trả lời quá chậm: hãy thử lại sau.",
            f"Elasticsearch on {hosts} answers too slowly: try again later.",
        ) from error
    except TransportError as error:
        raise SearchUnavailable(
            f"Không nối được tới Elasticsearch ở {hosts}: hãy xem máy chủ có chạy không.",
            f"Elasticsearch on {hosts} cannot be reached: see whether it runs.",
        ) from error
