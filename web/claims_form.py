"""Opening a claim and saying it in other words: typed, or taken from a sentence of an article."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from archive import pages
from classifier.claims_said import sentences_of
from desk import claim_wishes, claims
from desk.claims import ClaimProblem, ClaimRow, ClaimWish
from desk.rights import Right
from web import claims_names
from web.adding_forms import Plain
from web.gate import Request, needs
from web.moments import now
from web.watches import actor, number

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
# So many sentences of an article are offered, none of them a mere cry.
MOST_OFFERED, SHORTEST_OFFERED = 60, 25


class ClaimForm(Plain):
    """A statement, and other ways to say it."""

    text = forms.CharField(
        label=_("The statement"),
        help_text=_("One sentence: who or what, where, what is said to have happened. Never a person alone."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        required=False,
    )
    wordings = forms.CharField(
        label=_("The same in other words"),
        help_text=_("One a line, in any language: what another paper would write, an English version."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        required=False,
    )

    def wish(self, taken_from: int | None) -> ClaimWish:
        """What the form tells."""
        told = self.cleaned_data
        return ClaimWish(told["text"], tuple(told["wordings"].splitlines()), taken_from)


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence of an article that may be followed."""

    number: int
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """The article a claim is taken from, with its sentences."""

    id: int
    title: str
    lang: str
    sentences: Sequence[Offered]


@needs(Right.CLAIM)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Open a claim; an article behind the address offers its sentences."""
    taken = _taken(request)
    if request.method == "POST":
        form = ClaimForm(request.POST)
        return _opened(request, form, taken)
    chosen = next((one.text for one in taken.sentences if one.is_chosen), "") if taken else ""
    return _shown(request, ClaimForm(initial={"text": chosen}), taken=taken)


@needs(Right.CLAIM)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, claim_id: int) -> HttpResponse:
    """Say a claim in other words."""
    row = claims.row(claim_id)
    if row is None:
        raise Http404
    if request.method != "POST":
        initial = {"text": row.text, "wordings": "\n".join(row.wordings)}
        return _shown(request, ClaimForm(initial=initial), known=row)
    form = ClaimForm(request.POST)
    try:
        form.full_clean()
        claims.reword(actor(request.caller), row.id, form.wish(None), now())
    except ClaimProblem as problem:
        return _blamed(request, form, problem, known=row)
    return redirect("claim", row.id)


def _opened(request: Request, form: ClaimForm, taken: Taken | None) -> HttpResponse:
    form.full_clean()
    try:
        wish = form.wish(taken.id if taken else None)
        claim_id = claims.open_claim(actor(request.caller), wish, now())
    except ClaimProblem as problem:
        return _blamed(request, form, problem, taken=taken)
    return redirect("claim", claim_id)


def _taken(request: Request) -> Taken | None:
    """The article whose sentences are offered, if the address names one."""
    if "article" not in request.GET:
        return None
    found = pages.article(number(request.GET["article"]))
    if found is None:
        raise Http404
    wanted = number(request.GET["s"]) if "s" in request.GET else None
    body = "\n".join(part for part in (found.standfirst, found.body) if part)
    told = [one for one in sentences_of(found.title, body) if len(one) >= SHORTEST_OFFERED]
    offered = [Offered(at, text, at == wanted) for at, text in enumerate(told[:MOST_OFFERED])]
    return Taken(found.id, found.title or found.url, found.lang, offered)


def _blamed(
    request: Request,
    form: ClaimForm,
    problem: ClaimProblem,
    *,
    known: ClaimRow | None = None,
    taken: Taken | None = None,
) -> HttpResponse:
    form.add_error(problem.field if problem.field in form.fields else None, claims_names.sentence(problem))
    return _shown(request, form, known=known, taken=taken, status=WRONG)


def _shown(
    request: Request,
    form: ClaimForm,
    *,
    known: ClaimRow | None = None,
    taken: Taken | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    told = {"form": form, "known": known, "taken": taken, "longest": claim_wishes.LONGEST}
    return render(request, "web/claim_form.html", told, status=status)
