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
from crawler.trust import Trust, trust_of
from search.model import Document

# What a reader is told of an article; a change of one of these is told of a visit.
TOLD = (
    *("title", "alt_title", "standfirst", "body", "authors"),
    *("section", "published_at", "agency", "is_paywalled"),
)
# Of these the index keeps a copy, beside the words that make a version.
INDEXED = frozenset({"published_at", "alt_title"})
# Times that articles may be sorted and counted by.
USABLE = frozenset({Trust.SURE, Trust.NO_ZONE})


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
    is_removed: bool = False


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
    fields: tuple[str, ...] = ()


def content_key(article: crawler.Article) -> str:
    """The identity of an article's words."""
    words = f"{article.title}\x1f{article.standfirst}\x1f{article.body}"
    return hashlib.sha256(words.encode()).hexdigest()


def store(article: crawler.Article, address_id: int, capture_id: int | None, seen_at: datetime) -> Stored:
    """Keep an article in the caller's transaction: new, a new version, or the same as before."""
    address = Address.objects.select_related("source").get(id=address_id)
    key = addresses.key_of(article.canonical_url)
    mine = Q(id=address.article_id) if address.article_id else Q(canonical_key=key)
    row = Article.objects.select_for_update().filter(mine).first()
    Address.objects.filter(id=address_id).update(state=AddressState.STORED)
    if row is None:
        stored = _store_new(article, address, key, capture_id, seen_at)
    elif address.article_id is None or seen_at < row.fetched_at:
        # Each address may have its page built differently: an article's words are those of its first address.
        stored = Stored(row.id, row.version, is_new=False, is_changed=False)
    else:
        stored = _store_again(row, article, address, capture_id, seen_at)
    Address.objects.filter(id=address_id).update(article_id=stored.article_id)
    if capture_id is not None:
        Capture.objects.filter(id=capture_id).update(article_id=stored.article_id)
    return stored


def _store_new(
    article: crawler.Article, address: Address, key: str, capture_id: int | None, seen_at: datetime
) -> Stored:
    row = Article(
        canonical_key=key,
        canonical_url=article.canonical_url,
        outlet_id=address.source.outlet_id,
        source=address.source,
        first_fetched_at=seen_at,
    )
    _fill(row, article, address, seen_at)
    row.save()
    _keep_version(row, content_key(article), capture_id, seen_at)
    changes.note(row.id, seen_at)
    return Stored(row.id, row.version, is_new=True, is_changed=True)


def _store_again(
    row: Article, article: crawler.Article, address: Address, capture_id: int | None, seen_at: datetime
) -> Stored:
    before = _told(row)
    _fill(row, article, address, seen_at)
    fields = tuple(name for name, value in _told(row).items() if value != before[name])
    digest = content_key(article)
    is_known = Version.objects.filter(article=row, number=row.version, content_sha256=digest).exists()
    row.version += not is_known
    row.save()
    if not is_known:
        _keep_version(row, digest, capture_id, seen_at)
    if not is_known or INDEXED & set(fields):
        changes.note(row.id, seen_at)
    return Stored(row.id, row.version, is_new=False, is_changed=not is_known, fields=fields)


def _told(row: Article) -> dict[str, object]:
    return {name: getattr(row, name) for name in TOLD}


def _fill(row: Article, article: crawler.Article, address: Address, seen_at: datetime) -> None:
    row.title = article.title[:1000]
    row.alt_title = article.alt_title[:1000]
    row.standfirst, row.body = article.standfirst, article.body
    row.authors = list(article.authors)
    row.section, row.lang = article.section[:200], article.lang
    row.image_url = article.image_url[:2000]
    row.is_paywalled, row.agency = article.is_paywalled, article.agency[:80]
    row.links, row.credited = list(article.links), list(article.credited)
    row.fetched_at = seen_at
    _date(row, article.published, address, seen_at)


def _date(row: Article, told: crawler.Moment, address: Address, seen_at: datetime) -> None:
    """The page's own time, or its list's where that is missing or cannot be; never that of the crawl."""
    listed = crawler.Moment(
        address.published_at, address.published_raw, crawler.DateOrigin.FEED, address.published_has_zone
    )
    if trust_of(told, seen_at) in USABLE:
        _take_time(row, told, seen_at)
    elif row.published_at is None:
        usable = trust_of(listed, seen_at) in USABLE
        _take_time(row, listed if usable or told.at is None else told, seen_at)


def _take_time(row: Article, moment: crawler.Moment, seen_at: datetime) -> None:
    trust = trust_of(moment, seen_at)
    row.published_at = moment.at if trust in USABLE else None
    row.published_raw = moment.raw[:200]
    row.published_origin = (moment.origin if moment.at else crawler.DateOrigin.NONE).value
    row.published_has_zone = moment.has_zone
    row.published_trust = trust.value


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


def capture_of(article_id: int, version: int) -> int | None:
    """The capture a version was read from; nothing for what came from a file."""
    found = Version.objects.filter(article_id=article_id, number=version)
    return found.values_list("capture_id", flat=True).first()


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
        places=tuple(sorted({*reading.within, *(span[0] for span in reading.places)})) if reading else (),
        about=reading.is_about if reading else False,
        alt_title=row.alt_title,
        harms=reading.harms if reading else False,
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
        abstain=reading.is_tone_unsure if reading else True,
        copies=copies,
        copy_of=row.copy_of_id,
        is_removed=row.removed_at is not None,
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
    return known((addresses.normalise(url),))


def known(identities: Iterable[str]) -> int | None:
    """The article that is known by any of these addresses."""
    keys = [addresses.key_of(one) for one in identities if one]
    # Two questions, each by its index: asked as one, every article would be looked at.
    own = Article.objects.filter(canonical_key__in=keys).order_by("id").values_list("id", flat=True).first()
    if own is not None:
        return own
    announced_as = Address.objects.filter(url_key__in=keys, article__isnull=False).order_by("id")
    return announced_as.values_list("article_id", flat=True).first()


def published_between(since: datetime, until: datetime, *, late: timedelta) -> list[ArticleRow]:
    """Originals about the province of a period; one that came in late counts if no older than ``late``."""
    in_time = Q(published_at__gte=since, published_at__lt=until)
    came_late = Q(published_at__gte=since - late, published_at__lt=since, first_fetched_at__gte=since)
    undated = Q(published_at__isnull=True, first_fetched_at__gte=since, first_fetched_at__lt=until)
    found = Article.objects.filter(
        in_time | came_late | undated, copy_of__isnull=True, reading__is_about=True
    )
    return listed(found.order_by("-published_at", "-id"))
