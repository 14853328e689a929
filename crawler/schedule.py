"""When to ask a source again, and what its answer says of it: pure decisions."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

LONGEST = timedelta(days=1)
RESTING_AFTER = 10
BLOCKED_WORDS = "200 + HTML"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one poll gave, as far as the schedule cares."""

    status: int
    error: str = ""  # why there was no answer, or why it could not be read
    is_page: bool = False  # an HTML page where a feed was asked for
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands after a poll, and how long to wait for the next."""

    state: str
    failures: int
    wait: timedelta
    reason: str = ""


def judge(answer: Answer, failures: int, every: timedelta) -> Standing:
    """The standing of a source that had failed ``failures`` times in a row."""
    if answer.status == HTTPStatus.GONE:
        return Standing("gone", failures + 1, LONGEST * 7, "410 Gone")
    if answer.is_page:
        return Standing("blocked", failures + 1, backoff(every, failures + 1), BLOCKED_WORDS)
    if answer.status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED} and not answer.error:
        return Standing("alive", 0, every)
    reason = answer.error or f"HTTP {answer.status}"
    wait = max(backoff(every, failures + 1), answer.retry_after or timedelta())
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        # The outlet answers and asks for patience: that is no failure of the source.
        return Standing("alive", failures, min(max(every, answer.retry_after or every), LONGEST), reason)
    state = "resting" if failures + 1 >= RESTING_AFTER else "failing"
    return Standing(state, failures + 1, min(wait, LONGEST), reason)


def backoff(every: timedelta, failures: int) -> timedelta:
    """Linear: feeds that fail come back to life."""
    return min(every * (failures + 1), LONGEST)


def retry_after(header: str, now: datetime) -> timedelta | None:
    """The wait a Retry-After header asks for, in seconds or as a date."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(aware - now, timedelta()), LONGEST)
