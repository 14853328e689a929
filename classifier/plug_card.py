"""The card of a desk's own model: what it reads, what its outputs mean, and the digests it is held to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from classifier import plug_files
from classifier.guess import TONES
from classifier.plug_files import CARD, Slot, Wrong, items, length, named, part, text

SLOT = Slot("DIEMBAO_MODEL", "Mô hình riêng", "The plugged model", "mô hình có sẵn", "the shipped ones")
TOPIC, TONE, ABOUT = "topic", "tone", "about"
SOFTMAX, SIGMOID = "softmax", "sigmoid"


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
    told = plug_files.told_by(folder, SLOT)
    try:
        card, digests = _card(told, topics), plug_files.digests(told)
    except Wrong as wrong:
        raise SLOT.refused(folder / CARD, wrong.vi, wrong.en) from wrong
    return card, plug_files.held(folder, digests, SLOT)


def _card(told: object, topics: Collection[str]) -> Card:
    languages = items(told, "languages")
    if not languages or not all(isinstance(one, str) for one in languages):
        raise Wrong("thiếu “languages”: danh sách mã ngôn ngữ", 'lacks "languages", a list of language codes')
    answers = part(told, "answers")
    codes = {TOPIC: frozenset(topics), TONE: frozenset(TONES), ABOUT: frozenset({"0", "1"})}
    strange = set(answers) - set(codes)
    if strange or not answers:
        those = ", ".join(sorted(strange)) or "—"
        raise Wrong(
            f"“answers” phải có topic, tone hoặc about (thấy: {those})",
            f'has "answers" that are not topic, tone or about ({those})',
        )
    return Card(
        name=named(told, "name"),
        version=named(told, "version"),
        languages=frozenset(cast("list[str]", languages)),
        max_length=length(told),
        has_target=_flag(told, "target"),
        answers={task: _answer(part(answers, task), task, codes[task]) for task in answers},
    )


def _answer(told: Mapping[str, object], task: str, codes: frozenset[str]) -> Answer:
    labels = tuple("" if one is None else str(one) for one in items(told, "labels"))
    strange = sorted({one for one in labels if one} - codes)
    if strange:
        those = ", ".join(strange)
        raise Wrong(f"có nhãn lạ cho {task}: {those}", f"has labels that {task} does not know: {those}")
    if len({one for one in labels if one}) < 2:  # noqa: PLR2004 - a choice is between two at least
        raise Wrong(f"“labels” của {task} cần ít nhất hai nhãn", f'needs two "labels" for {task} at least')
    scores = told.get("scores", SOFTMAX)
    if not isinstance(scores, str) or scores not in {SOFTMAX, SIGMOID}:
        allowed = f"{SOFTMAX}, {SIGMOID}"
        raise Wrong(f"“scores” phải là một trong {allowed}", f'has "scores" that are none of {allowed}')
    return Answer(text(told, "output"), labels, scores, _share(told, "unsure"))


def _flag(told: object, key: str) -> bool:
    found = told.get(key, False) if isinstance(told, dict) else False
    if not isinstance(found, bool):
        raise Wrong(f"“{key}” phải là true hoặc false", f'has a "{key}" that is neither true nor false')
    return found


def _share(told: Mapping[str, object], key: str) -> float | None:
    found = told.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
        raise Wrong(f"“{key}” phải từ 0 đến 1", f'has an "{key}" that is not from 0 to 1')
    return float(found)
