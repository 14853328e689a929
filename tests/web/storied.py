"""Stories and their articles, for the tests of their pages."""

from datetime import datetime, timedelta

from django.db import transaction

from archive import stories
from archive.models import Article
from archive.story_rows import Telling
from tests import factory
from tests.factory import MORNING

HOUR = timedelta(hours=1)


def article(
    title: str = "Cá chết sông Trầm",
    outlet: str = "bao-a",
    *,
    hours: float = 0,
    kind: str = "national",
    country: str = "VN",
    tone: int = 0,
    topic: str = "environment",
    lang: str = "vi",
    copy_of: Article | None = None,
) -> Article:
    """An article of an outlet, read, so many hours before the morning."""
    of = factory.source(of=factory.outlet(outlet, f"Tờ {outlet}", kind=kind, country=country))
    at = MORNING - hours * HOUR
    row = factory.article(title, of=of, published_at=at, lang=lang, copy_of=copy_of)
    factory.reading(row, tone=tone, topics=[(topic, 0.9)])
    return row


def story(*rows: Article, lang: str = "vi") -> int:
    """A story of some articles."""
    with transaction.atomic():
        number = stories.found(lang, MORNING)
        for row in rows:
            stories.put(row.id, number, row.published_at or row.first_fetched_at, b"v")
        stories.recount([number])
    return number


def pair(title: str = "Cá chết sông Trầm", *, hours: float = 1) -> int:
    """A story of two outlets."""
    return story(article(title, "bao-a", hours=hours + 1), article(f"{title} lần hai", "bao-b", hours=hours))


def telling(
    article_id: int = 1,
    outlet: str = "a",
    *,
    minutes: float = 0,
    head: int | None = None,
    published_at: datetime | None = MORNING,
    has_zone: bool = True,
    agency: str = "",
    kind: str = "national",
    country: str = "VN",
    tone: int = 0,
    is_tone_unsure: bool = False,
    is_removed: bool = False,
    title: str = "Tin",
) -> Telling:
    """One telling, without any row."""
    at = published_at + timedelta(minutes=minutes) if published_at else None
    return Telling(
        story_id=1,
        article_id=article_id,
        head=head,
        title=title,
        url=f"https://{outlet}.example/{article_id}",
        lang="vi",
        outlet=f"Tờ {outlet}",
        outlet_key=outlet,
        kind=kind,
        country=country,
        published_at=at,
        has_zone=has_zone,
        seen_at=MORNING + timedelta(minutes=minutes),
        agency=agency,
        tone=tone,
        is_tone_unsure=is_tone_unsure,
        is_removed=is_removed,
    )
