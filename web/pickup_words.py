"""Who took from whom, in words: never a bare assertion, always with how sure it is and why."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from classifier.origins import Basis, Edge, Mark
from web import names

# From these confidences on it is said so; below the last one a direction is only a guess.
ALMOST, LIKELY, MAYBE = 0.93, 0.75, 0.6
PLACES = {
    "head": gettext_lazy("at its head"),
    "tail": gettext_lazy("at its end"),
    "byline": gettext_lazy("in its byline"),
    "agency": gettext_lazy("beside the text"),
}
SHORT = {
    Basis.CREDIT: gettext_lazy("by its credit"),
    Basis.LINK: gettext_lazy("by its link"),
    Basis.CONTAINMENT: gettext_lazy("guessed by what lies in it"),
    Basis.TIME: gettext_lazy("guessed by the times"),
    Basis.KIND: gettext_lazy("guessed by the kind of press"),
    Basis.FIRST: gettext_lazy("first of those known"),
    Basis.OUTSIDE: gettext_lazy("by its credit"),
    Basis.UNCLEAR: gettext_lazy("origin unclear"),
}
# What an article says of itself; everything else is our guess.
SAID = frozenset({Basis.CREDIT, Basis.LINK, Basis.OUTSIDE})


@dataclass(frozen=True, slots=True)
class OriginTold:
    """Where an article may have come from: a sentence up to the outlet's name, how sure, and the reasons."""

    lead: str
    outlet: str
    sure: str
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    origin: int | None = None


def told(edge: Edge, outlet: str, *, is_partial: bool = False) -> OriginTold:
    """One settled origin in words; ``outlet`` is the name of the origin's."""
    reasons = tuple(_for(mark) for mark in edge.evidence if mark.is_for)
    against = tuple(_against(mark) for mark in edge.evidence if not mark.is_for)
    sure = surety(edge.confidence)
    if edge.origin is not None:
        lead = _("A part may have been taken from") if is_partial else _("May have been taken from")
        return OriginTold(lead, outlet, sure, reasons, against, edge.origin)
    if is_partial:
        return OriginTold(
            _("It shares a part of its words; who took them from whom is not clear"), "", "", (), ()
        )
    if edge.basis is Basis.OUTSIDE:
        name = str(edge.evidence[0].data.get("text", "")) if edge.evidence else ""
        lead = _("May have been taken from a source whose own article is not in the archive:")
        return OriginTold(lead, name, sure, reasons, ())
    if edge.basis is Basis.FIRST:
        return OriginTold(_("May be the first of those known"), "", sure, (), ())
    return OriginTold(_("Where it was taken from cannot be told"), "", "", (_unclear(edge),), ())


def surety(confidence: float) -> str:
    """How sure a direction is, as a word and a number."""
    if confidence >= ALMOST:
        word = pgettext("surety", "almost certain")
    elif confidence >= LIKELY:
        word = pgettext("surety", "likely")
    elif confidence >= MAYBE:
        word = pgettext("surety", "possible")
    else:
        word = pgettext("surety", "doubtful")
    return f"{word}, {min(99, round(100 * confidence))}%"


def lag(span: timedelta) -> str:
    """A span as lists have room for: 45 min, 2 h 15 min, 3 d 4 h."""
    minutes = abs(round(span / timedelta(minutes=1)))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = ((days, _("%(n)d d")), (hours, _("%(n)d h")), (0 if days else rest, _("%(n)d min")))
    words = [words % {"n": number} for number, words in parts if number]
    return " ".join(words) or _("%(n)d min") % {"n": 0}


def delay(span: timedelta) -> str:
    """How much later than the first, or earlier."""
    return f"−{lag(span)}" if span < timedelta(0) else f"+{lag(span)}"


def _for(mark: Mark) -> str:
    data = {**mark.data}
    match mark.basis:
        case Basis.CREDIT:
            place = str(PLACES.get(str(data.get("where", "")), ""))
            return _("it credits “%(name)s” %(place)s") % {"name": data.get("text", ""), "place": place}
        case Basis.LINK:
            return _("it links to that outlet") if data.get("site") else _("it links to that article")
        case Basis.CONTAINMENT:
            return _("%(share)s of it lies in that article, of which it has %(other)s") % _shares(data)
        case Basis.TIME:
            return _("it was published %(lag)s later") % {"lag": _minutes(data)}
        case _:
            return _kinds(data)


def _against(mark: Mark) -> str:
    data = {**mark.data}
    match mark.basis:
        case Basis.CREDIT:
            return _("that article credits “%(name)s” itself") % {"name": data.get("text", "")}
        case Basis.LINK:
            return _("that article links here")
        case Basis.CONTAINMENT:
            return _("%(share)s of that article lies in it, of which that one has %(other)s") % _shares(data)
        case Basis.TIME:
            return _("it was published %(lag)s earlier") % {"lag": _minutes(data)}
        case _:
            return _kinds(data)


def _shares(data: dict[str, str | float]) -> dict[str, str]:
    return {name: f"{round(100 * float(data.get(name, 0)))}%" for name in ("share", "other")}


def _minutes(data: dict[str, str | float]) -> str:
    return lag(timedelta(minutes=float(data.get("minutes", 0))))


def _kinds(data: dict[str, str | float]) -> str:
    kinds = {name: names.kind(str(data.get(name, ""))) for name in ("origin", "taker")}
    return _("that one is of the kind “%(origin)s”, this one “%(taker)s”") % kinds


def _unclear(edge: Edge) -> str:
    if edge.evidence:
        return _("the marks contradict each other")
    return _("no credit, no link, the same text, and no more than ten minutes between them")
