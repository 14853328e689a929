"""What every page's frame shows: the desk's name, the ways to go, the other language."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

from desk.rights import Right, may
from web import fonts, province


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the navigation."""

    address: str
    name: str | Promise
    is_here: bool


# Nothing evaluated, nothing styled by script, no page kept in the browser's store; a wrong query and an
# engine that is down come as parts of their own.
HTMX = json.dumps(
    {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "allowScriptTags": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
        "scrollIntoViewOnBoost": False,
        # Nothing fades in: a new form listens at once, however fast its reader types.
        "defaultSettleDelay": 0,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "422|503", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)
WAYS = (
    ("today", pgettext_lazy("navigation", "Today"), Right.READ),
    ("search", pgettext_lazy("navigation", "Search"), Right.READ),
    ("watches", pgettext_lazy("navigation", "Watches"), Right.SEE_WATCHES),
    ("stories", pgettext_lazy("navigation", "Stories"), Right.READ),
    ("claims", pgettext_lazy("navigation", "Claims"), Right.SEE_CLAIMS),
    ("signals", pgettext_lazy("navigation", "Spikes and outlook"), Right.READ),
    ("labelling", pgettext_lazy("navigation", "Labelling"), Right.LABEL),
    ("accuracy", pgettext_lazy("navigation", "Accuracy"), Right.READ),
    ("visits", pgettext_lazy("navigation", "Visiting press"), Right.READ),
    ("add", pgettext_lazy("navigation", "Add coverage"), Right.ADD),
    ("sources", pgettext_lazy("navigation", "Sources"), Right.SEE_SOURCES),
)
DEMO_MAIL = ("demo-mail", pgettext_lazy("navigation", "Demo mail"), Right.READ)


def frame(request: HttpRequest) -> dict[str, object]:
    """The frame of a page; of a page nobody signed in to see, without ways."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "desk": province.title(),
        "ways": ways(request),
        "may_watch": may_watch(request),
        "language": language,
        "other_language": next((code, name) for code, name in settings.LANGUAGES if code != language),
        "htmx_config": HTMX,
        "faces": [f"{fonts.PREFIX}/{face}" for face in fonts.FACES],
        "is_demo": bool(settings.PRESS_PORT),
    }


def ways(request: HttpRequest) -> list[Way]:
    """The pages this officer may go to."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    open_ways = [*WAYS, DEMO_MAIL] if settings.PRESS_PORT else WAYS
    return [
        Way(address := reverse(name), word, _is_here(request.path, address))
        for name, word, right in open_ways
        if may(user.role, right)
    ]


def may_watch(request: HttpRequest) -> bool:
    """Whether this officer may keep a search as a watch."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated and may(user.role, Right.WATCH)


def _is_here(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
