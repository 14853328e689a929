"""What single pages ask beside the lists: one article whole, its versions, the work still to do on it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from archive.models import Article, IndexChange, Job, Outlet, Version

PER_ARTICLE = ("read", "relate", "story", "claim", "alert")


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with everything its page tells."""

    id: int
    title: str
    alt_title: str
    standfirst: str
    body: str
    authors: tuple[str, ...]
    section: str
    lang: str
    url: str
    outlet: str
    outlet_key: str
    kind: str
    country: str
    source: str
    published_at: datetime | None
    published_raw: str
    published_origin: str
    published_has_zone: bool
    published_trust: str
    first_fetched_at: datetime
    fetched_at: datetime
    removed_at: datetime | None
    removed_how: str
    is_paywalled: bool
    agency: str
    medium: str
    visit: str
    links: tuple[str, ...]
    version: int
    copy_of: int | None
    copy_share: float


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What an article said from one fetch on."""

    number: int
    title: str
    standfirst: str
    body: str
    sha256: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """A step that waits for an article; ``is_aside`` if it failed until a person looks."""

    stage: str
    run_at: datetime
    tries: int
    reason: str
    is_aside: bool


def article(article_id: int) -> ArticlePage | None:
    """One article, or nothing."""
    row = Article.objects.select_related("outlet", "source", "delegation").filter(id=article_id).first()
    if row is None:
        return None
    return ArticlePage(
        id=row.id,
        title=row.title,
        alt_title=row.alt_title,
        standfirst=row.standfirst,
        body=row.body,
        authors=tuple(row.authors),
        section=row.section,
        lang=row.lang,
        url=row.canonical_url,
        outlet=row.outlet.name,
        outlet_key=row.outlet.key,
        kind=row.outlet.kind,
        country=row.outlet.country,
        source=row.source.key,
        published_at=row.published_at,
        published_raw=row.published_raw,
        published_origin=row.published_origin,
        published_has_zone=row.published_has_zone,
        published_trust=row.published_trust,
        first_fetched_at=row.first_fetched_at,
        fetched_at=row.fetched_at,
        removed_at=row.removed_at,
        removed_how=row.removed_how,
        is_paywalled=row.is_paywalled,
        agency=row.agency,
        medium=row.medium,
        visit=row.delegation.name if row.delegation else "",
        links=tuple(row.links),
        version=row.version,
        copy_of=row.copy_of_id,
        copy_share=row.copy_share,
    )


def versions(article_id: int) -> list[VersionRow]:
    """Everything an article ever said, newest first."""
    rows = Version.objects.filter(article_id=article_id).order_by("-number")
    return [VersionRow(v.number, v.title, v.standfirst, v.body, v.content_sha256, v.seen_at) for v in rows]


def work_of(article_id: int) -> list[Work]:
    """The steps that wait for an article, its index entry among them."""
    mine = Q(stage__in=PER_ARTICLE, key__startswith=f"{article_id}:")
    steps = [
        Work(job.stage, job.run_at, job.tries, job.reason, job.quarantined_at is not None)
        for job in Job.objects.filter(mine).order_by("id")
    ]
    behind = IndexChange.objects.filter(article_id=article_id).first()
    return [*steps, Work("index", behind.queued_at, 0, "", is_aside=False)] if behind else steps


def arrived(since: datetime) -> int:
    """How many originals about the province were collected after an instant."""
    found = Article.objects.filter(copy_of__isnull=True, reading__is_about=True, first_fetched_at__gt=since)
    return found.count()


def outlet_names() -> dict[str, str]:
    """Every outlet's key and name."""
    return dict(Outlet.objects.values_list("key", "name"))
