"""The words and marks of claims: what an article does with one, and what was done with it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, pgettext, pgettext_lazy

from desk import claims
from desk.claims import Bearing, ClaimProblem
from web.names import Mark, Text

BEARINGS = {
    Bearing.CARRIES.value: Mark("down", "up", pgettext_lazy("claim", "carries it")),
    Bearing.DENIES.value: Mark("up", "cross", pgettext_lazy("claim", "denies it")),
    Bearing.REPORTS.value: Mark("up", "bar", pgettext_lazy("claim", "reports a denial")),
    Bearing.UNRELATED.value: Mark("idle", "square", pgettext_lazy("claim", "is about something else")),
}
UNJUDGED = Mark("warn", "ring", pgettext_lazy("claim", "waits for your word"))
OPEN = Mark("good", "disc", pgettext_lazy("claim", "followed"))
CLOSED = Mark("idle", "square", pgettext_lazy("claim", "closed"))

# Headings of the parts of a list, by what they ask for.
PARTS: Mapping[str, Text] = {
    "waiting": pgettext_lazy("claim", "Waiting"),
    Bearing.CARRIES.value: pgettext_lazy("claim", "Carry it"),
    Bearing.DENIES.value: pgettext_lazy("claim", "Deny it"),
    Bearing.REPORTS.value: pgettext_lazy("claim", "Report a denial"),
    Bearing.UNRELATED.value: pgettext_lazy("claim", "Something else"),
}

ACTS: Mapping[str, Text] = {
    claims.OPENED: pgettext_lazy("claim", "Opened"),
    claims.REWORDED: pgettext_lazy("claim", "Said in other words"),
    claims.CLOSED: pgettext_lazy("claim", "Closed"),
    claims.REOPENED: pgettext_lazy("claim", "Opened again"),
    claims.TAKEN_BACK: pgettext_lazy("claim", "A judgement taken back"),
}


def bearing(code: str) -> Mark:
    """What an article does with a claim, as an officer said."""
    return BEARINGS.get(code, UNJUDGED)


def act(code: str, data: Mapping[str, Any]) -> str:
    """What was done with a claim."""
    if code == claims.JUDGED:
        told = bearing(str(data.get("bearing", ""))).word
        return pgettext("claim", "Article %(article)s: %(told)s") % {
            "article": data.get("article"),
            "told": told,
        }
    return str(ACTS.get(code, code))


def sentence(problem: ClaimProblem) -> str:
    """What is wrong with a wish or an act, in the reader's language, as a sentence."""
    told = problem.message_en if get_language() == "en" else problem.message_vi
    return f"{told[:1].upper()}{told[1:]}."
