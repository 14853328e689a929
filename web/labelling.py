"""The queue of labelling: one article at a time, judged by keys or by hand, and the next one."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from archive import readings
from desk import labels
from desk.labels import Label, LabelProblem, Origin
from desk.rights import Right
from web import labelling_card, labelling_names, province
from web.bars import share
from web.gate import Request, needs, wants_part
from web.labelling_card import Card
from web.labelling_choices import chosen
from web.moments import now
from web.watches import actor, number

# What cannot be mended in the form: the article was judged by another, read again, or is not there.
GONE = frozenset({"seen", "article"})
PAGE, PART = "web/labelling.html", "web/_labelling.html"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an officer is in the queue: behind which one skipped, what they stored last, what they undid."""

    after: int | None = None
    last: int | None = None
    again: int | None = None

    @property
    def address(self) -> str:
        """The page at that place."""
        told = {"after": self.after, "last": self.last, "again": self.again}
        asked = urlencode({name: value for name, value in told.items() if value is not None})
        return f"{reverse('labelling')}?{asked}" if asked else reverse("labelling")


@needs(Right.LABEL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """The next article, or what came of judging the one before."""
    asked = {name: number(request.GET[name]) for name in ("after", "last", "again") if name in request.GET}
    place, at = Place(**asked), now()
    if request.method != "POST":
        return _shown(request, place, _card(request, place, at))
    try:
        place = _taken(request, place, at)
    except LabelProblem as problem:
        return _refused(request, place, problem, at)
    return (
        _shown(request, place, _card(request, place, at)) if wants_part(request) else redirect(place.address)
    )


def _taken(request: Request, place: Place, at: datetime) -> Place:
    """Do what a form asks for: store, skip or undo; where that leads."""
    article_id, step = _article_id(request), request.POST.get("step", "save")
    who, seen = actor(request.caller), request.POST.get("seen", "")
    if step == "skip":
        return Place(after=article_id)
    if step == "undo":
        labels.take_back(who, article_id, seen=seen, now=at)
        return Place(after=place.after, again=article_id)
    label = _guessed(article_id) if step == "right" else chosen(request.POST)
    labels.label(who, article_id, label, origin=_origin(request), seen=seen, pack=province.pack(), now=at)
    return Place(after=place.after, last=article_id)


def _guessed(article_id: int) -> Label:
    """What the machine guessed, as the label of one who finds all of it right."""
    row = readings.current(article_id)
    return labelling_card.as_label(row.guess) if row and row.guess else Label()


def _refused(request: Request, place: Place, problem: LabelProblem, at: datetime) -> HttpResponse:
    """Say why it was not stored: over what was chosen where that can be mended, else over the next."""
    card = None
    if problem.field not in GONE:
        card = labelling_card.kept(_article_id(request), _origin(request), chosen(request.POST), at)
    return _shown(request, place, card or _card(request, place, at), problem)


def _card(request: Request, place: Place, at: datetime) -> Card | None:
    """What is to be judged now."""
    if place.again is not None and (card := labelling_card.again(place.again, at)):
        return card
    task = labels.next_task(actor(request.caller), province.pack(), at, place.after)
    return labelling_card.of_task(task, at) if task else None


def _shown(
    request: Request, place: Place, card: Card | None, problem: LabelProblem | None = None
) -> HttpResponse:
    is_part, waiting = wants_part(request), labels.waiting(now())
    context = {
        "card": card,
        "last": labelling_card.last(place.last, request.caller.id) if place.last else None,
        "here": Place(after=place.after).address,
        "skipped": place.after is not None,
        "waiting": waiting,
        "share": share(min(waiting.labelled, waiting.wanted), waiting.wanted),
        "problem": labelling_names.sentence(problem) if problem else "",
        "is_part": is_part,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    response = render(request, PART if is_part else PAGE, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _article_id(request: Request) -> int:
    return number(request.POST.get("article", ""))


def _origin(request: Request) -> Origin:
    """Why the article was asked about, as its card told."""
    text = request.POST.get("origin", "")
    if text not in Origin.values:
        raise Http404
    return Origin(text)
