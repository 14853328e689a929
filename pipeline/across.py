"""Across: a story is compared with those of other languages; officers are told of what may be one event."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from django.db import transaction

from archive import jobs, tales, ties
from archive.clock import DESK_ZONE
from archive.models import TieKind
from archive.packs import Pack
from archive.tales import Line, TaleRow
from archive.ties import ACROSS
from classifier.across import Marks, Told, joined, marks
from classifier.across_match import Match, Pool, Tale
from classifier.encoders import Failed, StoryEncoder
from classifier.gazetteer import Finder
from classifier.plugged import FAILED
from pipeline.context import Context

STAGE = ACROSS
LOG = logging.getLogger(__name__)
# Nobody looks through more than so many of a story, and reads more of why.
MOST, MOST_REASONS = 3, 12


@dataclass(slots=True)
class Finders:
    """One process's finder of places, made anew when the pack is another."""

    kept: tuple[Pack, Finder] | None = field(default=None)

    def ready(self, pack: Pack) -> Finder:
        """The finder of a pack."""
        if self.kept is None or self.kept[0] is not pack:
            self.kept = pack, Finder(pack.gazetteer())
        return self.kept[1]


finder = Finders().ready


def run(job: jobs.Claim, context: Context) -> None:
    """Write down what a story tells, then ask who else tells it."""
    story_id, now = int(job.payload["story"]), context.now()
    lines = tales.lines(story_id)
    if not lines:
        with transaction.atomic():
            tales.forget(story_id)
            ties.withdraw(story_id, TieKind.ACROSS)
            jobs.done(job)
        return
    vector = encoded(lines, context.encoder)
    name = name_of(context.encoder, vector)
    # Written down before others are asked: of two stories compared at one moment each finds the other.
    tales.keep(story_id, told(lines, context.pack), vector=vector, encoder=name, now=now)
    rows = tales.around(story_id)
    found = like(story_id, rows, context.encoder)
    with transaction.atomic():
        ties.withdraw(story_id, TieKind.ACROSS, but=[one.id for one in found])
        suggest(story_id, found[:MOST], {row.story_id: row.marks for row in rows}, name, now)
        jobs.done(job)


def suggest(
    story_id: int, found: Sequence[Match], written: Mapping[int, Marks], encoder: str, now: datetime
) -> None:
    """Tell officers who may tell the same, and why."""
    for one in found:
        ties.suggest(
            story_id,
            one.id,
            TieKind.ACROSS,
            one.score,
            encoder=encoder if one.by_encoder else "",
            evidence=evidence(one, written[story_id], written[one.id]),
            now=now,
        )


def told(lines: Sequence[Line], pack: Pack) -> Marks:
    """What the articles of a story tell, as one."""
    of = [Told(one.title, one.body, one.lang, one.at.astimezone(DESK_ZONE).date()) for one in lines]
    return joined([marks(one, finder(pack)) for one in of])


def encoded(lines: Sequence[Line], encoder: StoryEncoder | None) -> bytes:
    """What the encoder makes of the article that told first; nothing without one, or where it fails."""
    if encoder is None:
        return b""
    try:
        vectors = encoder.encode([f"{lines[0].title}\n{lines[0].body}"])
    except Failed as fault:
        LOG.warning("%s: %s", encoder.name, fault)
        return b""
    return bytes(vectors[0].data)


def name_of(encoder: StoryEncoder | None, vector: bytes) -> str:
    """Who made a vector, or should have made it and could not."""
    if encoder is None:
        return ""
    return encoder.name if vector else f"{encoder.name}{FAILED}"


def like(story_id: int, rows: Sequence[TaleRow], encoder: StoryEncoder | None) -> list[Match]:
    """The stories of other languages that may tell the same, the likeliest first."""
    pool = Pool((tale_of(row, encoder) for row in rows), encoder)
    own = next((tale for tale in pool.tales if tale.id == story_id), None)
    return pool.like(own) if own else []


def tale_of(row: TaleRow, encoder: StoryEncoder | None) -> Tale:
    """A row as it is compared; a vector of another encoder than today's says nothing."""
    is_own = encoder is not None and row.encoder == encoder.name
    vector = np.frombuffer(row.vector, dtype=np.float32) if is_own else None
    return Tale(row.story_id, row.lang, row.marks, vector)


def evidence(match: Match, own: Marks, other: Marks) -> list[dict[str, str]]:
    """Why two stories may be one event: kinds of marks, which they are, and how a story writes them."""
    return [
        {"kind": kind, "key": value, "text": own.get(key) or other.get(key) or ""}
        for key in match.shared[:MOST_REASONS]
        for kind, _, value in [key.partition(":")]
    ]
