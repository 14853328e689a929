"""``diembao search``: the same search as the page's, for terminals and programs."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from archive import articles, changes
from config import tools
from search.errors import IndexMismatch, QueryError, SearchUnavailable
from search.model import Answer, Ask, Order
from search.query import parse


def parser() -> argparse.ArgumentParser:
    """What ``search`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao search",
        description="Tìm trong kho. / Search the archive."
        " Ví dụ / e.g.: diembao search 'lũ AND báo:bao-lam-giang'",
    )
    found.add_argument("query", help="câu hỏi / the query")
    found.add_argument("--json", action="store_true", help="kết quả cho chương trình / for programs")
    found.add_argument("--limit", type=int, default=20, help="số bài / how many (20)")
    found.add_argument(
        "--order",
        choices=[order.value for order in Order],
        default=Order.TIME.value,
        help="mới nhất hay hợp nhất trước / newest or best first (time)",
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """Search and print."""
    asked = parser().parse_args(arguments)
    try:
        tree = parse(asked.query)
    except QueryError as error:
        print(error.caret(asked.query), file=sys.stderr)
        return 2
    try:
        engine = tools.engine()
        ask = Ask(order=Order(asked.order), limit=max(1, asked.limit), facets=asked.json)
        answer = engine.search(tree, ask)
    except (SearchUnavailable, IndexMismatch) as away:
        print(away, file=sys.stderr)
        return 2
    engine.close()
    hits = shown(answer)
    if asked.json:
        facets = {name: {b.value: b.count for b in buckets} for name, buckets in answer.facets.items()}
        print(json.dumps({"count": answer.count, "hits": hits, "facets": facets}, ensure_ascii=False))
        return 0
    for hit in hits:
        print(f"{hit['published_at'] or '—':25} {hit['outlet']}: {hit['title']}\n{'':25} {hit['url']}")
    waiting = changes.lag().count
    late = f"; {waiting} bài đang chờ vào chỉ mục / waiting for the index" if waiting else ""
    print(f"{answer.count} bài / articles{late}")
    return 0


def shown(answer: Answer) -> list[dict[str, Any]]:
    """Hits as they are printed."""
    rows = articles.by_ids([hit.id for hit in answer.hits])
    return [
        {
            "id": row.id,
            "url": row.url,
            "title": row.title,
            "published_at": row.published_at.isoformat() if row.published_at else None,
            "outlet": row.outlet,
            "lang": row.lang,
            "topics": [row.topic] if row.topic else [],
            "tone": row.tone,
        }
        for row in rows
    ]
