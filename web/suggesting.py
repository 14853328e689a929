"""What is offered while a query is being typed: written forms out of titles, fields, and values of fields."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from archive import hits, pages
from desk.rights import Right
from search import suggest, wording
from search.errors import IndexMismatch, SearchUnavailable
from search.model import Ask
from search.rows import FACETS
from search.suggest import Choice, Completion, Typed
from search.tree import Everything
from web import finding, province
from web.gate import Request, needs
from web.narrowing import word


@needs(Right.READ)
@require_safe
def page(request: Request) -> HttpResponse:
    """The list under the search box; empty where there is nothing to offer."""
    typed = suggest.read(request.GET.get("q", ""))
    try:
        offered = offer(typed) if typed else ()
    except (SearchUnavailable, IndexMismatch):
        # Who types is not stopped: what is wrong is told when they search.
        offered = ()
    return render(request, "web/_suggestions.html", {"offered": offered})


def offer(typed: Typed) -> tuple[Completion, ...]:
    """What a query may become."""
    if typed.field:
        return suggest.values(typed, choices(typed.field), province.names())
    return (*suggest.names(typed), *written(typed))[: suggest.MOST]


def choices(field: str) -> tuple[Choice, ...]:
    """The values that a field has in the index, the most frequent first, in the reader's words."""
    if field in {"about", "harms"}:
        return (Choice("1", gettext("yes")), Choice("0", gettext("no")))
    if field not in FACETS:
        return ()
    buckets = finding.answer(Everything(), Ask(limit=1, facets=True)).facets[field]
    named = word(field, pages.outlet_names() if field == "outlet" else {})
    return tuple(Choice(bucket.value, named(bucket.value)) for bucket in buckets)


def written(typed: Typed) -> tuple[Completion, ...]:
    """How titles write the last words and go on from them; of fewer words where no title has them all."""
    for asked in wording.wanted(typed):
        found = finding.answer(wording.query_of(asked), Ask(limit=wording.TITLES)).hits
        if found:
            return wording.completions(typed, asked, hits.titles([hit.id for hit in found]))
    return ()
