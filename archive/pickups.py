"""Who took whose words: the family as the judgement takes it, what was settled, and how it is read again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from archive.models import Article, Outlet, Overlap, Pickup, Version
from archive.pages import VersionRow
from classifier.origins import Basis, Candidate, Edge, Mark
from crawler import addresses
from crawler.trust import Trust

# A family is settled and shown up to so many articles; the newest of a larger one are listed only.
MOST = 80
_LABELS = frozenset({"www", "m", "amp", "mobile", "e"})


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a family as the map shows it, and whence it came; ``overlap`` where only a part did."""

    id: int
    title: str
    standfirst: str
    body: str
    lang: str
    outlet: str
    kind: str
    country: str
    published_at: datetime | None
    seen_at: datetime
    is_removed: bool
    edge: Edge | None
    overlap: float = 0.0

    @property
    def came_at(self) -> datetime:
        """When it was published, or first seen where that is not known."""
        return self.published_at or self.seen_at


def candidates(head_id: int) -> list[Candidate]:
    """The articles of a family, the first published first; so many as are settled together."""
    return candidates_of(_family(head_id).values_list("id", flat=True)[:MOST])


def candidates_of(ids: Iterable[int]) -> list[Candidate]:
    """Certain articles with everything that may tell where they came from."""
    wanted = list(ids)
    found = Article.objects.filter(id__in=wanted).select_related("outlet").prefetch_related("addresses")
    told = edits(wanted)
    return [_candidate(row, told.get(row.id, ())) for row in found.order_by("published_at", "id")]


def press() -> frozenset[str]:
    """Every name by which a known outlet is credited."""
    return frozenset(name for outlet in Outlet.objects.all() for name in names_of(outlet))


def names_of(outlet: Outlet) -> frozenset[str]:
    """The names others credit an outlet by: its own, those of the pack, its host and what it begins with."""
    host = urlsplit(outlet.home_page).hostname or ""
    labels = [label for label in host.split(".") if label not in _LABELS]
    return frozenset({outlet.name, *outlet.credits, host, "".join(labels[:1]).replace("-", "")} - {""})


def keep(edges: Sequence[Edge], now: datetime) -> None:
    """What was settled of a family, in the caller's transaction; what was said of it before is forgotten."""
    ids = [edge.taker for edge in edges]
    # Whoever left the family was taken from none of it.
    Pickup.objects.filter(Q(article_id__in=ids) | Q(origin_id__in=ids)).delete()
    Pickup.objects.bulk_create(
        Pickup(
            article_id=edge.taker,
            origin_id=edge.origin,
            basis=edge.basis.value,
            confidence=edge.confidence,
            share=edge.share,
            evidence=[_told(mark) for mark in edge.evidence],
            settled_at=now,
        )
        for edge in edges
    )


def forget(article_id: int) -> None:
    """An article that stands alone was taken from nobody."""
    Pickup.objects.filter(article_id=article_id).delete()


def of_article(article_id: int) -> tuple[Edge, str] | None:
    """From whom an article came, and the name of that one's outlet; nothing if it stands alone."""
    row = Pickup.objects.filter(article_id=article_id).select_related("origin__outlet").first()
    return None if row is None else (_edge(row), row.origin.outlet.name if row.origin else "")


def head_of(article_id: int) -> int:
    """The head of the family an article belongs to."""
    return Article.objects.filter(id=article_id).values_list("copy_of_id", flat=True).first() or article_id


def family(article_id: int) -> tuple[Member, ...]:
    """An article's family with what was settled, the first published first; it is always among them."""
    found = _family(head_of(article_id)).select_related("outlet", "pickup")
    rows = list(found[:MOST])
    if all(row.id != article_id for row in rows):
        rows += found.filter(id=article_id)
    return tuple(_member(row, _edge(row.pickup) if hasattr(row, "pickup") else None) for row in rows)


def partial(ids: Sequence[int]) -> tuple[tuple[Member, int], ...]:
    """Articles that share a part with one of a family, each with the one it shares most with."""
    own = frozenset(ids)
    found: dict[int, tuple[float, int]] = {}
    for row in Overlap.objects.filter(Q(article_id__in=own) | Q(other_id__in=own)):
        for one, other in ((row.article_id, row.other_id), (row.other_id, row.article_id)):
            if one not in own and other in own:
                found[one] = max(found.get(one, (0.0, 0)), (max(row.share, row.other_share), other))
    rows = Article.objects.filter(id__in=found).select_related("outlet").order_by("published_at", "id")[:MOST]
    return tuple((_member(row, None, found[row.id][0]), found[row.id][1]) for row in rows)


def count_partial(article_id: int) -> int:
    """How many articles share a part of their words with one."""
    return Overlap.objects.filter(Q(article_id=article_id) | Q(other_id=article_id)).count()


def edits(ids: Iterable[int]) -> dict[int, list[VersionRow]]:
    """The versions of those articles that have more than one, the oldest first."""
    found: dict[int, list[VersionRow]] = {}
    rows = Version.objects.filter(article_id__in=list(ids), article__version__gt=1)
    for row in rows.order_by("article_id", "number"):
        told = VersionRow(row.number, row.title, row.standfirst, row.body, row.content_sha256, row.seen_at)
        found.setdefault(row.article_id, []).append(told)
    return found


def _family(head_id: int) -> QuerySet[Article]:
    return Article.objects.filter(Q(id=head_id) | Q(copy_of_id=head_id)).order_by("published_at", "id")


def _candidate(row: Article, versions: Sequence[VersionRow]) -> Candidate:
    known = {row.canonical_url, *(address.url for address in row.addresses.all())}
    return Candidate(
        row.id,
        row.body,
        row.standfirst,
        row.outlet.name,
        names_of(row.outlet),
        row.outlet.kind,
        tuple(row.authors),
        row.agency,
        tuple(row.credited),
        frozenset(addresses.normalise(url) for url in known),
        tuple(addresses.normalise(url) for url in row.links),
        row.published_at,
        row.published_trust == Trust.SURE,
        row.first_fetched_at,
        tuple(version.body for version in versions if version.body != row.body),
    )


def _member(row: Article, edge: Edge | None, overlap: float = 0.0) -> Member:
    return Member(
        row.id,
        row.title,
        row.standfirst,
        row.body,
        row.lang,
        row.outlet.name,
        row.outlet.kind,
        row.outlet.country,
        row.published_at,
        row.first_fetched_at,
        row.removed_at is not None,
        edge,
        overlap,
    )


def _edge(row: Pickup) -> Edge:
    marks = tuple(_mark(told) for told in row.evidence)
    return Edge(row.article_id, row.origin_id, Basis(row.basis), row.confidence, marks, row.share)


def _told(mark: Mark) -> dict[str, Any]:
    return {"basis": mark.basis.value, "for": mark.is_for, "weight": mark.weight, "data": mark.data}


def _mark(told: dict[str, Any]) -> Mark:
    return Mark(Basis(told["basis"]), told["for"], told["weight"], told["data"])
