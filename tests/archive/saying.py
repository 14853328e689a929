"""What machines and officers say of an article, for tests: only what a test names differs from the usual."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from archive import corrections, readings
from archive.corrections import CorrectionRow, Label
from archive.models import Article
from classifier.model import Reading, Span, TopicScore
from tests.factory import MORNING

SAID = Reading(
    lang="vi",
    about=0.9,
    topics=(TopicScore("economy", 0.6), TopicScore("investment", 0.3)),
    tone=1,
    tone_p=0.7,
    abstain=True,
    why="Cảng đón tàu.",
    places=(Span("cang-my-lam", 0, 4),),
    model="vi-1",
    unsure=("topic", "tone"),
)


def machine(article_id: int, *, now: datetime = MORNING, again: bool = False, **fields: Any) -> bool:
    """A reading of the present version, kept as the stages keep it."""
    version = Article.objects.values_list("version", flat=True).get(id=article_id)
    said = replace(SAID, **fields)
    with transaction.atomic():
        return readings.keep(article_id, version, said, threshold=0.5, now=now, again=again)


def officer(
    article_id: int, *, origin: str = "correction", now: datetime = MORNING, **label: Any
) -> CorrectionRow:
    """A correction that counts."""
    with transaction.atomic():
        stands = readings.stand(article_id)
        assert stands.machine is not None
        guess = corrections.guess_of(stands.machine)
        row = corrections.make(
            article_id, stands.version, Label(**label), origin=origin, guess=guess, by=7, now=now
        )
        readings.settle(article_id, readings.searched_by(article_id), now)
    return row
