"""Who takes whose articles, when, and what is left of them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from demo.clock import day_of
from demo.events import Event, Take, printed
from demo.outlets import Outlet
from demo.standing import Text

SHORTEST, LONGEST = 15, 600
TAKERS = {
    "agency": ((2, 3, 4, 5, 6, 7), (10, 16, 22, 22, 18, 12)),
    "provincial": ((0, 1, 2, 3), (14, 32, 32, 22)),
    "": ((0, 1, 2), (34, 42, 24)),
}
# The words of a text for whom nobody is credited are printed under the taker's own desk.
UNCREDITED = 0.28
CUTS = ("whole", "last", "last two", "middle")
CUT_WEIGHTS = (26, 38, 16, 20)
FEWEST = 3
NO_STANDFIRST = 0.2


@dataclass(frozen=True, slots=True)
class Taken:
    """One decision of one outlet to print another's article."""

    outlet: str
    published_at: datetime
    cut: str
    headline: str
    credit: str
    author: str
    has_standfirst: bool
    source: str = ""
    link: str = ""
    keep: tuple[int, ...] = ()
    added: tuple[str, ...] = ()

    def text(self, found: Text) -> tuple[Text, float]:
        """What is printed of the text found, and the share of its body that was kept."""
        left = printed(cut(found.body, self.cut), self.keep, ())
        kept = sum(len(p) for p in left) / sum(len(p) for p in found.body)
        body = (*self.added[:1], *left, *self.added[1:])
        if self.credit.startswith("("):
            body = (*body[:-1], f"{body[-1]} {self.credit}")
        standfirst = found.standfirst if self.has_standfirst else ""
        shown = replace(
            found, title=self.headline or found.title, standfirst=standfirst, body=body, author=self.author
        )
        return shown, round(kept, 3)


def take(event: Event, published_at: datetime, outlets: Sequence[Outlet], chance: Random) -> Iterator[Taken]:
    """The copies of an event's article that chance makes: false claims and foreign texts are never taken."""
    if event.claim or event.lang != "vi":
        return
    source = next(outlet for outlet in outlets if outlet.slug == event.outlet)
    counts, weights = TAKERS.get(source.kind, TAKERS[""])
    takers = [outlet for outlet in outlets if interest(outlet, event) > 0]
    wanted = chance.choices(counts, weights)[0]
    headlines = chance.sample([*event.headlines, ""], len(event.headlines) + 1)
    for number, taker in enumerate(draw(takers, wanted, event, chance)):
        at = published_at + timedelta(minutes=lag(chance))
        if not taker.silent_after or day_of(at) <= taker.silent_after:
            yield _taken(source, taker, at, headlines[number % len(headlines)], chance)


def planned(event: Event, published_at: datetime, outlets: Mapping[str, Outlet]) -> Iterator[Taken]:
    """The copies of an event's article that its writer planned; of a copy they may be copies too."""
    shown = {event.outlet: published_at}
    for one in event.taken or ():
        source = one.source or event.outlet
        shown[one.outlet] = shown[source] + timedelta(minutes=one.minutes)
        yield _planned(one, source, shown[one.outlet], outlets[one.outlet])


def interest(outlet: Outlet, event: Event) -> float:
    """How readily an outlet takes an event's article; 0 if never."""
    if outlet.slug == event.outlet or outlet.lang != event.lang:
        return 0
    if outlet.interests and event.topic not in outlet.interests:
        return 0
    if outlet.home_only and not event.about:
        return 0
    return outlet.takes


def draw(takers: Sequence[Outlet], wanted: int, event: Event, chance: Random) -> list[Outlet]:
    """So many different takers, drawn by their interest."""
    left, drawn = list(takers), list[Outlet]()
    while left and len(drawn) < wanted:
        one = chance.choices(left, [interest(outlet, event) for outlet in left])[0]
        left.remove(one)
        drawn.append(one)
    return drawn


def lag(chance: Random) -> int:
    """Minutes between an article and its copy: most within two hours, some the next morning."""
    return round(math.exp(chance.uniform(math.log(SHORTEST), math.log(LONGEST))))


def cut(body: tuple[str, ...], manner: str) -> tuple[str, ...]:
    """The paragraphs that are printed; a short article stays whole."""
    left = len(body) - (2 if manner == "last two" else 1)
    if manner == "whole" or left < FEWEST:
        return body
    if manner == "middle":
        middle = len(body) // 2
        return body[:middle] + body[middle + 1 :]
    return body[:left]


def _planned(one: Take, source: str, at: datetime, taker: Outlet) -> Taken:
    signed = one.credit if one.credit and not one.credit.startswith("(") else taker.desk[0]
    return Taken(
        outlet=one.outlet,
        published_at=at,
        cut="whole",
        headline=one.headline,
        credit=one.credit,
        author=signed,
        has_standfirst=not one.added,
        source=source,
        link=one.link,
        keep=one.keep,
        added=one.added,
    )


def _taken(source: Outlet, taker: Outlet, at: datetime, headline: str, chance: Random) -> Taken:
    credit = "" if chance.random() < UNCREDITED else chance.choice(source.credited)
    signed = credit if credit and not credit.startswith("(") else chance.choice(taker.desk)
    return Taken(
        outlet=taker.slug,
        published_at=at,
        cut=chance.choices(CUTS, CUT_WEIGHTS)[0],
        headline=headline,
        credit=credit,
        author=signed,
        has_standfirst=chance.random() >= NO_STANDFIRST,
    )
