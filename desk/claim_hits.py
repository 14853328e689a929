"""What articles say of claims: kept once an article and claim, listed with copies folded, and counted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q

from archive import articles
from archive.models import Version
from classifier.claims import Course, Found, Held, course, hold, read
from desk import watch_stories
from desk.claim_rows import ClaimHitRow, Counts, hit_of
from desk.models import Bearing, Claim, ClaimHit

Wordings = Mapping[int, tuple[str, ...]]
_STANDING = Q(bearing=Bearing.CARRIES, mended_at__isnull=True, article__removed_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Words:
    """One version of an article, to be held against claims."""

    number: int
    seen_at: datetime
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Versions:
    """An article's words, from its first version to its present one."""

    article_id: int
    lang: str
    versions: Sequence[Words]


def open_wordings() -> Wordings:
    """Every wording of the open claims."""
    found = Claim.objects.filter(closed_at__isnull=True)
    return {claim.id: (claim.text, *claim.wordings.splitlines()) for claim in found.order_by("id")}


def versions(article_ids: Iterable[int]) -> list[Versions]:
    """The words of some articles; one whose words were taken out by an order has none."""
    told: defaultdict[int, list[Version]] = defaultdict(list)
    found = Version.objects.filter(article_id__in=list(article_ids), capture__removed_by__isnull=True)
    for version in found.select_related("article").order_by("article_id", "number"):
        told[version.article_id].append(version)
    return [
        Versions(id, rows[0].article.lang, [_words(row) for row in rows])
        for id, rows in told.items()
        if not watch_stories.is_removed(id)
    ]


def _words(row: Version) -> Words:
    body = "\n".join(part for part in (row.standfirst, row.body) if part)
    return Words(row.number, row.seen_at, row.title, body)


def hold_against(article: Versions, claims: Wordings) -> dict[int, Course]:
    """The claims that an article speaks of, in any of its versions; pure."""
    held: defaultdict[int, list[Held]] = defaultdict(list)
    for one in article.versions if claims else ():
        words = read(one.title, one.body, article.lang)
        for claim_id, wordings in claims.items():
            found: Found | None = hold(wordings, words)
            held[claim_id].append(Held(one.number, one.seen_at, found))
    courses = {claim_id: course(of) for claim_id, of in held.items()}
    return {claim_id: one for claim_id, one in courses.items() if one}


def keep(article_id: int, courses: Mapping[int, Course], claims: Collection[int], now: datetime) -> int:
    """Write down what an article says of some claims, in the caller's transaction; how many are new.

    What an officer said of it stays; what it says no more in any version, and nobody judged, goes.
    """
    # The lock makes two processes that hold the same article wait for each other.
    still_open = Claim.objects.filter(id__in=claims, closed_at__isnull=True).order_by("id")
    claim_ids = [claim.id for claim in still_open.select_for_update()]
    before = ClaimHit.objects.filter(article_id=article_id, claim_id__in=claim_ids)
    known = {hit.claim_id: hit for hit in before}
    new = 0
    for claim_id in claim_ids:
        one, hit = courses.get(claim_id), known.get(claim_id)
        if one is None:
            if hit is not None and not hit.bearing:
                hit.delete()
            continue
        new += hit is None
        _fill(hit or ClaimHit(claim_id=claim_id, article_id=article_id, found_at=now), one)
    return new


def _fill(hit: ClaimHit, one: Course) -> None:
    found = one.found
    hit.version, hit.score, hit.sentence = one.version, found.score, found.sentence
    hit.wording, hit.hint, hit.mended_at = found.wording, found.hint, one.mended_at
    hit.save()


def hits(claim_id: int) -> list[ClaimHitRow]:
    """What was found for a claim, the newest published first, copies under the first of their family."""
    rows = list(ClaimHit.objects.filter(claim_id=claim_id).select_related("article", "judged_by"))
    shown = {row.id: row for row in articles.by_ids([hit.article_id for hit in rows])}
    told = [hit_of(hit, shown[hit.article_id]) for hit in rows if hit.article_id in shown]
    return _folded(sorted(told, key=lambda row: (row.told_at, row.id)))


def _folded(rows: Sequence[ClaimHitRow]) -> list[ClaimHitRow]:
    """Families under one row each: under the original if it is there, else under the earliest copy."""
    families: defaultdict[int, list[ClaimHitRow]] = defaultdict(list)
    for row in rows:
        families[row.article.copy_of or row.article.id].append(row)
    folded = []
    for root, family in families.items():
        head = next((row for row in family if row.article.id == root), family[0])
        copies = tuple(row for row in family if row is not head)
        folded.append(replace(head, copies=copies))
    return sorted(folded, key=lambda row: (row.told_at, row.id), reverse=True)


def counts(claim_ids: Collection[int]) -> dict[int, Counts]:
    """How many articles speak of some claims, by what officers say of them."""
    found = ClaimHit.objects.filter(claim_id__in=claim_ids).exclude(bearing=Bearing.UNRELATED)
    rows = found.values_list("claim_id").annotate(
        Count("id"),
        unjudged=Count("id", filter=Q(bearing="")),
        carries=Count("id", filter=Q(bearing=Bearing.CARRIES)),
        denies=Count("id", filter=Q(bearing=Bearing.DENIES)),
        reports=Count("id", filter=Q(bearing=Bearing.REPORTS)),
        standing=Count("id", filter=_STANDING),
    )
    return {claim_id: Counts(*counted) for claim_id, *counted in rows}


def of_article(article_id: int) -> list[tuple[int, str, str, bool]]:
    """The claims an article speaks of: number, text, what an officer says of it, and whether it is mended."""
    found = ClaimHit.objects.filter(article_id=article_id).exclude(bearing=Bearing.UNRELATED)
    rows = found.order_by("claim_id").values_list("claim_id", "claim__text", "bearing", "mended_at")
    return [(claim_id, text, bearing, mended_at is not None) for claim_id, text, bearing, mended_at in rows]


def waiting() -> int:
    """How many articles that speak of open claims wait for a judgement."""
    return ClaimHit.objects.filter(claim__closed_at__isnull=True, bearing="").count()


def forget(article_ids: Collection[int]) -> None:
    """Let go of the sentences of articles whose words an order took out; that they were found stays."""
    ClaimHit.objects.filter(article_id__in=article_ids).update(sentence="", hint="")
