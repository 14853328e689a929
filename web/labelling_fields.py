"""The fields an officer judges by, filled in with what stands and beside it what the machine guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desk.labels import Guess, Label
from web import names, province
from web.labelling_choices import TONES, YES_NO, Family, families
from web.labelling_names import HARMS, TONE_KEYS, YES_NO_KEYS, YES_NO_NAMES
from web.names import Mark, Text
from web.templatetags.shown import percent


@dataclass(frozen=True, slots=True)
class Pick:
    """One button of a row of which one is pressed."""

    value: str
    name: Text
    key: str
    is_chosen: bool
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Guessed:
    """What the machine says of a field, in words, and whether it is unsure of it."""

    text: str
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """Everything of the form."""

    abouts: tuple[Pick, ...]
    tones: tuple[Pick, ...]
    harms: tuple[Pick, ...]
    families: tuple[Family, ...]
    about_guess: Guessed
    tone_guess: Guessed
    topic_guess: Guessed


def fields(label: Label, guess: Guess, day: date) -> Fields:
    """The form with a label filled in, on a day of the pack's topics."""
    return Fields(
        abouts=tuple(
            Pick(value, YES_NO_NAMES[value], YES_NO_KEYS[value], label.about is meant)
            for value, meant in YES_NO.items()
        ),
        tones=tuple(
            Pick(value, names.TONES[sign].word, TONE_KEYS[value], label.tone == sign, names.TONES[sign])
            for value, sign in TONES.items()
        ),
        harms=tuple(_harms(label)),
        families=families(province.pack().topics, label.topics, day),
        about_guess=Guessed(about_told(guess), "about" in guess.unsure),
        tone_guess=Guessed(_tone(guess), "tone" in guess.unsure),
        topic_guess=Guessed(topics_told(guess.topics), "topic" in guess.unsure),
    )


def _harms(label: Label) -> Iterable[Pick]:
    stands: Mapping[str, bool | None] = {"": None, **YES_NO}
    return (Pick(value, HARMS[value], "", label.harms is meant) for value, meant in stands.items())


def about_told(guess: Guess) -> str:
    """Whether the machine holds it to be about the province, and how sure it is."""
    if guess.about is None:
        return ""
    word = YES_NO_NAMES["1" if guess.is_about else "0"]
    return f"{word} {percent(guess.about if guess.is_about else 1 - guess.about)}"


def _tone(guess: Guess) -> str:
    """Of what is not about the province the machine says no tone."""
    return f"{names.TONES[guess.tone].word} {percent(guess.tone_p)}" if guess.is_about else ""


def topics_told(topics: Iterable[tuple[str, float]]) -> str:
    """Topics by their names, each with how likely it is."""
    return ", ".join(f"{province.topic(code)} {percent(p)}" for code, p in topics)
