"""What officers said of articles and stories: what they parted stays apart, what they joined together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from archive import stories
from archive.models import StoryWord

# Article, story, and whether it belongs; None where nobody said anything.
Word = tuple[int, int, bool | None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where an article must be, if that was said, and where it must not be."""

    story_id: int | None
    barred: frozenset[int]


def bounds(article_id: int) -> Bounds:
    """What holds for an article now, with stories that were merged since."""
    said = dict(
        StoryWord.objects.filter(article_id=article_id).order_by("id").values_list("story", "belongs")
    )
    now = stories.standing(said)
    pinned = next((now[story] for story, belongs in said.items() if belongs), None)
    barred = {now[story] for story, belongs in said.items() if not belongs}
    return Bounds(pinned, frozenset(barred - {pinned}))


def say(words: Iterable[Word]) -> list[Word]:
    """Let words count, or take them back, in the caller's transaction; gives what was said before."""
    wanted = {(article, story): belongs for article, story, belongs in words}
    before = _said(wanted)
    for (article, story), belongs in wanted.items():
        if belongs is None:
            StoryWord.objects.filter(article_id=article, story_id=story).delete()
        else:
            StoryWord.objects.update_or_create(
                article_id=article, story_id=story, defaults={"belongs": belongs}
            )
    return [(*pair, before.get(pair)) for pair in wanted]


def _said(wanted: Mapping[tuple[int, int], bool | None]) -> dict[tuple[int, int], bool]:
    articles, told = {article for article, _ in wanted}, {story for _, story in wanted}
    rows = StoryWord.objects.filter(article__in=articles, story__in=told)
    return {(row.article_id, row.story_id): row.belongs for row in rows}


def pins(article_ids: Collection[int]) -> list[tuple[int, int]]:
    """The stories that articles were said to belong to: article and story."""
    rows = StoryWord.objects.filter(article__in=article_ids, belongs=True).order_by("id")
    return list(rows.values_list("article_id", "story_id"))


def about(story_ids: Collection[int], article_ids: Collection[int]) -> list[tuple[int, int]]:
    """What was said of these articles and these stories: article and story."""
    rows = StoryWord.objects.filter(article__in=article_ids, story__in=story_ids).order_by("id")
    return list(rows.values_list("article_id", "story_id"))


def hand_on(source: int, heir: int) -> None:
    """What was said of a copy holds for the article that stands for it now, unless more was said of that."""
    kept = set(StoryWord.objects.filter(article_id=heir).values_list("story_id", flat=True))
    said = StoryWord.objects.filter(article_id=source).exclude(story_id__in=kept)
    if StoryWord.objects.filter(article_id=heir, belongs=True).exists():
        said = said.filter(belongs=False)
    said.update(article_id=heir)
