"""Stories: the events of late, each with who tells it, since when and in which tone."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from archive import figures, story_rows
from desk.rights import Right
from web import names, province, story_asking
from web.gate import Request, needs, wants_part
from web.moments import day_of, now
from web.story_asking import StoriesAsked
from web.story_lines import StoryLine, line

SHOWN = 20
WINDOW = timedelta(hours=24)
# So many days the small picture of a line has, at least and at most.
DRAWN = (3, 14)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    name: names.Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Stories:
    """A page of the list."""

    asked: StoriesAsked
    lines: tuple[StoryLine, ...]
    following: str
    topics: tuple[Choice, ...]
    tones: tuple[Choice, ...]
    coverage: figures.Coverage
    # How many days the small pictures show.
    drawn: int


@needs(Right.READ)
@require_safe
def page(request: Request) -> HttpResponse:
    """The list, or for htmx the next rows of it."""
    asked = story_asking.read(request.GET.dict())
    is_part = wants_part(request) and asked.start > 0
    template = "web/_story_lines.html" if is_part else "web/stories.html"
    context = {
        "told": compose(asked),
        "days": story_asking.DAYS,
        "leasts": story_asking.LEASTS,
        "largest": story_asking.LARGEST,
        "is_part": is_part,
    }
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def compose(asked: StoriesAsked) -> Stories:
    """Ask the archive for everything the list tells."""
    at = now()
    rows = story_rows.listed(asked.wish(at), asked.start, SHOWN + 1)
    shown = rows[:SHOWN]
    tellings = story_rows.tellings([row.id for row in shown])
    fewest, most = DRAWN
    drawn = min(max(asked.days, fewest), most)
    return Stories(
        asked=asked,
        lines=tuple(line(row, tellings[row.id], day_of(at), drawn) for row in shown),
        following=asked.from_row(asked.start + SHOWN) if len(rows) > SHOWN else "",
        topics=topics(asked.topic),
        tones=tones(asked.tone),
        coverage=figures.coverage(at - WINDOW),
        drawn=drawn,
    )


def topics(chosen: str) -> tuple[Choice, ...]:
    """The pack's topics, to choose one."""
    found = ((spec.code, province.topic(spec.code)) for spec in province.pack().topics)
    return tuple(Choice(code, name, code == chosen) for code, name in found)


def tones(chosen: str) -> tuple[Choice, ...]:
    """The tones, to choose one."""
    found = ((str(tone), mark.word) for tone, mark in names.TONES.items())
    return tuple(Choice(value, word, value == chosen) for value, word in found)
