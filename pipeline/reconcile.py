"""Reconcile: each night, whether the index holds what the archive holds, and what differs is queued."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction

from archive import articles, changes, jobs, notices, seals
from archive.clock import DESK_ZONE
from search.engine import Engine
from search.matching import matches, read
from search.model import Document
from search.rows import moment
from search.tree import And, Days, Node, phrase

STAGE = "reconcile"
KEY = "index"
# Where there is no index to compare with, it is being built: it will be compared then.
LATER = timedelta(hours=1)
PAGE = 10_000
SAMPLE = 50
# A title that so many articles of one day bear says nothing about one of them.
MOST_HITS = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Difference:
    """An article of which the index has another revision than the archive; 0 is none."""

    id: int
    archived: int
    indexed: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What one comparison found."""

    articles: int = 0
    missing: int = 0
    stale: int = 0
    extra: int = 0
    unlike: int = 0

    @property
    def wrong(self) -> int:
        """How many articles were queued."""
        return self.missing + self.stale + self.extra + self.unlike

    @property
    def told(self) -> str:
        """In words."""
        if not self.wrong:
            return f"đối chiếu: khớp cả {self.articles} bài / reconciled: all {self.articles} articles agree"
        return (
            f"đối chiếu: {self.missing} bài thiếu, {self.stale} bài cũ, {self.extra} bài thừa,"
            f" {self.unlike} bài không tìm thấy bằng tiêu đề; đã xếp hàng"
            f" / reconciled: {self.missing} missing, {self.stale} stale, {self.extra} too much,"
            f" {self.unlike} not found by their titles; queued"
        )


def run(job: jobs.Claim, engine: Engine, now: datetime) -> None:
    """Compare, queue what differs, tell, and come back next night."""
    found = reconcile(engine, now)
    log.log(logging.WARNING if found.wrong else logging.INFO, "%s", found.told)
    with transaction.atomic():
        notices.raise_once(STAGE, KEY, asdict(found), now)
        jobs.again(job, seals.next_sealing(now))


def reconcile(engine: Engine, now: datetime) -> Findings:
    """Queue every article of which the index has not what the archive has."""
    differences = unqueued(engine)
    some = articles.documents(changes.sample(SAMPLE, now.astimezone(DESK_ZONE).toordinal()))
    waiting = changes.queued(document.id for document in some) | {one.id for one in differences}
    strange = unlike(engine, [document for document in some if document.id not in waiting])
    wrong = {one.id: one.indexed for one in differences}
    changes.queue(wrong | {document.id: document.revision for document in strange}, now)
    return Findings(
        articles=changes.articles(),
        missing=sum(not one.indexed for one in differences),
        stale=sum(bool(one.indexed and one.archived) for one in differences),
        extra=sum(not one.archived for one in differences),
        unlike=len(strange),
    )


def unqueued(engine: Engine) -> list[Difference]:
    """What differs between archive and index, but for what waits for the index anyway."""
    found = list(differences(pages(changes.revisions), pages(engine.ids)))
    waiting = changes.queued(one.id for one in found)
    return [one for one in found if one.id not in waiting]


def pages(read_page: Callable[[int, int], Sequence[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """Go through ids with their revisions, page by page."""
    after = -1
    while page := read_page(after, PAGE):
        yield from page
        after = page[-1][0]


def differences(
    archived: Iterable[tuple[int, int]], indexed: Iterable[tuple[int, int]]
) -> Iterator[Difference]:
    """Merge two rows of ids with revisions, both ascending; an id that comes twice is one too much."""
    end = (0, 0)
    ours, theirs = iter(archived), iter(indexed)
    one, other = next(ours, end), next(theirs, end)
    while one != end or other != end:
        if other == end or (one != end and one[0] < other[0]):
            yield Difference(*one, 0)
            one = next(ours, end)
        elif one == end or other[0] < one[0]:
            yield Difference(other[0], 0, other[1])
            other = next(theirs, end)
        else:
            if one[1] != other[1]:
                yield Difference(*one, other[1])
            one, other = next(ours, end), next(theirs, end)


def unlike(engine: Engine, documents: Sequence[Document]) -> list[Document]:
    """Return those of some articles that a search for their own title finds or leaves out wrongly."""
    analysed = {document.id: read(document) for document in documents}
    wrong = set()
    for document in documents:
        tree = own(document)
        hits = {hit.id for hit in engine.every(tree, MOST_HITS)}
        expected = {id for id, one in analysed.items() if matches(tree, one)}
        if len(hits) < MOST_HITS:
            wrong |= (hits & analysed.keys()) ^ expected
    return [document for document in documents if document.id in wrong]


def own(document: Document) -> Node:
    """A query for an article's own title, on its own day."""
    day = moment(document).astimezone(DESK_ZONE).date()
    asked = phrase(document.title, title=True)
    return And((asked, Days(day, day))) if asked.slots else Days(day, day)
