"""What stands out, as one line of the day's page."""

from dataclasses import dataclass
from datetime import date

from archive import signals
from web import signals_words

# More than so many would be no line; the page of signals has them all.
MOST = 3


@dataclass(frozen=True, slots=True)
class SpikeLine:
    """A spike in as few words as will do."""

    name: str
    lang: str
    address: str
    count: int
    usual: str


def spikes(today: date) -> tuple[SpikeLine, ...]:
    """Today's spikes, the least likely first."""
    rows = [row for row in signals.spikes_since(today) if row.day == today][:MOST]
    of = signals_words.known(rows)
    lines = []
    for row in rows:
        name, lang = signals_words.name(row, of)
        lines.append(SpikeLine(name, lang, signals_words.address(row), row.count, signals_words.usual(row)))
    return tuple(lines)
