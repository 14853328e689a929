"""The day's page: what came in, about the province first."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from archive import articles, changes, figures, pages
from archive.clock import Clock
from desk import claims, officers, watch_pages
from desk.audit import Actor
from desk.rights import Right, may
from web import bars, charts, province, signals_today
from web.gate import Caller, Request, needs, wants_part
from web.lines import Day, by_day, title_of
from web.moments import clock, day_of, long_day, short_day, stamp
from web.story_links import links

SHOWN = 60
CAUGHT = 6
WINDOW = timedelta(hours=24)
LATE = 600.0  # seconds by the wall
SITTING = timedelta(minutes=30)
MARK = "looked_since"


@dataclass(frozen=True, slots=True)
class Count:
    """One value with its figure and its bar."""

    key: str
    name: str
    count: int
    about: int
    share: int


@dataclass(frozen=True, slots=True)
class ToneDay:
    """One row of the chart's table."""

    day: date
    name: str
    negative: int
    neutral: int
    positive: int

    @property
    def total(self) -> int:
        """All of the day."""
        return self.negative + self.neutral + self.positive


@dataclass(frozen=True, slots=True)
class Caught:
    """An article that watches caught."""

    id: int
    title: str
    lang: str
    at: str
    watches: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the day's page tells."""

    heading: str
    came_in: figures.Coverage
    kept: figures.Coverage
    since: datetime | None
    new: int
    days: tuple[Day, ...]
    tones: tuple[ToneDay, ...]
    wide_chart: SafeString
    narrow_chart: SafeString
    outlets: tuple[Count, ...]
    topics: tuple[Count, ...]
    late_since: datetime | None
    waiting: int
    only_about: bool
    caught: tuple[Caught, ...] = ()
    claims_waiting: int = 0
    spikes: tuple[signals_today.SpikeLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever collected."""
        return self.kept.articles == 0

    @property
    def has_tones(self) -> bool:
        """Whether the chart has anything to show."""
        return any(day.total for day in self.tones)


@needs(Right.READ)
@require_safe
def page(request: Request) -> HttpResponse:
    """What came in; htmx asks for it again every half minute and gets nothing if nothing changed."""
    told = clock()
    only_about = request.GET.get("scope") != "all"
    if wants_part(request):
        return _part(request, compose(told, request.caller, _marker(request), only_about=only_about))
    since = _look(request, told.now())
    today = compose(told, request.caller, since, only_about=only_about)
    return _varied(render(request, "web/today.html", _told(today)))


def compose(told: Clock, caller: Caller, since: datetime | None, *, only_about: bool) -> Today:
    """Ask the archive and the desk for everything the page tells."""
    now = told.now()
    today = day_of(now)
    tones = figures.tone_by_day(now)
    lag = changes.lag()
    rows = articles.newest(SHOWN, only_about=only_about)
    return Today(
        heading=long_day(today),
        came_in=figures.coverage(now - WINDOW),
        kept=figures.coverage(),
        since=since,
        new=pages.arrived(since) if since else 0,
        days=by_day(rows, today, since=since, stories=links(rows)),
        tones=tuple(_tone_day(day) for day in tones),
        wide_chart=charts.tone_chart(tones, charts.WIDE),
        narrow_chart=charts.tone_chart(tones, charts.NARROW),
        outlets=counts(figures.by_outlet(now - WINDOW, limit=12)),
        topics=topic_counts(figures.by_topic(now - WINDOW, limit=12)),
        late_since=lag.oldest_at if is_late(lag, told) else None,
        waiting=lag.count,
        only_about=only_about,
        caught=caught(caller, today),
        spikes=signals_today.spikes(today),
        claims_waiting=claims.waiting() if may(caller.role, Right.SEE_CLAIMS) else 0,
    )


def caught(caller: Caller, today: date) -> tuple[Caught, ...]:
    """What the caller's own and their team's watches caught last."""
    if not may(caller.role, Right.SEE_WATCHES):
        return ()
    newest = watch_pages.newest_hits(Actor(caller.id, caller.role), CAUGHT)
    return tuple(_caught(one, today) for one in newest)


def _caught(one: watch_pages.Caught, today: date) -> Caught:
    row = one.article
    return Caught(row.id, title_of(row), row.lang, stamp(one.found_at, today), one.watches)


def is_late(lag: changes.Lag, told: Clock) -> bool:
    """Whether the index has been behind for too long, by the wall."""
    return lag.oldest_at is not None and told.real_seconds(told.now() - lag.oldest_at) > LATE


def counts(shares: Sequence[figures.Share]) -> tuple[Count, ...]:
    """Shares with their bars."""
    highest = max((share.count for share in shares), default=0)
    return tuple(Count(s.key, s.name, s.count, s.about, bars.share(s.count, highest)) for s in shares)


def topic_counts(shares: Sequence[figures.Share]) -> tuple[Count, ...]:
    """Topics with their names and bars."""
    named = [figures.Share(s.key, province.topic(s.key), s.count, s.about) for s in shares if s.key]
    return counts(named)


def held_since(held: datetime | None, before: datetime | None, now: datetime) -> datetime | None:
    """Since when articles are new: a sitting keeps its mark, a new one begins where the last look was."""
    is_sitting = held is not None and before is not None and now - before < SITTING
    return held if is_sitting else before


def digest(html: str) -> str:
    """The identity of what is shown, by which a look at nothing new is known."""
    return hashlib.sha256(html.encode()).hexdigest()[:16]


def _part(request: Request, today: Today) -> HttpResponse:
    context = _told(today)
    if request.GET.get("seen") == context["digest"]:
        return _varied(HttpResponse(status=HTTPStatus.NO_CONTENT))
    return _varied(render(request, "web/_today_again.html", context))


def _told(today: Today) -> dict[str, object]:
    html = render_to_string("web/_today.html", {"today": today})
    return {"today": today, "content": html, "digest": digest(html)}


def _look(request: Request, now: datetime) -> datetime | None:
    before = officers.note_look(request.caller.id, now)
    held = _marker(request)
    since = held_since(held, before, now)
    # A session is stored only where it changed.
    if since is not None and since != held:
        request.session[MARK] = since.isoformat()
    return since


def _marker(request: Request) -> datetime | None:
    held = request.session.get(MARK)
    return datetime.fromisoformat(held) if isinstance(held, str) else None


def _tone_day(day: figures.DayTone) -> ToneDay:
    at = date.fromisoformat(day.day)
    return ToneDay(at, short_day(at), day.negative, day.neutral, day.positive)


def _varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request"])
    return response
