"""The search page: a box, what was found, and the ways to narrow it; all of it in the address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from archive import articles, hits
from archive.articles import ArticleRow
from desk.rights import Right
from search.errors import IndexMismatch, QueryError, SearchUnavailable
from search.highlight import highlight, snippet
from search.model import Answer, Ask, Order
from search.rows import DEEPEST_PAGE
from search.tree import Node
from web import asking, exported, finding, narrowing, province
from web.asking import Asked
from web.gate import Request, needs, wants_part
from web.lagging import Lag, lag
from web.lighting import runs
from web.lines import Finding, Line, in_order, title_of
from web.moments import day_of, now
from web.spreading import Spread, spread
from web.story_links import links
from web.troubles import query_trouble, trouble

SHOWN = 20
SNIPPET = 260


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found."""

    asked: Asked
    count: int
    lines: tuple[Line, ...]
    facets: tuple[narrowing.Facet, ...]
    spread: Spread
    chips: tuple[narrowing.Chip, ...]
    lag: Lag | None
    following: str
    first_page: str
    by_time: str
    by_relevance: str
    cleared: str

    @property
    def is_by_time(self) -> bool:
        """Whether the newest come first."""
        return self.asked.order == Order.TIME

    @property
    def is_deepest(self) -> bool:
        """Whether there is more, but by relevance one comes no farther."""
        reached = (self.asked.after or 0) + len(self.lines)
        return not self.is_by_time and reached >= DEEPEST_PAGE and self.count > DEEPEST_PAGE

    @property
    def most_in_a_file(self) -> int:
        """How many one file holds."""
        return exported.MOST

    @property
    def file_address(self) -> str:
        """What the file is asked for with."""
        return replace(self.asked, after=None).address()


@needs(Right.READ)
@require_safe
def page(request: Request) -> HttpResponse:
    """The whole page, or for htmx the results, or the next lines of them."""
    asked = asking.read({name: request.GET.getlist(name) for name in request.GET})
    is_part = wants_part(request)
    context: dict[str, object] = {"asked": asked, "is_part": is_part}
    status = HTTPStatus.OK
    try:
        context["found"] = find(asked)
    except QueryError as wrong:
        context["trouble"], status = query_trouble(wrong, asked.text), HTTPStatus.UNPROCESSABLE_ENTITY
    except (SearchUnavailable, IndexMismatch) as down:
        context |= {"trouble": trouble(down), "lag": lag()}
        status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render(request, _template(asked, is_part=is_part), context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    if is_part and asked.after is None:
        # The form sends its empty fields along; the address to keep and to pass on has none.
        response["HX-Push-Url"] = request.path + asked.address().removesuffix("?")
    return response


def _template(asked: Asked, *, is_part: bool) -> str:
    if not is_part:
        return "web/search.html"
    return "web/_hits.html" if asked.after is not None else "web/_results.html"


def find(asked: Asked) -> Found:
    """Ask the engine, then the archive for the rows it names."""
    tree = asking.tree(asked, day_of(now()), province.names())
    is_first = asked.after is None
    told = finding.answer(tree, Ask(asked.order, SHOWN + 1, asked.after, facets=is_first, histogram=is_first))
    begin = replace(asked, after=None)
    return Found(
        asked=asked,
        count=told.count,
        lines=lines(tree, [hit.id for hit in told.hits[:SHOWN]]),
        facets=narrowing.facets(begin, told.facets),
        spread=spread(begin, told.histogram, day_of(now())),
        chips=narrowing.chips(begin),
        lag=lag(),
        following=_following(asked, told),
        first_page=begin.address(),
        by_time=asked.ordered(Order.TIME).address(),
        by_relevance=asked.ordered(Order.RELEVANCE).address(),
        cleared=asked.cleared().address(),
    )


def _following(asked: Asked, told: Answer) -> str:
    """Where the next page begins, if there is one."""
    has_more = len(told.hits) > SHOWN
    return asked.further(told.hits[SHOWN - 1].cursor).address() if has_more else ""


def lines(tree: Node, ids: Sequence[int]) -> tuple[Line, ...]:
    """The rows of hits with what the query found lit."""
    rows = articles.by_ids(ids)
    words = hits.words(ids)
    findings = {row.id: _lit(row, words[row.id], tree) for row in rows if row.id in words}
    return in_order(rows, day_of(now()), findings=findings, stories=links(rows))


def _lit(row: ArticleRow, words: hits.Words, tree: Node) -> Finding:
    title = title_of(row)
    spans = highlight(title, tree)
    others = [] if spans else highlight(words.alt_title, tree)
    return Finding(
        runs(title, spans),
        runs(*snippet(words.text, tree, SNIPPET)),
        runs(words.alt_title, others) if others else (),
    )
