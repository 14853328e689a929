"""Extract: a captured page becomes an article, a new version, or the same as before."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from django.db import transaction

from archive import announced, articles, captures, jobs, outlets, revisits
from archive.additions import EXTRACT, READ
from archive.announced import AddressRow
from archive.captures import CaptureRow
from archive.differences import Words
from archive.models import AddressState
from archive.revisits import Look, Outcome, Sight
from archive.stories import to_cluster
from crawler import evidence
from crawler.extract import NoArticle, extract
from crawler.model import Article
from crawler.paging import MOST_PAGES, join, next_of
from desk.watch_hits import to_match
from pipeline import leaves
from pipeline.context import Context
from pipeline.leaves import Bundle
from pipeline.sameness import is_same, letters_on

STAGE = EXTRACT
# How an article went whose page is there without it.
NO_ARTICLE = "no article"


def run(job: jobs.Claim, context: Context) -> None:
    """Read the page from its evidence, extract, store."""
    bundle = Bundle.of(job.payload)
    capture = captures.row(bundle.capture)
    address = announced.row(bundle.address)
    if address is None:
        with transaction.atomic():
            jobs.done(job)
        return
    try:
        article, further = whole(bundle, capture, address, context)
    except NoArticle as why:
        with transaction.atomic():
            lack(address, capture, str(why), context)
            jobs.done(job)
        return
    if further:
        with transaction.atomic():
            jobs.done(job, [leaves.following(bundle, further, context.now())])
        return
    with transaction.atomic():
        outlets.note_rules(address.source_id, article.rule_fault, context.now())
        jobs.done(job, keep(bundle, article, address, capture, context))


def whole(bundle: Bundle, capture: CaptureRow, address: AddressRow, context: Context) -> tuple[Article, str]:
    """The article of all pages there are, and where it goes on; nothing if this is all of it."""
    article = read(capture, address, context)
    further = "" if bundle.is_last else article.next_url
    rest = []
    for number, page in enumerate(map(captures.row, bundle.pages), 2):
        try:
            rest.append(read(page, address, context))
        except NoArticle:  # the page after the last one of some outlets
            further = ""
            break
        if further:
            further = next_after(page, capture.final_url, number, context)
    return join(article, rest), further if len(rest) + 1 < MOST_PAGES else ""


def next_after(page: CaptureRow, url: str, number: int, context: Context) -> str:
    """Where an article goes on after a page that is not its first."""
    body = evidence.read(context.warc_folder, page.place)
    return context.apart.run(next_of, body, page.content_type, url, number)


def read(capture: CaptureRow, address: AddressRow, context: Context) -> Article:
    """The article on a captured page."""
    return context.apart.run(
        extract,
        evidence.read(context.warc_folder, capture.place),
        url=capture.final_url,
        content_type=capture.content_type,
        zone=address.zone,
        hint_lang=address.lang,
        hint_title=address.title,
        host_rules=outlets.host_rules_of(address.source_id),
        rules=outlets.rules_of(address.source_id),
    )


def keep(
    bundle: Bundle, article: Article, address: AddressRow, capture: CaptureRow, context: Context
) -> Sequence[jobs.NewJob]:
    """Store an article in the caller's transaction, with the look that found it; tells what follows."""
    before = revisits.standing(address.id)
    if before is not None and leads_to_another(before.article_id, address.url, capture.final_url):
        lack(address, capture, "another article", context)
        return ()
    if before is not None and bundle.is_last:
        revisits.note(before, look(capture, Sight.NOTHING, "a further page gave no answer"))
        return ()
    if before is not None:
        article = steady(article, before.article_id, capture, context)
    stored = articles.store(article, address.id, capture.id, capture.fetched_at)
    announced.remember(
        address.id,
        etag=bundle.told["etag"],
        last_modified=bundle.told["last_modified"],
        body_sha256=capture.place.sha256,
    )
    following = []
    if stored.is_changed:
        key = f"{stored.article_id}:{stored.version}"
        following.append(jobs.NewJob(READ, key, context.now(), {"article": stored.article_id}))
    elif articles.INDEXED & set(stored.fields):
        # What is read stays as it is, but a watch may ask for another day, and a story has its days.
        told = stored.article_id, f"told:{capture.id}", context.now()
        following += [to_match(*told), to_cluster(*told)]
    if stored.is_new:
        following.append(revisits.first(address.id, address.url, capture.fetched_at))
    elif before is not None:
        sight = Sight.EDITED if stored.is_changed else Sight.READ
        revisits.note(before, look(capture, sight, " ".join(stored.fields)))
    return following


def steady(article: Article, article_id: int, capture: CaptureRow, context: Context) -> Article:
    """The article with the words it had, where its page says the same and is only read otherwise."""
    known = articles.text(article_id)
    before_id = articles.capture_of(article_id, known.version) if known else None
    if known is None or before_id is None:
        return article
    old, new = (Words(one.title, one.standfirst, one.body) for one in (known, article))
    pages = (partial(letters_of, captures.row(id), context) for id in (before_id, capture.id))
    if old == new or not is_same(old, new, *pages):
        return article
    return replace(article, title=old.title, standfirst=old.standfirst, body=old.body)


def letters_of(capture: CaptureRow, context: Context) -> str:
    """All that can be read on a captured page; nothing where the payload was removed."""
    try:
        return letters_on(evidence.read(context.warc_folder, capture.place), capture.content_type)
    except evidence.EvidenceMissing:
        return ""


def lack(address: AddressRow, capture: CaptureRow, why: str, context: Context) -> None:
    """A page held no article: its address is refused, or what stood there before may be gone."""
    before = revisits.standing(address.id)
    if before is None:
        announced.mark(address.id, AddressState.REFUSED)
        return
    announced.forget(address.id)
    if revisits.note(before, look(capture, Sight.EMPTY, why, NO_ARTICLE)) is Outcome.UNREADABLE:
        revisits.confirm(address.id, context.now())


def look(capture: CaptureRow, sight: Sight, detail: str, how: str = "") -> Look:
    """A look as its capture tells it."""
    return Look(capture.fetched_at, sight, capture.status, detail, how, capture.id)


def leads_to_another(article_id: int, asked: str, final: str) -> bool:
    """Whether an address was redirected to another article that is known."""
    return final != asked and articles.find_by_url(final) not in {None, article_id}
