"""Official visits of foreign correspondents and the works that came of them; the persons are not recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db.models.functions import ExtractYear

from archive import articles
from archive.articles import ArticleRow
from archive.models import Article, Delegation


@dataclass(frozen=True, slots=True)
class Visit:
    """What is told of a visit."""

    name: str
    outlets: str
    country: str
    host: str
    paper: str
    purpose: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with its works."""

    id: int
    visit: Visit
    works: tuple[ArticleRow, ...]


def record(visit: Visit) -> int:
    """Put a visit in."""
    return Delegation.objects.create(**asdict(visit)).id


def change(visit_id: int, visit: Visit) -> bool:
    """Tell a visit anew; tells whether there is one of that number."""
    return Delegation.objects.filter(id=visit_id).update(**asdict(visit)) == 1


def tie(visit_id: int, article_id: int) -> bool:
    """Let an article be a work of a visit; tells whether it was not yet."""
    return (
        Article.objects.filter(id=article_id).exclude(delegation_id=visit_id).update(delegation_id=visit_id)
        == 1
    )


def untie(visit_id: int, article_id: int) -> bool:
    """Let an article be no work of a visit any more; tells whether it was."""
    return Article.objects.filter(id=article_id, delegation_id=visit_id).update(delegation=None) == 1


def rows(year: int | None = None) -> list[VisitRow]:
    """The visits that fall into a year, or all, newest first."""
    found = Delegation.objects.order_by("-starts_on", "-id")
    if year is not None:
        found = found.filter(starts_on__year__lte=year, ends_on__year__gte=year)
    return _with_works(list(found))


def row(visit_id: int) -> VisitRow | None:
    """One visit."""
    return next(iter(_with_works(Delegation.objects.filter(id=visit_id))), None)


def years() -> list[int]:
    """The years in which visits began, newest first."""
    found = Delegation.objects.annotate(year=ExtractYear("starts_on")).values_list("year", flat=True)
    return sorted(set(found), reverse=True)


def named() -> list[tuple[int, str]]:
    """Every visit's number and name, newest first."""
    return list(Delegation.objects.order_by("-starts_on", "-id").values_list("id", "name"))


def _with_works(found: Iterable[Delegation]) -> list[VisitRow]:
    visits = list(found)
    works = _works([visit.id for visit in visits])
    return [VisitRow(visit.id, _visit(visit), tuple(works.get(visit.id, ()))) for visit in visits]


def _works(ids: Sequence[int]) -> dict[int, list[ArticleRow]]:
    mine = Article.objects.filter(delegation_id__in=ids)
    of_article = dict(mine.values_list("id", "delegation_id"))
    found: dict[int, list[ArticleRow]] = {}
    for one in articles.listed(mine.order_by("-published_at", "-id")):
        visit_id = of_article[one.id]
        if visit_id is not None:
            found.setdefault(visit_id, []).append(one)
    return found


def _visit(row: Delegation) -> Visit:
    return Visit(
        row.name, row.outlets, row.country, row.host, row.paper, row.purpose, row.starts_on, row.ends_on
    )
