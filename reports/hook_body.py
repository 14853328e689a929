"""What a call says: JSON with the articles' titles, outlets, dates and quotes, never their texts."""

import json
from collections.abc import Sequence
from datetime import datetime

from desk.watch_rows import WatchRow
from reports.watch_items import Item


def written(watch: WatchRow, items: Sequence[Item], total: int, now: datetime) -> str:
    """The body of a call; it stays the same over every try."""
    told = {
        "watch": {"id": watch.id, "name": watch.name},
        "told_at": now.isoformat(),
        "count": total,
        "articles": [_article(item) for item in items],
    }
    return json.dumps(told, ensure_ascii=False)


def _article(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "title": item.title,
        "outlet": item.outlet,
        "published_at": item.published_at.isoformat() if item.published_at else None,
        "quote": item.text,
        "link": item.link,
        "original": item.original,
        "copies": item.copies,
    }
