"""Entries: what the index has of an article, put there as the article stands in the archive."""

from collections.abc import Sequence

from archive import articles
from search.engine import Engine


def put(ids: Sequence[int], engines: Sequence[Engine]) -> None:
    """Put articles into engines as they stand now, and commit; what is no longer there is taken out."""
    documents = articles.documents(ids)
    gone = sorted(set(ids) - {document.id for document in documents})
    for engine in engines:
        engine.index(documents)
        if gone:
            engine.delete(gone)
        engine.commit()
