"""Extract: a captured page becomes an article, a new version, or the same as before."""

from django.db import transaction

from archive import announced, articles, captures, jobs
from archive.models import AddressState
from crawler import evidence
from crawler.extract import NoArticle, extract
from pipeline.context import Context

STAGE = "extract"
READ = "read"


def run(job: jobs.Claim, context: Context) -> None:
    """Read the page from its evidence, extract, store."""
    capture = captures.row(int(job.payload["capture"]))
    address = announced.row(int(job.payload["address"]))
    if address is None:
        with transaction.atomic():
            jobs.done(job)
        return
    page = evidence.read(context.warc_folder, capture.place)
    try:
        article = extract(
            page,
            url=capture.final_url,
            content_type=capture.content_type,
            zone=address.zone,
            hint_lang=address.lang,
            hint_title=address.title,
        )
    except NoArticle:
        with transaction.atomic():
            announced.mark(address.id, AddressState.REFUSED)
            jobs.done(job)
        return
    with transaction.atomic():
        stored = articles.store(article, address.id, capture.id, capture.fetched_at)
        key = f"{stored.article_id}:{stored.version}"
        following = [jobs.NewJob(READ, key, context.now(), {"article": stored.article_id})]
        jobs.done(job, following if stored.is_changed else ())
