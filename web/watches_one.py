"""One watch: what it caught day by day, how it tells, its feed and webhook, what was done with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desk import watches
from desk.audit import ActRow
from desk.rights import Right, may
from desk.watches import HitRow, WatchRow
from reports import hooks
from reports.hooks import HookRow
from reports.watch_items import tree_of
from search.tree import Node
from web import names, results, watches_names
from web.gate import Caller, Request, needs, wants_part
from web.lines import Day
from web.moments import day_of, heading, now, stamp
from web.watches import actor, number

SHOWN, CALLS, ACTS = 30, 10, 20
MOVES = {"pause": watches.pause, "resume": watches.resume, "close": watches.close}


@dataclass(frozen=True, slots=True)
class CallShown:
    """A call to the webhook."""

    mark: names.Mark
    at: str
    detail: str


@dataclass(frozen=True, slots=True)
class ActShown:
    """Something that was done with the watch."""

    what: str
    officer: str
    at: str
    detail: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the page tells."""

    row: WatchRow
    mark: names.Mark
    ways: tuple[names.Mark, ...]
    team: str
    made: str
    decided: str
    swept: str
    held: str
    days: tuple[Day, ...]
    following: str
    may_change: bool
    may_move: bool
    secret: str
    calls: tuple[CallShown, ...]
    acts: tuple[ActShown, ...]
    feed: str

    @property
    def is_open(self) -> bool:
        """Whether it may still look one day."""
        return self.row.state != "closed"

    @property
    def shown(self) -> int:
        """How many articles this part of the list has."""
        return sum(len(day.lines) for day in self.days)


@needs(Right.SEE_WATCHES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, watch_id: int) -> HttpResponse:
    """A watch's page, or for htmx the next of what it caught; its acts are handed in here."""
    row = watches.row(actor(request.caller), watch_id)
    if row is None:
        raise Http404
    if request.method == "POST":
        return _act(request, row)
    before = number(request.GET["before"]) if "before" in request.GET else None
    is_part = wants_part(request) and before is not None
    told = compose(row, request.caller, before)
    if before is None:
        watches.note_look(request.caller.id, row.id, now())
    template = "web/_watch_hits.html" if is_part else "web/watch.html"
    response = render(request, template, {"told": told, "is_part": is_part})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _act(request: Request, row: WatchRow) -> HttpResponse:
    """Pause, resume or close it, or give its feed another address; that one is shown here and never again."""
    wanted, who = request.POST.get("act", ""), actor(request.caller)
    if move := MOVES.get(wanted):
        move(who, row.id, now())
    elif wanted == "no-feed":
        watches.drop_feed(who, row.id, now())
    elif wanted == "feed":
        token = watches.make_feed(who, row.id, now())
        feed = f"{settings.SITE_URL}{reverse('watch-feed', args=[token])}"
        anew = watches.row(who, row.id) or row
        told = compose(anew, request.caller, None, feed=feed)
        return render(request, "web/watch.html", {"told": told})
    else:
        raise Http404
    return redirect("watch", row.id)


def compose(row: WatchRow, caller: Caller, before: int | None, *, feed: str = "") -> Told:
    """Gather what the page shows."""
    at = now()
    today = day_of(at)
    caught = watches.hits(row.id, SHOWN + 1, before)
    shown = caught[:SHOWN]
    is_own = row.owner_id == caller.id
    return Told(
        row=row,
        mark=watches_names.state(row.state),
        ways=watches_names.ways(row),
        team=watches_names.team(row.team),
        made=stamp(row.created_at, today),
        decided=stamp(row.decided_at, today),
        swept=stamp(row.swept_at, today),
        held=stamp(row.held_until, today) if row.held_until and row.held_until > at else "",
        days=days(shown, tree_of(row.query, today), today, new=0 if before else row.new_hits),
        following=f"?before={shown[-1].id}" if len(caught) > SHOWN else "",
        may_change=is_own and may(caller.role, Right.WATCH),
        may_move=may(caller.role, Right.DECIDE_WATCH) or (is_own and may(caller.role, Right.WATCH)),
        secret=watches.hook_secret(actor(caller), row.id),
        calls=tuple(_call(call, today) for call in hooks.of_watch(row.id, CALLS)),
        acts=tuple(_acted(act, today) for act in watches.acts(row.id, ACTS)),
        feed=feed,
    )


def days(caught: Sequence[HitRow], lit: Node, today: date, *, new: int) -> tuple[Day, ...]:
    """What was caught under the days on which it was; the first ``new`` are new to the reader."""
    lines = {line.id: line for line in results.lines(lit, [hit.article.id for hit in caught])}
    fresh = {hit.id for hit in caught[:new]}
    # An article may have gone since the hit was read.
    shown = [hit for hit in caught if hit.article.id in lines]
    grouped = groupby(shown, key=lambda hit: (day_of(hit.found_at), hit.is_swept))
    return tuple(
        Day(
            found_on(day, today, is_swept=is_swept),
            tuple(replace(lines[hit.article.id], is_new=hit.id in fresh) for hit in of),
        )
        for (day, is_swept), of in grouped
    )


def found_on(day: date, today: date, *, is_swept: bool) -> str:
    """A day's heading; what matching had missed is told apart, for it was no news then."""
    told = heading(day, today)
    return _("%(day)s · found by the nightly sweep") % {"day": told} if is_swept else told


def _call(call: HookRow, today: date) -> CallShown:
    at = stamp(call.sent_at or call.created_at, today)
    if call.state == "waiting" and call.tries:
        why = _("%(why)s; tried again at %(at)s") % {"why": call.reason, "at": stamp(call.due_at, today)}
        return CallShown(watches_names.call(call.state), at, why)
    return CallShown(watches_names.call(call.state), at, call.reason)


def _acted(act: ActRow, today: date) -> ActShown:
    what = watches_names.act(act.code, act.data)
    return ActShown(what, act.officer, stamp(act.at, today), str(act.data.get("reason", "")))
