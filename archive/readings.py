"""Readings: what a model said of a version, and which row counts: the newest, the desk's word over it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from archive import changes, corrections
from archive.corrections import CorrectionRow, Guess, Label
from archive.models import Article, Reading
from classifier import model as classifier

# What stands for a model where the desk has spoken.
DESK = "desk"

Searched = tuple[object, ...]


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
    unsure: tuple[str, ...] = ()
    # How bad or good what happened is, and whether the province is blamed for it: apart from the tone.
    event: int = 0
    criticism: bool = False
    # Names that mean something else here: place, start, end and sense.
    others: tuple[tuple[str, int, int, str], ...] = ()
    # Start, end and the words that name the speaker.
    quotes: tuple[tuple[int, int, str], ...] = ()
    harms: bool = False
    # What an officer said (of about, topic, tone and harms), who and when last, and the machine beside it.
    corrected: tuple[str, ...] = ()
    corrected_by: int | None = None
    corrected_at: datetime | None = None
    guess: Guess | None = None
    # What tells this state from a later one; empty while the article waits to be read.
    seen: str = ""

    @property
    def is_corrected(self) -> bool:
        """Whether an officer has spoken."""
        return bool(self.corrected)


@dataclass(frozen=True, slots=True)
class Stand:
    """What an article's reading rests on: the machine's row of its present version, and the desk's word."""

    version: int
    machine: Reading | None
    corrections: tuple[CorrectionRow, ...]

    @property
    def seen(self) -> str:
        """What tells this stand from a later one; empty while the article waits to be read."""
        if self.machine is None:
            return ""
        newest = self.corrections[-1].id if self.corrections else 0
        return f"{self.version}.{self.machine.id}.{newest}"


def keep(
    article_id: int,
    version: int,
    reading: classifier.Reading,
    *,
    threshold: float,
    now: datetime,
    again: bool = False,
) -> bool:
    """Store a reading; with the desk's word over it, it becomes the article's own. In a transaction.

    What is read ``again``, by another model, counts as read when it was read first: for watches it is not
    new. Tells whether anything changed that the article is searched by.
    """
    lock(article_id)
    was = searched_by(article_id)
    before = _machine(article_id, version)
    if before is not None and before.model != reading.model:
        # The newest row counts: one that this model left before is no longer in its place.
        Reading.objects.filter(article_id=article_id, version=version, model=reading.model).delete()
    Reading.objects.update_or_create(
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
            "within": list(reading.within),
            "read_at": before.read_at if again and before else now,
        },
    )
    return settle(article_id, was, now)


def lock(article_id: int) -> bool:
    """Let nobody else say anything of an article until the transaction ends; tells whether it is there."""
    return Article.objects.select_for_update().filter(id=article_id).first() is not None


def settle(article_id: int, was: Searched | None, now: datetime) -> bool:
    """Let the row that counts be the article's own, in the caller's transaction.

    Tells whether anything changed that the article ``was`` searched by: then the index is told.
    """
    found = stand(article_id)
    if found.machine is None:
        return False
    row = found.machine
    label = corrections.merged(found.corrections)
    if label.is_empty:
        Reading.objects.filter(article_id=article_id, model=DESK).delete()
    else:
        row = _overlaid(found.machine, label)
    Article.objects.filter(id=article_id).update(reading=row)
    is_other = was is None or was != _searched_by(row)
    if is_other:
        changes.note(article_id, now)
    return is_other


def searched_by(article_id: int) -> Searched | None:
    """What of an article's reading the index and the watches know; nothing while it has none."""
    row = Reading.objects.filter(current_of=article_id).first()
    return None if row is None else _searched_by(row)


def _searched_by(row: Reading) -> Searched:
    topics, places = [code for code, _ in row.topics], {span[0] for span in row.places}
    return topics, places, row.within, row.tone, row.is_about, row.harms


def stand(article_id: int) -> Stand:
    """What an article's reading rests on now."""
    version = Article.objects.values_list("version", flat=True).get(id=article_id)
    return Stand(version, _machine(article_id, version), tuple(corrections.standing(article_id)))


def _machine(article_id: int, version: int) -> Reading | None:
    """What a machine said last of a version."""
    rows = Reading.objects.filter(article_id=article_id, version=version).exclude(model=DESK)
    return rows.order_by("-id").first()


def not_read_by(model: str, since: datetime, below: int | None, limit: int) -> list[int]:
    """The newest articles, ``below`` a number, that are read as they stand, but not by a model."""
    mine = Reading.objects.filter(article_id=OuterRef("id"), version=OuterRef("version"), model=model)
    found = Article.objects.filter(~Exists(mine), first_fetched_at__gte=since, reading__isnull=False)
    if below is not None:
        found = found.filter(id__lt=below)
    return list(found.order_by("-id").values_list("id", flat=True)[:limit])


def _overlaid(machine: Reading, label: Label) -> Reading:
    """The row of the desk: the machine's, and where an officer spoke, what they said."""
    told = {name: getattr(machine, name) for name in _COPIED} | laid_over(machine, label)
    row, _ = Reading.objects.update_or_create(
        article_id=machine.article_id,
        version=machine.version,
        model=DESK,
        defaults=told,
    )
    return row


_COPIED = (
    *("lang", "about", "is_about", "topics", "topic", "tone", "tone_p", "why"),
    *("places", "within", "event", "criticism", "others", "quotes", "read_at"),
)


def laid_over(machine: Reading, label: Label) -> dict[str, Any]:
    """What an officer's word changes of a machine's reading: pure."""
    if label.about is False:
        # What is not about the province has no tone toward it, and harms it in nothing.
        label = replace(label, tone=0, harms=False)
    told: dict[str, Any] = {"harms": bool(label.harms)}
    if label.about is not None:
        told |= {"about": float(label.about), "is_about": label.about}
    if label.topics:
        told |= {"topics": [[code, 1.0] for code in label.topics], "topic": label.topics[0]}
    if label.tone is not None:
        told |= {"tone": label.tone, "tone_p": 1.0}
    unsure = [name for name in machine.unsure if name not in label.fields]
    return {**told, "unsure": unsure, "abstain": bool(unsure)}


def current(article_id: int) -> ReadingRow | None:
    """The reading that counts for an article now."""
    found = Article.objects.select_related("reading").filter(id=article_id).first()
    row = found.reading if found else None
    if row is None:
        return None
    rests_on = stand(article_id)
    last = rests_on.corrections[-1] if rests_on.corrections else None
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
        unsure=tuple(row.unsure),
        event=row.event,
        criticism=row.criticism,
        others=tuple((place, start, end, sense) for place, start, end, sense in row.others),
        quotes=tuple((start, end, speaker) for start, end, speaker in row.quotes),
        harms=row.harms,
        corrected=corrections.merged(rests_on.corrections).fields,
        corrected_by=last.made_by if last else None,
        corrected_at=last.made_at if last else None,
        guess=corrections.guess_of(rests_on.machine) if rests_on.machine else None,
        seen=rests_on.seen,
    )
