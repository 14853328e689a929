"""Acts of adding coverage: a typed link, a document or a reference with its details, a newsletter."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import transaction

from archive import additions, delegations, taking, typed_links
from archive.additions import Added, Medium, Publisher, Way
from archive.clock import DESK_ZONE
from archive.taking import Handed, Item, Tools
from crawler import documents, guard
from crawler import model as crawler
from crawler.addresses import host_of, normalise
from crawler.model import DateOrigin, Moment
from crawler.newsletter import Newsletter
from crawler.reasons import Obstacle, Reason
from crawler.unfit import Unfit
from desk import audit, visits
from desk.audit import Actor
from desk.rights import Right
from language.identify import identify
from language.text import clean, fold

LINK, COVERAGE, NEWSLETTER = "link_typed", "coverage_added", "newsletter_added"
NOON = time(12)


@dataclass(frozen=True, slots=True)
class Details:
    """What an officer tells of a piece of coverage."""

    title: str
    outlet: str
    medium: Medium
    country: str = ""
    lang: str = ""
    published_on: date | None = None
    authors: tuple[str, ...] = ()
    url: str = ""
    text: str = ""
    note: str = ""
    visit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What an act of adding stored: the article, and the document where there was one."""

    article_id: int
    is_new: bool
    document: documents.Document | None = None
    attached: tuple[Added | Unfit, ...] = ()


def type_link(actor: Actor, text: str, now: datetime, *, mapped: Collection[str]) -> int | Reason:
    """Announce an address by hand; the crawl fetches it as any other. Gives the address's number."""
    audit.demand(actor, Right.ADD)
    url, wrong = normalise(text), guard.check_address(text.strip(), mapped)
    if wrong or not url:
        return wrong or Reason(Obstacle.BAD_ADDRESS, text.strip())
    with transaction.atomic():
        address_id = typed_links.type_in(url, now)
        audit.note(actor, LINK, {"url": url, "address": address_id}, now)
    return address_id


def add_coverage(
    actor: Actor, details: Details, file: bytes | None, tools: Tools, now: datetime
) -> Stored | Unfit:
    """Keep a piece of coverage as its officer tells it, with the document where one is handed in."""
    audit.demand(actor, Right.ADD)
    document = None if file is None else taking.read(tools.room, documents.read, file)
    if isinstance(document, Unfit):
        return document
    handed = Handed(document.media_type, file) if document and file else None
    item = _item(details, document, handed)

    def within(added: Added) -> None:
        if details.visit_id is not None:
            delegations.tie(details.visit_id, added.article_id)
        told = {"article": added.article_id, "title": details.title, "note": details.note}
        audit.note(actor, COVERAGE, told, now)

    added = taking.take(item, tools, now, within)
    if isinstance(added, Unfit):
        return added
    if details.visit_id is not None and not added.is_new:
        visits.tie(actor, details.visit_id, added.article_id, now)
    return Stored(added.article_id, added.is_new, document)


def _item(details: Details, document: documents.Document | None, handed: Handed | None) -> Item:
    """What an officer tells as something to take in; a document's own text outranks a typed one."""
    body = (document.text if document else "") or clean(details.text)
    url = details.url or (handed.address if handed else _address_of(details))
    article = crawler.Article(
        url=url,
        canonical_url=url,
        title=details.title,
        alt_title="",
        standfirst="",
        body=body,
        authors=details.authors,
        section="",
        lang=details.lang or identify(f"{details.title}\n{body}"),
        published=_moment(details.published_on),
    )
    host = host_of(details.url) if details.url else ""
    publisher = Publisher(details.outlet, host, details.country, article.lang, has_own_host=False)
    return Item(article, publisher, details.medium, Way.OFFICER, handed, details.note)


def _address_of(details: Details) -> str:
    """The address of what has neither one nor a file: the same reference twice is one."""
    told = "\x1f".join(
        (details.medium, fold(details.outlet), fold(details.title), str(details.published_on or ""))
    )
    return additions.file_address(hashlib.sha256(told.encode()).hexdigest())


def _moment(day: date | None) -> Moment:
    """Noon of the desk's day: the hour is not known, and noon is that day nearly everywhere."""
    if day is None:
        return Moment(None, "", DateOrigin.NONE)
    return Moment(datetime.combine(day, NOON, DESK_ZONE).astimezone(UTC), day.isoformat(), DateOrigin.GIVEN)


def add_newsletter(
    actor: Actor, data: bytes, tools: Tools, now: datetime, *, with_documents: bool
) -> Stored | Unfit:
    """Keep a newsletter, and the documents attached to it where they are wanted."""
    audit.demand(actor, Right.ADD)

    def within(added: Added, mail: Newsletter) -> None:
        audit.note(actor, NEWSLETTER, {"article": added.article_id, "title": mail.title}, now)

    taken = taking.take_newsletter(
        data, Way.OFFICER, tools, now, with_documents=with_documents, within=within
    )
    if isinstance(taken.added, Unfit):
        return taken.added
    attached = tuple(one for _, one in taken.attached)
    return Stored(taken.added.article_id, taken.added.is_new, attached=attached)
