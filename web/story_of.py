"""The story an article belongs to, as its page tells it."""

from dataclasses import dataclass

from archive import articles, story_rows
from archive.story_rows import StoryRow
from desk.rights import Right, may
from web.gate import Caller
from web.lines import Line, in_order
from web.moments import day_of, now, stamp
from web.story_first import First, first_of, title_of

SHOWN = 5


@dataclass(frozen=True, slots=True)
class StoryOf:
    """What the block shows; ``is_first`` if this article's family was the first report."""

    row: StoryRow
    title: str
    lang: str
    first: First | None
    first_at: str
    is_first: bool
    others: tuple[Line, ...]


def shown(article_id: int, caller: Caller) -> StoryOf | None:
    """The story of an article, or of the one it is a copy of; nothing while it has none."""
    if not may(caller.role, Right.READ):
        return None
    own = articles.by_ids([article_id])
    head = (own[0].copy_of or article_id) if own else article_id
    row = story_rows.of_heads([head]).get(head)
    if row is None:
        return None
    told = story_rows.tellings([row.id])[row.id]
    first, called = first_of(told), title_of(told)
    others = [one.article_id for one in reversed(told) if one.head is None and one.article_id != head]
    today = day_of(now())
    return StoryOf(
        row=row,
        title=(called.title or called.url) if called else "",
        lang=row.lang,
        first=first,
        first_at=stamp(first.telling.published_at, today) if first else "",
        is_first=first is not None and first.telling.article_id == article_id,
        others=in_order(articles.by_ids(others[:SHOWN]), today),
    )
