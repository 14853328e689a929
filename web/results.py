"""The search page: a box, what was found, and the ways to narrow it; all of it in the address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from archive import articles, pages
from desk.rights import Right
from search.errors import IndexMismatch, QueryError, SearchError, SearchUnavailable
from search.highlight import highlight, snippet
from search.model import Ask, Order
from search.tree import Node
from web import asking, finding, narrowing
from web.asking import Asked
from web.gate import Request, needs, wants_part
from web.lighting import Runs, runs
from web.lines import Finding, Line, in_order, title_of
from web.moments import day_of, now

SHOWN = 20
SNIPPET = 260


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing can be shown, in both languages; where in the query, if it is the query's fault."""

    sentence: str
    other_sentence: str
    query: Runs = ()
    hint: str = ""

    @property
    def is_query(self) -> bool:
        """Whether the query is at fault."""
        return bool(self.query)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found."""

    asked: Asked
    count: int
    lines: tuple[Line, ...]
    facets: tuple[narrowing.Facet, ...]
    steps: tuple[narrowing.Step, ...]
    chips: tuple[narrowing.Chip, ...]
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
    def highest(self) -> int:
        """How many articles the histogram's highest bar stands for."""
        return max((step.bar.count for step in self.steps), default=0)


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
        context["trouble"], status = trouble(down), HTTPStatus.SERVICE_UNAVAILABLE
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
    tree = asking.tree(asked)
    is_first = asked.after is None
    ask = Ask(asked.order, SHOWN + 1, asked.after, facets=is_first, histogram=is_first)
    told = finding.answer(tree, ask)
    shown = told.hits[:SHOWN]
    has_more = len(told.hits) > SHOWN
    begin = replace(asked, after=None)
    return Found(
        asked=asked,
        count=told.count,
        lines=lines(tree, [hit.id for hit in shown]),
        facets=narrowing.facets(begin, told.facets),
        steps=narrowing.steps(begin, told.histogram),
        chips=narrowing.chips(begin),
        following=asked.further(shown[-1].cursor).address() if has_more else "",
        first_page=begin.address(),
        by_time=asked.ordered(Order.TIME).address(),
        by_relevance=asked.ordered(Order.RELEVANCE).address(),
        cleared=asked.cleared().address(),
    )


def lines(tree: Node, ids: Sequence[int]) -> tuple[Line, ...]:
    """The rows of hits with what the query found lit."""
    rows = articles.by_ids(ids)
    words = pages.words_of(ids)
    findings = {
        row.id: Finding(
            runs(title_of(row), highlight(title_of(row), tree)),
            runs(*snippet(words.get(row.id, ""), tree, SNIPPET)),
        )
        for row in rows
    }
    return in_order(rows, day_of(now()), findings=findings)


def query_trouble(wrong: QueryError, text: str) -> Trouble:
    """A query that cannot be read, cut where it is wrong."""
    start = min(wrong.position, len(text))
    end = start + max(wrong.length, 1)
    # What is missing at the end is shown as a place to write in.
    return replace(
        trouble(wrong), query=runs(f"{text} ", [(start, min(end, len(text) + 1))]), hint=wrong.hint
    )


def trouble(fault: SearchError) -> Trouble:
    """A fault's sentence, the reader's language first."""
    vi, en = fault.message_vi, fault.message_en
    return Trouble(en, vi) if get_language() == "en" else Trouble(vi, en)
