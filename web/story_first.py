"""Who reported a story first, and how sure that is: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from archive.story_rows import Telling

# Nearer to each other than this, times do not tell who was first.
CLOSE = timedelta(minutes=10)
AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class First:
    """The first report, and why it may not have been the first; without a doubt it is sure."""

    telling: Telling
    doubts: tuple[str, ...]


def first_of(tellings: Sequence[Telling]) -> First | None:
    """The earliest telling with a date, or of those without one what came first."""
    if not tellings:
        return None
    dated = [one for one in tellings if one.published_at is not None]
    telling = min(dated or tellings, key=lambda one: (one.at, one.article_id))
    return First(telling, tuple(_doubts(telling, dated)))


def _doubts(first: Telling, dated: Sequence[Telling]) -> list[str]:
    if first.published_at is None:
        return [_("none of the articles has a date; this one was collected first")]
    found = []
    if not first.has_zone:
        found.append(_("its time is told without a zone"))
    beside = dict.fromkeys(
        one.outlet for one in dated if one.outlet_key != first.outlet_key and one.at - first.at < CLOSE
    )
    if beside:
        found.append(_("within ten minutes also: %(outlets)s") % {"outlets": ", ".join(beside)})
    if first.agency and first.kind != AGENCY:
        found.append(_("it credits %(agency)s") % {"agency": first.agency})
    return found


def title_of(tellings: Sequence[Telling]) -> Telling | None:
    """The article a story is called by: its first original that is still there."""
    own = [one for one in tellings if one.head is None]
    standing = [one for one in own if not one.is_removed and one.title]
    return next(iter(standing or own), None)
