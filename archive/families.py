"""Copy families: who shares words with whom, and who stands under whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from archive import changes, marks
from archive.clock import DESK_ZONE
from archive.models import Article
from classifier import copies
from classifier.copies_finding import (
    HOUSE,
    Holders,
    crowded,
    is_everywhere,
    led_to,
    of_trade,
    stretched,
    usual,
)
from classifier.recurring import LEAD, Told

_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an article decides about its family: when it came, under whom it stands, what form it has."""

    id: int
    head_id: int | None
    published_at: datetime | None
    seen_at: datetime
    told: Told

    @property
    def came(self) -> tuple[datetime, datetime, int]:
        """What orders a family, the same whoever asks; one without a date comes after those with one."""
        return (self.published_at or _UNDATED, self.seen_at, self.id)

    @property
    def is_head(self) -> bool:
        """Whether it stands for itself."""
        return self.head_id is None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that shares fingerprints with another; formulas count on neither side."""

    standing: Standing
    shared: int
    own_size: int
    size: int

    @property
    def article_id(self) -> int:
        """Whose they are."""
        return self.standing.id

    @property
    def containment(self) -> float:
        """How much of the smaller lies in the other."""
        return copies.containment(self.shared, self.own_size, self.size)


@dataclass(frozen=True, slots=True)
class Look:
    """What is around an article: who shares enough of its words, and which of its marks lead nowhere.

    Apart stand those that share no more than words of the house, though they may have been taken for copies.
    """

    near: Sequence[Neighbour]
    formulas: frozenset[int]
    apart: Mapping[int, Standing]


def standings(ids: Iterable[int]) -> dict[int, Standing]:
    """How some articles stand."""
    return {one.id: one for one in _standings(Article.objects.filter(id__in=list(ids)))}


def members(head_id: int) -> dict[int, Standing]:
    """What stands under a head."""
    return {one.id: one for one in _standings(Article.objects.filter(copy_of_id=head_id))}


def heads(ids: Iterable[int]) -> set[int]:
    """Those that stand for some articles, be it for themselves."""
    told = Article.objects.filter(id__in=list(ids)).values_list("id", "copy_of_id")
    return {head or id for id, head in told}


def neighbours(article_id: int, own: Sequence[int], at: datetime) -> Sequence[Neighbour]:
    """The articles of the window around ``at`` that share enough to matter, the closest first."""
    return look(article_id, own, at).near


def look(article_id: int, own: Sequence[int], at: datetime) -> Look:
    """What is around an article; whoever is head of one that shares is looked at as well."""
    holders = marks.holders(own)
    formulas = _formulas(own, holders)
    kept = marks.of(id for id in led_to(own, holders, formulas) if id != article_id)
    untelling = stretched(own, formulas)
    near = _near(article_id, own, kept, untelling)
    me = near.pop(article_id, None)
    at_home = {id for id, one in near.items() if me and one.told.outlet == me.told.outlet}
    house = untelling | usual([own, *(kept[id] for id in at_home)], HOUSE)
    looked = [
        Neighbour(one, *copies.overlap(own, kept[id], ignored=house if id in at_home else untelling))
        for id, one in near.items()
        if abs(one.seen_at - at) <= marks.WINDOW
    ]
    enough = [one for one in looked if one.containment >= copies.PART]
    closest = sorted(enough, key=lambda one: (-one.containment, one.standing.came))
    apart = {one.article_id: one.standing for one in looked if one.containment < copies.PART}
    return Look(closest, formulas, apart)


def fold(article_id: int, head_id: int | None, share: float, now: datetime) -> bool:
    """Let an article stand under a head, or for itself; tells whether that is new."""
    row = Article.objects.filter(id=article_id)
    is_there = row.filter(copy_of_id=head_id, copy_share=share).exists()
    if not is_there:
        row.update(copy_of_id=head_id, copy_share=share)
        changes.note(article_id, now)
    return not is_there


def _near(
    article_id: int, own: Sequence[int], kept: dict[int, tuple[int, ...]], untelling: frozenset[int]
) -> dict[int, Standing]:
    """The article, those that share enough, and their heads, whose marks are put beside the others'."""
    shares = {
        id: copies.containment(*copies.overlap(own, other, ignored=untelling)) for id, other in kept.items()
    }
    some = {id for id, share in shares.items() if share >= copies.PART}
    near = standings({article_id, *some}) if some else {}
    heads = {one.head_id for one in near.values() if one.head_id} - near.keys()
    kept |= marks.of(heads - kept.keys())
    return near | standings(heads & kept.keys())


def _standings(found: QuerySet[Article]) -> list[Standing]:
    told = found.annotate(lead=Substr("body", 1, LEAD)).values_list(
        "id", "copy_of_id", "published_at", "first_fetched_at", "title", "lead", "outlet__key"
    )
    return [
        Standing(id, head, at, seen_at, Told(title, lead, outlet, _day(at or seen_at)))
        for id, head, at, seen_at, title, lead, outlet in told
    ]


def _day(at: datetime) -> date:
    return timezone.localdate(at, DESK_ZONE)


def _formulas(own: Sequence[int], holders: Holders) -> frozenset[int]:
    many = crowded(holders)
    if not is_everywhere(own, many):
        return frozenset(many)
    bearers = Article.objects.filter(id__in={id for ids in many.values() for id in ids})
    return of_trade(many, {id: head or id for id, head in bearers.values_list("id", "copy_of_id")})
