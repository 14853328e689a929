"""Works of foreign correspondents: the official visits, and what was published after them."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import articles, delegations
from archive.delegations import VisitRow
from desk import visits
from desk.audit import Actor
from desk.rights import Right, may
from web import names
from web.adding_forms import LinkForm, VisitForm
from web.gate import Request, needs
from web.lines import Line, in_order
from web.moments import day_of, now, plain_day

WRONG = 422
LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Shown:
    """A visit with its works, in the reader's words."""

    row: VisitRow
    country: str
    days: str
    works: tuple[Line, ...]


@needs(Right.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """The visits of a year, or all, with their works; officers tie works to them here."""
    if request.method == "POST":
        return _tie(request)
    return _listed(request)


@needs(Right.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request) -> HttpResponse:
    """Tell of a visit; with ``?visit=`` tell one anew."""
    known = _visit(request.GET["visit"]) if "visit" in request.GET else None
    if request.method != "POST":
        form = VisitForm(initial=_told(known) if known else None)
        return render(request, "web/visit_record.html", {"form": form, "known": known})
    form = VisitForm(request.POST)
    if not form.is_valid():
        return render(request, "web/visit_record.html", {"form": form, "known": known}, status=WRONG)
    visit_id = known.id if known else 0
    if known:
        visits.change(_actor(request), known.id, form.visit(), now())
    else:
        visit_id = visits.record(_actor(request), form.visit(), now())
    return redirect(f"{reverse('visits')}#visit-{visit_id}")


def _tie(request: Request) -> HttpResponse:
    """Tie an article to a visit by its address, or take one from it by its number."""
    row = _visit(request.POST.get("visit", ""))
    if "untie" in request.POST:
        visits.untie(_actor(request), row.id, _number(request.POST["untie"]), now())
        return redirect(f"{reverse('visits')}#visit-{row.id}")
    form = LinkForm(request.POST)
    article_id = articles.find_by_url(form.cleaned_data["url"]) if form.is_valid() else None
    if article_id is None:
        wrong = _("The archive has no article at this address. Add it first, then tie it to the visit.")
        return _listed(request, wrong=row.id, sentence=wrong, typed=form.data.get("url", ""), status=WRONG)
    visits.tie(_actor(request), row.id, article_id, now())
    return redirect(f"{reverse('visits')}#visit-{row.id}")


def _listed(
    request: Request, *, wrong: int = 0, sentence: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    years = delegations.years()
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), None)
    context = {
        "visits": [shown(row) for row in delegations.rows(year)],
        "years": years,
        "year": year,
        "may_add": may(request.caller.role, Right.ADD),
        "wrong": wrong,
        "sentence": sentence,
        "typed": typed,
    }
    return render(request, "web/visits.html", context, status=status)


def shown(row: VisitRow) -> Shown:
    """A visit as its readers see it."""
    first, last = plain_day(row.visit.starts_on), plain_day(row.visit.ends_on)
    return Shown(
        row=row,
        country=names.country(row.visit.country) if row.visit.country else "",
        days=first if first == last else f"{first} – {last}",
        works=in_order(row.works, day_of(now())),
    )


def _told(row: VisitRow) -> dict[str, object]:
    visit = row.visit
    return {name: getattr(visit, name) for name in VisitForm.base_fields}


def _visit(text: str) -> VisitRow:
    row = delegations.row(_number(text))
    if row is None:
        raise Http404
    return row


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER:
        raise Http404
    return int(text)


def _actor(request: Request) -> Actor:
    return Actor(request.caller.id, request.caller.role)
