"""What officers did with a story, as its page tells it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from desk.models import Act
from desk.story_acts import CODES, DONE, UNDONE


@dataclass(frozen=True, slots=True)
class StoryAct:
    """An act on a story; ``articles`` is how many it was about."""

    id: int
    code: str
    officer: str
    at: datetime
    story: int
    to: int
    articles: int
    is_undone: bool

    @property
    def may_be_undone(self) -> bool:
        """Whether it was done and stands."""
        return self.code in DONE and not self.is_undone


def of_story(story_id: int, limit: int) -> list[StoryAct]:
    """The newest acts from or to a story."""
    mine = Q(data__story=story_id) | Q(data__to=story_id)
    rows = list(Act.objects.filter(mine, code__in=CODES).select_related("officer").order_by("-id")[:limit])
    undone = {row.data["act"] for row in rows if row.code == UNDONE}
    return [
        StoryAct(
            id=row.id,
            code=row.code,
            officer=str(row.officer),
            at=row.at,
            story=row.data["story"],
            to=row.data["to"],
            articles=len(row.data.get("articles", ())),
            is_undone=row.id in undone,
        )
        for row in rows
    ]
