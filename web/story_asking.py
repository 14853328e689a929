"""Which stories an address asks for; what it says wrongly is as if not said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from archive.story_rows import Wish

DAYS = (1, 3, 7, 14, 30)
LEASTS = (1, 2, 3, 5, 10)
TONES = ("-1", "0", "1")
LARGEST = "largest"
LONGEST_TOPIC = 40
# Nobody reads farther down a list than this.
DEEPEST = 1000


@dataclass(frozen=True, slots=True)
class StoriesAsked:
    """The filters of the list of stories."""

    days: int = 7
    least: int = 2
    topic: str = ""
    tone: str = ""
    order: str = ""
    start: int = 0

    def wish(self, now: datetime) -> Wish:
        """What the archive is asked."""
        return Wish(
            since=now - timedelta(days=self.days),
            topic=self.topic,
            tone=int(self.tone) if self.tone else None,
            least=self.least,
            largest_first=self.order == LARGEST,
        )

    def from_row(self, start: int) -> str:
        """The address of the rows from one on; nothing where nobody reads so far."""
        if start > DEEPEST:
            return ""
        asked = replace(self, start=start)
        told = {
            "days": asked.days,
            "least": asked.least,
            "topic": asked.topic,
            "tone": asked.tone,
            "order": asked.order,
            "start": asked.start,
        }
        return "?" + urlencode({name: value for name, value in told.items() if value})


def read(told: Mapping[str, str]) -> StoriesAsked:
    """The filters that an address tells."""
    plain = StoriesAsked()
    return StoriesAsked(
        days=_one_of(told.get("days", ""), DAYS, plain.days),
        least=_one_of(told.get("least", ""), LEASTS, plain.least),
        topic=told.get("topic", "")[:LONGEST_TOPIC],
        tone=tone if (tone := told.get("tone", "")) in TONES else "",
        order=LARGEST if told.get("order") == LARGEST else "",
        start=_one_of(told.get("start", ""), range(DEEPEST + 1), 0),
    )


def _one_of(text: str, choice: tuple[int, ...] | range, usual: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(DEEPEST)) else usual
    return number if number in choice else usual
