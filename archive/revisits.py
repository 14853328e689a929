"""Re-visits: when an article is looked at again, what each look showed, and whether it still stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet

from archive import jobs
from archive.models import Address, Article, Capture, Job, Revisit, Version
from crawler.model import Fetch, Shape

REVISIT = "revisit"
# After the first fetch; the last look asks in full, for servers say "not modified" of what they did modify.
PLAN = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7))
WATCHED_EVERY = timedelta(hours=6)
# A page without its article is looked at once more before that counts as a removal.
CONFIRM_AFTER = timedelta(hours=6)
RETRY_AFTER = timedelta(hours=1)
MOST_FAILURES = 3
SHOWN = 60


class Sight(StrEnum):
    """What one look saw."""

    SAME = "same"  # the page that was read before
    READ = "read"  # a page with the article, in the words known
    EDITED = "edited"  # a page with the article, in other words
    EMPTY = "empty"  # a page that holds the article no more
    GONE = "gone"  # no page, by the server's own word
    NOTHING = "nothing"  # no answer that says anything of the article


class Outcome(StrEnum):
    """What a look means for the article."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    REMOVED = "removed"
    BACK = "back"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands before a look at it."""

    article_id: int
    source_id: int
    first_at: datetime
    body_sha256: str
    is_removed: bool = False
    is_in_doubt: bool = False  # the last answer was a page without its article
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """One look at an article: when, what the server said, what was seen; ``how`` it went, if it did."""

    at: datetime
    sight: Sight
    status: int = 0
    detail: str = ""
    how: str = ""
    capture_id: int | None = None


@dataclass(frozen=True, slots=True)
class RevisitRow:
    """A look as pages tell it."""

    number: int
    visited_at: datetime
    outcome: str
    status: int
    detail: str


@dataclass(frozen=True, slots=True)
class Told:
    """All looks at an article: how many, the newest of them, when the next is due."""

    count: int
    rows: Sequence[RevisitRow]
    next_at: datetime | None
    alive_at: datetime | None


def next_visit(first_at: datetime, now: datetime, until: datetime | None = None) -> datetime | None:
    """When an article is looked at next; looks that were missed are not made up for."""
    planned = next((first_at + after for after in PLAN if first_at + after > now), None)
    watched = now + WATCHED_EVERY
    if until is not None and watched <= until:
        return min(planned, watched) if planned else watched
    return planned


def next_look(
    before: Standing,
    sight: Sight | None,
    now: datetime,
    *,
    until: datetime | None = None,
    wait: timedelta | None = None,
    on_trust: bool = False,
) -> datetime | None:
    """When to look again after a look: as planned, sooner after a failure, never sooner than the server asks.

    ``on_trust``: the server only said that nothing changed; the plan does not end on its word.
    """
    planned = next_visit(before.first_at, now, until)
    if sight is Sight.NOTHING and before.failures + 1 < MOST_FAILURES:
        retry = now + RETRY_AFTER * (before.failures + 1)
        planned = min(planned, retry) if planned else retry
    if planned is None and on_trust:
        return now
    return max(planned, now + wait) if planned and wait else planned


def outcome_of(sight: Sight, standing: Standing) -> Outcome:
    """What a look means, by what was known before it."""
    if sight is Sight.NOTHING:
        return Outcome.FAILED
    if sight is Sight.GONE:
        return Outcome.REMOVED
    if sight is Sight.EMPTY:
        return Outcome.REMOVED if standing.is_removed or standing.is_in_doubt else Outcome.UNREADABLE
    if standing.is_removed:
        return Outcome.BACK
    return Outcome.CHANGED if sight is Sight.EDITED else Outcome.UNCHANGED


def standing(address_id: int) -> Standing | None:
    """How the article of an address stands; nothing if the address has none."""
    found = Address.objects.select_related("article").filter(id=address_id).first()
    if found is None or found.article is None:
        return None
    past = Revisit.objects.filter(article=found.article).order_by("-number")
    outcomes = list(past.values_list("outcome", flat=True)[:SHOWN])
    failures = next((n for n, one in enumerate(outcomes) if one != Outcome.FAILED), len(outcomes))
    return Standing(
        article_id=found.article.id,
        source_id=found.source_id,
        first_at=found.article.first_fetched_at,
        body_sha256=found.body_sha256,
        is_removed=found.article.removed_at is not None,
        is_in_doubt=outcomes[failures : failures + 1] == [Outcome.UNREADABLE],
        failures=failures,
    )


def fetch_of(address_id: int) -> Fetch | None:
    """The question of a look that is due: conditional, but for the plan's last and those after it."""
    found = Address.objects.select_related("source", "article").filter(id=address_id).first()
    due = _planned(address_id).values_list("run_at", flat=True).first()
    if found is None or found.article is None or due is None:
        return None
    is_full = due >= found.article.first_fetched_at + PLAN[-1]
    return Fetch(
        key="",
        url=found.url,
        shape=Shape.PAGE,
        etag="" if is_full else found.etag,
        last_modified="" if is_full else found.last_modified,
        zone=found.source.zone,
    )


