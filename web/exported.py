"""A hit as a line of a spreadsheet, in the reader's language; never the text of the article."""

from django.utils.translation import gettext as _

from archive.clock import DESK_ZONE
from archive.hits import HitRow
from web import names, province

# More lines than this nobody reads, and no spreadsheet bears.
MOST = 50_000


def head() -> tuple[str, ...]:
    """What stands above the columns."""
    return (
        _("Title"),
        _("Outlet"),
        _("Published"),
        _("Link"),
        _("Topic"),
        _("Tone"),
        _("Language"),
        _("Place"),
    )


def cells(row: HitRow) -> tuple[str, ...]:
    """What stands in the columns; the time is the desk's, written so that sheets sort it."""
    return (
        row.title,
        row.outlet,
        row.published_at.astimezone(DESK_ZONE).strftime("%Y-%m-%d %H:%M") if row.published_at else "",
        row.url,
        "; ".join(province.topic(code) for code in row.topics),
        str(names.tone(row.tone, is_read=row.is_read, abstain=row.abstain).word),
        names.language(row.lang),
        "; ".join(province.place(key) for key in row.places),
    )
