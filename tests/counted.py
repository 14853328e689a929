"""Weeks of a desk's articles, put in at once: so many of each topic a day, by outlets in turn."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from archive.models import Article, Reading, Source
from crawler import addresses
from tests import factory
from tests.factory import MORNING

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OUTLETS = ("bao-mot", "bao-hai", "bao-ba", "bao-bon")


def sources(names: Sequence[str] = OUTLETS) -> list[Source]:
    """A source of each outlet."""
    return [factory.source(of=factory.outlet(name, name.replace("-", " ").title())) for name in names]


def fill(
    topics: Mapping[str, Sequence[int]],
    *,
    names: Sequence[str] = OUTLETS,
    until: datetime = MORNING,
    places: Sequence[str] = (),
    tone: int = 0,
) -> list[Article]:
    """The counts of days up to and with an instant's; the last of each topic is that day's."""
    found = sources(names)
    rows: list[Article] = []
    of: list[str] = []
    for topic, counts in topics.items():
        for back, count in enumerate(reversed(counts)):
            for number in range(count):
                at = until - back * DAY - number * timedelta(minutes=3)
                rows.append(_article(found[(number + back) % len(found)], topic, at, len(rows)))
                of.append(topic)
    stored = Article.objects.bulk_create(rows)
    readings = [
        Reading(
            article=row,
            version=1,
            model="thu-1",
            lang="vi",
            about=0.97,
            is_about=True,
            topics=[[topic, 0.9]],
            topic=topic,
            tone=tone,
            tone_p=0.8,
            places=[[place, 0, 3] for place in places],
            read_at=until,
        )
        for row, topic in zip(stored, of, strict=True)
    ]
    for row, reading in zip(stored, Reading.objects.bulk_create(readings), strict=True):
        row.reading = reading
    Article.objects.bulk_update(stored, ["reading"], batch_size=500)
    return stored


def _article(source: Source, topic: str, at: datetime, number: int) -> Article:
    url = f"https://{source.outlet.key}.example/{topic}-{at:%Y%m%d%H%M%S}-{number}"
    return Article(
        canonical_key=addresses.key_of(url),
        canonical_url=url,
        outlet=source.outlet,
        source=source,
        title=f"Tin {number} về {topic}",
        lang="vi",
        published_at=at,
        first_fetched_at=at,
        fetched_at=at,
    )
