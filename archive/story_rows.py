"""Stories as pages list and show them, with everything that tells of each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from archive.models import Article, Story, StoryMember

SIZE = F("articles") + F("copies")


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story with what was counted of it."""

    id: int
    lang: str
    first_at: datetime
    last_at: datetime
    articles: int
    copies: int
    outlets: int
    merged_into: int | None

    @property
    def size(self) -> int:
        """Its articles and their copies."""
        return self.articles + self.copies


@dataclass(frozen=True, slots=True)
class Telling:
    """One article that tells a story, in its own words or as a copy of ``head``."""

    story_id: int
    article_id: int
    head: int | None
    title: str
    url: str
    lang: str
    outlet: str
    outlet_key: str
    kind: str
    country: str
    published_at: datetime | None
    has_zone: bool
    seen_at: datetime
    agency: str
    tone: int
    is_tone_unsure: bool
    is_removed: bool

    @property
    def at(self) -> datetime:
        """When it was published, else when it came."""
        return self.published_at or self.seen_at


@dataclass(frozen=True, slots=True)
class Wish:
    """Which stories a list wants: since when, with which topic and tone since then, how large; the order."""

    since: datetime
    topic: str = ""
    tone: int | None = None
    least: int = 1
    largest_first: bool = False


def listed(wish: Wish, start: int, limit: int) -> list[StoryRow]:
    """Stories that were told of since an instant; empty ones are none."""
    found = Story.objects.filter(last_at__gte=wish.since, articles__gte=1).alias(size=SIZE)
    if wish.least > 1:
        found = found.filter(size__gte=wish.least)
    # Asked once and not for each story: a database may look for all articles of the topic each time.
    members = StoryMember.objects.filter(at__gte=wish.since).values("story")
    if wish.topic:
        found = found.filter(id__in=members.filter(article__reading__topic=wish.topic))
    if wish.tone is not None:
        found = found.filter(id__in=members.filter(article__reading__tone=wish.tone))
    order = ("-size", "-last_at", "-id") if wish.largest_first else ("-last_at", "-id")
    return [_row(row) for row in found.order_by(*order)[start : start + limit]]


def row(story_id: int) -> StoryRow | None:
    """One story, or nothing."""
    found = Story.objects.filter(id=story_id).first()
    return _row(found) if found else None


def newest(lang: str, limit: int, *, but: int) -> list[StoryRow]:
    """The newest other stories of a language."""
    found = Story.objects.filter(lang=lang, articles__gte=1).exclude(id=but)
    return [_row(row) for row in found.order_by("-last_at", "-id")[:limit]]


def of_heads(article_ids: Collection[int]) -> dict[int, StoryRow]:
    """The stories of some articles that stand for themselves, by article."""
    found = StoryMember.objects.filter(article_id__in=article_ids).select_related("story")
    return {member.article_id: _row(member.story) for member in found}


def titles(story_ids: Collection[int]) -> dict[int, str]:
    """What stories are called: by the first of their articles."""
    found = StoryMember.objects.filter(story_id__in=story_ids).order_by("-at", "-article_id")
    return dict(found.values_list("story_id", "article__title"))


def tellings(story_ids: Collection[int]) -> dict[int, list[Telling]]:
    """Who tells each of some stories, originals and copies, the oldest first."""
    own = _tellings(Article.objects.filter(membership__story_id__in=story_ids), "membership__story_id")
    copied = Article.objects.filter(copy_of__membership__story_id__in=story_ids)
    found: dict[int, list[Telling]] = {id: [] for id in story_ids}
    for one in sorted(
        [*own, *_tellings(copied, "copy_of__membership__story_id")], key=lambda one: (one.at, one.article_id)
    ):
        found[one.story_id].append(one)
    return found


def _tellings(found: QuerySet[Article], story: str) -> list[Telling]:
    rows = found.select_related("outlet", "reading").annotate(of=F(story)).defer("body", "standfirst")
    return [_telling(row, row.of) for row in rows]


def _telling(row: Article, story_id: int) -> Telling:
    reading = row.reading
    return Telling(
        story_id=story_id,
        article_id=row.id,
        head=row.copy_of_id,
        title=row.title,
        url=row.canonical_url,
        lang=row.lang,
        outlet=row.outlet.name,
        outlet_key=row.outlet.key,
        kind=row.outlet.kind,
        country=row.outlet.country,
        published_at=row.published_at,
        has_zone=row.published_has_zone,
        seen_at=row.first_fetched_at,
        agency=row.agency,
        tone=reading.tone if reading else 0,
        is_tone_unsure=reading.is_tone_unsure if reading else True,
        is_removed=row.removed_at is not None,
    )


def _row(row: Story) -> StoryRow:
    return StoryRow(
        row.id,
        row.lang,
        row.first_at,
        row.last_at,
        row.articles,
        row.copies,
        row.outlets,
        row.merged_into_id,
    )
