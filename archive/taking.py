"""Taking something in: looked at for marks, known once, its file kept as evidence, stored and read."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ParamSpec, TypeVar

from django.db import transaction

from archive import additions, articles, captures
from archive.additions import Added, Given, Medium, Publisher, Way
from crawler import documents, newsletter
from crawler import model as crawler
from crawler.confined import Limits, Room, TooHeavy
from crawler.documents import Document
from crawler.evidence import Shelf
from crawler.feeds import VIETNAM
from crawler.marks import rule_of_text
from crawler.newsletter import Attached, Newsletter
from crawler.unfit import Unfit
from language.identify import identify

MAIL = "message/rfc822"
# A mail of 25 MiB, more than servers pass on, is held many times over while it is taken apart.
LIMITS = Limits(seconds=10.0, megabytes=384)
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it was handed in."""

    media_type: str
    body: bytes

    @property
    def address(self) -> str:
        """The address it has by its bytes."""
        return additions.file_address(hashlib.sha256(self.body).hexdigest())


@dataclass(frozen=True, slots=True)
class Item:
    """Something to take in: what it says, who published it, how, and the file it came in."""

    article: crawler.Article
    publisher: Publisher
    medium: Medium
    way: Way
    file: Handed | None = None
    note: str = ""  # the desk's own words on it, which may bear a mark as well
    rule: str = ""  # by which something in its file that is not shown bears a mark


@dataclass(frozen=True, slots=True)
class Tools:
    """A room for strangers' bytes, and a shelf for evidence, opened when it is needed."""

    room: Room
    open_shelf: Callable[[], Shelf]


def read(room: Room, parse: Callable[P, R | Unfit], *args: P.args, **kwargs: P.kwargs) -> R | Unfit:
    """What a parser finds in bytes of strangers, in a room where it can do no harm."""
    try:
        return room.run(parse, *args, **kwargs)
    except TooHeavy:
        return Unfit.TOO_HEAVY


def take(
    item: Item,
    tools: Tools,
    now: datetime,
    within: Callable[[Added], None] = lambda _: None,
) -> Added | Unfit:
    """Take something in once; ``within`` is done in the transaction that stores it."""
    rule = item.rule or rule_of_text(f"{item.article.title}\n{item.article.body}\n{item.note}")
    if rule:
        with transaction.atomic():
            additions.withhold(_answer(item, now), rule)
        return Unfit.MARKED
    identities = (item.file.address,) if item.file else ()
    before = articles.known((item.article.canonical_url, *identities))
    if before is not None:
        return Added(before, is_new=False)
    # The evidence first and outside: nobody waits for the archive while a large file is written.
    answer = _answer(item, now)
    place = tools.open_shelf().keep(answer) if item.file else None
    with transaction.atomic():
        source_id = additions.source_of(item.publisher, item.way)
        capture_id = captures.keep(answer, place, source_id) if place else None
        given = Given(item.article, source_id, item.medium, identities, capture_id)
        added = additions.keep(given, now)
        within(added)
    return added


def _answer(item: Item, now: datetime) -> crawler.Capture:
    file = item.file or Handed("text/plain; charset=utf-8", item.article.body.encode())
    return additions.handed_in(file.media_type, file.body, now)


@dataclass(frozen=True, slots=True)
class TakenMail:
    """What became of a newsletter, and of the documents that came with it, by their names."""

    added: Added | Unfit
    attached: tuple[tuple[str, Added | Unfit], ...] = ()
    offered: int = 0  # documents that were not wanted


def take_newsletter(
    data: bytes,
    way: Way,
    tools: Tools,
    now: datetime,
    *,
    with_documents: bool,
    within: Callable[[Added, Newsletter], None] = lambda _added, _mail: None,
) -> TakenMail:
    """Take in a newsletter once, and the documents attached to it where they are wanted.

    The mail is kept whole, so a mark in any document withholds all of it, whether that is wanted or not.
    """
    mail = read(tools.room, newsletter.read, data, VIETNAM)
    if isinstance(mail, Unfit):
        return TakenMail(mail)
    found = [(one, read(tools.room, documents.read, one.body)) for one in mail.documents]
    texts = [rule_of_text(document.text) for _, document in found if not isinstance(document, Unfit)]
    rule = mail.rule or next(filter(None, texts), "")
    item = _of_newsletter(mail, data, way, rule)
    added = take(item, tools, now, lambda added: within(added, mail))
    if isinstance(added, Unfit):
        return TakenMail(added)
    if not with_documents:
        return TakenMail(added, offered=len(found))
    attached = ((one.name, _take_attached(mail, one, document, way, tools, now)) for one, document in found)
    return TakenMail(added, tuple(attached))


def _of_newsletter(mail: Newsletter, data: bytes, way: Way, rule: str) -> Item:
    article = crawler.Article(
        url=mail.address,
        canonical_url=mail.address,
        title=mail.title,
        alt_title="",
        standfirst="",
        body=mail.body,
        authors=(),
        section="",
        lang=mail.lang,
        published=mail.sent,
        links=mail.links,
    )
    return Item(article, _sender(mail), Medium.NEWSLETTER, way, Handed(MAIL, data), rule=rule)


def _take_attached(
    mail: Newsletter,
    attached: Attached,
    document: Document | Unfit,
    way: Way,
    tools: Tools,
    now: datetime,
) -> Added | Unfit:
    """Take in a document that came with a newsletter: of its sender and of its day."""
    if isinstance(document, Unfit):
        return document
    file = Handed(document.media_type, attached.body)
    title = document.title or attached.name or mail.title
    article = crawler.Article(
        url=file.address,
        canonical_url=file.address,
        title=title,
        alt_title="",
        standfirst="",
        body=document.text,
        authors=(),
        section="",
        lang=identify(f"{title}\n{document.text}", mail.lang),
        published=mail.sent,
    )
    return take(Item(article, _sender(mail), Medium.PRINT, way, file), tools, now)


def _sender(mail: Newsletter) -> Publisher:
    return Publisher(mail.sender, mail.host, lang=mail.lang, has_own_host=False)
