"""When to ask a source again, and what its answer says of it: pure decisions."""

import hashlib
import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from crawler.model import Capture

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(days=1)
WEEK = timedelta(weeks=1)
MINUTE = timedelta(minutes=1)
# How far back the rate of publication is remembered: a quiet night changes little, a quiet week much.
MEMORY = timedelta(days=3)
JITTER = 0.1
RESTING_AFTER = 10
BLOCKED_WORDS = "200 + HTML"
# A source the pack asks this often is not kept waiting longer by its server's hints.
HINT_OFTEN = timedelta(minutes=60)
UNCONDITIONAL_EVERY = 12
MOVED_AFTER = 3
# A minute doubled so often is longer than the longest.
MOST_DOUBLINGS = 11

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_UNSTORED = re.compile(r"(?:^|[,\s])no-(?:cache|store)\b", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a source publishes, as far as polls have shown: the mean time between two new entries."""

    every: timedelta  # what the pack wishes
    pace: timedelta

    def after(self, elapsed: timedelta, new: int) -> "Rhythm":
        """What a poll adds to it that found ``new`` entries since the last one."""
        if elapsed <= timedelta():
            return self
        fade = math.exp(-(elapsed / MEMORY))
        rate = fade * (MINUTE / self.pace) + (1 - fade) * new * (MINUTE / elapsed)
        pace = WEEK if rate <= MINUTE / WEEK else max(MINUTE / rate, MINUTE)
        return Rhythm(self.every, pace)


@dataclass(frozen=True, slots=True)
class Moving:
    """A redirect for good that has yet to prove itself, and how often in a row it was seen."""

    to: str = ""
    seen: int = 0


def judge(answer: Answer, failures: int, every: timedelta) -> Standing:
    """The standing of a source that had failed ``failures`` times in a row."""
    if answer.status == HTTPStatus.GONE:
        return Standing("gone", failures + 1, WEEK, "410 Gone")
    if answer.is_page:
        return Standing("blocked", failures + 1, backoff(every, failures + 1), BLOCKED_WORDS)
    if answer.status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED} and not answer.error:
        return Standing("alive", 0, every)
    reason = answer.error or f"HTTP {answer.status}"
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        # The outlet answers and asks for patience: that is no failure of the source.
        return Standing("alive", failures, min(max(every, answer.retry_after or every), LONGEST), reason)
    if failures + 1 >= RESTING_AFTER:
        # Feeds that were dead for weeks come back: a source that rests is still asked, once a week.
        return Standing("resting", failures + 1, WEEK, reason)
    wait = max(backoff(every, failures + 1), answer.retry_after or timedelta())
    return Standing("failing", failures + 1, min(wait, LONGEST), reason)


def backoff(every: timedelta, failures: int) -> timedelta:
    """Linear: feeds that fail come back to life."""
    return min(every * (failures + 1), LONGEST)


def interval(rhythm: Rhythm, key: str, hint: timedelta, *, is_overflowing: bool = False) -> timedelta:
    """How long to wait after an answer: about as long as the source takes to publish one more entry.

    The frequency of entries was chosen over the share of known ones (shorter under 33 %, longer over 67 %):
    that rule lets a list fill up by half before it asks, which saves requests; a press desk wants the news.
    A list with nothing known in it may have lost some, so it is asked again as soon as may be.
    """
    floor = min(SHORTEST, rhythm.every)
    wanted = floor if is_overflowing else min(max(rhythm.pace, floor), LONGEST)
    most = HINT_OFTEN if rhythm.every <= HINT_OFTEN else LONGEST
    asked = max(wanted, min(hint, most))
    return min(max(asked * (1 + jitter(key)), floor), LONGEST)


def jitter(key: str) -> float:
    """A source's own share of its interval by which it comes late or early, always the same."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4])
    return (number / 0xFFFFFFFF * 2 - 1) * JITTER


def hint_of(capture: Capture, hinted_minutes: int, now: datetime) -> timedelta:
    """The pause a server asks for, in the list itself, by max-age or by Expires."""
    listed = timedelta(minutes=min(max(hinted_minutes, 0), int(WEEK / MINUTE)))
    control = capture.header("cache-control")
    if _UNSTORED.search(control):
        return listed
    if found := _MAX_AGE.search(control):
        return max(listed, timedelta(seconds=int(found[1])))
    return max(listed, until(capture.header("expires"), told_at(capture, now)) or timedelta())


def is_unconditional(conditional_polls: int, every: timedelta) -> bool:
    """Whether to ask without conditions, for servers say "not modified" of what they did modify.

    Every twelfth time, or once a day.
    """
    return conditional_polls + 1 >= min(UNCONDITIONAL_EVERY, LONGEST // max(every, MINUTE))


def is_false_304(status: int, sent_etag: str, sent_last_modified: str, told_etag: str) -> bool:
    """Whether "not modified" says nothing: nobody asked, or it is about another body."""
    if status != HTTPStatus.NOT_MODIFIED:
        return False
    is_other = bool(sent_etag and told_etag) and _strong(sent_etag) != _strong(told_etag)
    return is_other or not (sent_etag or sent_last_modified)


def _strong(etag: str) -> str:
    return etag.strip().removeprefix("W/")


def follow_move(before: Moving, capture: Capture) -> tuple[Moving, str]:
    """What a good answer adds to a redirect; the new address once it has proved consistent."""
    if not capture.is_permanent or capture.final_url == capture.url:
        return Moving(), ""
    seen = before.seen + 1 if before.to == capture.final_url else 1
    if seen >= MOVED_AFTER:
        return Moving(), capture.final_url
    return Moving(capture.final_url, seen), ""


def retry_after(header: str, now: datetime) -> timedelta | None:
    """The wait a Retry-After header asks for, in seconds or as a date."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST)
    return until(text, now)


def patience_of(capture: Capture, now: datetime) -> timedelta | None:
    """How long a host asks to be left alone, by its own clock where it tells it."""
    return retry_after(capture.header("retry-after"), told_at(capture, now))


def told_at(capture: Capture, now: datetime) -> datetime:
    """When an answer was given, as the server saw it."""
    try:
        at = parsedate_to_datetime(capture.header("date"))
    except (ValueError, TypeError):
        return now
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def until(date: str, now: datetime) -> timedelta | None:
    """How long it is until an HTTP date, a day at most; nothing if it is none."""
    try:
        at = parsedate_to_datetime(date.strip())
    except (ValueError, TypeError):
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(aware - now, timedelta()), LONGEST)


def rest(asked: timedelta | None, rests: int) -> timedelta:
    """How long a host that asks for patience is left alone: longer each time, where it does not say."""
    return asked or min(MINUTE * 2 ** min(rests, MOST_DOUBLINGS), LONGEST)
