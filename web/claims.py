"""The claims the desk follows: how many carry each, who was first, what waits for a judgement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk import claims
from desk.claims import ClaimRow
from desk.rights import Right, may
from web import claims_names, names
from web.gate import Request, needs
from web.moments import day_of, now, stamp


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as a line of the list."""

    row: ClaimRow
    mark: names.Mark
    opened: str
    closed: str

    @property
    def is_searching(self) -> bool:
        """Whether the archive is still looked through for it."""
        return self.row.is_open and self.row.searched_at is None


@needs(Right.SEE_CLAIMS)
@require_safe
def page(request: Request) -> HttpResponse:
    """Every claim, open ones first."""
    shown = lines(claims.rows(), day_of(now()))
    context = {
        "open_claims": [line for line in shown if line.row.is_open],
        "closed_claims": [line for line in shown if not line.row.is_open],
        "waiting": sum(line.row.counts.unjudged for line in shown if line.row.is_open),
        "may_claim": may(request.caller.role, Right.CLAIM),
    }
    return render(request, "web/claims.html", context)


def lines(rows: Sequence[ClaimRow], today: date) -> list[ClaimLine]:
    """Claims in the reader's words."""
    return [
        ClaimLine(
            row,
            claims_names.OPEN if row.is_open else claims_names.CLOSED,
            stamp(row.opened_at, today),
            stamp(row.closed_at, today),
        )
        for row in rows
    ]
