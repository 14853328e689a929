"""More like this: the articles that share the most telling words with one, loaded after its page."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from archive import articles, hits
from archive.articles import ArticleRow, Text
from desk.rights import Right
from search.errors import IndexMismatch, SearchUnavailable
from search.like import like
from web import finding
from web.gate import Request, needs, wants_part
from web.lines import Line, in_order
from web.moments import day_of, now
from web.troubles import Trouble, trouble

SHOWN = 5
# Some of what is found are copies of each other.
FOUND = 25


@dataclass(frozen=True, slots=True)
class Alike:
    """What the block shows."""

    article_id: int
    title: str
    lang: str
    lines: tuple[Line, ...] = ()
    trouble: Trouble | None = None


@needs(Right.READ)
@require_safe
def page(request: Request, article_id: int) -> HttpResponse:
    """The block for htmx, else a page of its own."""
    text = articles.text(article_id)
    if text is None:
        raise Http404
    alike, status = Alike(text.id, text.title or text.url, text.lang), HTTPStatus.OK
    try:
        alike = replace(alike, lines=found(text))
    except (SearchUnavailable, IndexMismatch) as down:
        alike, status = replace(alike, trouble=trouble(down)), HTTPStatus.SERVICE_UNAVAILABLE
    is_part = wants_part(request)
    template = "web/_alike.html" if is_part else "web/alike.html"
    response = render(request, template, {"alike": alike, "is_part": is_part}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def found(text: Text) -> tuple[Line, ...]:
    """The most alike, one of each family of copies, without the article's own."""
    told = like(text.title, text.whole, finding.engine(), limit=FOUND, without=hits.family(text.id))
    firsts: dict[int, ArticleRow] = {}
    for row in articles.by_ids([hit.id for hit in told]):
        firsts.setdefault(row.copy_of or row.id, row)
    return in_order(list(firsts.values())[:SHOWN], day_of(now()))
