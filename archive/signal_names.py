"""What the keys of signals stand for: sources with their state, outlets, and the stories' first headlines."""

from collections.abc import Collection
from dataclasses import dataclass

from archive.models import Article, Outlet, Source


@dataclass(frozen=True, slots=True)
class PressName:
    """A source or an outlet: whose it is, and how a source fares."""

    outlet: str
    name: str
    state: str


def sources(keys: Collection[str]) -> dict[str, PressName]:
    """Sources by their keys."""
    rows = Source.objects.filter(key__in=keys).values_list("key", "outlet__key", "outlet__name", "state")
    return {key: PressName(outlet, name, state) for key, outlet, name, state in rows}


def outlets(keys: Collection[str]) -> dict[str, PressName]:
    """Outlets by their keys."""
    rows = Outlet.objects.filter(key__in=keys).values_list("key", "name")
    return {key: PressName(key, name, "") for key, name in rows}


def headlines(stories: Collection[str]) -> dict[str, tuple[str, str]]:
    """The first headline of each story and its language, by the story's number."""
    rows = (
        Article.objects.filter(membership__story_id__in=[int(one) for one in stories])
        .order_by("-published_at", "-id")
        .values_list("membership__story_id", "title", "lang")
    )
    # The oldest comes last and stays.
    return {str(story): (title, lang) for story, title, lang in rows}
