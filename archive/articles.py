"""Articles: stored with their identities and versions, asked for as frozen rows."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from archive import changes
from archive.models import Address, AddressState, Article, Capture, Version
from crawler import addresses
from crawler import model as crawler
from search.model import Document


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as lists show it."""

    id: int
    title: str
    standfirst: str
    url: str
    outlet: str
    outlet_key: str
    kind: str
    country: str
    lang: str
    published_at: datetime | None
    first_fetched_at: datetime
    is_about: bool
    about: float | None
    topic: str
    tone: int
    abstain: bool
    copies: int
    copy_of: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an article, for the stages that read and relate."""

    id: int
    version: int
    url: str
    title: str
    standfirst: str
    body: str
    lang: str
    published_at: datetime | None
    seen_at: datetime

    @property
    def whole(self) -> str:
        """Title, standfirst and body, a paragraph each."""
        return "\n".join(part for part in (self.title, self.standfirst, self.body) if part)


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing an article did."""

    article_id: int
    version: int
    is_new: bool
    is_changed: bool


def content_key(article: crawler.Article) -> str:
    """The identity of an article's words."""
    words = f"{article.title}\x1f{article.standfirst}\x1f{article.body}"
    return hashlib.sha256(words.encode()).hexdigest()


def store(article: crawler.Article, address_id: int, capture_id: int | None, seen_at: datetime) -> Stored:
    """Keep an article in the caller's transaction: new, a new version, or the same as before."""
    address = Address.objects.select_related("source").get(id=address_id)
    key = addresses.key_of(article.canonical_url)
    row = address.article or Article.objects.filter(canonical_key=key).first()
    is_new = row is None
    if row is None:
        row = Article(
            canonical_key=key,
            canonical_url=article.canonical_url,
            outlet_id=address.source.outlet_id,
            source=address.source,
            first_fetched_at=seen_at,
            version=0,
        )
    digest = content_key(article)
    known = (
        not is_new and Version.objects.filter(article=row, number=row.version, content_sha256=digest).exists()
    )
    _fill(row, article, address, seen_at)
    if not known:
        row.version += 1
    row.save()
    if not known:
        _keep_version(row, digest, capture_id, seen_at)
        changes.note(row.id, seen_at)
    Address.objects.filter(id=address_id).update(article=row, state=AddressState.STORED)
    if capture_id is not None:
        Capture.objects.filter(id=capture_id).update(article=row)
    return Stored(row.id, row.version, is_new, not known)


def _fill(row: Article, article: crawler.Article, address: Address, seen_at: datetime) -> None:
    row.title = article.title[:1000]
    row.alt_title = article.alt_title[:1000]
    row.standfirst, row.body = article.standfirst, article.body
    row.authors = list(article.authors)
    row.section, row.lang = article.section[:200], article.lang
    row.fetched_at = seen_at
    row.removed_at = None
    if article.published.at is not None:
        row.published_at = article.published.at
        row.published_raw = article.published.raw[:200]
        row.published_origin = article.published.origin.value
        row.published_has_zone = article.published.has_zone
    elif address.published_at is not None:
        row.published_at = address.published_at
        row.published_raw = address.published_raw
        row.published_origin = crawler.DateOrigin.FEED.value
        row.published_has_zone = address.published_has_zone


def _keep_version(row: Article, digest: str, capture_id: int | None, seen_at: datetime) -> None:
    Version.objects.create(
        article=row,
        number=row.version,
        title=row.title,
        standfirst=row.standfirst,
        body=row.body,
        content_sha256=digest,
        capture_id=capture_id,
        seen_at=seen_at,
    )


def text(article_id: int) -> Text | None:
    """The words of one article."""
    row = Article.objects.filter(id=article_id).first()
    if row is None:
        return None
    return Text(
        row.id,
        row.version,
        row.canonical_url,
        row.title,
        row.standfirst,
        row.body,
        row.lang,
        row.published_at,
        row.first_fetched_at,
    )


def documents(ids: Iterable[int]) -> list[Document]:
    """Articles as the search index takes them."""
    rows = Article.objects.filter(id__in=list(ids)).select_related("outlet", "source", "reading")
    return [_document(row) for row in rows]


