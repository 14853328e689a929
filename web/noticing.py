"""What the collecting noticed, in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive import notices
from web import names
from web.moments import stamp
from web.templatetags.shown import number

WARN = names.Mark("warn", "up", _("look"))
# What of an outlet's articles can fall, as the words beside its figures.
FALLS: Mapping[str, names.Text] = {
    "author": _("Articles with an author"),
    "date": _("Articles with a date"),
    "standfirst": _("Articles with a standfirst"),
    "section": _("Articles with a section"),
    "body": _("Articles with a whole body"),
    "yield": _("Pages that could be read as articles"),
}
CURES: Mapping[str, names.Text] = {
    "canary": _(
        "Open some of its new articles beside their pages. If its layout changed, tell the maintainer."
    ),
    "rules-suspended": _("Its pages are read without them. Mend the rules in the pack and start again."),
    "source-gone": _("Take it out of the pack, or give its new address there."),
    "state-secret-mark": _("Nothing of it was stored. Tell the officer who looks after state secrets."),
}
SILENCE = _("Open its front page: if there are new articles, its list no longer names them.")
FAULTS: Mapping[str, names.Text] = {
    "not found": _("they found no body"),
    "too short": _("the body they found is too short"),
    "disagrees": _("the body they found is not the article"),
    "selector": _("one of them is no CSS selector"),
}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice: whom it is about, what was noticed, what to do, since when."""

    mark: names.Mark
    who: str
    lang: str
    says: str
    cure: str
    since: str


def lines(today: date) -> list[NoticeLine]:
    """All notices that stand, newest first."""
    return [_line(row, today) for row in notices.standing() if row.kind in CURES]


def _line(row: notices.NoticeRow, today: date) -> NoticeLine:
    who = str(row.params.get("outlet") or row.params.get("url") or row.key)
    cure = SILENCE if row.params.get("what") == "silence" else CURES[row.kind]
    since = stamp(row.raised_at, today)
    return NoticeLine(WARN, who, names.script_language(who), says(row.kind, row.params), str(cure), since)


def says(kind: str, params: Mapping[str, Any]) -> str:
    """What was noticed."""
    if kind == "canary":
        return fallen(params["what"], params["before"], params["now"])
    if kind == "rules-suspended":
        fault = FAULTS.get(params["fault"], params["fault"])
        return _("Its own rules were put aside after three faults: %(fault)s.") % {"fault": fault}
    if kind == "source-gone":
        return _("The outlet closed this source for good (410): %(url)s") % {"url": params["url"]}
    return _("A page that bears a state-secret mark was met (%(rule)s).") % {"rule": params["rule"]}


def fallen(what: str, before: float, now: float) -> str:
    """What fell, from where to where."""
    if what == "silence":
        days = int(now)
        told = {"days": days, "usual": number(round(before, 1))}
        return (
            ngettext(
                "Nothing new for %(days)s day; usually %(usual)s articles a day.",
                "Nothing new for %(days)s days; usually %(usual)s articles a day.",
                days,
            )
            % told
        )
    if what == "length":
        told = {"before": number(round(before)), "now": number(round(now))}
        return _("Articles went from %(before)s to %(now)s characters.") % told
    told = {"what": FALLS[what], "before": f"{before:.0%}", "now": f"{now:.0%}"}
    return _("%(what)s: from %(before)s to %(now)s.") % told
