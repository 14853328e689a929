"""What a cluster can answer when it cannot serve, each as a sentence in Vietnamese and in English."""

import re
from collections.abc import Callable, Mapping
from importlib import metadata
from typing import NoReturn

from elastic_transport import TextSerializer
from elasticsearch import (
    ApiError,
    ConnectionTimeout,
    SerializationError,
    TransportError,
    UnsupportedProductError,
)

from search.errors import SearchUnavailable, TooHeavy

CLIENT = metadata.version("elasticsearch")
# What the index answers by itself when the disk of its machine is nearly full.
_FLOOD = "flood-stage"
_BLOCK = "cluster_block_exception"
_UNAVAILABLE = 503
# How a server names a query that asks for more than it may take: how much that is grows with its memory.
_HEAVY = re.compile(
    "search_timeout_exception|too_many_(?:nested_)?clauses|expanded to too many terms|maxClauseCount"
)


class JsonOnly(TextSerializer):
    """Takes no text for an answer: Elasticsearch gives none to what it is asked here."""

    def loads(self, data: bytes) -> NoReturn:
        """Refuse a page of somebody else's."""
        raise SerializationError(f"no JSON: {data[:80]!r}")


def said(error: ApiError | TransportError | KeyError, hosts: str) -> SearchUnavailable:
    """Say in words why a call failed."""
    if isinstance(error, ConnectionTimeout):
        return slow(hosts)
    if isinstance(error, ApiError) and not isinstance(error, UnsupportedProductError):
        told = error.body.get("error") if isinstance(error.body, dict) else None
        if isinstance(told, dict):
            if _HEAVY.search(str(told)):
                return heavy()
            return refused(error.status_code, str(told.get("type")), str(told.get("reason")), hosts)
        return refused(error.status_code, "", "", hosts)
    # An answer without what every answer of its kind has is not Elasticsearch's either.
    is_strange = isinstance(error, UnsupportedProductError | SerializationError | KeyError)
    return strange(hosts) if is_strange else away(hosts)


def refused(status: int, kind: str, reason: str, hosts: str) -> SearchUnavailable:
    """Say why the cluster does not do what it was asked."""
    if kind == _BLOCK and status != _UNAVAILABLE:
        return full(hosts) if _FLOOD in reason else locked(hosts)
    by_kind = _AWAY.get(kind) if status == _UNAVAILABLE else None
    say = by_kind or _KINDS.get(kind) or _STATUSES.get(status) or (None if kind else strange)
    if say is not None:
        return say(hosts)
    return SearchUnavailable(
        f"Elasticsearch ở {hosts} từ chối ({status}, {kind}: {reason}): hãy xem máy chủ.",
        f"Elasticsearch on {hosts} refuses ({status}, {kind}: {reason}): look at the server.",
    )


def away(hosts: str) -> SearchUnavailable:
    """Nobody answers."""
    return SearchUnavailable(
        f"Không nối được tới Elasticsearch ở {hosts}: hãy xem máy chủ có chạy không.",
        f"Elasticsearch on {hosts} cannot be reached: see whether it runs.",
    )


def heavy() -> TooHeavy:
    """The query is at fault: the cluster stopped it, so that it keeps nobody else waiting."""
    return TooHeavy(
        "Câu này phải xem quá nhiều từ hoặc quá nhiều bài: hãy thêm chữ trước dấu *, giảm khoảng cách, hoặc"
        " thêm từ hiếm hơn vào cụm từ.",
        "This query has too many words or articles to look through: add letters before the *, ask for a"
        " smaller distance, or add a rarer word to the phrase.",
    )


def slow(hosts: str) -> SearchUnavailable:
    """It takes too long."""
    return SearchUnavailable(
        f"Elasticsearch ở {hosts} trả lời quá chậm: hãy thử lại sau.",
        f"Elasticsearch on {hosts} answers too slowly: try again later.",
    )


def strange(hosts: str) -> SearchUnavailable:
    """Something else answers there."""
    return SearchUnavailable(
        f"Máy ở {hosts} không trả lời như Elasticsearch: hãy kiểm tra SEARCH_URL và máy trung gian.",
        f"What answers on {hosts} is not Elasticsearch: check SEARCH_URL and what stands between.",
    )


