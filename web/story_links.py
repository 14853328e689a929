"""The story that an article of a list belongs to, as a quiet link with its size."""

from collections.abc import Iterable
from dataclasses import dataclass

from archive import story_rows
from archive.articles import ArticleRow


@dataclass(frozen=True, slots=True)
class StoryLink:
    """A story with how many articles tell it, copies among them, and in how many outlets."""

    id: int
    articles: int
    outlets: int


def links(rows: Iterable[ArticleRow]) -> dict[int, StoryLink]:
    """The stories of some articles, by article; one that an article tells alone is not worth a link."""
    heads = {row.id: row.copy_of or row.id for row in rows}
    found = story_rows.of_heads(set(heads.values()))
    return {
        id: StoryLink(story.id, story.size, story.outlets)
        for id, head in heads.items()
        if (story := found.get(head)) and story.articles > 1
    }
