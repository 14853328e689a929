"""Making and changing a watch: what its query would have caught is seen before it is kept."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from desk import watch_wishes, watches
from desk.rights import Right
from desk.watches import WatchProblem, WatchRow, Wish
from search.errors import IndexMismatch, SearchUnavailable
from web import asking, province, watches_names
from web.gate import Request, needs, wants_part
from web.moments import day_of, now
from web.troubles import Trouble, query_trouble, trouble
from web.watches import actor
from web.watches_form import WatchForm, wish_of
from web.watches_preview import Shown, look
from web.watches_query import as_query

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
# What a watch on a person must tell beside its query.
GROUNDS = ("office", "purpose")
# How the field of a query that cannot be read points at what is said of it.
POINTED = {"aria-invalid": "true", "aria-describedby": "query-wrong id_query_helptext"}
# A name for the look at a query that has none yet.
QUERY_ALONE = "?"
PAGE, PART = "web/watch_form.html", "web/_watch_form.html"


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it stands, with what is to be said of it."""

    form: WatchForm
    known: WatchRow | None
    preview: Shown | None = None
    is_new_query: bool = False
    trouble: Trouble | None = None
    asks_why: bool = False
    status: int = HTTPStatus.OK

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.status == HTTPStatus.OK


@needs(Right.WATCH)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Make a watch; a search page's address behind it fills in its name and query."""
    if request.method == "POST":
        return _handed_in(request, None)
    asked, at = asking.read({name: request.GET.getlist(name) for name in request.GET}), now()
    query = as_query(asked, day_of(at), get_language() or "vi", province.names())
    name = asked.text if len(asked.text) <= watch_wishes.LONGEST_NAME else ""
    form = WatchForm(initial={"name": name, "query": query})
    return _shown(request, begun(Filled(form, None), Wish(name or QUERY_ALONE, query), at))


@needs(Right.WATCH)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, watch_id: int) -> HttpResponse:
    """Change one's own watch."""
    row = watches.row(actor(request.caller), watch_id)
    if row is None or row.owner_id != request.caller.id or row.state == "closed":
        raise Http404
    if request.method == "POST":
        return _handed_in(request, row)
    wish = wish_of(row)
    filled = Filled(WatchForm(initial=asdict(wish)), row, asks_why=bool(row.office))
    return _shown(request, begun(filled, wish, now()))


def _handed_in(request: Request, known: WatchRow | None) -> HttpResponse:
    """Keep a watch whose catch was seen; else show what it would have caught."""
    form, at = WatchForm(request.POST), now()
    filled = Filled(form, known, asks_why=any(name in request.POST for name in GROUNDS))
    if not form.is_valid():
        return _shown(request, replace(filled, status=WRONG))
    wish, wants_store = form.wish(), request.POST.get("step") == "store"
    try:
        if wants_store and wish.query in {request.POST.get("previewed"), known.query if known else None}:
            row = watches.save(actor(request.caller), known.id if known else None, wish, province.pack(), at)
            return _stored(request, row)
        filled = replace(filled, asks_why=is_on_a_person(wish, at))
    except WatchProblem as problem:
        filled = blamed(filled, wish, problem)
    return _shown(request, looked(replace(filled, is_new_query=wants_store and filled.is_sound), wish, at))


def begun(filled: Filled, wish: Wish, at: datetime) -> Filled:
    """The form with what the query it begins with would have caught; faults wait until it is handed in."""
    if not wish.query:
        return filled
    try:
        # Where it calls has no say in what it catches.
        asks_why = filled.asks_why or is_on_a_person(replace(wish, hook_url=""), at)
        return replace(filled, asks_why=asks_why, preview=look(wish, day_of(at)))
    except (WatchProblem, SearchUnavailable, IndexMismatch):
        return filled


def is_on_a_person(wish: Wish, at: datetime) -> bool:
    """Whether an approver must allow it; grounds may still be lacking, any other fault is raised."""
    try:
        return watch_wishes.check(watch_wishes.tidy(wish), province.pack(), day_of(at), province.names())
    except WatchProblem as problem:
        if problem.field in GROUNDS:
            return True
        raise


def blamed(filled: Filled, wish: Wish, problem: WatchProblem) -> Filled:
    """The form with what is wrong said at its field."""
    form = filled.form
    if problem.query_error:
        form.fields["query"].widget.attrs |= POINTED
        return replace(filled, trouble=query_trouble(problem.query_error, wish.query), status=WRONG)
    form.add_error(problem.field if problem.field in form.fields else None, watches_names.sentence(problem))
    return replace(filled, asks_why=filled.asks_why or problem.field in GROUNDS, status=WRONG)


def looked(filled: Filled, wish: Wish, at: datetime) -> Filled:
    """The form with what its query would have caught, where the query can be asked."""
    if filled.trouble or filled.form.has_error("query"):
        return filled
    try:
        return replace(filled, preview=look(wish, day_of(at)))
    except (SearchUnavailable, IndexMismatch) as down:
        return replace(filled, trouble=trouble(down), status=HTTPStatus.SERVICE_UNAVAILABLE)


def _stored(request: Request, row: WatchRow) -> HttpResponse:
    address = reverse("watch", args=[row.id])
    return HttpResponseClientRedirect(address) if wants_part(request) else redirect(address)


def _shown(request: Request, filled: Filled) -> HttpResponse:
    is_part, known = wants_part(request), filled.known
    context = {
        "form": filled.form,
        "known": known,
        "preview": filled.preview,
        "is_new_query": filled.is_new_query,
        "trouble": filled.trouble,
        "asks_why": filled.asks_why,
        "action": reverse("watch-edit", args=[known.id]) if known else reverse("watch-new"),
        "is_part": is_part,
    }
    response = render(request, PART if is_part else PAGE, context, status=filled.status)
    patch_vary_headers(response, ["HX-Request"])
    if is_part:
        place = "#preview" if filled.is_sound else "#watching"
        response["HX-Reswap"] = f"outerHTML show:{place}:top"
    return response
