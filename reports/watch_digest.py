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
    caught = caught_between(list(names), since, until)
    return tuple(
        Section(name, watch_page(site, id), tuple(caught[id][:SHOWN]), len(caught[id]))
        for id, name in names.items()
        if id in caught
    )
