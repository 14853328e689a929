"""What stands around an article: menus, related and most-read boxes."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from html import escape
from random import Random

from demo.clock import day_start
from demo.markup import fill, spoken
from demo.outlets import Outlet
from demo.paths import section_key
from demo.plan import Instance, Plan
from demo.standing import Standing, stand

SECTIONS = 8
RELATED, BOXED, MOST_READ = 5, 2, 6
RECENT = timedelta(days=4)


def standing_of(instance: Instance, now: datetime) -> Standing:
    """The instance as it stands at ``now``."""
    return stand(instance.text, instance.edits, instance.published_at, now)


def url_of(outlet: Outlet, instance: Instance, port: int) -> str:
    """The address under which a reader finds the instance."""
    return outlet.host(port) + instance.path


def section_url(outlet: Outlet, section: str, port: int) -> str:
    """The address of a section's page."""
    return f"{outlet.host(port)}/muc/{section_key(section)}"


def frame(plan: Plan, outlet: Outlet, port: int) -> dict[str, object]:
    """The values that every page of an outlet has."""
    colour = {"colour": outlet.colour}
    values = {
        **spoken(outlet.wording),
        "lang": outlet.lang,
        "charset_meta": charset_meta(outlet),
        "site": escape(outlet.name),
        "home": outlet.host(port),
        "motto": escape(outlet.motto),
        "imprint": escape(outlet.imprint),
        "colour": outlet.colour,
        "style": fill("common", "style", colour) + fill(outlet.family, "font", colour),
        "feed": outlet.lists[0].path,
        "menu": _menu(outlet, sections(plan, outlet.slug), port),
    }
    has_calendar = "calendar" in outlet.features
    return {**values, "calendar": fill("common", "calendar", values) if has_calendar else ""}


def charset_meta(outlet: Outlet) -> str:
    """The element by which the outlet's pages tell their encoding, where they do."""
    return fill(outlet.family, "charset", {"charset": outlet.label}) if outlet.label else ""


def is_teaser(outlet: Outlet, instance: Instance) -> bool:
    """Whether only who pays reads the article to its end: every other one where readers pay at all."""
    return "teaser" in outlet.features and instance.seed % 2 == 0


def sections(plan: Plan, slug: str) -> tuple[str, ...]:
    """The sections in which an outlet writes most."""
    counted = Counter(instance.section for instance in plan.by_outlet[slug])
    return tuple(section for section, _ in counted.most_common(SECTIONS))


def related(plan: Plan, instance: Instance) -> list[Instance]:
    """Earlier articles of the same outlet, those of the same topic first, newest first."""
    mine = plan.by_outlet[instance.outlet]
    earlier = [one for one in reversed(mine) if one.published_at < instance.published_at]
    near = [one for one in earlier if one.event.topic == instance.event.topic][:RELATED]
    return [*near, *(one for one in earlier if one not in near)][: RELATED + BOXED]


def most_read(plan: Plan, outlet: Outlet, now: datetime) -> list[Instance]:
    """The box that changes at midnight: a draw among the articles of the days before."""
    today = day_start(now)
    mine = [one for one in plan.by_outlet[outlet.slug] if one.published_at < today]
    recent = [one for one in mine if one.published_at > today - RECENT] or mine[-MOST_READ:]
    standing = [one for one in recent if not standing_of(one, today).is_removed]
    return Random(f"{outlet.slug}{today:%F}").sample(standing, min(MOST_READ, len(standing)))


def links(outlet: Outlet, instances: Iterable[Instance], port: int) -> str:
    """The instances as items of a list of links, under the titles they had at first."""
    return "\n".join(
        fill(
            outlet.family,
            "item",
            {"url": escape(url_of(outlet, one, port)), "title": escape(one.text.title)},
        )
        for one in instances
    )


@cache
def _menu(outlet: Outlet, names: tuple[str, ...], port: int) -> str:
    return "\n".join(
        fill("common", "menu", {"url": section_url(outlet, name, port), "label": escape(name)})
        for name in names
    )
