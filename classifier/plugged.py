"""A desk's own model: a local ONNX file that answers in place of the shipped ones where its card says so."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier import plug_runtime
from classifier.features import Text
from classifier.guess import TONES, Chances, Guesser, Limits
from classifier.linear import softmax
from classifier.names import Stretch
from classifier.plug_card import ABOUT, SIGMOID, SLOT, TONE, TOPIC, Answer, Card, read
from classifier.plug_runtime import Failed, Session, Tokenizer

LOG = logging.getLogger(__name__)
# Behind the name of a reading that the plugged model should have made and could not.
FAILED = "!"
_TRIAL = "Thử / trial"


@dataclass(frozen=True, slots=True)
class Plug:
    """A model that was loaded and tried; threads may share it."""

    card: Card
    session: Session
    tokenizer: Tokenizer

    def over(self, lang: str, text: Text, guesser: Guesser) -> Guesser:
        """Who reads a text: this model where it answers, the shipped ones elsewhere and when it fails."""
        if lang not in self.card.languages:
            return guesser
        try:
            said = self.answers(text.whole, _target(text) if self.card.has_target else None)
        except Failed as fault:
            LOG.warning("%s: %s", self.card.full_name, fault)
            return _Plugged(guesser, f"{self.card.full_name}{FAILED}", {}, guesser.limits)
        return _Plugged(guesser, self.card.full_name, said, self._limits(guesser.limits))

    def answers(self, whole: str, target: str | None) -> Mapping[str, Chances]:
        """The chances of each class, for each task it answers."""
        pieces = plug_runtime.pieces(self.tokenizer, whole, self.card.max_length, target)
        tasks = self.card.answers
        found = plug_runtime.run(self.session, [one.output for one in tasks.values()], pieces)
        return {
            task: _chances(answer, scores)
            for (task, answer), scores in zip(tasks.items(), found, strict=True)
        }

    def _limits(self, usual: Limits) -> Limits:
        told = {
            task: answer.unsure for task, answer in self.card.answers.items() if answer.unsure is not None
        }
        return Limits(topic=told.get(TOPIC, usual.topic), tone=told.get(TONE, usual.tone))


@dataclass(frozen=True, slots=True)
class _Plugged:
    """What the plugged model said of one text, and the usual guesser for the rest."""

    usual: Guesser
    own: str
    said: Mapping[str, Chances]
    limits: Limits

    @property
    def name(self) -> str:
        """Both names: either may have said a part of the reading."""
        return f"{self.usual.name}+{self.own}"

    def topics(self, text: Text) -> Chances:
        """How likely each topic is the main one."""
        return self.said.get(TOPIC) or self.usual.topics(text)

    def about(self, text: Text) -> float:
        """How likely the text is about the province."""
        return self.said[ABOUT]["1"] if ABOUT in self.said else self.usual.about(text)

    def tone(self, text: Text) -> Chances:
        """How likely each tone toward the province is."""
        if TONE not in self.said:
            return self.usual.tone(text)
        return dict.fromkeys(TONES, 0.0) | dict(self.said[TONE])

    def pull(self, text: Text, span: Stretch, tone: str) -> float:
        """How far a sentence speaks for a tone; the usual words show it."""
        return self.usual.pull(text, span, tone)


def load(folder: Path, topics: Collection[str]) -> Plug:
    """The model of a folder, held to its card and tried once."""
    card, held = read(folder, topics)
    try:
        plug = Plug(card, *plug_runtime.open_model(held, card.max_length, folder, SLOT))
        plug_runtime.check_ports(plug.session, (one.output for one in card.answers.values()))
        plug.answers(_TRIAL, _TRIAL if card.has_target else None)
    except Failed as fault:
        raise SLOT.refused(folder, f"không chạy được ({fault})", f"does not run ({fault})") from fault
    return plug


def _chances(answer: Answer, scores: NDArray[Any]) -> Chances:
    if scores.shape != (1, len(answer.labels)):
        raise Failed(f"{answer.output}: {scores.shape}, {len(answer.labels)} nhãn / labels")
    row = scores[0].astype(np.float32)
    if not np.isfinite(row).all():
        raise Failed(f"{answer.output}: không phải số / not a number")
    shares = 1 / (1 + np.exp(-row)) if answer.scores == SIGMOID else softmax(row)
    found: dict[str, float] = {}
    for label, share in zip(answer.labels, map(float, shares), strict=True):
        if label:
            found[label] = found.get(label, 0.0) + share
    whole = sum(found.values())
    if whole <= 0:
        raise Failed(f"{answer.output}: không nhãn nào / none of our labels")
    return {label: share / whole for label, share in found.items()}


def _target(text: Text) -> str:
    """The province as the text itself first names it."""
    named = (text.whole[one.start : one.end] for one in text.mentions if one.real and one.place in text.home)
    return next(named, "")
