"""Adding coverage by hand: a typed link, a document or a reference with its details, a newsletter."""

import base64
from dataclasses import dataclass

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from archive import sources
from crawler.reasons import Reason
from crawler.unfit import Unfit
from desk import additions, audit
from desk.additions import Stored
from desk.audit import Actor
from desk.rights import Right
from web import handling, names
from web.adding_forms import CoverageForm, LinkForm, NewsletterForm, in_words
from web.following import followed
from web.gate import Request, needs, wants_part
from web.moments import day_of, now, stamp
from web.uploads import bytes_of, held_in_memory

WRONG, UNWRITABLE = 422, 503
SHOWN = 12
DEMO_ENDING = ".localhost"
TABS = (
    ("add", _("Link")),
    ("add-coverage", _("PDF, scan, print, video")),
    ("add-newsletter", _("Newsletter")),
)
DONE: dict[str, names.Text] = {
    additions.LINK: _("link"),
    additions.COVERAGE: _("document or reference"),
    additions.NEWSLETTER: _("newsletter"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One way of adding."""

    address: str
    name: names.Text
    is_here: bool


@dataclass(frozen=True, slots=True)
class Done:
    """Something an officer added, in words; its article where there is one."""

    what: names.Text
    title: str
    note: str
    officer: str
    at: str
    article_id: int | None
    address_id: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a file or a form: the article, the first page's picture, the documents beside it."""

    stored: Stored
    preview: str
    refused: tuple[str, ...]


@needs(Right.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Request) -> HttpResponse:
    """Type a link; with ``?followed=`` how one that was typed stands."""
    if request.method == "POST":
        return _type(request)
    asked = request.GET.get("followed", "")
    shown = followed(asked) if asked else None
    if shown and wants_part(request):
        return render(request, "web/_followed.html", {"followed": shown})
    form = LinkForm(initial={"url": request.GET.get("url", "")})
    return _page(request, "add", form, {"followed": shown})


def _type(request: Request) -> HttpResponse:
    form = LinkForm(request.POST)
    if form.is_valid():
        told = additions.type_link(_actor(request), form.cleaned_data["url"], now(), mapped=demo_hosts())
        if not isinstance(told, Reason):
            return redirect(f"{reverse('add')}?followed={told}")
        form.add_error("url", in_words(told))
    return _page(request, "add", form, {}, status=WRONG)


@held_in_memory
@needs(Right.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def coverage(request: Request) -> HttpResponse:
    """Tell of a document, a scan, a printed piece or a broadcast."""
    if request.method != "POST":
        return _page(request, "add-coverage", CoverageForm(initial={"visit": request.GET.get("visit")}), {})
    form = CoverageForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, "add-coverage", form, {}, status=WRONG)
    try:
        told = additions.add_coverage(
            _actor(request),
            form.details(),
            bytes_of(form.cleaned_data["file"]),
            handling.tools(),
            now(),
        )
    except OSError as fault:
        return _unwritable(request, "add-coverage", form, fault)
    return _answered(request, "add-coverage", form, told)


@held_in_memory
@needs(Right.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request: Request) -> HttpResponse:
    """Take in a newsletter that was saved as a file."""
    if request.method != "POST":
        return _page(request, "add-newsletter", NewsletterForm(), {})
    form = NewsletterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, "add-newsletter", form, {}, status=WRONG)
    try:
        told = additions.add_newsletter(
            _actor(request),
            form.cleaned_data["file"].read(),
            handling.tools(),
            now(),
            with_documents=form.cleaned_data["with_documents"],
        )
    except OSError as fault:
        return _unwritable(request, "add-newsletter", form, fault)
    return _answered(request, "add-newsletter", form, told)


def _answered(request: Request, name: str, form: Form, told: Stored | Unfit) -> HttpResponse:
    """Say what became of it; after what was stored comes an empty form."""
    if isinstance(told, Unfit):
        form.add_error("file" if form.files else None, in_words(told))
        return _page(request, name, form, {}, status=WRONG)
    document = told.document
    preview = base64.b64encode(document.preview).decode() if document else ""
    refused = tuple(in_words(one) for one in told.attached if isinstance(one, Unfit))
    return _page(request, name, type(form)(), {"answer": Answer(told, preview, refused)})


def _unwritable(request: Request, name: str, form: Form, fault: OSError) -> HttpResponse:
    sentence = gettext(
        "The evidence cannot be written (%(why)s), so nothing was stored. Tell your administrator."
    )
    form.add_error(None, sentence % {"why": fault.strerror or fault})
    return _page(request, name, form, {}, status=UNWRITABLE)


def _page(
    request: Request, name: str, form: Form, more: dict[str, object], *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "here": name,
        "tabs": [Tab(reverse(tab), word, tab == name) for tab, word in TABS],
        "done": done(),
        "action": reverse(name),
        **more,
    }
    return render(request, "web/add.html", context, status=status)


def _actor(request: Request) -> Actor:
    return Actor(request.caller.id, request.caller.role)


def demo_hosts() -> frozenset[str]:
    """The demo press's hosts, each by name and only while it is meant to run."""
    return frozenset(host for host in sources.delays() if settings.PRESS_PORT and host.endswith(DEMO_ENDING))


def done() -> list[Done]:
    """What officers added last."""
    today = day_of(now())
    return [
        Done(
            what=DONE[act.code],
            title=str(act.data.get("title") or act.data.get("url", "")),
            note=str(act.data.get("note", "")),
            officer=act.officer,
            at=stamp(act.at, today),
            article_id=act.data.get("article"),
            address_id=act.data.get("address"),
        )
        for act in audit.newest(DONE, SHOWN)
    ]
