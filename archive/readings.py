"""Readings: what a model said of a version; the newest one of the present version counts."""

from dataclasses import dataclass
from datetime import datetime

from archive import changes
from archive.models import Article, Reading
from classifier import model as classifier


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading as the article page shows it."""

    model: str
    lang: str
    about: float | None
    is_about: bool
    topics: tuple[tuple[str, float], ...]
    tone: int
    tone_p: float
    abstain: bool
    why: str
    places: tuple[tuple[str, int, int], ...]
    read_at: datetime


def keep(
    article_id: int, version: int, reading: classifier.Reading, *, threshold: float, now: datetime
) -> None:
    """Store a reading and make it the article's own, in the caller's transaction."""
    row, _ = Reading.objects.update_or_create(
        article_id=article_id,
        version=version,
        model=reading.model,
        defaults={
            "lang": reading.lang,
            "about": reading.about,
            "is_about": reading.about is not None and reading.about >= threshold,
            "topics": [[t.code, round(t.p, 4)] for t in reading.topics],
            "topic": reading.topic,
            "tone": reading.tone,
            "tone_p": reading.tone_p,
            "abstain": reading.abstain,
            "why": reading.why,
            "places": [[s.place, s.start, s.end] for s in reading.places],
            "unsure": list(reading.unsure),
            "event": reading.event,
            "criticism": reading.criticism,
            "others": [[s.place, s.start, s.end, s.sense] for s in reading.others],
            "quotes": [[q.start, q.end, q.speaker] for q in reading.quotes],
            "read_at": now,
        },
    )
    Article.objects.filter(id=article_id, version=version).update(reading=row)
    changes.note(article_id, now)


def current(article_id: int) -> ReadingRow | None:
    """The reading that counts for an article now."""
    found = Article.objects.select_related("reading").filter(id=article_id).first()
    row = found.reading if found else None
    if row is None:
        return None
    return ReadingRow(
        row.model,
        row.lang,
        row.about,
        row.is_about,
        tuple((code, p) for code, p in row.topics),
        row.tone,
        row.tone_p,
        row.abstain,
        row.why,
        tuple((place, start, end) for place, start, end in row.places),
        row.read_at,
    )
