"""All that a search found as a file for spreadsheets: without the texts, and written down as an act."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from archive import hits
from archive.hits import HitRow
from desk import audit
from desk.audit import Actor
from desk.rights import Right
from search.errors import IndexMismatch, QueryError, SearchUnavailable
from search.exporting import csv_lines
from search.model import Ask
from web import asking, exported, finding, province
from web.asking import Asked
from web.gate import Request, needs
from web.moments import day_of, now

BATCH = 1_000
CODE = "search_exported"


@needs(Right.READ)
@require_safe
def file(request: Request, most: int = exported.MOST) -> HttpResponseBase:
    """Every hit of the search in the address, one a line, or a sentence where they are too many."""
    asked = asking.read({name: request.GET.getlist(name) for name in request.GET}).further(None)
    at = now()
    try:
        tree = asking.tree(asked, day_of(at), province.names())
        count = finding.answer(tree, Ask(limit=1)).count
        if count > most:
            told = {"asked": asked, "count": count, "most": most}
            return render(request, "web/too_many.html", told, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        ids = [hit.id for hit in finding.engine().every(tree, most)]
    except (QueryError, SearchUnavailable, IndexMismatch):
        # The search page says what is wrong, where it can be mended.
        return redirect(f"{reverse('search')}{asked.address()}")
    if request.method == "GET":
        _note(request, asked, len(ids), at)
    return _sent(ids, at)


def _note(request: Request, asked: Asked, count: int, at: datetime) -> None:
    told = {"query": asked.text, "address": asked.address(), "count": count}
    with transaction.atomic():
        audit.note(Actor(request.caller.id, request.caller.role), CODE, told, at)


def _sent(ids: Sequence[int], at: datetime) -> StreamingHttpResponse:
    """The file, sent while it is made; the engine has already answered for all of it."""
    language = translation.get_language() or "vi"
    response = StreamingHttpResponse(_lines(ids, language), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="diembao-{day_of(at)}.csv"'
    return response


def _lines(ids: Sequence[int], language: str) -> Iterator[str]:
    # The page's language ends with the page, before the file is made.
    with translation.override(language):
        yield from csv_lines(exported.head(), (exported.cells(row) for row in _rows(ids)))


def _rows(ids: Sequence[int]) -> Iterator[HitRow]:
    for start in range(0, len(ids), BATCH):
        yield from hits.rows(ids[start : start + BATCH])
