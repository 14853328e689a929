"""What may be the same event in another language, or of the same chain: with its reasons, for an officer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive import story_rows, ties
from archive.ties import TieKind, TieRow, TieState
from classifier import across
from desk import tie_acts
from desk.audit import Actor
from desk.rights import Right, may
from web import names, province
from web.gate import Caller, Request, needs
from web.moments import day_of, near_day, now, stamp
from web.templatetags.shown import number

# So many suggestions of one kind are seen; more would be chance.
SUGGESTED = 5
MOVES: Mapping[str, Callable[[Actor, int, datetime], bool]] = MappingProxyType(
    {"confirm": tie_acts.confirm, "refuse": tie_acts.refuse, "undo": tie_acts.undo}
)
KINDS: Mapping[str, names.Text] = {
    across.NAME: pgettext_lazy("shared", "names"),
    across.PLACE: pgettext_lazy("shared", "places"),
    across.NUMBER: pgettext_lazy("shared", "numbers"),
    across.DAY: pgettext_lazy("shared", "days"),
    across.THING: pgettext_lazy("shared", "told of"),
}
HEADINGS: Mapping[TieKind, names.Text] = {
    TieKind.ACROSS: _("Perhaps the same event in another language"),
    TieKind.SERIES: _("Perhaps of the same chain of events"),
}
TIED: Mapping[TieKind, names.Text] = {
    TieKind.ACROSS: _("the same event"),
    TieKind.SERIES: _("the same chain"),
}
# Countries of the atlas; other keys of places are the pack's.
_COUNTRY_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """What two stories share, of one kind."""

    kind: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieShown:
    """One tie as the block shows it."""

    id: int
    other: int
    title: str
    lang: str
    language: str
    first: str
    articles: int
    state: TieState
    reasons: tuple[Reason, ...]
    encoder: str
    decided: str


@dataclass(frozen=True, slots=True)
class Group:
    """The ties of one kind: what an officer confirmed, what is suggested, what was refused."""

    heading: str
    tied: str
    open: tuple[TieShown, ...]
    refused: tuple[TieShown, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """What the block shows."""

    story_id: int
    groups: tuple[Group, ...]
    may_act: bool


def shown(story_id: int, caller: Caller) -> Ties | None:
    """The ties of a story; nothing where there are none."""
    rows = [row for row in ties.of(story_id) if row.other.articles]
    if not rows:
        return None
    titles = story_rows.titles([row.other_id for row in rows])
    officers, today = tie_acts.deciders(rows), day_of(now())
    told = [(row.kind, _shown(row, titles.get(row.other_id, ""), officers, today)) for row in _few(rows)]
    groups = (_group(kind, [one for of, one in told if of == kind]) for kind in HEADINGS)
    groups_shown = tuple(group for group in groups if group.open or group.refused)
    return Ties(story_id, groups_shown, may(caller.role, Right.RELATE))


@needs(Right.RELATE)
@require_POST
def page(request: Request, tie_id: int) -> HttpResponse:
    """An officer's word on a tie; back to the story they came from."""
    row, move = ties.get(tie_id), MOVES.get(request.POST.get("act", ""))
    if row is None or move is None:
        raise Http404
    move(Actor(request.caller.id, request.caller.role), tie_id, now())
    came_from = request.POST.get("story", "")
    story_id = row.other_id if came_from == str(row.other_id) else row.story_id
    return redirect(f"{reverse('story', args=[story_id])}#ties")


def _few(rows: Iterable[TieRow]) -> list[TieRow]:
    """All that an officer spoke of, and the likeliest of the suggestions of each kind."""
    found: list[TieRow] = []
    for (_kind, state), those in groupby(
        sorted(rows, key=lambda row: (row.kind, row.state)), key=lambda row: (row.kind, row.state)
    ):
        ordered = sorted(those, key=lambda row: -row.score)
        found += ordered[:SUGGESTED] if state == TieState.SUGGESTED else ordered
    return found


def _group(kind: TieKind, told: Sequence[TieShown]) -> Group:
    confirmed = [one for one in told if one.state == TieState.CONFIRMED]
    suggested = [one for one in told if one.state == TieState.SUGGESTED]
    refused = tuple(one for one in told if one.state == TieState.REFUSED)
    return Group(str(HEADINGS[kind]), str(TIED[kind]), (*confirmed, *suggested), refused)


def _shown(row: TieRow, title: str, officers: Mapping[int, str], today: date) -> TieShown:
    by = officers.get(row.decided_by or 0, "")
    return TieShown(
        id=row.id,
        other=row.other_id,
        title=title or str(row.other_id),
        lang=row.other.lang,
        language=names.language(row.other.lang),
        first=near_day(day_of(row.other.first_at), today),
        articles=row.other.articles,
        state=row.state,
        reasons=reasons(row.evidence, today),
        encoder=row.encoder,
        decided=" · ".join(filter(None, (by, stamp(row.decided_at, today)))),
    )


def reasons(evidence: Sequence[Mapping[str, str]], today: date) -> tuple[Reason, ...]:
    """What is shared in the reader's words, the kind that says most first."""
    told: dict[str, list[str]] = {}
    for one in evidence:
        told.setdefault(one["kind"], []).append(_word(one, today))
    if across.NAME in told:
        told[across.NAME] = whole_names(told[across.NAME])
    return tuple(Reason(str(KINDS[kind]), tuple(dict.fromkeys(words))) for kind, words in told.items())


def whole_names(parts: Iterable[str]) -> list[str]:
    """Names of which pairs of words are shared, put together: “Võ Thành” and “Thành Luân”; no word twice."""
    found: list[str] = []
    for part in sorted(parts, key=lambda part: -len(part.split())):
        words = part.split()
        if any(f" {part} " in f" {one} " for one in found):
            continue
        for at, one in enumerate(found):
            if one.split()[-1:] == words[:1]:
                found[at] = " ".join([one, *words[1:]])
                break
            if words[-1:] == one.split()[:1]:
                found[at] = " ".join([*words[:-1], one])
                break
        else:
            found.append(part)
    return found


def _word(one: Mapping[str, str], today: date) -> str:
    kind, key, text = one["kind"], one["key"], one["text"]
    if kind == across.NUMBER:
        value = float(key)
        return number(int(value) if value.is_integer() else value)
    if kind == across.DAY:
        return near_day(date.fromisoformat(key), today)
    if kind == across.THING:
        return across.word_for(key, get_language() or "vi")
    if kind == across.PLACE and not text:
        return province.place(key)
    if kind == across.PLACE and len(key) == _COUNTRY_LENGTH:
        return names.country(key)
    return text or key.title()
