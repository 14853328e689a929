"""Generations of an index: which lie there, which one answers, which is being built, which may go."""

import re
from dataclasses import dataclass

from language.tokens import ANALYSIS_VERSION
from search.errors import IndexMismatch, SearchError, SearchUnavailable
from search.rows import SCHEMA_VERSION

OURS = (SCHEMA_VERSION, ANALYSIS_VERSION)
_NAME = re.compile(r"v(\d{1,6})a(\d{1,6})g(\d{1,9})")


@dataclass(frozen=True, slots=True, order=True)
class Generation:
    """One whole build of an index: its number, and the code whose keys it holds."""

    number: int
    schema: int = SCHEMA_VERSION
    analysis: int = ANALYSIS_VERSION

    def __str__(self) -> str:
        return f"v{self.schema}a{self.analysis}g{self.number}"

    @property
    def is_ours(self) -> bool:
        """Whether this very code reads and writes its keys."""
        return (self.schema, self.analysis) == OURS

    @property
    def is_newer(self) -> bool:
        """Whether a later version of this program built it."""
        return (self.schema, self.analysis) > OURS


# An index from before there were generations, or one whose stamp says nothing.
NAMELESS = Generation(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a generation is built: up to which article, and how many of how many."""

    after: int = 0
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int:
        """Whole percents; all of them only when it answers."""
        return min(99, 100 * self.done // max(self.total, 1))


@dataclass(frozen=True, slots=True)
class Standing:
    """What lies at an address: all generations, those readers are led to, and those that cannot be used."""

    all: frozenset[Generation] = frozenset()
    answering: frozenset[Generation] = frozenset()
    damaged: frozenset[Generation] = frozenset()

    @property
    def live(self) -> Generation | None:
        """The one that this code reads."""
        return max((one for one in self.answering if one.is_ours), default=None)

    @property
    def building(self) -> Generation | None:
        """The one that this code has begun to build and that does not answer yet."""
        newest = max((one.number for one in self.answering), default=-1)
        begun = self.all - self.damaged
        return max((one for one in begun if one.is_ours and one.number > newest), default=None)

    @property
    def stale(self) -> frozenset[Generation]:
        """Those nobody needs: until this code answers, the one before it may still be served."""
        kept = {self.live, self.building} | (frozenset() if self.live else self.answering)
        return frozenset(one for one in self.all if one not in kept and not self._is_ahead(one))

    @property
    def is_behind(self) -> bool:
        """Whether something has to be built before this code can answer, or was begun and not ended."""
        return self.live is None or self.building is not None

    @property
    def is_superseded(self) -> bool:
        """Whether a later version of this program has taken the index over."""
        return any(self._is_ahead(one) for one in self.all)

    def _is_ahead(self, one: Generation) -> bool:
        head = max((mine.number for mine in (self.live, self.building) if mine), default=-1)
        return one.is_newer and one.number > head

    def next(self) -> Generation:
        """The generation to begin."""
        return Generation(max((one.number for one in self.all), default=0) + 1)


def nothing() -> None:
    """What an engine lets go of where its address stays open without it."""


def read(name: str) -> Generation | None:
    """Return the generation that a name is of."""
    found = _NAME.fullmatch(name)
    return Generation(int(found[3]), int(found[1]), int(found[2])) if found else None


def refusal(where: object, standing: Standing, progress: Progress | None) -> SearchError:
    """Why this code can neither read nor write what lies somewhere."""
    if not standing.all:
        return SearchUnavailable(
            f"Chưa có chỉ mục ở {where}: hãy lập chỉ mục trước.",
            f"There is no index at {where} yet: build it first.",
        )
    if standing.is_superseded:
        return IndexMismatch(
            f"Chỉ mục {where} do phiên bản diembao mới hơn lập: hãy dùng phiên bản đó,"
            " hoặc chạy `diembao reindex` để dựng lại bằng phiên bản này.",
            f"The index {where} was built by a newer version of diembao: use that one,"
            " or run `diembao reindex` to build it again with this one.",
        )
    if progress is not None:
        return IndexMismatch(
            f"Đang dựng lại chỉ mục: {progress.percent} %. Hãy tìm lại sau ít phút.",
            f"The index is being rebuilt: {progress.percent} %. Please search again in a few minutes.",
        )
    return damaged(where)


def damaged(where: object) -> IndexMismatch:
    """Say that an index is another version's, or broken."""
    return IndexMismatch(
        f"Chỉ mục {where} do phiên bản khác lập hoặc bị hỏng: hãy dựng lại từ kho.",
        f"The index {where} was built by another version or is damaged: rebuild it from the archive.",
    )
