"""What watches are asked with and answered in: frozen values, and what is wrong with a wish."""

from dataclasses import dataclass
from datetime import datetime, time

from archive.articles import ArticleRow
from desk.models import Watch
from search.errors import QueryError


@dataclass(frozen=True, slots=True)
class Wish:
    """A watch as an officer would have it; ``team`` is the role that shares it."""

    name: str
    query: str
    team: str = ""
    by_mail: bool = False
    in_digest: bool = False
    hook_url: str = ""
    quiet_from: time | None = None
    quiet_until: time | None = None
    ceiling: int = 10
    # Of a watch on a person: whom it is about by office, and what for.
    office: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A watch as pages show it; ``new_hits`` are those its reader has not looked at."""

    id: int
    name: str
    query: str
    owner_id: int
    owner: str
    team: str
    state: str
    by_mail: bool
    in_digest: bool
    hook_url: str
    has_feed: bool
    quiet_from: time | None
    quiet_until: time | None
    ceiling: int
    office: str
    purpose: str
    decided_by: str
    decided_at: datetime | None
    created_at: datetime
    changed_at: datetime
    swept_at: datetime | None
    hits: int = 0
    new_hits: int = 0
    newest_at: datetime | None = None
    held_until: datetime | None = None
    hook_stopped_at: datetime | None = None

    @property
    def stand(self) -> str:
        """What tells this watch as it is shown from a later one."""
        return self.changed_at.isoformat()


@dataclass(frozen=True, slots=True)
class HitRow:
    """An article that a watch caught; ``is_swept`` if only the nightly sweep found it."""

    id: int
    article: ArticleRow
    found_at: datetime
    is_swept: bool


class WatchProblem(Exception):
    """A wish or a decision that cannot be taken: which field, what is wrong, and how to mend it."""

    def __init__(
        self, field: str, message_vi: str, message_en: str, query_error: QueryError | None = None
    ) -> None:
        super().__init__(f"{message_vi} / {message_en}")
        self.field = field
        self.message_vi = message_vi
        self.message_en = message_en
        self.query_error = query_error


def row_of(watch: Watch, *, hits: int = 0, new_hits: int = 0, newest_at: datetime | None = None) -> WatchRow:
    """A watch as a frozen row, with what was counted beside it."""
    return WatchRow(
        id=watch.id,
        name=watch.name,
        query=watch.query,
        owner_id=watch.owner_id,
        owner=str(watch.owner),
        team=watch.team,
        state=watch.state,
        by_mail=watch.by_mail,
        in_digest=watch.in_digest,
        hook_url=watch.hook_url,
        has_feed=bool(watch.feed_hash),
        quiet_from=watch.quiet_from,
        quiet_until=watch.quiet_until,
        ceiling=watch.ceiling,
        office=watch.office,
        purpose=watch.purpose,
        decided_by=str(watch.decided_by or ""),
        decided_at=watch.decided_at,
        created_at=watch.created_at,
        changed_at=watch.changed_at,
        swept_at=watch.swept_at,
        hits=hits,
        new_hits=new_hits,
        newest_at=newest_at,
        held_until=max(filter(None, (watch.held_until, watch.hook_held_until)), default=None),
        hook_stopped_at=watch.hook_stopped_at,
    )
