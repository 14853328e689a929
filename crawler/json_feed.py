"""JSON Feed, of either version."""

import json
from collections.abc import Mapping

from crawler.entries import BadList, Draft, Fault, Listing

MOST_ITEMS = 5000


def read(text: str) -> Listing:
    """The entries of a JSON Feed."""
    try:
        document = json.loads(text, strict=False)
    except (ValueError, RecursionError) as fault:
        raise BadList(Fault.MALFORMED) from fault
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise BadList(Fault.NOT_A_LIST)
    return Listing(
        drafts=[_draft(item) for item in items[:MOST_ITEMS] if isinstance(item, dict)],
        title=_text(document, "title"),
        lang=_text(document, "language"),
        link=_text(document, "home_page_url"),
    )


def _draft(item: Mapping[str, object]) -> Draft:
    summary = _text(item, "summary") or _text(item, "content_text") or _text(item, "content_html")
    return Draft(
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        id=_text(item, "id"),
        date=_text(item, "date_published"),
        summary=summary,
        authors=_authors(item),
    )


def _authors(item: Mapping[str, object]) -> tuple[str, ...]:
    people = item.get("authors")
    listed = people if isinstance(people, list) else [item.get("author")]
    names = [_text(person, "name") for person in listed if isinstance(person, dict)]
    return tuple(name for name in names if name)


def _text(item: Mapping[str, object], name: str) -> str:
    value = item.get(name)
    # Version 1 let an id be a number.
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
