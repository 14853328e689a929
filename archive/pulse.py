"""Signs of life: which processes run, so that the doctor can say which do not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from archive.models import Pulse

FRESH = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Beat:
    """A process and when it last showed itself, in real time."""

    owner: str
    kind: str
    at: datetime
    is_fresh: bool


def beat(owner: str, kind: str) -> None:
    """Show that a process is alive."""
    Pulse.objects.update_or_create(owner=owner, defaults={"kind": kind, "beat_at": timezone.now()})


def stop(owner: str) -> None:
    """A process that ends takes its sign with it."""
    Pulse.objects.filter(owner=owner).delete()


def beats() -> list[Beat]:
    """All processes that have not said goodbye."""
    now = timezone.now()
    return [
        Beat(p.owner, p.kind, p.beat_at, now - p.beat_at <= FRESH) for p in Pulse.objects.order_by("owner")
    ]


def stop_all() -> None:
    """No process runs: forget all signs."""
    Pulse.objects.all().delete()
