"""One story whole: who reported it first, its days, who tells it and where, its tone; and acts on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from archive import articles, figures, stories, story_rows
from archive.figures import DayTone
from archive.story_rows import StoryRow, Telling
from desk import story_log
from desk.rights import Right, may
from desk.story_checks import StoryProblem
from web import charts, stories_acting, story_lines, ties
from web.gate import Caller, Request, needs
from web.lines import HOME_COUNTRY, Day, by_day
from web.moments import day_of, now, stamp
from web.stories_acting import ActShown, Offer
from web.story_lines import StoryLine, Tally

WRONG = 422
# So many days the chart of tones has, at least and at most.
FEWEST, CHARTED = 7, 14
OFFERED, ACTS = 40, 20
WINDOW = timedelta(hours=24)
SCOPES = ("home", "abroad")


@dataclass(frozen=True, slots=True)
class Chosen:
    """An article that may be parted out or moved."""

    id: int
    title: str
    lang: str
    outlet: str
    at: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything the page shows."""

    row: StoryRow
    head: StoryLine
    scope: str
    home: int
    abroad: int
    days: tuple[Day, ...]
    countries: tuple[Tally, ...]
    tones: tuple[DayTone, ...]
    wide_chart: SafeString | None
    narrow_chart: SafeString | None
    ties: ties.Ties | None
    coverage: figures.Coverage
    acts: tuple[ActShown, ...]
    may_act: bool
    articles: tuple[Chosen, ...] = ()
    offers: tuple[Offer, ...] = ()


@needs(Right.READ)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, story_id: int) -> HttpResponse:
    """A story's page; one that was merged leads to where it went. Acts are handed in here."""
    row = story_rows.row(story_id)
    if row is None:
        raise Http404
    if request.method == "POST":
        return _act(request, row)
    if row.merged_into is not None:
        return redirect("story", stories.standing([story_id])[story_id])
    return _shown(request, row)


def _act(request: Request, row: StoryRow) -> HttpResponse:
    """Do what an officer asks, or show the page again with the reason why not."""
    try:
        to = stories_acting.act(request.caller, row.id, request.POST, now())
    except StoryProblem as problem:
        return _shown(request, row, problem)
    return redirect("story", to)


def _shown(request: Request, row: StoryRow, problem: StoryProblem | None = None) -> HttpResponse:
    scope = request.GET.get("scope", "")
    marked = set(stories_acting.numbers(request.POST.getlist("article")))
    context = {
        "told": compose(row, request.caller, scope if scope in SCOPES else "", marked),
        "wrong": problem.field if problem else "",
        "sentence": stories_acting.sentence(problem) if problem else "",
        "asked_to": request.POST.get("to", ""),
    }
    return render(request, "web/story.html", context, status=WRONG if problem else 200)


def compose(row: StoryRow, caller: Caller, scope: str, marked: set[int]) -> Whole:
    """Gather what the page shows."""
    at = now()
    today = day_of(at)
    told = story_rows.tellings([row.id])[row.id]
    own = [one for one in told if one.head is None]
    shown = articles.by_ids([one.article_id for one in own if scope in {"", scope_of(one)}])
    tones = tone_by_day(own)
    # One day alone is told by the bar above the chart.
    has_days = sum(any((day.negative, day.neutral, day.positive)) for day in tones) > 1
    may_act = may(caller.role, Right.RELATE)
    scopes = Counter(scope_of(one) for one in own)
    return Whole(
        row=row,
        head=story_lines.line(row, told, today, CHARTED),
        scope=scope,
        home=scopes["home"],
        abroad=scopes["abroad"],
        days=by_day(shown, today),
        countries=story_lines.countries(told),
        tones=tones,
        wide_chart=charts.tone_chart(tones, charts.WIDE) if has_days else None,
        narrow_chart=charts.tone_chart(tones, charts.NARROW) if has_days else None,
        ties=ties.shown(row.id, caller),
        coverage=figures.coverage(at - WINDOW),
        acts=tuple(stories_acting.shown(act, row.id, today) for act in story_log.of_story(row.id, ACTS)),
        may_act=may_act,
        articles=tuple(_chosen(one, today, marked) for one in own) if may_act else (),
        offers=stories_acting.offers(row, OFFERED) if may_act else (),
    )


def scope_of(one: Telling) -> str:
    """Whether a story is told at home or abroad there."""
    return "home" if one.country in {"", HOME_COUNTRY} else "abroad"


def tone_by_day(own: Sequence[Telling]) -> tuple[DayTone, ...]:
    """The tones of a story's last days, from its first report on; a tone that is unsure counts as neutral."""
    counts = Counter((day_of(one.at), 0 if one.is_tone_unsure else one.tone) for one in own)
    days = [day for day, _ in counts]
    if not days:
        return ()
    last = max(days)
    span = min(max((last - min(days)).days + 1, FEWEST), CHARTED)
    wanted = [last - timedelta(days=back) for back in range(span - 1, -1, -1)]
    return tuple(DayTone(day.isoformat(), *(counts[day, tone] for tone in (-1, 0, 1))) for day in wanted)


def _chosen(one: Telling, today: date, marked: set[int]) -> Chosen:
    is_marked = one.article_id in marked
    return Chosen(
        one.article_id, one.title or one.url, one.lang, one.outlet, stamp(one.published_at, today), is_marked
    )
