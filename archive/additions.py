"""What comes in otherwise than by the crawl: its outlet, its identities, its evidence, its first stage."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from archive import announced, articles, captures, jobs
from archive.models import Address, AddressState, Article, Capture, Outlet, Source
from crawler import addresses
from crawler import model as crawler
from crawler.evidence import Shelf
from crawler.model import Entry, Shape

READ, EXTRACT = "read", "extract"
OK = 200


class Medium(StrEnum):
    """How something was published; all that the crawl finds are pages."""

    PAGE = "page"
    NEWSLETTER = "newsletter"
    PRINT = "print"
    VIDEO = "video"
    TEXT = "text"


class Way(StrEnum):
    """How something came in, as the key of its outlet's source ends."""

    FILE = "tep"
    OFFICER = "canbo"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published something, as far as it is told."""

    name: str
    host: str = ""
    country: str = ""
    lang: str = ""
    has_own_host: bool = True  # senders of newsletters share the hosts of those who post them


@dataclass(frozen=True, slots=True)
class Given:
    """Something to keep: its words, where it belongs, and every identity it is known by."""

    article: crawler.Article
    source_id: int
    medium: Medium
    identities: tuple[str, ...] = ()
    capture_id: int | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """The article that stands for it now."""

    article_id: int
    is_new: bool


def source_of(publisher: Publisher, way: Way) -> int:
    """The source that stands for a publisher's coverage of that way; it is never polled."""
    outlet = _outlet_of(publisher)
    shape = "import" if way is Way.FILE else Shape.PAGE.value
    source, _ = Source.objects.get_or_create(
        key=f"{outlet.key[: 119 - len(way)]}-{way}",
        defaults={"outlet": outlet, "url": "", "shape": shape, "is_active": False},
    )
    return source.id


def _outlet_of(publisher: Publisher) -> Outlet:
    """The outlet at that host or of that name, or a new one until a pack knows it."""
    found = _outlet_at(publisher.host) if publisher.host else None
    found = found or Outlet.objects.filter(name__iexact=publisher.name).order_by("id").first()
    if found is not None:
        return found
    own_host = publisher.host if publisher.has_own_host else ""
    name = (publisher.name or publisher.host)[:200]
    outlet, _ = Outlet.objects.get_or_create(
        key=f"tep-{hashlib.sha256((own_host or name).encode()).hexdigest()[:12]}",
        defaults={
            "name": name,
            "kind": "import",
            "country": publisher.country,
            "lang": publisher.lang,
            "home_page": f"https://{own_host}/" if own_host else "",
        },
    )
    return outlet


def _outlet_at(host: str) -> Outlet | None:
    """The outlet whose site a host belongs to, the nearest where one site lies in another."""
    pages = Outlet.objects.exclude(home_page="").order_by("id").values_list("id", "home_page")
    sites = [(addresses.host_of(page).removeprefix("www."), id) for id, page in pages]
    mine = [(len(site), id) for site, id in sites if f".{host}".endswith(f".{site}")]
    return Outlet.objects.get(id=max(mine)[1]) if mine else None


def file_address(sha256: str) -> str:
    """The address a file has by its bytes."""
    return f"urn:sha256:{sha256}"


def keep(given: Given, now: datetime) -> Added:
    """Store something once, in the caller's transaction, and let it be read."""
    article = given.article
    before = articles.known((article.canonical_url, *given.identities))
    if before is not None:
        return Added(before, is_new=False)
    entry = Entry(article.url, article.canonical_url, article.title, article.published)
    address_id = announced.import_address(given.source_id, entry, now)
    stored = articles.store(article, address_id, given.capture_id, now)
    Article.objects.filter(id=stored.article_id).update(medium=given.medium)
    for identity in given.identities:
        _identify(identity, stored.article_id, given.source_id, now)
    key = f"{stored.article_id}:{stored.version}"
    jobs.put([jobs.NewJob(READ, key, now, {"article": stored.article_id})])
    return Added(stored.article_id, is_new=True)


def _identify(identity: str, article_id: int, source_id: int, now: datetime) -> None:
    Address.objects.get_or_create(
        url_key=addresses.key_of(identity),
        defaults={
            "url": identity,
            "source_id": source_id,
            "article_id": article_id,
            "state": AddressState.STORED,
            "first_seen_at": now,
        },
    )


def shelve(shelf: Shelf, answer: crawler.Capture, source_id: int) -> int:
    """Keep bytes that were handed in as evidence, as if their address had answered them."""
    return captures.keep(answer, shelf.keep(answer), source_id)


def handed_in(media_type: str, body: bytes, now: datetime, address: str = "") -> crawler.Capture:
    """Bytes that were handed in, as the evidence takes them: as if an address of the web had answered."""
    # WARC knows headers of http addresses only; a host that ends in "invalid" is nobody's (RFC 2606).
    url = address or f"https://handed-in.invalid/sha256/{hashlib.sha256(body).hexdigest()}"
    headers = (("Content-Type", media_type),)
    return crawler.Capture("", url, url, Shape.PAGE, OK, headers, body, now)


def is_kept(answer: crawler.Capture) -> bool:
    """Whether the same bytes of the same time are kept already."""
    digest = hashlib.sha256(answer.body).hexdigest()
    return Capture.objects.filter(fetched_at=answer.fetched_at, sha256=digest, url=answer.url[:2000]).exists()


def withhold(answer: crawler.Capture, rule: str) -> None:
    """Something bears a state-secret mark: only address, time, digest and rule are kept, and a notice."""
    digest = hashlib.sha256(answer.body).hexdigest()
    if not Capture.objects.filter(sha256=digest, error__startswith=captures.WITHHELD).exists():
        captures.withhold(answer, rule, None)


def extract_later(answer: crawler.Capture, shelf: Shelf, source_id: int, now: datetime) -> int:
    """Keep a page that somebody else fetched and let it go through the usual stages; its capture's number."""
    entry = Entry(answer.url, answer.url, "", crawler.Moment(None, "", crawler.DateOrigin.NONE))
    address_id = announced.import_address(source_id, entry, answer.fetched_at)
    capture_id = shelve(shelf, answer, source_id)
    payload = {"capture": capture_id, "address": address_id}
    jobs.put([jobs.NewJob(EXTRACT, str(capture_id), now, payload)])
    return capture_id


def without_article(capture_ids: Iterable[int]) -> list[str]:
    """The addresses among these captures on which no article was found."""
    found = Capture.objects.filter(id__in=list(capture_ids), article__isnull=True).order_by("id")
    return list(found.values_list("url", flat=True))
