"""The part of a reader's digest that is theirs alone: what their watches caught since yesterday's."""

from dataclasses import dataclass
from datetime import datetime

from archive.articles import ArticleRow
from desk.officers import Reader
from desk.watch_hits import caught_between
from desk.watch_telling import in_digest_of
from reports.watch_items import watch_page

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Section:
    """What one watch caught: the newest of it, and how much there was."""

    name: str
    page: str
    articles: tuple[ArticleRow, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are only on the watch's page."""
        return self.total - len(self.articles)


def sections(reader: Reader, since: datetime, until: datetime, site: str) -> tuple[Section, ...]:
    """The watches a reader wants in the digest, as far as they caught something in its period."""
    names = dict(in_digest_of(reader))
    return tuple(
        Section(names[id], watch_page(site, id), caught.newest, caught.total)
        for id, caught in caught_between(list(names), since, until, SHOWN).items()
    )
