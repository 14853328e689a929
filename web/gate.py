"""The gate before every page: who asks, in which language, and whether they may."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from desk.rights import Right, may

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Caller:
    """The officer who asks for a page."""

    id: int
    name: str
    role: str


class Request(HttpRequest):
    """A request that has passed the gate."""

    caller: Caller
    htmx: HtmxDetails


asked_of: dict[str, Right | None] = {}
"""What each page asks for; nothing where anybody may come. Filled as pages are declared."""


def needs(
    right: Right,
) -> Callable[
    [Callable[Concatenate[Request, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Let only officers with a right see a page."""

    def gated(
        page: Callable[Concatenate[Request, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(page)
        def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated or not may(user.role, right):
                raise PermissionDenied
            passed = cast(Request, request)
            passed.caller = Caller(user.id, user.name, user.role)
            return page(passed, *args, **kwargs)

        asked_of[name_of(page)] = right
        return checked

    return gated


def open_to_all(page: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Let anybody see a page, signed in or not."""
    asked_of[name_of(page)] = None
    return login_not_required(page)


def name_of(page: Callable[..., object]) -> str:
    """A page's name, whatever is wrapped around it."""
    return f"{page.__module__}.{page.__qualname__}"


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; going back in the history asks for the whole page."""
    htmx = cast(Request, request).htmx
    return bool(htmx) and not htmx.history_restore_request


class ReaderLanguage:
    """Every page in its reader's language: the officer's own, else what was last chosen, else Vietnamese."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in that language."""
        language = language_of(request)
        with translation.override(language):
            response = self.answer(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


def language_of(request: HttpRequest) -> str:
    """The language a reader wants."""
    user = request.user
    wanted = (
        user.language if user.is_authenticated else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    )
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
