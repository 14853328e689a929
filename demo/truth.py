"""What is true of the press at a moment: outlets, articles, copies, edits, stories and the claims' ways."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import TypedDict

from demo.around import is_teaser, standing_of, url_of
from demo.clock import ZONE, day_of, instant
from demo.edition import edition
from demo.outlets import Listing, Outlet
from demo.pages import variants
from demo.plan import Instance, Plan
from demo.planted import Lull, Spike, planted
from demo.standing import DatedEdit


class Act(TypedDict):
    """What an outlet did to its article, and when."""

    kind: str
    at: str


class ListTruth(TypedDict):
    """One list of an outlet: its encoding, how it writes dates and what is wrong with it."""

    url: str
    form: str
    trouble: str
    charset: str
    dates: str


class OutletTruth(TypedDict):
    """One outlet and its planned trouble."""

    slug: str
    name: str
    lang: str
    kind: str
    country: str
    url: str
    lists: list[ListTruth]
    charset: str
    told: str
    packing: str
    crawl_delay: float
    disallow: str
    robots: str
    removal: str
    features: list[str]
    silent_after_day: int


class ArticleTruth(TypedDict):
    """One article that was published by now; ``variants`` are its other addresses.

    Its role is original, copy, or part: an article of its own that took a part of ``copy_of``. The basis says
    what tells the direction. Articles of one ``story`` tell one event; ``looks_like`` names what it is not.

    It is reachable where robots.txt allows its address; of a paid one only the beginning can be read.
    """

    url: str
    variants: list[str]
    reachable: bool
    paywalled: bool
    outlet: str
    title: str
    author: str
    published_at: str
    event: str
    role: str
    copy_of: str
    kept: float
    credit: str
    basis: str
    story: str
    looks_like: str
    series: str
    about: int
    tone: int
    topic: str
    lang: str
    claim: str
    same_as: str
    edits: list[Act]
    removed: bool
    standfirst: str
    body: list[str]


class CarrierTruth(TypedDict):
    """One article on a claim's way: ``did`` by now, ``will`` later; neither if it never moves."""

    url: str
    outlet: str
    title: str
    role: str
    said: str
    published_at: str
    did: list[Act]
    will: list[Act]


class ClaimTruth(TypedDict):
    """A claim, how else it is said, and every article that speaks of it by now, in order."""

    id: str
    text: str
    wordings: list[str]
    articles: list[CarrierTruth]


class SpikeTruth(TypedDict):
    """A day on which so many outlets told of a topic, each in its own words."""

    topic: str
    day: str
    outlets: list[str]
    articles: list[str]


class LullTruth(TypedDict):
    """Days on which nobody told of a topic; it has ended where ``last`` has gone by."""

    topic: str
    first: str
    last: str


class SilenceTruth(TypedDict):
    """An outlet that publishes nothing any more, and its last article's time."""

    outlet: str
    last_at: str


class Truth(TypedDict):
    """All of it."""

    now: str
    seed: int
    outlets: list[OutletTruth]
    articles: list[ArticleTruth]
    claims: list[ClaimTruth]
    spikes: list[SpikeTruth]
    lulls: list[LullTruth]
    silences: list[SilenceTruth]


def truth(now: datetime, port: int) -> Truth:
    """The truth of the shipped press at ``now``; a time without a zone is the province's."""
    return truth_of(edition(), now if now.tzinfo else now.replace(tzinfo=ZONE), port)


def truth_of(plan: Plan, now: datetime, port: int, *, has_texts: bool = False) -> Truth:
    """The truth of a plan at ``now``; the texts only where they are wanted."""
    published = [one for one in plan.instances if one.published_at <= now]
    return {
        "now": now.isoformat(),
        "seed": plan.seed,
        "outlets": [_outlet(outlet, port) for outlet in plan.outlets],
        "articles": [_article(plan, one, now, port, has_texts=has_texts) for one in published],
        "claims": list(_claims(plan, published, now, port)),
        "spikes": [_spike(plan, one, port) for one in planted().spikes if instant(one.day + 1) <= now],
        "lulls": [_lull(one) for one in planted().lulls if instant(one.first) <= now],
        "silences": list(_silences(plan, published, now)),
    }


def _outlet(outlet: Outlet, port: int) -> OutletTruth:
    home = outlet.host(port)
    return {
        "slug": outlet.slug,
        "name": outlet.name,
        "lang": outlet.lang,
        "kind": outlet.kind,
        "country": outlet.country,
        "url": f"{home}/",
        "lists": [_list(outlet, one, port) for one in outlet.lists],
        "charset": outlet.charset,
        "told": outlet.told,
        "packing": outlet.packing,
        "crawl_delay": outlet.crawl_delay,
        "disallow": outlet.hidden,
        "robots": outlet.robots,
        "removal": outlet.removal,
        "features": sorted(outlet.features),
        "silent_after_day": outlet.silent_after,
    }


