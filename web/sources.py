"""The sources: which are alive, which are not and why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive import sources
from desk.rights import Right
from web import names, noticing
from web.gate import Request, needs
from web.lines import HOME_COUNTRY
from web.moments import day_of, now, stamp


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in the reader's words."""

    row: sources.SourceRow
    mark: names.Mark
    meaning: str
    shape: str
    polled: str
    answered: str
    last_new: str
    next_poll: str


@dataclass(frozen=True, slots=True)
class Group:
    """An outlet with its sources."""

    key: str
    outlet: str
    lang: str
    kind: str
    abroad: str
    articles: int
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A state to narrow the table by, and how many are in it."""

    state: str
    mark: names.Mark
    count: int
    is_chosen: bool


@needs(Right.SEE_SOURCES)
@require_safe
def page(request: Request) -> HttpResponse:
    """All sources, or those of one state."""
    rows = sources.rows()
    wanted = request.GET.get("state", "")
    chosen = wanted if wanted in names.STATES else ""
    shown = [row for row in rows if chosen in {"", row.state}]
    at = now()
    context = {
        "notices": noticing.lines(day_of(at)),
        "groups": groups(shown, at),
        "choices": choices(rows, chosen),
        "chosen": chosen,
        "total": len(rows),
        "unverified": sum(not row.is_verified for row in shown),
    }
    return render(request, "web/sources.html", context)


def groups(rows: Iterable[sources.SourceRow], at: datetime) -> list[Group]:
    """Sources under their outlets."""
    today = day_of(at)
    by_outlet: dict[str, list[sources.SourceRow]] = {}
    for row in rows:
        by_outlet.setdefault(row.outlet_key, []).append(row)
    return [_group(under, today) for under in by_outlet.values()]


def choices(rows: Iterable[sources.SourceRow], chosen: str) -> list[Choice]:
    """The states there are, with how many sources are in each."""
    counts = Counter(row.state for row in rows)
    return [
        Choice(code, mark, counts[code], code == chosen)
        for code, mark in names.STATES.items()
        if counts[code] or code == chosen
    ]


def _group(rows: Sequence[sources.SourceRow], today: date) -> Group:
    first = rows[0]
    return Group(
        key=first.outlet_key,
        outlet=first.outlet,
        lang=first.lang,
        kind=names.kind(first.kind),
        abroad="" if first.country == HOME_COUNTRY else names.country(first.country),
        articles=sum(row.articles for row in rows),
        lines=tuple(_line(row, today) for row in rows),
    )


def _line(row: sources.SourceRow, today: date) -> SourceLine:
    return SourceLine(
        row=row,
        mark=names.state(row.state),
        meaning=str(names.MEANINGS.get(row.state, "")),
        shape=str(names.SHAPES.get(row.shape, row.shape)),
        polled=stamp(row.polled_at, today),
        answered=stamp(row.answered_at, today),
        last_new=stamp(row.last_new_at, today),
        next_poll=stamp(row.next_poll_at, today),
    )
