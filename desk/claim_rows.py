"""What claims are asked with and answered in: frozen values, and what is wrong with a wish."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from archive.articles import ArticleRow
from desk.models import Claim, ClaimHit


@dataclass(frozen=True, slots=True)
class ClaimWish:
    """A claim as an officer would have it: the statement, and the same in other words or languages."""

    text: str
    wordings: tuple[str, ...] = ()
    taken_from: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles speak of a claim, and what officers say of them.

    ``standing`` are those that carry it, are not mended and not taken down.
    """

    found: int = 0
    unjudged: int = 0
    carries: int = 0
    denies: int = 0
    reports: int = 0
    standing: int = 0

    @property
    def answers(self) -> int:
        """How many deny it or report that it is denied."""
        return self.denies + self.reports


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as pages show it."""

    id: int
    text: str
    wordings: tuple[str, ...]
    taken_from: int | None
    opened_by: str
    opened_at: datetime
    closed_by: str
    closed_at: datetime | None
    to_search: int
    searched: int
    searched_at: datetime | None
    counts: Counts = Counts()

    @property
    def is_open(self) -> bool:
        """Whether new articles are held against it."""
        return self.closed_at is None

    @property
    def all_wordings(self) -> tuple[str, ...]:
        """The statement, and the other ways to say it."""
        return self.text, *self.wordings


@dataclass(frozen=True, slots=True)
class ClaimHitRow:
    """An article that speaks of a claim, with the sentence; its copies stand under it in a list."""

    id: int
    article: ArticleRow
    version: int
    score: float
    sentence: str
    wording: str
    hint: str
    mended_at: datetime | None
    bearing: str
    judged_by: str
    judged_at: datetime | None
    found_at: datetime
    removed_at: datetime | None
    copies: "tuple[ClaimHitRow, ...]" = ()

    @property
    def is_standing(self) -> bool:
        """Whether it still carries the claim, uncorrected, for everybody to read."""
        return self.bearing == "carries" and self.mended_at is None and self.removed_at is None

    @property
    def told_at(self) -> datetime:
        """When it was published, or collected where that is not known."""
        return self.article.published_at or self.article.first_fetched_at


class ClaimProblem(Exception):
    """A wish or an act that cannot be taken: which field, what is wrong, and how to mend it."""

    def __init__(self, field: str, message_vi: str, message_en: str) -> None:
        super().__init__(f"{message_vi} / {message_en}")
        self.field = field
        self.message_vi = message_vi
        self.message_en = message_en


def row_of(claim: Claim, counts: Mapping[int, Counts]) -> ClaimRow:
    """A claim as a frozen row, with what was counted beside it."""
    return ClaimRow(
        id=claim.id,
        text=claim.text,
        wordings=tuple(claim.wordings.splitlines()),
        taken_from=claim.taken_from_id,
        opened_by=str(claim.opened_by),
        opened_at=claim.opened_at,
        closed_by=str(claim.closed_by or ""),
        closed_at=claim.closed_at,
        to_search=claim.to_search,
        searched=claim.searched,
        searched_at=claim.searched_at,
        counts=counts.get(claim.id, Counts()),
    )


def hit_of(hit: ClaimHit, article: ArticleRow, copies: "tuple[ClaimHitRow, ...]" = ()) -> ClaimHitRow:
    """A hit as a frozen row."""
    return ClaimHitRow(
        id=hit.id,
        article=article,
        version=hit.version,
        score=hit.score,
        sentence=hit.sentence,
        wording=hit.wording,
        hint=hit.hint,
        mended_at=hit.mended_at,
        bearing=hit.bearing,
        judged_by=str(hit.judged_by or ""),
        judged_at=hit.judged_at,
        found_at=hit.found_at,
        removed_at=hit.article.removed_at,
        copies=copies,
    )