def _list(outlet: Outlet, one: Listing, port: int) -> ListTruth:
    return {
        "url": outlet.host(port, is_mobile=one.mobile) + one.path,
        "form": one.form,
        "trouble": one.trouble,
        "charset": one.charset or outlet.charset,
        "dates": one.dates,
    }


def _article(plan: Plan, one: Instance, now: datetime, port: int, *, has_texts: bool) -> ArticleTruth:
    outlet = plan.by_slug[one.outlet]
    standing = standing_of(one, now)
    source = plan.by_address[one.copy_of] if one.copy_of else None
    return {
        "url": url_of(outlet, one, port),
        "variants": variants(outlet, one, port),
        "reachable": not (outlet.hidden and one.path.startswith(outlet.hidden)),
        "paywalled": is_teaser(outlet, one),
        "outlet": one.outlet,
        "title": standing.text.title,
        "author": standing.text.author,
        "published_at": one.published_at.isoformat(),
        "event": one.event.id,
        "role": one.role,
        "copy_of": url_of(plan.by_slug[source.outlet], source, port) if source else "",
        "kept": one.kept,
        "credit": one.credit,
        "basis": one.basis,
        "story": one.event.story,
        "looks_like": one.event.looks_like,
        "series": one.event.series,
        "about": one.event.about,
        "tone": one.event.tone,
        "topic": one.event.topic,
        "lang": one.event.lang,
        "claim": one.event.claim,
        "same_as": one.event.same_as,
        "edits": [_act(edit) for edit in standing.done],
        "removed": standing.is_removed,
        "standfirst": standing.text.standfirst if has_texts else "",
        "body": list(standing.text.body) if has_texts else [],
    }


def _claims(plan: Plan, published: list[Instance], now: datetime, port: int) -> Iterator[ClaimTruth]:
    for claim in dict.fromkeys(one.event.claim for one in published if one.event.claim):
        told = [one for one in published if one.event.claim == claim]
        statement = planted().claims[claim]
        yield {
            "id": claim,
            "text": statement.text,
            "wordings": list(statement.wordings),
            "articles": [_carrier(plan.by_slug[one.outlet], one, now, port) for one in told],
        }


def _carrier(outlet: Outlet, one: Instance, now: datetime, port: int) -> CarrierTruth:
    return {
        "url": url_of(outlet, one, port),
        "outlet": one.outlet,
        "title": standing_of(one, now).text.title,
        "role": one.event.role,
        "said": one.event.said,
        "published_at": one.published_at.isoformat(),
        "did": [_act(edit) for edit in one.edits if edit.at <= now],
        "will": [_act(edit) for edit in one.edits if edit.at > now],
    }


def _spike(plan: Plan, spike: Spike, port: int) -> SpikeTruth:
    told = [
        one
        for one in plan.instances
        if one.role == "original"
        and (one.event.topic, day_of(one.published_at)) == (spike.topic, spike.day)
        and one.event.about
    ]
    return {
        "topic": spike.topic,
        "day": _date(spike.day),
        "outlets": sorted({one.outlet for one in told}),
        "articles": [url_of(plan.by_slug[one.outlet], one, port) for one in told],
    }


def _lull(lull: Lull) -> LullTruth:
    return {"topic": lull.topic, "first": _date(lull.first), "last": _date(lull.last)}


def _silences(plan: Plan, published: list[Instance], now: datetime) -> Iterator[SilenceTruth]:
    for outlet in plan.outlets:
        if outlet.silent_after and instant(outlet.silent_after + 1) <= now:
            last = max(one.published_at for one in published if one.outlet == outlet.slug)
            yield {"outlet": outlet.slug, "last_at": last.isoformat()}


def _date(day: int) -> str:
    return instant(day).date().isoformat()


def _act(edit: DatedEdit) -> Act:
    return {"kind": edit.edit.kind, "at": edit.at.isoformat()}


def main(arguments: list[str] | None = None) -> None:
    """Write the truth of a moment to the standard output."""
    parser = argparse.ArgumentParser(prog="python -m demo.truth", description=__doc__)
    parser.add_argument("--at", required=True, type=datetime.fromisoformat, help="ISO, +07:00 if no zone")
    parser.add_argument("--port", required=True, type=int)
    given = parser.parse_args(arguments)
    json.dump(truth(given.at, given.port), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
