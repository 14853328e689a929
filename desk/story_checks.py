"""What an act on stories may be done to, and why another is refused."""

from collections.abc import Iterable

from archive.models import Story, StoryMember
from archive.stories import standing


class StoryProblem(Exception):
    """An act that is refused: what it failed at, what is wrong, and how to mend it."""

    def __init__(self, field: str, message_vi: str, message_en: str) -> None:
        super().__init__(f"{message_vi} / {message_en}")
        self.field = field
        self.message_vi = message_vi
        self.message_en = message_en


def open_story(story_id: int) -> int:
    """The story an act is done on; one that went on into another is not acted on."""
    if not Story.objects.filter(id=story_id).exists():
        raise StoryProblem("story", "không có vụ việc này", "there is no such story")
    if standing([story_id])[story_id] != story_id:
        raise StoryProblem(
            "story",
            "vụ việc này vừa được gộp vào vụ việc khác; tải lại trang",
            "this story was merged into another meanwhile; load the page again",
        )
    return story_id


def target_of(story_id: int, to: int) -> int:
    """The story that articles go to: another one of the same language."""
    target = standing([to])[to]
    langs = dict(Story.objects.filter(id__in=[story_id, target]).values_list("id", "lang"))
    if target not in langs:
        raise StoryProblem(
            "to",
            f"không có vụ việc số {to}; xem lại số trong địa chỉ của vụ việc",
            f"there is no story number {to}; look at the number in the story's address",
        )
    if target == story_id:
        raise StoryProblem(
            "to", "các bài đã ở trong vụ việc này; chọn vụ việc khác", "that is this story; choose another"
        )
    if langs[target] != langs[story_id]:
        raise StoryProblem(
            "to",
            "hai vụ việc viết bằng hai ngôn ngữ; hãy nối chúng ở mục “Có thể cùng sự kiện”",
            'the two are written in two languages; tie them under "Perhaps the same event" instead',
        )
    return target


def chosen_of(story_id: int, article_ids: Iterable[int]) -> tuple[list[int], list[int]]:
    """The articles an act is about and those that stay: some of each."""
    wanted = sorted(set(article_ids))
    members = members_of(story_id)
    if not wanted:
        raise StoryProblem(
            "articles",
            "chưa chọn bài nào; đánh dấu ít nhất một bài",
            "no article is chosen; mark at least one",
        )
    if not set(wanted) <= set(members):
        raise StoryProblem(
            "articles",
            "có bài không còn trong vụ việc này; tải lại trang rồi chọn lại",
            "an article is no longer in this story; load the page again and choose anew",
        )
    if len(wanted) == len(members):
        raise StoryProblem(
            "articles",
            "đã chọn mọi bài; để lại ít nhất một bài, hoặc gộp cả vụ việc",
            "every article is chosen; leave one at least, or merge the whole story",
        )
    return wanted, [id for id in members if id not in wanted]


def members_of(story_id: int) -> list[int]:
    """The articles of a story, by their numbers."""
    rows = StoryMember.objects.filter(story_id=story_id).order_by("article_id")
    return list(rows.values_list("article_id", flat=True))
