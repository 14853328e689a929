"""A desk's own model: a local ONNX file that answers in place of the shipped ones where its card says so."""

import importlib
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from classifier.features import Text
from classifier.guess import TONES, Chances, Guesser, Limits
from classifier.linear import softmax
from classifier.names import Stretch
from classifier.plug_card import ABOUT, MODEL, SIGMOID, TOKENIZER, TONE, TOPIC, Answer, Card, read, refused

LOG = logging.getLogger(__name__)
# Behind the name of a reading that the plugged model should have made and could not.
FAILED = "!"
LIBRARIES = ("onnxruntime", "tokenizers")
# No word piece stands for more characters than that on average: what lies behind is cut off unread.
_SIGNS_A_PIECE = 16
_TRIAL = "Thử / trial"
_KNOWN_INPUTS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}

T = TypeVar("T")


class _Encoding(Protocol):
    """A text as the numbers of its pieces."""

    ids: list[int]
    attention_mask: list[int]
    type_ids: list[int]


class _Tokenizer(Protocol):
    """What is asked of the library of tokenizers."""

    def encode(self, sequence: str, pair: str | None = None) -> _Encoding:
        """The pieces of a text, or of a text and its target."""

    def enable_truncation(self, max_length: int) -> None:
        """Cut what is longer."""

    def no_padding(self) -> None:
        """Add nothing to what is shorter."""


class _Port(Protocol):
    """An input of a model."""

    name: str


class _Session(Protocol):
    """What is asked of the library that runs models."""

    def get_inputs(self) -> Sequence[_Port]:
        """What it takes."""

    def get_outputs(self) -> Sequence[_Port]:
        """What it gives."""

    def run(self, names: Sequence[str], given: Mapping[str, NDArray[np.int64]]) -> Sequence[NDArray[Any]]:
        """The named outputs."""


class _Failed(Exception):
    """Another's library, or the model in it, did not do its work."""


@dataclass(frozen=True, slots=True)
class Plug:
    """A model that was loaded and tried; threads may share it."""

    card: Card
    session: _Session
    tokenizer: _Tokenizer

    def over(self, lang: str, text: Text, guesser: Guesser) -> Guesser:
        """Who reads a text: this model where it answers, the shipped ones elsewhere and when it fails."""
        if lang not in self.card.languages:
            return guesser
        try:
            said = self.answers(text.whole, _target(text) if self.card.has_target else None)
        except _Failed as fault:
            LOG.warning("%s: %s", self.card.full_name, fault)
            return _Plugged(guesser, f"{self.card.full_name}{FAILED}", {}, guesser.limits)
        return _Plugged(guesser, self.card.full_name, said, self._limits(guesser.limits))

    def answers(self, whole: str, target: str | None) -> Mapping[str, Chances]:
        """The chances of each class, for each task it answers."""
        pieces = _guarded(
            lambda: self.tokenizer.encode(whole[: self.card.max_length * _SIGNS_A_PIECE], target)
        )
        given = {
            port.name: np.array([getattr(pieces, _KNOWN_INPUTS[port.name])], dtype=np.int64)
            for port in self.session.get_inputs()
        }
        tasks = self.card.answers
        found = _guarded(lambda: self.session.run([one.output for one in tasks.values()], given))
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
    runtime, tokenizers = (library(name, folder) for name in LIBRARIES)
    try:
        plug = Plug(card, _session(runtime, held[MODEL]), _tokenizer(tokenizers, held[TOKENIZER], card))
        _check_ports(plug)
        plug.answers(_TRIAL, _TRIAL if card.has_target else None)
    except _Failed as fault:
        raise refused(folder, f"không chạy được ({fault})", f"does not run ({fault})") from fault
    return plug


def library(name: str, folder: Path) -> Any:
    """A library only desks with a model of their own install: hence it is not imported at the top."""
    try:
        return importlib.import_module(name)
    except ImportError as fault:
        raise refused(
            folder,
            f"cần thư viện {name}: cài nhóm tùy chọn “plug” (docs/guides/plugging.md)",
            f'needs the library {name}: install the optional group "plug" (docs/guides/plugging.md)',
        ) from fault


def _session(runtime: Any, model: bytes) -> _Session:
    # From its bytes, not its path: what runs is what was held to the digest, and nothing beside it is read.
    options = runtime.SessionOptions()
    # Several processes share the machine; one that took every core would slow the others.
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    providers = ["CPUExecutionProvider"]
    return cast("_Session", _guarded(lambda: runtime.InferenceSession(model, options, providers=providers)))


def _tokenizer(tokenizers: Any, told: bytes, card: Card) -> _Tokenizer:
    found = cast("_Tokenizer", _guarded(lambda: tokenizers.Tokenizer.from_buffer(told)))
    found.no_padding()
    found.enable_truncation(card.max_length)
    return found


def _check_ports(plug: Plug) -> None:
    strange = {port.name for port in plug.session.get_inputs()} - set(_KNOWN_INPUTS)
    lacking = {one.output for one in plug.card.answers.values()} - {
        port.name for port in plug.session.get_outputs()
    }
    if strange or lacking:
        named = ", ".join(sorted(strange | lacking))
        raise _Failed(f"đầu vào hoặc đầu ra không khớp / inputs or outputs that do not fit: {named}")


def _chances(answer: Answer, scores: NDArray[Any]) -> Chances:
    if scores.shape != (1, len(answer.labels)):
        raise _Failed(f"{answer.output}: {scores.shape}, {len(answer.labels)} nhãn / labels")
    row = scores[0].astype(np.float32)
    if not np.isfinite(row).all():
        raise _Failed(f"{answer.output}: không phải số / not a number")
    shares = 1 / (1 + np.exp(-row)) if answer.scores == SIGMOID else softmax(row)
    found: dict[str, float] = {}
    for label, share in zip(answer.labels, map(float, shares), strict=True):
        if label:
            found[label] = found.get(label, 0.0) + share
    whole = sum(found.values())
    if whole <= 0:
        raise _Failed(f"{answer.output}: không nhãn nào / none of our labels")
    return {label: share / whole for label, share in found.items()}


def _target(text: Text) -> str:
    """The province as the text itself first names it."""
    named = (text.whole[one.start : one.end] for one in text.mentions if one.real and one.place in text.home)
    return next(named, "")


def _guarded(act: Callable[[], T]) -> T:
    try:
        return act()
    except Exception as fault:  # another's edge: tokenizers raise nothing narrower
        raise _Failed(f"{type(fault).__name__}: {str(fault)[:200]}") from fault
