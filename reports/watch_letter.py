"""A letter about what a watch caught: why it comes, what was found, what was held back, how to stop it."""

from dataclasses import dataclass
from datetime import date

import css_inline
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, ngettext

from archive.clock import DESK_ZONE
from desk.officers import Reader
from desk.telling import Held
from desk.watch_rows import WatchRow
from reports.outbox import Letter
from reports.watch_items import Item, watch_page


@dataclass(frozen=True, slots=True)
class Told:
    """What one letter tells, the same for every reader but for the language."""

    watch: WatchRow
    edition: str
    items: tuple[Item, ...]
    total: int
    held: Held

    @property
    def more(self) -> int:
        """How many are only on the watch's page."""
        return self.total - len(self.items)


def edition_of(watch_id: int, day: date, number: int) -> str:
    """The name of what a watch tells for the so manieth time of a day."""
    return f"watch:{watch_id}:{day.isoformat()}:{number}"


def write(told: Told, reader: Reader, site: str) -> Letter:
    """The letter as one reader's mail, in their language."""
    with translation.override(reader.language):
        return _letter(told.edition, reader, _subject(told), "watch", told, site)


def write_stopped(watch: WatchRow, reader: Reader, site: str, day: date) -> Letter:
    """Tell that the address a watch calls said it is gone, and that it is called no more."""
    edition = f"hook:{watch.id}:{day.isoformat()}"
    with translation.override(reader.language):
        subject = gettext("Watch “%(name)s”: the webhook was switched off") % {"name": watch.name}
        told = Told(watch, edition, (), 0, Held())
        return _letter(edition, reader, subject, "hook_stopped", told, site)


def _subject(told: Told) -> str:
    name, first = told.watch.name, told.items[0].title if told.items else ""
    if told.total == 1 and first:
        return gettext("Watch “%(name)s”: %(title)s") % {"name": name, "title": first}
    words = ngettext("Watch “%(name)s”: %(n)s article", "Watch “%(name)s”: %(n)s articles", told.total)
    return words % {"name": name, "n": told.total}


def _letter(edition: str, reader: Reader, subject: str, name: str, told: Told, site: str) -> Letter:
    context = {
        "told": told,
        "watch": told.watch,
        "name": reader.name,
        "subject": subject,
        "is_own": reader.id == told.watch.owner_id,
        "page": watch_page(site, told.watch.id),
        "site": site,
        "zone": DESK_ZONE,
    }
    html = css_inline.inline(render_to_string(f"reports/{name}.html", context))
    text = render_to_string(f"reports/{name}.txt", context)
    return Letter(edition, reader.email, subject, html, text)
