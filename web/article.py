"""One article with all that is known of it: its words, what the machine read, its versions, its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import articles, captures, pages, pickups, readings, revisits
from desk.rights import Right
from web import article_reading, claims_of, names, pickup_words, story_of
from web.article_reading import ReadingShown
from web.gate import Caller, Request, needs
from web.lighting import LitText, light
from web.lines import HOME_COUNTRY, Line, in_order
from web.moments import day_of, now
from web.pickup_words import OriginTold
from web.versions import Looks, Older, Removal, VersionShown, listed, looks_of, older, removal
from web.watches import caught_by


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the article's way, and how far it is."""

    name: str
    mark: names.Mark
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything the page shows."""

    article: pages.ArticlePage
    text: LitText
    origin: str
    doubt: str
    medium: str
    kind: str
    country: str
    abroad: bool
    language: str
    reading: ReadingShown | None
    versions: tuple[VersionShown, ...]
    older: Older | None
    looks: Looks
    removal: Removal | None
    captures: Sequence[captures.CaptureRow]
    copies: tuple[Line, ...]
    taken: OriginTold | None
    partial: int
    steps: tuple[Step, ...]


@needs(Right.READ)
@require_safe
def page(request: Request, article_id: int) -> HttpResponse:
    """The article's page; with ``?version=`` as it once was, beside the version ``against=`` names."""
    found = pages.article(article_id)
    if found is None:
        raise Http404
    version, against = (asked_version(request.GET.get(name, "")) for name in ("version", "against"))
    whole = compose(found, request.caller, version, against, now())
    told = {
        "whole": whole,
        "article": whole.article,
        "reading": whole.reading,
        "caught_by": caught_by(request.caller, article_id),
        "story": story_of.shown(article_id, request.caller),
        "claims_of": claims_of.shown(article_id, request.caller),
    }
    return render(request, "web/article.html", told)


def asked_version(text: str) -> int | None:
    """The number of the version an address asks for; none for the present one."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(1 << 31)):
        raise Http404
    return int(text)


def compose(
    found: pages.ArticlePage, caller: Caller, version: int | None, against: int | None, at: datetime
) -> Whole:
    """Gather what the page shows."""
    seen = revisits.of_article(found.id)
    row = readings.current(found.id)
    kept = captures.of_article(found.id)
    told = pages.versions(found.id)
    return Whole(
        article=found,
        text=lit(found, row),
        origin=str(names.ORIGINS.get(found.published_origin, found.published_origin)),
        doubt=str(names.DOUBTS.get(found.published_trust, "")),
        medium=str(names.MEDIA.get(found.medium, "")),
        kind=names.kind(found.kind),
        country=names.country(found.country),
        abroad=found.country not in {"", HOME_COUNTRY},
        language=names.language(found.lang),
        reading=article_reading.shown(row, found, caller) if row else None,
        versions=listed(told),
        older=None if version is None else older(told, version, against),
        looks=looks_of(seen),
        removal=removal(found, seen),
        captures=kept,
        copies=in_order(articles.copies_of(found.id), day_of(at)),
        taken=taken(found.id),
        partial=pickups.count_partial(found.id),
        steps=steps(found, row, kept, pages.work_of(found.id)),
    )


def taken(article_id: int) -> OriginTold | None:
    """From whom the article may have been taken."""
    settled = pickups.of_article(article_id)
    return pickup_words.told(*settled) if settled else None


def lit(found: pages.ArticlePage, row: readings.ReadingRow | None) -> LitText:
    """The words with their lights; a tone the machine is unsure of has no sentence that shows it."""
    if row is None:
        return light(found.title, found.standfirst, found.body, "", ())
    return light(found.title, found.standfirst, found.body, article_reading.why(row), row.places)


def steps(
    found: pages.ArticlePage,
    row: readings.ReadingRow | None,
    kept: Sequence[captures.CaptureRow],
    work: Sequence[pages.Work],
) -> tuple[Step, ...]:
    """Every stage: done, waiting, or put aside with the reason."""
    waiting = {one.stage: one for one in work}
    done_at = {
        "collect": kept[0].fetched_at if kept else found.first_fetched_at,
        "extract": found.fetched_at,
        "read": row.read_at if row else None,
        "relate": None,
        "index": None,
    }
    # What nobody has read is not compared either, even where no step waits for it.
    ahead = () if row else ("read", "relate")
    return tuple(
        _step(stage, waiting.get(stage), at, is_ahead=stage in ahead) for stage, at in done_at.items()
    )


def _step(stage: str, work: pages.Work | None, at: datetime | None, *, is_ahead: bool) -> Step:
    name = str(names.STAGES[stage])
    if work is not None and work.is_aside:
        return Step(name, names.Mark("bad", "square", _("put aside")), work.run_at, work.reason)
    if work is not None:
        return Step(name, names.Mark("idle", "ring", _("waiting")), work.run_at, work.reason)
    if is_ahead:
        return Step(name, names.Mark("idle", "ring", _("waiting")))
    return Step(name, names.Mark("good", "disc", _("done")), at)
