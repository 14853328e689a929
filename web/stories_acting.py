"""Acts on a story as its page asks for them and tells of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, QueryDict
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from archive import story_rows
from archive.story_rows import StoryRow
from desk import story_acts
from desk.audit import Actor
from desk.story_acts import MERGED, MOVED, PARTED, UNDONE
from desk.story_checks import StoryProblem
from desk.story_log import StoryAct
from web import names
from web.gate import Caller
from web.moments import stamp

LONGEST_NUMBER = 18
# A story's number alone, or the end of its address.
NUMBER = re.compile(r"(?:.*/vu-viec/)?0*(\d{1,18})/?(?:[?#].*)?\Z", re.ASCII)
ACTS: dict[str, names.Text] = {
    PARTED: pgettext_lazy("story", "Parted out"),
    MOVED: pgettext_lazy("story", "Moved"),
    MERGED: pgettext_lazy("story", "Merged"),
    UNDONE: pgettext_lazy("story", "Undone"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A story that articles may go to."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class ActShown:
    """Something that was done with the story."""

    id: int
    what: str
    detail: str
    officer: str
    at: str
    # The other story it was done with.
    other: int
    is_undone: bool
    may_be_undone: bool


def act(caller: Caller, story_id: int, told: QueryDict, now: datetime) -> int:
    """Do what the form asks; gives the story to go on with. ``StoryProblem`` says why not."""
    actor = Actor(caller.id, caller.role)
    wanted, chosen = told.get("act", ""), numbers(told.getlist("article"))
    match wanted:
        case "part":
            return story_acts.part(actor, story_id, chosen, now)
        case "move":
            return story_acts.move(actor, story_id, chosen, target(told.get("to", "")), now)
        case "merge":
            return story_acts.merge(actor, story_id, target(told.get("to", "")), now)
        case "undo":
            return story_acts.undo(actor, next(iter(numbers([told.get("done", "")])), 0), now)
    raise Http404


def numbers(told: Iterable[str]) -> list[int]:
    """The numbers among what a form tells."""
    return [int(one) for one in told if one.isascii() and one.isdigit() and len(one) <= LONGEST_NUMBER]


def target(text: str) -> int:
    """The story that was named by its number or its address."""
    if found := NUMBER.match(text.strip()):
        return int(found[1])
    raise StoryProblem(
        "to",
        "chưa rõ vụ việc nào; ghi số hoặc dán địa chỉ của vụ việc",
        "which story is not clear; write its number or paste its address",
    )


def offers(row: StoryRow, limit: int) -> tuple[Offer, ...]:
    """The newest stories of the same language, to choose from."""
    rows = story_rows.newest(row.lang, limit, but=row.id)
    titles = story_rows.titles([one.id for one in rows])
    return tuple(Offer(one.id, titles.get(one.id, "")) for one in rows)


def shown(act: StoryAct, story_id: int, today: date) -> ActShown:
    """An act in the words of who looks at it."""
    detail = ngettext("%(n)s article", "%(n)s articles", act.articles) % {"n": act.articles}
    if act.code == MERGED and act.to == story_id:
        detail = _("another story was merged into this one, %(articles)s") % {"articles": detail}
    return ActShown(
        id=act.id,
        what=str(ACTS.get(act.code, act.code)),
        detail=detail if act.articles else "",
        officer=act.officer,
        at=stamp(act.at, today),
        other=act.to if act.story == story_id else act.story,
        is_undone=act.is_undone,
        may_be_undone=act.may_be_undone,
    )


def sentence(problem: StoryProblem) -> str:
    """Why an act was refused, in the reader's language, as a sentence."""
    told = problem.message_en if get_language() == "en" else problem.message_vi
    return f"{told[:1].upper()}{told[1:]}."
