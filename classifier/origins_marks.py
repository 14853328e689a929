"""What speaks for one text being the other's origin: credit, link, containment, time, kind of source."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from classifier.origins_credits import Credit, bare, credits_of
from classifier.origins_model import Basis, Candidate, Mark
from language.tokens import streams

SHINGLE = 5
# Stamps nearer than that tell nothing: desks print an agency's report within minutes.
TIE = timedelta(minutes=10)
# A text that lies so wholly in the other, while so much more of the other is its own, was cut from it.
CONTAINED, LEAST_SURPLUS = 0.8, 0.12

# Log odds. A mark of a higher rank decides; those below it only make that more or less sure.
CREDIT, LINK, SITE_LINK = 3.4, 2.7, 1.5
SURE_TIME, TIME = 1.4, 0.9
KIND, AGGREGATED = 0.5, 0.9
FIRST_HAND, PAPER, SECOND_HAND = 0, 1, 2
_RANKS = {"agency": FIRST_HAND, "official": FIRST_HAND, "aggregator": SECOND_HAND}
_UNKNOWN = frozenset({"", "import"})


@dataclass(frozen=True)
class Weighed:
    """A candidate taken apart once, for being held against many."""

    told: Candidate
    shingles: frozenset[str]
    # What it ever said: whoever took it early took what was edited later.
    ever: frozenset[str]
    names: frozenset[str]
    credits: tuple[Credit, ...]
    hosts: frozenset[str]


def weigh(told: Candidate) -> Weighed:
    """Take a candidate apart."""
    names = {bare(name) for name in told.names} | {bare(told.outlet)}
    present = shingles(told.body)
    return Weighed(
        told,
        present,
        present.union(*map(shingles, told.earlier)),
        frozenset(names - {""}),
        credits_of(told),
        frozenset(filter(None, map(_host, told.addresses))),
    )


def shingles(text: str) -> frozenset[str]:
    """Each five folded syllables in a row."""
    keys = streams(text)[1]
    return frozenset(" ".join(keys[at : at + SHINGLE]) for at in range(max(1, len(keys) - SHINGLE + 1)))


def share(part: AbstractSet[str], whole: AbstractSet[str]) -> float:
    """How much of the first lies in the second."""
    return len(part & whole) / len(part) if part else 0.0


def marks(taker: Weighed, origin: Weighed) -> tuple[Mark, ...]:
    """Everything that speaks for this direction or against it, the strongest kind first."""
    return (
        *_credit(taker, origin),
        *_link(taker, origin),
        *_containment(taker, origin),
        *_time(taker.told, origin.told),
        *_kind(taker.told, origin.told),
    )


def _credit(taker: Weighed, origin: Weighed) -> Iterator[Mark]:
    for one, other, is_for in ((taker, origin, True), (origin, taker, False)):
        if found := crediting(one, other):
            yield Mark(Basis.CREDIT, is_for, CREDIT, {"text": found.name, "where": found.where})


def crediting(one: Weighed, other: Weighed) -> Credit | None:
    """The credit by which one text names the other's outlet."""
    # What both outlets are called tells nothing.
    names = other.names - one.names
    return next((credit for credit in one.credits if credit.is_of(names)), None)


def _link(taker: Weighed, origin: Weighed) -> Iterator[Mark]:
    for one, other, is_for in ((taker, origin, True), (origin, taker, False)):
        if exact := next((url for url in one.told.links if url in other.told.addresses), ""):
            yield Mark(Basis.LINK, is_for, LINK, {"url": exact})
        elif site := next((url for url in one.told.links if _host(url) in other.hosts - one.hosts), ""):
            yield Mark(Basis.LINK, is_for, SITE_LINK, {"url": site, "site": 1.0})


def _containment(taker: Weighed, origin: Weighed) -> Iterator[Mark]:
    there, back = share(taker.shingles, origin.ever), share(origin.shingles, taker.ever)
    surplus = abs(there - back)
    if max(there, back) >= CONTAINED and surplus >= LEAST_SURPLUS:
        weight = min(1.6, 0.6 + 2 * surplus)
        told = {"share": round(max(there, back), 3), "other": round(min(there, back), 3)}
        yield Mark(Basis.CONTAINMENT, there > back, weight, {**told})


def _time(taker: Candidate, origin: Candidate) -> Iterator[Mark]:
    after, before = _lag(origin, taker), _lag(taker, origin)
    lag = after if after is not None else before
    if lag is not None:
        is_sure = taker.has_sure_time and origin.has_sure_time
        weight = SURE_TIME if is_sure else TIME
        yield Mark(Basis.TIME, after is not None, weight, {"minutes": round(lag / timedelta(minutes=1))})


def _lag(first: Candidate, second: Candidate) -> timedelta | None:
    """By how much one stood there before the other came out; an undated one stood there when it was seen."""
    there_at: datetime | None = first.published_at or first.seen_at
    if there_at is None or second.published_at is None or second.published_at - there_at < TIE:
        return None
    return second.published_at - there_at


def _kind(taker: Candidate, origin: Candidate) -> Iterator[Mark]:
    if {taker.kind, origin.kind} & _UNKNOWN:
        return
    mine, its = (_RANKS.get(kind, PAPER) for kind in (taker.kind, origin.kind))
    if mine != its:
        weight = AGGREGATED if SECOND_HAND in {mine, its} else KIND
        yield Mark(Basis.KIND, its < mine, weight, {"origin": origin.kind, "taker": taker.kind})


def deciding(found: Sequence[Mark]) -> Mark | None:
    """The mark of the highest kind that does not contradict another of its kind."""
    for basis in (Basis.CREDIT, Basis.LINK, Basis.CONTAINMENT, Basis.TIME, Basis.KIND):
        told = [mark for mark in found if mark.basis is basis]
        if told and len({mark.is_for for mark in told}) == 1:
            return told[0]
    return None


def _host(url: str) -> str:
    host = urlsplit(url).hostname or ""
    for label in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(label)
    return host