def first(address_id: int, url: str, first_at: datetime) -> jobs.NewJob:
    """The first look at an article that was stored just now."""
    return jobs.NewJob(REVISIT, str(address_id), first_at + PLAN[0], lane=jobs.lane_of(url))


def note(before: Standing, look: Look) -> Outcome:
    """Write a look down and what it means for the article, in the caller's transaction."""
    outcome = outcome_of(look.sight, before)
    Revisit.objects.create(
        article_id=before.article_id,
        number=Revisit.objects.filter(article_id=before.article_id).count() + 1,
        visited_at=look.at,
        outcome=outcome,
        status=look.status,
        detail=(look.detail or look.how)[:500],
        capture_id=look.capture_id,
    )
    if look.capture_id is not None:
        Capture.objects.filter(id=look.capture_id).update(article_id=before.article_id)
    mine = Article.objects.filter(id=before.article_id)
    if outcome is Outcome.REMOVED and not before.is_removed:
        mine.update(removed_at=look.at, removed_how=look.how)
    elif outcome is Outcome.BACK:
        mine.update(removed_at=None, removed_how="")
    return outcome


def end(
    job: jobs.Claim,
    before: Standing,
    sight: Sight | None,
    now: datetime,
    *,
    wait: timedelta | None = None,
    on_trust: bool = False,
) -> None:
    """End a look in the caller's transaction and plan the next; no ``sight`` while a page is unread."""
    # Whoever watches may have begun or stopped while the page was asked for.
    held = Job.objects.select_for_update().filter(id=job.id).first()
    at = next_look(before, sight, now, until=_until(held), wait=wait, on_trust=on_trust)
    if at is None:
        jobs.done(job)
    else:
        jobs.again(job, at)


def confirm(address_id: int, now: datetime) -> None:
    """Look again soon, in the caller's transaction: whether the page without its article was an accident."""
    _look_by(address_id, now + CONFIRM_AFTER)


def watch(article_id: int, until: datetime, now: datetime) -> bool:
    """Look at an article now and every six hours until an instant; false if it has no address to look at."""
    address_id = _address_of(article_id)
    if address_id is None:
        return False
    with transaction.atomic():
        _look_by(address_id, now)
        _planned(address_id).update(payload={"until": until.isoformat()})
    return True


def unwatch(article_id: int) -> None:
    """Watch an article no longer; a look that is planned already is still made."""
    _planned(_address_of(article_id)).update(payload={})


def of_article(article_id: int) -> Told:
    """All looks at an article, newest first."""
    past = Revisit.objects.filter(article_id=article_id).order_by("-number")
    is_alive = past.filter(outcome__in=[Outcome.UNCHANGED, Outcome.CHANGED, Outcome.BACK])
    due = _planned(_address_of(article_id))
    return Told(
        count=past.count(),
        rows=[RevisitRow(r.number, r.visited_at, r.outcome, r.status, r.detail) for r in past[:SHOWN]],
        next_at=due.values_list("run_at", flat=True).first(),
        alive_at=is_alive.values_list("visited_at", flat=True).first(),
    )


def _planned(address_id: int | None) -> QuerySet[Job]:
    return Job.objects.filter(stage=REVISIT, key=str(address_id))


def _look_by(address_id: int, at: datetime) -> None:
    """See to it that an address is looked at no later than ``at``."""
    url = Address.objects.values_list("url", flat=True).get(id=address_id)
    jobs.put([jobs.NewJob(REVISIT, str(address_id), at, lane=jobs.lane_of(url))])
    planned = _planned(address_id)
    planned.filter(run_at__gt=at).update(run_at=at)
    # One that was put aside is worth another try.
    planned.filter(quarantined_at__isnull=False).update(run_at=at, quarantined_at=None, tries=0)


def _address_of(article_id: int) -> int | None:
    """The address by which an article is looked at: where its first words were found."""
    first_url = Version.objects.filter(article_id=article_id, number=1).values_list("capture__url", flat=True)
    known = Address.objects.filter(article_id=article_id).order_by("first_seen_at", "id")
    return (
        known.filter(url__in=first_url).values_list("id", flat=True).first()
        or known.values_list("id", flat=True).first()
    )


def _until(held: Job | None) -> datetime | None:
    told = held.payload.get("until") if held else None
    return datetime.fromisoformat(told) if told else None
