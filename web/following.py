"""How a typed link fares, as a mark and what it means for its officer."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext

from archive import pulse, typed_links
from archive.typed_links import LinkRow
from web import names

LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class Followed:
    """How a typed link stands, in words."""

    row: LinkRow
    mark: names.Mark
    sentence: str
    is_open: bool


def followed(asked: str) -> Followed:
    """How the link of a number stands; 404 if there is none."""
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_ID
    row = typed_links.row(int(asked)) if is_number else None
    if row is None:
        raise Http404
    return in_sentence(row, is_crawled=any(beat.kind == "crawl" and beat.is_fresh for beat in pulse.beats()))


def in_sentence(row: LinkRow, *, is_crawled: bool) -> Followed:
    """A link's state as a mark and what it means."""
    if row.article_id is not None:
        return Followed(row, names.Mark("good", "disc", gettext("stored")), "", is_open=False)
    if row.state == "gone":
        sentence = gettext("The outlet says that there is no such page. Check the address.")
        return Followed(row, names.Mark("bad", "cross", gettext("not there")), sentence, is_open=False)
    if row.state == "refused":
        sentence = gettext(
            "Nothing was stored: the site's robots.txt does not allow it, the page holds no article, or it"
            " bears a state-secret mark. If you have the article as a PDF, add that."
        )
        return Followed(row, names.Mark("bad", "square", gettext("not stored")), sentence, is_open=False)
    if row.is_aside:
        sentence = gettext("Given up after several tries: %(why)s. Type it again to try once more.")
        told = sentence % {"why": row.reason}
        return Followed(row, names.Mark("bad", "pause", gettext("put aside")), told, is_open=False)
    return Followed(row, names.Mark("idle", "ring", gettext("waiting")), _why(row, is_crawled), is_open=True)


def _why(row: LinkRow, is_crawled: bool) -> str:
    """Why a link still waits."""
    if row.reason:
        return gettext("No proper answer yet (%(why)s). It is tried again by itself.") % {"why": row.reason}
    if not is_crawled:
        return gettext("No collecting process runs now. The link is fetched when one does.")
    return gettext(
        "It is fetched in its turn: first the site's rules, then the page, at the site's own pace."
    )
