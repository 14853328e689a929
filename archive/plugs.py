"""How a desk's own model does: how many readings it made, and how many it should have made and could not."""

from dataclasses import dataclass
from datetime import datetime

from archive.models import Reading
from classifier.plugged import FAILED


@dataclass(frozen=True, slots=True)
class PlugCounts:
    """Readings of one plugged model."""

    made: int
    failed: int


def counts(full_name: str, since: datetime) -> PlugCounts:
    """Its readings since then; a reading carries the model's name behind that of the shipped ones."""
    recent = Reading.objects.filter(read_at__gte=since)
    return PlugCounts(
        made=recent.filter(model__endswith=f"+{full_name}").count(),
        failed=recent.filter(model__endswith=f"+{full_name}{FAILED}").count(),
    )
