"""Ties: stories that may belong together, as they were suggested and as an officer settled them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from archive.jobs import NewJob
from archive.models import Story, StoryTie, TieKind, TieState

__all__ = [
    "ACROSS",
    "Other",
    "TieKind",
    "TieRow",
    "TieState",
    "decide",
    "get",
    "move",
    "of",
    "suggest",
    "to_compare",
    "withdraw",
]

ACROSS = "across"

Evidence = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Other:
    """The story at the other end."""

    lang: str
    first_at: datetime
    articles: int


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie as one of its two stories sees it."""

    id: int
    story_id: int
    other_id: int
    kind: TieKind
    score: float
    encoder: str
    # What both have, as {"kind": name, place, number, day or words, "text": …}.
    evidence: tuple[Mapping[str, str], ...]
    state: TieState
    decided_by: int | None
    decided_at: datetime | None
    made_at: datetime
    other: Other


def to_compare(story_id: int, revision: object, now: datetime) -> NewJob:
    """The step that looks for a story's like in other languages."""
    return NewJob(ACROSS, f"{story_id}:{revision}", now, {"story": story_id})


def suggest(
    a: int,
    b: int,
    kind: TieKind,
    score: float,
    *,
    encoder: str = "",
    evidence: Evidence = (),
    now: datetime,
) -> bool:
    """Say that two stories, in whichever order, may belong together; tells whether that is new.

    What an officer confirmed or refused stays as it is; a suggestion is brought up to date.
    """
    if a == b:
        raise ValueError(f"story {a} cannot be tied to itself")
    told = {"score": score, "encoder": encoder, "evidence": [dict(one) for one in evidence]}
    tie, is_new = StoryTie.objects.get_or_create(
        a_id=min(a, b), b_id=max(a, b), kind=kind, defaults=told | {"made_at": now}
    )
    if not is_new:
        StoryTie.objects.filter(id=tie.id, state=TieState.SUGGESTED).update(**told)
    return is_new


def withdraw(story_id: int, kind: TieKind, *, but: Collection[int] = ()) -> int:
    """Take back the suggestions of a story that nothing speaks for any more; returns how many."""
    found = _of(story_id).filter(kind=kind, state=TieState.SUGGESTED)
    return found.exclude(a_id__in=but).exclude(b_id__in=but).delete()[0]


def get(tie_id: int, story_id: int | None = None) -> TieRow | None:
    """One tie, as that story sees it, or the earlier of the two."""
    row = StoryTie.objects.filter(id=tie_id).select_related("a", "b").first()
    return _row(row, row.a_id if story_id is None else story_id) if row else None


def of(story_id: int) -> list[TieRow]:
    """The ties of a story: confirmed ones first, then the likeliest; refused ones last."""
    rows = [_row(row, story_id) for row in _of(story_id)]
    ranks = [TieState.CONFIRMED, TieState.SUGGESTED, TieState.REFUSED]
    return sorted(rows, key=lambda row: (ranks.index(row.state), -row.score, row.other_id))


def decide(tie_id: int, state: TieState, *, by: int, now: datetime) -> bool:
    """Let an officer's word on a tie count; ``SUGGESTED`` takes it back. Tells whether anything changed."""
    is_open = state == TieState.SUGGESTED
    changed = (
        StoryTie.objects.filter(id=tie_id)
        .exclude(state=state)
        .update(state=state, decided_by=None if is_open else by, decided_at=None if is_open else now)
    )
    return changed > 0


def move(source: int, target: int) -> None:
    """Let a story that was merged into another leave it its ties; what an officer said goes before."""
    with transaction.atomic():
        kept = {(_other(row, target), row.kind): row for row in _of(target)}
        for row in _of(source):
            other = _other(row, source)
            rival = kept.get((other, row.kind))
            if other == target or (rival and _weight(rival) >= _weight(row)):
                row.delete()
                continue
            if rival:
                rival.delete()
            row.a_id, row.b_id = sorted((target, other))
            row.save(update_fields=["a", "b"])


def _of(story_id: int) -> QuerySet[StoryTie]:
    return StoryTie.objects.filter(Q(a=story_id) | Q(b=story_id)).select_related("a", "b").order_by("id")


def _other(row: StoryTie, story_id: int) -> int:
    return row.b_id if row.a_id == story_id else row.a_id


def _weight(row: StoryTie) -> tuple[bool, float, float]:
    """What an officer said goes before what the machine did, the newer before the older."""
    return (row.state != TieState.SUGGESTED, row.decided_at.timestamp() if row.decided_at else 0.0, row.score)


def _row(row: StoryTie, story_id: int) -> TieRow:
    return TieRow(
        id=row.id,
        story_id=story_id,
        other_id=_other(row, story_id),
        kind=TieKind(row.kind),
        score=row.score,
        encoder=row.encoder,
        evidence=tuple(row.evidence),
        state=TieState(row.state),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        made_at=row.made_at,
        other=_end(row.b if row.a_id == story_id else row.a),
    )


def _end(story: Story) -> Other:
    return Other(story.lang, story.first_at, story.articles)
