"""The card of a desk's own model: what it reads, what its outputs mean, and the digests it is held to."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from classifier.guess import TONES
from classifier.linear import ModelError

CARD = "diembao.json"
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
FILES = (MODEL, TOKENIZER)
TOPIC, TONE, ABOUT = "topic", "tone", "about"
SOFTMAX, SIGMOID = "softmax", "sigmoid"
# A reading's row has room for the shipped models' name, this one's and its version.
_LENGTHS = {"name": 24, "version": 16}
_LEAST_LENGTH, _MOST_LENGTH = 8, 8192


@dataclass(frozen=True, slots=True)
class Answer:
    """One output: which class of ours each of its columns is (empty: none), and below what it is unsure."""

    output: str
    labels: tuple[str, ...]
    scores: str = SOFTMAX
    unsure: float | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What a plugged model is told by."""

    name: str
    version: str
    languages: frozenset[str]
    max_length: int
    has_target: bool
    answers: Mapping[str, Answer]

    @property
    def full_name(self) -> str:
        """As readings carry it behind the shipped models' name."""
        return f"{self.name}@{self.version}"


def read(folder: Path, topics: Collection[str]) -> tuple[Card, Mapping[str, bytes]]:
    """A card and the files it is held to; whatever is wrong with them is a sentence."""
    card_path = folder / CARD
    try:
        told = json.loads(_bytes(card_path))
    except ValueError as fault:
        raise refused(card_path, f"không phải JSON ({fault})", f"is not JSON ({fault})") from fault
    try:
        card = _card(told, topics)
        digests = {name: _text(_part(told, "sha256"), name).lower() for name in FILES}
    except _Wrong as wrong:
        raise refused(card_path, wrong.vi, wrong.en) from wrong
    held = {name: _bytes(folder / name) for name in FILES}
    for name, digest in digests.items():
        if hashlib.sha256(held[name]).hexdigest() != digest:
            raise refused(folder / name, f"không đúng mã SHA-256 trong {CARD}", f"is not what {CARD} pins")
    return card, held


def refused(path: Path, vi: str, en: str) -> ModelError:
    """Why a plugged model is not used, and what to do."""
    return ModelError(
        f"Mô hình riêng (DIEMBAO_MODEL): {path} {vi}; hãy sửa hoặc bỏ DIEMBAO_MODEL để dùng mô hình có sẵn."
        f" / The plugged model (DIEMBAO_MODEL): {path} {en}; mend it, or unset DIEMBAO_MODEL to use the"
        " shipped ones."
    )


class _Wrong(Exception):
    """What is wrong with a card, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise refused(path, f"không đọc được ({fault})", f"cannot be read ({fault})") from fault


def _card(told: object, topics: Collection[str]) -> Card:
    languages = _list(told, "languages")
    if not languages or not all(isinstance(one, str) for one in languages):
        raise _Wrong(
            "thiếu “languages”: danh sách mã ngôn ngữ", 'lacks "languages", a list of language codes'
        )
    answers = _part(told, "answers")
    codes = {TOPIC: frozenset(topics), TONE: frozenset(TONES), ABOUT: frozenset({"0", "1"})}
    strange = set(answers) - set(codes)
    if strange or not answers:
        named = ", ".join(sorted(strange)) or "—"
        raise _Wrong(
            f"“answers” phải có topic, tone hoặc about (thấy: {named})",
            f'has "answers" that are not topic, tone or about ({named})',
        )
    return Card(
        name=_named(told, "name"),
        version=_named(told, "version"),
        languages=frozenset(cast("list[str]", languages)),
        max_length=_length(told),
        has_target=_flag(told, "target"),
        answers={task: _answer(_part(answers, task), task, codes[task]) for task in answers},
    )


def _answer(told: Mapping[str, object], task: str, codes: frozenset[str]) -> Answer:
    labels = tuple("" if one is None else str(one) for one in _list(told, "labels"))
    strange = sorted({one for one in labels if one} - codes)
    if strange:
        named = ", ".join(strange)
        raise _Wrong(f"có nhãn lạ cho {task}: {named}", f"has labels that {task} does not know: {named}")
    if len({one for one in labels if one}) < 2:  # noqa: PLR2004 - a choice is between two at least
        raise _Wrong(f"“labels” của {task} cần ít nhất hai nhãn", f'needs two "labels" for {task} at least')
    scores = told.get("scores", SOFTMAX)
    if not isinstance(scores, str) or scores not in {SOFTMAX, SIGMOID}:
        allowed = f"{SOFTMAX}, {SIGMOID}"
        raise _Wrong(f"“scores” phải là một trong {allowed}", f'has "scores" that are none of {allowed}')
    return Answer(_text(told, "output"), labels, scores, _share(told, "unsure"))


def _part(told: object, key: str) -> Mapping[str, object]:
    found = told.get(key) if isinstance(told, dict) else None
    if not isinstance(found, dict):
        raise _Wrong(f"thiếu phần “{key}”", f'lacks the part "{key}"')
    return cast("Mapping[str, object]", found)


def _list(told: object, key: str) -> list[object]:
    found = told.get(key) if isinstance(told, dict) else None
    if not isinstance(found, list):
        raise _Wrong(f"thiếu danh sách “{key}”", f'lacks the list "{key}"')
    return found


def _text(told: object, key: str) -> str:
    found = told.get(key) if isinstance(told, dict) else None
    if not isinstance(found, str) or not found:
        raise _Wrong(f"thiếu “{key}”", f'lacks "{key}"')
    return found


def _named(told: object, key: str) -> str:
    found = _text(told, key)
    most = _LENGTHS[key]
    if not re.fullmatch(rf"[\w.-]{{1,{most}}}", found):
        raise _Wrong(
            f"“{key}” chỉ gồm chữ, số, dấu . - _ và dài tối đa {most}",
            f'has a "{key}" that is not up to {most} letters, digits, dots, dashes',
        )
    return found


def _length(told: object) -> int:
    found = told.get("max_length") if isinstance(told, dict) else None
    if not isinstance(found, int) or not _LEAST_LENGTH <= found <= _MOST_LENGTH:
        raise _Wrong(
            f"“max_length” phải là số từ {_LEAST_LENGTH} đến {_MOST_LENGTH}",
            f'has no "max_length" from {_LEAST_LENGTH} to {_MOST_LENGTH}',
        )
    return found


def _flag(told: object, key: str) -> bool:
    found = told.get(key, False) if isinstance(told, dict) else False
    if not isinstance(found, bool):
        raise _Wrong(f"“{key}” phải là true hoặc false", f'has a "{key}" that is neither true nor false')
    return found


def _share(told: Mapping[str, object], key: str) -> float | None:
    found = told.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
        raise _Wrong(f"“{key}” phải từ 0 đến 1", f'has an "{key}" that is not from 0 to 1')
    return float(found)
