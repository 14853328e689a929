"""One claim: how it spread, who still carries it, and every article that speaks of it, to be judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from classifier.claims import marked
from desk import claims
from desk.audit import ActRow
from desk.claims import ClaimHitRow, ClaimProblem, ClaimRow, Spread
from desk.rights import Right, may
from web import claims_names, names
from web.claims_picture import Picture, picture
from web.gate import Caller, Request, needs
from web.lighting import Runs, runs
from web.lines import Line, line
from web.moments import day_of, now, stamp
from web.watches import actor, number

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
SHOWN, ACTS = 30, 30


@dataclass(frozen=True, slots=True)
class HitShown:
    """An article that speaks of the claim, its sentence lit, with what may be done about it."""

    row: ClaimHitRow
    line: Line
    sentence: Runs
    mark: names.Mark
    judged: str
    mended: str
    copies: "tuple[HitShown, ...]" = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list: what officers said of its articles."""

    key: str
    name: names.Text
    count: int
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ActShown:
    """Something that was done with the claim."""

    what: str
    officer: str
    at: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the page tells."""

    row: ClaimRow
    mark: names.Mark
    opened: str
    closed: str
    searched: str
    spread: Spread
    picture: Picture
    first_at: str
    parts: tuple[Part, ...]
    part: str
    hits: tuple[HitShown, ...]
    page: int
    following: int
    acts: tuple[ActShown, ...]
    may_claim: bool
    bearings: tuple[tuple[str, names.Mark], ...] = tuple(claims_names.BEARINGS.items())

    @property
    def is_searching(self) -> bool:
        """Whether the archive is still looked through for it."""
        return self.row.is_open and self.row.searched_at is None


@needs(Right.SEE_CLAIMS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, claim_id: int) -> HttpResponse:
    """A claim's page; its acts are handed in here."""
    row = claims.row(claim_id)
    if row is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, row)
    try:
        place = _act(request, row)
    except ClaimProblem as problem:
        return _shown(request, row, sentence=claims_names.sentence(problem), status=WRONG)
    return redirect(place)


def _act(request: Request, row: ClaimRow) -> str:
    """Do what a button asks for; tells where the reader goes on."""
    wanted, who, at = request.POST.get("act", ""), actor(request.caller), now()
    address = reverse("claim", args=[row.id])
    if wanted == "close":
        claims.close(who, row.id, at)
    elif wanted == "reopen":
        claims.reopen(who, row.id, at)
    elif wanted in {"judge", "take-back"}:
        hit_id = number(request.POST.get("hit", ""))
        if wanted == "judge":
            claims.judge(who, hit_id, request.POST.get("bearing", ""), at)
        else:
            claims.take_back(who, hit_id, at)
        part = request.POST.get("part", "")
        return f"{address}?part={part}#list" if part in claims_names.PARTS else f"{address}#hit-{hit_id}"
    else:
        raise Http404
    return address


def _shown(request: Request, row: ClaimRow, *, sentence: str = "", status: int = 200) -> HttpResponse:
    part = request.GET.get("part", "")
    told = compose(row, request.caller, part if part in claims_names.PARTS else "", number_of(request))
    return render(request, "web/claim.html", {"told": told, "sentence": sentence}, status=status)


def number_of(request: Request) -> int:
    """Which page of the list is asked for, from nought."""
    return number(request.GET["page"]) if "page" in request.GET else 0


def compose(row: ClaimRow, caller: Caller, part: str, at_page: int) -> Told:
    """Gather what the page shows."""
    today = day_of(now())
    found = claims.hits(row.id)
    way = claims.spread(found)
    asked = [one for one in found if not part or part_of(one) == part]
    shown = asked[at_page * SHOWN : (at_page + 1) * SHOWN]
    return Told(
        row=row,
        mark=claims_names.OPEN if row.is_open else claims_names.CLOSED,
        opened=stamp(row.opened_at, today),
        closed=stamp(row.closed_at, today),
        searched=stamp(row.searched_at, today),
        spread=way,
        picture=picture(way.days, today),
        first_at=stamp(way.first.told_at, today) if way.first else "",
        parts=parts(found, part),
        part=part,
        hits=tuple(hit_shown(one, today) for one in shown),
        page=at_page,
        following=at_page + 1 if len(asked) > (at_page + 1) * SHOWN else 0,
        acts=tuple(_acted(one, today) for one in claims.acts(row.id, ACTS)),
        may_claim=may(caller.role, Right.CLAIM),
    )


def part_of(row: ClaimHitRow) -> str:
    """The part of the list that an article stands in."""
    return row.bearing or "waiting"


def parts(found: Sequence[ClaimHitRow], chosen: str) -> tuple[Part, ...]:
    """The parts of the list that have any article, with how many."""
    counted = [
        (key, name, sum(part_of(one) == key for one in found)) for key, name in claims_names.PARTS.items()
    ]
    return tuple(Part(key, name, count, key == chosen) for key, name, count in counted if count)


def hit_shown(row: ClaimHitRow, today: date) -> HitShown:
    """An article in the reader's words."""
    spans = marked(row.wording, row.sentence, row.article.lang) if row.sentence else []
    return HitShown(
        row=row,
        line=line(row.article, today),
        sentence=runs(row.sentence, spans),
        mark=claims_names.bearing(row.bearing),
        judged=stamp(row.judged_at, today),
        mended=stamp(row.mended_at, today),
        copies=tuple(hit_shown(one, today) for one in row.copies),
    )


def _acted(act: ActRow, today: date) -> ActShown:
    return ActShown(claims_names.act(act.code, act.data), act.officer, stamp(act.at, today))
