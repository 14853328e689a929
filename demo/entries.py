"""The newest articles of an outlet, as its lists and fronts announce them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from demo.around import standing_of, url_of
from demo.outlets import Outlet
from demo.pages import picture
from demo.plan import Instance, Plan

NEWEST = 150


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a list."""

    url: str
    title: str
    summary: str
    author: str
    section: str
    image: str
    number: int
    published_at: datetime
    updated_at: datetime


def newest(
    plan: Plan, outlet: Outlet, now: datetime, port: int, section: str = "", limit: int = NEWEST
) -> list[Entry]:
    """The articles that stand at ``now``, newest first."""
    found: list[Entry] = []
    for instance in reversed(plan.by_outlet[outlet.slug]):
        wanted = not section or instance.section == section
        if wanted and instance.published_at <= now and not standing_of(instance, now).is_removed:
            found.append(entry(outlet, instance, now, port))
        if len(found) == limit:
            break
    return found


def entry(outlet: Outlet, instance: Instance, now: datetime, port: int) -> Entry:
    """One article as it is announced at ``now``."""
    standing = standing_of(instance, now)
    text = standing.text
    return Entry(
        url=url_of(outlet, instance, port),
        title=text.title,
        summary=text.standfirst or text.body[0],
        author=text.author,
        section=instance.section,
        image=outlet.host(port) + picture(instance),
        number=instance.seed,
        published_at=instance.published_at,
        updated_at=standing.updated_at,
    )


def last_change(instances: Sequence[Instance], now: datetime) -> datetime | None:
    """When the outlet last published, edited or removed something; nothing if it never did."""
    touched = [standing_of(one, now).touched_at for one in instances if one.published_at <= now]
    return max(touched, default=None)
