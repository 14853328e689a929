"""The fingerprints of the last weeks' articles: packed, and the anchors by which one is found.

What an article has in the lean table is told by its packed fingerprints alone, so both change together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection

from archive.models import Anchor, Article, Fingerprint
from classifier import copies

WINDOW = timedelta(days=30)
# Each article that comes lets so many old ones go: the store shrinks by itself as the window moves on.
SLICE = 3
# So many rows are written at once: no database takes more than some hundreds of numbers for sure.
_ROWS = 400
# Names the turn among those a server knows.
_TURN = 0x0C0B1E5


def take_turn() -> None:
    """Let nobody else relate until the transaction ends: two copies that come at once must find each other.

    SQLite writes one transaction after the other anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])


def keep(article_id: int, marks: Sequence[int]) -> bool:
    """Let these be an article's fingerprints, in the caller's transaction; tells whether they were others."""
    before = of([article_id]).get(article_id)
    if before == tuple(marks):
        return False
    if before is None:
        Fingerprint.objects.create(article_id=article_id, marks=copies.pack(marks))
    else:
        _clear(article_id, before)
        Fingerprint.objects.filter(article_id=article_id).update(marks=copies.pack(marks))
    _lead(article_id, copies.anchors(marks))
    return True


def of(article_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The fingerprints of some articles; those the window has left behind have none."""
    found = Fingerprint.objects.filter(article_id__in=list(article_ids))
    return {id: copies.unpack(blob) for id, blob in found.values_list("article_id", "marks")}


def holders(marks: Collection[int]) -> Mapping[int, list[int]]:
    """The articles that any of these lead to, by mark."""
    found: dict[int, list[int]] = defaultdict(list)
    for mark, article_id in Anchor.objects.filter(mark__in=marks).values_list("mark", "article_id"):
        found[mark].append(article_id)
    return found


def release(article_id: int, marks: Collection[int]) -> None:
    """Let formulas no longer lead to an article: what leads to everybody leads nowhere, and takes long."""
    Anchor.objects.filter(article_id=article_id, mark__in=marks).delete()


def forget(article_id: int) -> None:
    """An article that nothing leads to any more, in the caller's transaction."""
    for id, marks in of([article_id]).items():
        _clear(id, marks)
    Fingerprint.objects.filter(article_id=article_id).delete()


def drop_old(now: datetime) -> int:
    """Forget a few of the articles that the window has left behind; returns how many."""
    oldest = list(Fingerprint.objects.order_by("article_id").values_list("article_id", flat=True)[:SLICE])
    gone = Article.objects.filter(id__in=oldest, first_fetched_at__lt=now - WINDOW)
    ids = sorted(gone.values_list("id", flat=True))
    for id in ids:
        forget(id)
    return len(ids)


def _lead(article_id: int, anchors: Sequence[int]) -> None:
    # Past the models, which take longer to make than the rows to write; in order, for pages lie side by side.
    for few in (sorted(anchors)[at : at + _ROWS] for at in range(0, len(anchors), _ROWS)):
        values = ", ".join(["(%s, %s)"] * len(few))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO archive_anchor (mark, article_id) VALUES {values} ON CONFLICT DO NOTHING",  # noqa: S608 - nothing but placeholders
                [number for mark in few for number in (mark, article_id)],
            )


def _clear(article_id: int, marks: Sequence[int]) -> None:
    release(article_id, copies.anchors(marks))
