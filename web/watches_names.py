"""The words and marks of watches: their states, their ways of telling, what was done with them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from desk import watch_feeds, watches
from desk.rights import Role
from desk.watches import WatchProblem, WatchRow
from web.names import Mark, Text

STATES = {
    "active": Mark("good", "disc", pgettext_lazy("watch", "looking")),
    "waiting": Mark("warn", "ring", pgettext_lazy("watch", "waits for an approver")),
    "paused": Mark("idle", "pause", pgettext_lazy("watch", "paused")),
    "refused": Mark("bad", "cross", pgettext_lazy("watch", "refused")),
    "closed": Mark("idle", "square", pgettext_lazy("watch", "closed")),
}

PAGE = Mark("way", "page", pgettext_lazy("telling", "on its page only"))
MAIL = Mark("way", "mail", pgettext_lazy("telling", "mail at once"))
DIGEST = Mark("way", "digest", pgettext_lazy("telling", "in the digest"))
HOOK = Mark("way", "hook", pgettext_lazy("telling", "webhook"))
FEED = Mark("way", "feed", pgettext_lazy("telling", "private RSS"))
WAYS = (MAIL, DIGEST, HOOK, FEED)

TEAMS: dict[str, Text] = {
    Role.MONITOR.value: pgettext_lazy("team", "all monitoring officers"),
    Role.CLAIMS.value: pgettext_lazy("team", "all claim officers"),
    Role.APPROVER.value: pgettext_lazy("team", "all approvers"),
}

CALLS = {
    "waiting": Mark("idle", "ring", pgettext_lazy("call", "waiting")),
    "sent": Mark("good", "disc", pgettext_lazy("call", "taken")),
    "refused": Mark("bad", "cross", pgettext_lazy("call", "refused")),
}


def state(code: str) -> Mark:
    """How a watch's state is shown."""
    return STATES.get(code, Mark("idle", "ring", code))


def rank(code: str) -> int:
    """Where a watch of that state stands in a list: what looks or wants to look comes first."""
    return list(STATES).index(code) if code in STATES else len(STATES)


def ways(row: WatchRow) -> tuple[Mark, ...]:
    """How a watch tells of what it caught; its page always does."""
    told = {MAIL: row.by_mail, DIGEST: row.in_digest, HOOK: bool(row.hook_url), FEED: row.has_feed}
    return tuple(way for way, is_told in told.items() if is_told) or (PAGE,)


def team(code: str) -> str:
    """Who beside its owner sees a watch; nobody where there is no team."""
    return str(TEAMS.get(code, code))


def call(code: str) -> Mark:
    """How a call to an outside address is marked."""
    return CALLS.get(code, Mark("idle", "ring", code))


ACTS: dict[str, Text] = {
    watches.SAVED: pgettext_lazy("watch", "Stored"),
    watches.DECIDED: pgettext_lazy("watch", "Decided"),
    watches.PAUSED: pgettext_lazy("watch", "Paused"),
    watches.RESUMED: pgettext_lazy("watch", "Looks again"),
    watches.CLOSED: pgettext_lazy("watch", "Closed"),
    watch_feeds.MADE: pgettext_lazy("watch", "Private RSS made"),
    watch_feeds.DROPPED: pgettext_lazy("watch", "Private RSS dropped"),
}


def act(code: str, data: Mapping[str, Any]) -> str:
    """What was done with a watch."""
    if code == watches.DECIDED:
        return str(_("Allowed") if data.get("allowed") else _("Refused"))
    return str(ACTS.get(code, code))


def sentence(problem: WatchProblem) -> str:
    """What is wrong with a wish or a decision, in the reader's language, as a sentence."""
    told = problem.message_en if get_language() == "en" else problem.message_vi
    return f"{told[:1].upper()}{told[1:]}."