def full(hosts: str) -> SearchUnavailable:
    """The disk is nearly full, so nothing is written any more."""
    return SearchUnavailable(
        f"Máy chủ Elasticsearch ở {hosts} gần hết đĩa nên khóa ghi chỉ mục: hãy giải phóng đĩa;"
        " tìm kiếm vẫn chạy.",
        f"The disk of Elasticsearch on {hosts} is nearly full and the index is locked against writing:"
        " make room; searching goes on.",
    )


def locked(hosts: str) -> SearchUnavailable:
    """Somebody has forbidden writing."""
    return SearchUnavailable(
        f"Chỉ mục trên {hosts} đang bị khóa ghi (index.blocks): hãy mở khóa; tìm kiếm vẫn chạy.",
        f"The index on {hosts} is locked against writing (index.blocks): unlock it; searching goes on.",
    )


def partial(hosts: str) -> SearchUnavailable:
    """A part of the index has no machine that holds it."""
    return SearchUnavailable(
        f"Một phần chỉ mục trên {hosts} đang mất (red): hãy xem các máy của cụm.",
        f"A part of the index on {hosts} is missing (red): look at the machines of the cluster.",
    )


def replaced(hosts: str) -> SearchUnavailable:
    """Another process has put the next generation in the place of the one that was open."""
    return SearchUnavailable(
        f"Chỉ mục trên {hosts} vừa được thay bằng thế hệ mới: sẽ ghi lại ngay.",
        f"The index on {hosts} has just been replaced by the next one: it is written again at once.",
    )


def unpaired(server: str) -> str:
    """Say which versions do not go together, or nothing."""
    if server.partition(".")[0] == CLIENT.partition(".")[0]:
        return ""
    return (
        f"Máy chủ Elasticsearch {server} không đi với thư viện {CLIENT}: cần cùng số đầu"
        f" / The Elasticsearch server {server} does not go with the client {CLIENT}:"
        " their first numbers must be the same"
    )


def _login(hosts: str) -> SearchUnavailable:
    return SearchUnavailable(
        f"Elasticsearch ở {hosts} không nhận tên hoặc mật khẩu: hãy sửa trong SEARCH_URL.",
        f"Elasticsearch on {hosts} does not take the name or the password: mend them in SEARCH_URL.",
    )


def _rights(hosts: str) -> SearchUnavailable:
    return SearchUnavailable(
        f"Tài khoản trong SEARCH_URL không đủ quyền trên {hosts}: cần quyền với các chỉ mục của diembao.",
        f"The account in SEARCH_URL may not do this on {hosts}: it needs rights on the indices of diembao.",
    )


def _version(hosts: str) -> SearchUnavailable:
    return SearchUnavailable(
        f"Máy chủ Elasticsearch ở {hosts} không hiểu thư viện {CLIENT}: cần máy chủ cùng số đầu.",
        f"Elasticsearch on {hosts} does not understand the client {CLIENT}: a server of the same first number"
        " is needed.",
    )


def _headless(hosts: str) -> SearchUnavailable:
    return SearchUnavailable(
        f"Cụm Elasticsearch ở {hosts} chưa có máy chủ chính: hãy xem các máy của cụm.",
        f"The Elasticsearch cluster on {hosts} has no master: look at its machines.",
    )


def _busy(hosts: str) -> SearchUnavailable:
    return SearchUnavailable(
        f"Elasticsearch ở {hosts} đang quá tải: hãy thử lại sau.",
        f"Elasticsearch on {hosts} has too much to do: try again later.",
    )


_AWAY: Mapping[str, Callable[[str], SearchUnavailable]] = {
    _BLOCK: _headless,
    "search_phase_execution_exception": partial,
    "no_shard_available_action_exception": partial,
    "unavailable_shards_exception": partial,
}
_KINDS: Mapping[str, Callable[[str], SearchUnavailable]] = {
    "media_type_header_exception": _version,
    "master_not_discovered_exception": _headless,
    "aliases_not_found_exception": replaced,
}
_STATUSES: Mapping[int, Callable[[str], SearchUnavailable]] = {401: _login, 403: _rights, 429: _busy}
