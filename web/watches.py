"""The watches: what each caught lately, which wait for a decision, and which caught an article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.clock import DESK_ZONE
from desk import watches
from desk.audit import Actor
from desk.rights import Right, may
from desk.watches import WatchProblem, WatchRow
from web import names, watches_names
from web.gate import Caller, Request, needs
from web.moments import day_of, now, stamp

WRONG = 422
WEEK = timedelta(days=7)
LONGEST_NUMBER = 18
ENDED = frozenset({"refused", "closed"})


@dataclass(frozen=True, slots=True)
class WatchLine:
    """A watch as a line of the list."""

    row: WatchRow
    mark: names.Mark
    ways: tuple[names.Mark, ...]
    owner: str
    team: str
    today: int
    week: int
    newest: str


@dataclass(frozen=True, slots=True)
class Group:
    """Watches under one heading."""

    heading: str
    lines: tuple[WatchLine, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A watch that waits for an approver."""

    row: WatchRow
    at: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class CaughtBy:
    """A watch that caught an article."""

    id: int
    name: str


@needs(Right.SEE_WATCHES)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """An officer's watches and their team's; those who answer for all see all."""
    return _decide(request) if request.method == "POST" else _listed(request)


def _decide(request: Request) -> HttpResponse:
    """Allow or refuse a watch that waits."""
    watch_id = number(request.POST.get("watch", ""))
    allowed = request.POST.get("decision") == "allow"
    reason, seen = request.POST.get("reason", ""), request.POST.get("seen", "")
    try:
        watches.decide(actor(request.caller), watch_id, seen=seen, allowed=allowed, reason=reason, now=now())
    except WatchProblem as problem:
        return _listed(request, wrong=watch_id, sentence=watches_names.sentence(problem), status=WRONG)
    return redirect("watches")


def _listed(request: Request, *, wrong: int = 0, sentence: str = "", status: int = 200) -> HttpResponse:
    caller, at = request.caller, now()
    rows = watches.rows(actor(caller))
    shown = sorted(lines(rows, caller, at), key=lambda line: watches_names.rank(line.row.state))
    ended = tuple(line for line in shown if line.row.state in ENDED)
    context = {
        "groups": groups([line for line in shown if line.row.state not in ENDED], caller),
        "ended": Group("", ended) if ended else None,
        "ways_to_tell": watches_names.WAYS,
        "waiting": undecided(caller, day_of(at)),
        "wrong": wrong,
        "sentence": sentence,
    }
    return render(request, "web/watches.html", context, status=status)


def lines(rows: Sequence[WatchRow], caller: Caller, at: datetime) -> list[WatchLine]:
    """Watches in the words of who looks at them."""
    ids, today = [row.id for row in rows], day_of(at)
    midnight = datetime.combine(today, time(), DESK_ZONE)
    day, week = (watches.found_since(ids, since) for since in (midnight, at - WEEK))
    return [
        WatchLine(
            row=row,
            mark=watches_names.state(row.state),
            ways=watches_names.ways(row),
            owner="" if row.owner_id == caller.id else row.owner,
            team=watches_names.team(row.team),
            today=day.get(row.id, 0),
            week=week.get(row.id, 0),
            newest=stamp(row.newest_at, today),
        )
        for row in rows
    ]


def groups(shown: Iterable[WatchLine], caller: Caller) -> list[Group]:
    """One's own and one's team's watches first, then those of others whom one answers for."""
    near: list[WatchLine] = []
    far: list[WatchLine] = []
    for line in shown:
        is_near = line.row.owner_id == caller.id or line.row.team == caller.role
        (near if is_near else far).append(line)
    told = [(_("Yours and your team's"), near), (_("Of others"), far)]
    filled = [Group(heading, tuple(of)) for heading, of in told if of]
    # One group alone needs a heading only where it is not one's own.
    return [Group("", tuple(near))] if len(filled) == 1 and near else filled


def undecided(caller: Caller, today: date) -> list[Undecided]:
    """What waits for this officer's decision."""
    if not may(caller.role, Right.DECIDE_WATCH):
        return []
    return [
        Undecided(row, stamp(row.changed_at, today), row.owner_id == caller.id)
        for row in watches.waiting_for_decision()
    ]


def caught_by(caller: Caller, article_id: int) -> list[CaughtBy]:
    """The watches that caught an article, of those this officer sees."""
    if not may(caller.role, Right.SEE_WATCHES):
        return []
    return [CaughtBy(id, name) for id, name in watches.catching(actor(caller), article_id)]


def actor(caller: Caller) -> Actor:
    """Who asks, as one who acts."""
    return Actor(caller.id, caller.role)


def number(text: str) -> int:
    """A number as an address or a form tells it; 404 if it is none."""
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER:
        raise Http404
    return int(text)
