"""The addresses that machines ask: health, robots.txt, the site's sign."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive import changes
from web import finding
from web.gate import open_to_all

OK, UNAVAILABLE = 200, 503


@open_to_all
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape of a page
    """Whether the archive and the search engine answer; 503 if one does not."""
    archive, engine = _archive(), finding.state()
    ok = bool(archive["ok"]) and engine.ok
    told = {"ok": ok, "archive": archive, "search": {"ok": engine.ok, "documents": engine.documents}}
    return JsonResponse(told, status=OK if ok else UNAVAILABLE)


def _archive() -> dict[str, object]:
    try:
        lag = changes.lag()
    except DatabaseError:
        return {"ok": False, "index_changes_waiting": None}
    return {"ok": True, "index_changes_waiting": lag.count}


@open_to_all
@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape of a page
    """No search engine reads these pages."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


@open_to_all
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape of a page
    """Where browsers look for the site's sign unasked."""
    return redirect(static("web/favicon.svg"))
