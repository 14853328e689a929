"""What a source's answer to a poll leaves in the archive."""

import hashlib
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db import transaction

from archive import announced, captures, jobs, notices, sources
from archive.models import SourceState
from archive.sources import Past, Polled
from crawler import parts, schedule
from crawler.confined import TooHeavy
from crawler.entries import Fault, failed
from crawler.evidence import Place
from crawler.feeds import parse as parse_list
from crawler.model import Capture, Feed, Fetch, Shape
from pipeline.apart import HERE, Apart

GONE_NOTICE = "source-gone"
# An index may name indexes, but not for ever.
DEEPEST = 2


def take(
    claim: jobs.Claim,
    fetch: Fetch,
    capture: Capture,
    place: Place | None,
    now: datetime,
    apart: Apart = HERE,
) -> None:
    """A source answered: judge it, announce what is new, and set the next poll."""
    source_id = int(claim.key)
    past = sources.past_of(source_id)
    feed = listing_of(capture, fetch, apart)
    with transaction.atomic():
        new = _announce(source_id, feed, capture, place, now)
        told = outcome(past, fetch, capture, feed, new, now)
        sources.note_poll(source_id, told)
        _tell(past, fetch, told.standing.state, now)
        jobs.put(sources.part_of(source_id, url, 1, now) for url in parts.chosen(feed.further, past.polls))
        jobs.again(claim, told.next_at)


def take_part(
    claim: jobs.Claim,
    fetch: Fetch,
    capture: Capture,
    place: Place | None,
    now: datetime,
    apart: Apart = HERE,
) -> None:
    """A part of a source answered: announce what is new; it is asked again when the whole is."""
    source_id, depth = int(claim.payload["source"]), int(claim.payload["depth"])
    feed = listing_of(capture, fetch, apart)
    with transaction.atomic():
        sources.note_new(source_id, _announce(source_id, feed, capture, place, now), now)
        answer = answer_of(capture, feed, now)
        if answer.error or capture.status != HTTPStatus.OK:
            sources.note_part(source_id, f"{fetch.url}: {answer.error or f'HTTP {capture.status}'}")
        further = parts.chosen(feed.further, 0) if depth < DEEPEST else []
        jobs.done(claim, [sources.part_of(source_id, url, depth + 1, now) for url in further])


def is_known(capture: Capture, fetch: Fetch) -> bool:
    """Whether an answer is byte for byte the one before it: nothing to read, nothing to keep."""
    is_whole = capture.status == HTTPStatus.OK and bool(fetch.body_sha256)
    return is_whole and digest_of(capture) == fetch.body_sha256


def digest_of(capture: Capture) -> str:
    """By what an answer is known again."""
    return hashlib.sha256(capture.body).hexdigest()


def listing_of(capture: Capture, fetch: Fetch, apart: Apart) -> Feed:
    """The entries of an answer that holds any."""
    if capture.status != HTTPStatus.OK or is_known(capture, fetch):
        return Feed("", ())
    try:
        return apart.run(parse_list, capture, fetch)
    except TooHeavy:
        return failed(Fault.TOO_HEAVY)


def _announce(source_id: int, feed: Feed, capture: Capture, place: Place | None, now: datetime) -> int:
    if not feed.entries:
        return 0
    captures.keep(capture, place, source_id)
    return announced.announce(source_id, feed.entries, capture.final_url, now)


def outcome(past: Past, fetch: Fetch, capture: Capture, feed: Feed, new: int, now: datetime) -> Polled:
    """What a poll leaves on its source."""
    is_alive = _is_good(capture, feed)
    elapsed = now - past.polled_at if past.polled_at else timedelta()
    rhythm = past.rhythm.after(elapsed, new) if is_alive and not feed.further else past.rhythm
    total = len(feed.items) or len(feed.entries)
    hint = schedule.hint_of(capture, feed.hinted_minutes, now) if is_alive else timedelta()
    every = schedule.interval(rhythm, past.key, hint, is_overflowing=past.polls > 0 and 0 < total == new)
    standing = schedule.judge(answer_of(capture, feed, now), past.failures, every)
    moving, moved_to = schedule.follow_move(past.moving, capture) if is_alive else (past.moving, "")
    return Polled(
        standing=standing,
        at=now,
        next_at=now + standing.wait,
        rhythm=rhythm,
        validators=validators_of(capture, fetch, feed),
        items=feed.items,
        was_conditional=bool(fetch.etag or fetch.last_modified),
        moving=moving,
        moved_to=moved_to,
        new=new,
    )


def _is_good(capture: Capture, feed: Feed) -> bool:
    is_answer = capture.status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}
    return is_answer and not capture.error and not feed.error and not _is_wall(capture)


def validators_of(capture: Capture, fetch: Fetch, feed: Feed) -> tuple[str, str, str] | None:
    """What the next question may say of this answer; none where the last validators stand."""
    if schedule.is_false_304(capture.status, fetch.etag, fetch.last_modified, capture.header("etag")):
        return "", "", ""
    if capture.status != HTTPStatus.OK or not _is_good(capture, feed):
        return None
    if feed.further:
        # An index stays the same while its parts change, so it is always read.
        return "", "", ""
    return capture.header("etag"), capture.header("last-modified"), digest_of(capture)


def _tell(past: Past, fetch: Fetch, state: str, now: datetime) -> None:
    if state == SourceState.GONE:
        notices.raise_once(GONE_NOTICE, past.key, {"outlet": past.name, "url": fetch.url}, now)
    elif state == SourceState.ALIVE != past.state:
        notices.clear(GONE_NOTICE, past.key, now)


def answer_of(capture: Capture, feed: Feed, now: datetime) -> schedule.Answer:
    """What an answer says about its source."""
    return schedule.Answer(
        status=capture.status,
        error=capture.error or feed.error,
        is_page=_is_wall(capture),
        retry_after=schedule.retry_after(capture.header("retry-after"), now),
    )


def _is_wall(capture: Capture) -> bool:
    is_list = capture.shape in {Shape.FEED, Shape.SITEMAP}
    return is_list and capture.status == HTTPStatus.OK and looks_like_page(capture)


def looks_like_page(capture: Capture) -> bool:
    """An HTML page where a list was asked for is a wall, never "no news"."""
    start = capture.body[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html"))
