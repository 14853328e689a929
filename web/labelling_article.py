"""Correcting what was read of an article, on its own page: what is chosen otherwise is what was wrong."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from archive import pages, readings
from archive.pages import ArticlePage
from archive.readings import ReadingRow
from desk import labels
from desk.labels import Guess, Label, LabelProblem, Origin
from desk.rights import Right
from web import article_reading, labelling_names, province
from web.gate import Request, needs, wants_part
from web.labelling_choices import changed, chosen
from web.labelling_fields import fields
from web.moments import day_of, now
from web.watches import actor


@dataclass(frozen=True, slots=True)
class Subject:
    """An article that was read, and what counts of it now."""

    found: ArticlePage
    row: ReadingRow
    guess: Guess


@needs(Right.LABEL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, article_id: int) -> HttpResponse:
    """The form of a correction, or what came of it; in place of the reading where htmx asks."""
    found, row = pages.article(article_id), readings.current(article_id)
    if found is None:
        raise Http404
    if row is None or row.guess is None or "leave" in request.GET:
        return _read(request, found)
    subject = Subject(found, row, row.guess)
    if request.method != "POST":
        return _form(request, subject, stood(row))
    try:
        _taken(request, subject)
    except LabelProblem as problem:
        return _form(request, subject, chosen(request.POST), problem)
    return _read(request, found)


def _taken(request: Request, subject: Subject) -> None:
    """Store a correction, or take the newest back."""
    who, seen, id, at = actor(request.caller), request.POST.get("seen", ""), subject.found.id, now()
    if request.POST.get("step") == "undo":
        labels.take_back(who, id, seen=seen, now=at)
        return
    label = changed(chosen(request.POST), stood(subject.row))
    labels.label(who, id, label, origin=Origin.CORRECTION, seen=seen, pack=province.pack(), now=at)


def stood(row: ReadingRow) -> Label:
    """What counts now, as a label: nothing where the machine is unsure and no officer spoke."""
    unsure = article_reading.unsure_of(row)
    return Label(
        about=None if "about" in unsure or row.about is None else row.is_about,
        topics=() if "topic" in unsure else tuple(code for code, _ in row.topics),
        tone=None if "tone" in unsure or not row.is_about else row.tone,
        harms=row.harms if "harms" in row.corrected else None,
    )


def _form(
    request: Request, subject: Subject, label: Label, problem: LabelProblem | None = None
) -> HttpResponse:
    context = {
        "article": subject.found,
        "seen": subject.row.seen,
        "fields": fields(label, subject.guess, day_of(now())),
        "problem": labelling_names.sentence(problem) if problem else "",
    }
    template = "web/_correct.html" if wants_part(request) else "web/correct.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _read(request: Request, found: ArticlePage) -> HttpResponse:
    """The reading as it counts now, in its box; the whole article for who has no script."""
    if not wants_part(request):
        return redirect(f"{reverse('article', args=[found.id])}#reading")
    row = readings.current(found.id)
    shown = article_reading.shown(row, found, request.caller) if row else None
    return render(request, "web/_reading.html", {"article": found, "reading": shown, "is_part": True})
