"""What a query would have caught in thirty days, asked of a real index."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desk.watch_preview import preview
from search.engine import open_engine
from search.model import Bucket, Document
from search.query import parse

TODAY = date(2026, 10, 1)
NOON = datetime(2026, 10, 1, 5, 0, tzinfo=UTC)
PLAIN = Document(
    id=1,
    revision=1,
    url="https://bao.example/1",
    title="Lũ trên sông Trong",
    body="Nước dâng.",
    published_at=NOON,
    fetched_at=NOON,
    source="bao-rss",
    outlet="bao",
    kind="provincial",
    country="VN",
    lang="vi",
)


def test_the_last_thirty_days_count_and_the_newest_are_shown(tmp_path: Path) -> None:
    engine = open_engine(f"tantivy://{tmp_path / 'index'}", write=True)
    ages = [*range(10), 0, 29, 30]
    engine.index(replace(PLAIN, id=n, published_at=NOON - timedelta(days=age)) for n, age in enumerate(ages))
    engine.commit()
    told = preview(engine, parse("lũ", today=TODAY), TODAY)
    none = preview(engine, parse("hạn hán", today=TODAY), TODAY)
    engine.close()
    assert (told.count, told.newest) == (12, (10, *range(9)))
    filled = [day for day in told.days if day.count]
    assert (filled[0], filled[-1]) == (Bucket("2026-09-02", 1), Bucket("2026-10-01", 2))
    assert (none.count, none.newest) == (0, ())
