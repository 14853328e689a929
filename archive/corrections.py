"""Corrections: what officers said of articles; for each field the newest that stands is what counts."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from archive.models import Article, Correction, Reading

# One story in so many is held for judging models, and never trained on.
HELD_EVERY = 4


@dataclass(frozen=True, slots=True)
class Label:
    """What an officer says of an article; a field that is none or empty was not judged.

    ``harms`` is "ảnh hưởng uy tín": only a person says so.
    """

    about: bool | None = None
    topics: tuple[str, ...] = ()
    tone: int | None = None
    harms: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was judged."""
        return self == Label()

    @property
    def fields(self) -> tuple[str, ...]:
        """What was judged: of about, topic, tone and harms."""
        told = {"about": self.about, "topic": self.topics or None, "tone": self.tone, "harms": self.harms}
        return tuple(name for name, value in told.items() if value is not None)

    def over(self, older: "Label") -> "Label":
        """The two as one: what the newer does not say, the older does."""
        return Label(
            older.about if self.about is None else self.about,
            self.topics or older.topics,
            older.tone if self.tone is None else self.tone,
            older.harms if self.harms is None else self.harms,
        )


@dataclass(frozen=True, slots=True)
class Guess:
    """What the machine had said, as it is kept beside a label."""

    model: str
    lang: str
    about: float | None
    is_about: bool
    topics: tuple[tuple[str, float], ...]
    tone: int
    tone_p: float
    unsure: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        """The guess as an officer would say it: what "all right" says yes to."""
        return Label(self.is_about, tuple(code for code, _ in self.topics), self.tone)


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction."""

    id: int
    article_id: int
    version: int
    label: Label
    origin: str
    guess: Guess
    made_by: int
    made_at: datetime
    taken_back_at: datetime | None
    is_held: bool


def make(
    article_id: int, version: int, label: Label, *, origin: str, guess: Guess, by: int, now: datetime
) -> CorrectionRow:
    """Write a correction down, in the caller's transaction."""
    row = Correction.objects.create(
        article_id=article_id,
        version=version,
        about=label.about,
        topics=list(label.topics) or None,
        tone=label.tone,
        harms=label.harms,
        origin=origin,
        guess=asdict(guess),
        made_by=by,
        made_at=now,
        is_held=is_held(_story(article_id)),
    )
    return row_of(row)


def take_back(correction_id: int, now: datetime) -> bool:
    """Let a correction count no more; tells whether it stood until now."""
    stands = Correction.objects.filter(id=correction_id, taken_back_at__isnull=True)
    return bool(stands.update(taken_back_at=now))


def standing(article_id: int) -> list[CorrectionRow]:
    """The corrections of an article that stand, oldest first."""
    found = Correction.objects.filter(article_id=article_id, taken_back_at__isnull=True)
    return [row_of(row) for row in found.order_by("id")]


def of_article(article_id: int) -> list[CorrectionRow]:
    """Every correction of an article, newest first."""
    found = Correction.objects.filter(article_id=article_id)
    return [row_of(row) for row in found.order_by("-id")]


def merged(rows: Iterable[CorrectionRow]) -> Label:
    """What counts of corrections in their order: for each field the newest."""
    label = Label()
    for row in rows:
        label = row.label.over(label)
    return label


def is_held(story: int) -> bool:
    """Whether labels of a story are for judging only; the same at every asking, on every machine."""
    digest = hashlib.sha256(f"held {story}".encode()).digest()
    return digest[0] % HELD_EVERY == 0


def guess_of(reading: Reading) -> Guess:
    """What a model said, as it is kept beside a label."""
    return Guess(
        reading.model,
        reading.lang,
        reading.about,
        reading.is_about,
        tuple((code, p) for code, p in reading.topics),
        reading.tone,
        reading.tone_p,
        tuple(reading.unsure),
    )


def row_of(row: Correction) -> CorrectionRow:
    """A correction as a frozen row."""
    return CorrectionRow(
        row.id,
        row.article_id,
        row.version,
        Label(row.about, tuple(row.topics or ()), row.tone, row.harms),
        row.origin,
        _guess(row.guess),
        row.made_by,
        row.made_at,
        row.taken_back_at,
        row.is_held,
    )


def _guess(told: Mapping[str, Any]) -> Guess:
    topics = tuple((str(code), float(p)) for code, p in told["topics"])
    return Guess(**{**told, "topics": topics, "unsure": tuple(told["unsure"])})


def _story(article_id: int) -> int:
    """The article under which all of the same content are folded."""
    return Article.objects.values_list("copy_of_id", flat=True).get(id=article_id) or article_id
