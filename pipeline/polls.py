"""What a source's answer to a poll leaves in the archive."""

import hashlib
from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from archive import announced, captures, jobs, sources
from crawler import schedule
from crawler.evidence import Place
from crawler.feeds import parse as parse_list
from crawler.model import Capture, Feed, Fetch, Shape


def take(claim: jobs.Claim, fetch: Fetch, capture: Capture, place: Place | None, now: datetime) -> None:
    """A source answered: judge it, announce what is new, and set the next poll."""
    source_id = int(claim.key)
    every, failures = sources.interval_of(source_id)
    digest = hashlib.sha256(capture.body).hexdigest() if capture.body else ""
    is_known = bool(digest) and sources.body_is_known(source_id, digest)
    feed = Feed("", ()) if is_known or capture.status != HTTPStatus.OK else parse_list(capture, fetch)
    standing = schedule.judge(answer_of(capture, feed, now), failures, every)
    with transaction.atomic():
        new = 0
        if feed.entries:
            captures.keep(capture, place, source_id)
            new = announced.announce(source_id, feed.entries, capture.final_url, now)
        told = sources.Polled(
            standing=standing,
            at=now,
            next_at=now + standing.wait,
            etag=capture.header("etag"),
            last_modified=capture.header("last-modified"),
            body_sha256=digest if capture.status == HTTPStatus.OK and not feed.error else "",
            moved_to=capture.final_url if capture.final_url != fetch.url and feed.entries else "",
            new=new,
        )
        sources.note_poll(source_id, told)
        jobs.again(claim, now + standing.wait)


def answer_of(capture: Capture, feed: Feed, now: datetime) -> schedule.Answer:
    """What an answer says about its source."""
    is_page = (
        capture.shape in {Shape.FEED, Shape.SITEMAP}
        and capture.status == HTTPStatus.OK
        and looks_like_page(capture)
    )
    return schedule.Answer(
        status=capture.status,
        error=capture.error or feed.error,
        is_page=is_page,
        retry_after=schedule.retry_after(capture.header("retry-after"), now),
    )


def looks_like_page(capture: Capture) -> bool:
    """An HTML page where a list was asked for is a wall, never "no news"."""
    start = capture.body[:512].lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html"))