def _document(row: Article) -> Document:
    reading = row.reading
    return Document(
        id=row.id,
        revision=row.revision,
        url=row.canonical_url,
        title=row.title,
        body="\n".join(part for part in (row.standfirst, row.body) if part),
        published_at=row.published_at,
        fetched_at=row.first_fetched_at,
        source=row.source.key,
        outlet=row.outlet.key,
        kind=row.outlet.kind,
        country=row.outlet.country,
        lang=row.lang,
        topics=tuple(code for code, _ in reading.topics) if reading else (),
        tone=reading.tone if reading else 0,
        places=tuple(sorted({span[0] for span in reading.places})) if reading else (),
        about=reading.is_about if reading else False,
    )


def listed(found: QuerySet[Article]) -> list[ArticleRow]:
    """Rows of a list, with the number of copies folded under each."""
    rows = list(found.select_related("outlet", "reading"))
    ids = [row.id for row in rows]
    counts: dict[int, int] = {}
    for head in Article.objects.filter(copy_of__in=ids).values_list("copy_of_id", flat=True):
        if head is not None:
            counts[head] = counts.get(head, 0) + 1
    return [_listed(row, counts.get(row.id, 0)) for row in rows]


def _listed(row: Article, copies: int) -> ArticleRow:
    reading = row.reading
    return ArticleRow(
        id=row.id,
        title=row.title,
        standfirst=row.standfirst,
        url=row.canonical_url,
        outlet=row.outlet.name,
        outlet_key=row.outlet.key,
        kind=row.outlet.kind,
        country=row.outlet.country,
        lang=row.lang,
        published_at=row.published_at,
        first_fetched_at=row.first_fetched_at,
        is_about=reading.is_about if reading else False,
        about=reading.about if reading else None,
        topic=reading.topic if reading else "",
        tone=reading.tone if reading else 0,
        abstain=reading.abstain if reading else True,
        copies=copies,
        copy_of=row.copy_of_id,
    )


def newest(limit: int, *, only_about: bool = True, since: datetime | None = None) -> list[ArticleRow]:
    """The newest originals, copies folded under them; ``since`` counts from when they were collected."""
    found = Article.objects.filter(copy_of__isnull=True)
    if only_about:
        found = found.filter(reading__is_about=True)
    if since is not None:
        found = found.filter(first_fetched_at__gte=since)
    return listed(found.order_by("-published_at", "-id")[:limit])


def by_ids(ids: Sequence[int]) -> list[ArticleRow]:
    """Rows in the order asked for; one that is gone is left out."""
    found = {row.id: row for row in listed(Article.objects.filter(id__in=list(ids)))}
    return [found[id] for id in ids if id in found]


def copies_of(article_id: int) -> list[ArticleRow]:
    """The other articles with the same content, oldest first."""
    head = Article.objects.filter(id=article_id).values_list("copy_of_id", flat=True).first()
    root = head or article_id
    found = Article.objects.filter(Q(copy_of_id=root) | Q(id=root)).exclude(id=article_id)
    return listed(found.order_by("published_at", "id"))


def find_by_url(url: str) -> int | None:
    """The article at an address, however it was reached."""
    clean = addresses.normalise(url)
    key = addresses.key_of(clean)
    found = Article.objects.filter(Q(canonical_key=key) | Q(addresses__url_key=key)).first()
    return found.id if found else None


def published_between(since: datetime, until: datetime, *, late: timedelta) -> list[ArticleRow]:
    """Originals about the province of a period; one that came in late counts if no older than ``late``."""
    in_time = Q(published_at__gte=since, published_at__lt=until)
    came_late = Q(published_at__gte=since - late, published_at__lt=since, first_fetched_at__gte=since)
    undated = Q(published_at__isnull=True, first_fetched_at__gte=since, first_fetched_at__lt=until)
    found = Article.objects.filter(
        in_time | came_late | undated, copy_of__isnull=True, reading__is_about=True
    )
    return listed(found.order_by("-published_at", "-id"))
