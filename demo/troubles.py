"""What is wrong with some lists and outlets: refusals, illness, walls, rest, and servers that are full."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from demo.clock import ZONE, day_of
from demo.dates import http_date
from demo.exchange import TEXT, Answer, Asked
from demo.lists import broken

BUSY_EVERY, BUSY_SECONDS = 5, 3
# An instant in a header has no fractions, so the wait it tells is up to a second shorter.
UNTIL_EVERY, UNTIL_SECONDS = 4, 4
CROWDED_EVERY, CROWDED_SECONDS = 9, 2
SLOW_SECONDS = 1.5
# The list that falls ill does so on every sixth day.
ILL_EVERY, ILL_DAY, NOON = 6, 4, 12
WALL_EVERY, WALL_DAY = 7, 2
REST_EVERY, REST_DAYS = 10, (4, 5, 6)
WALL = (
    '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Đang kiểm tra</title></head>'
    "<body><h1>Xin chờ trong giây lát</h1><p>Trang này kiểm tra xem bạn có phải là người dùng thật không."
    "</p><noscript>Hãy bật JavaScript.</noscript></body></html>"
)


def troubled(trouble: str, given: Answer, asked: Asked) -> Answer:
    """A list's answer with what is wrong with the list."""
    return _TROUBLES[trouble](given, asked) if trouble else given


def is_crowded(asked: Asked) -> bool:
    """Whether a full server turns this reader away."""
    return asked.of_host % CROWDED_EVERY == 0


def turned_away(status: int, retry_after: str) -> Answer:
    """A refusal with the time after which to come back."""
    return Answer(status, "Too many requests\n", TEXT, headers={"Retry-After": retry_after})


def _busy(given: Answer, asked: Asked) -> Answer:
    return given if asked.nth % BUSY_EVERY else turned_away(429, str(BUSY_SECONDS))


def _busy_until(given: Answer, asked: Asked) -> Answer:
    if asked.nth % UNTIL_EVERY:
        return given
    return turned_away(429, http_date(datetime.fromtimestamp(asked.real + UNTIL_SECONDS, UTC)))


def _slow(given: Answer, _asked: Asked) -> Answer:
    return replace(given, delay=SLOW_SECONDS)


def _ill(given: Answer, asked: Asked) -> Answer:
    if day_of(asked.now) % ILL_EVERY != ILL_DAY:
        return given
    if asked.now.astimezone(ZONE).hour < NOON:
        return Answer(500, "Internal Server Error\n")
    return replace(given, text=broken(given.text), changed_at=None)


def _wall(given: Answer, asked: Asked) -> Answer:
    return Answer(200, WALL) if day_of(asked.now) % WALL_EVERY == WALL_DAY else given


def _resting(given: Answer, asked: Asked) -> Answer:
    return Answer(404, "Not found\n", TEXT) if day_of(asked.now) % REST_EVERY in REST_DAYS else given


_TROUBLES: Mapping[str, Callable[[Answer, Asked], Answer]] = {
    "busy": _busy,
    "busy-until": _busy_until,
    "slow": _slow,
    "ill": _ill,
    "wall": _wall,
    "resting": _resting,
}
