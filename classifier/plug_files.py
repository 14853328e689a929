"""The folder of a model that a desk plugs in: its card and the files it is held to, whatever it is for."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from classifier.linear import ModelError

CARD = "diembao.json"
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
FILES = (MODEL, TOKENIZER)
# A row that names the model has room for so much.
_LENGTHS = {"name": 24, "version": 16}
_LEAST_LENGTH, _MOST_LENGTH = 8, 8192


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a model is plugged in: the setting, what it is called, and what is used without it."""

    setting: str
    vi: str
    en: str
    usual_vi: str
    usual_en: str

    def refused(self, path: Path, vi: str, en: str) -> ModelError:
        """Why a plugged model is not used, and what to do."""
        return ModelError(
            f"{self.vi} ({self.setting}): {path} {vi}; hãy sửa hoặc bỏ {self.setting}"
            f" để dùng {self.usual_vi}."
            f" / {self.en} ({self.setting}): {path} {en}; mend it, or unset {self.setting} to use"
            f" {self.usual_en}."
        )


class Wrong(Exception):
    """What is wrong with a card, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


def told_by(folder: Path, slot: Slot) -> object:
    """What a folder's card says."""
    card_path = folder / CARD
    try:
        return json.loads(_bytes(card_path, slot))
    except ValueError as fault:
        raise slot.refused(card_path, f"không phải JSON ({fault})", f"is not JSON ({fault})") from fault


def held(folder: Path, digests: Mapping[str, str], slot: Slot) -> Mapping[str, bytes]:
    """The files of a folder, each as its card pins it."""
    found = {name: _bytes(folder / name, slot) for name in FILES}
    for name, digest in digests.items():
        if hashlib.sha256(found[name]).hexdigest() != digest:
            raise slot.refused(
                folder / name, f"không đúng mã SHA-256 trong {CARD}", f"is not what {CARD} pins"
            )
    return found


def digests(told: object) -> Mapping[str, str]:
    """The digests a card pins its files by."""
    return {name: text(part(told, "sha256"), name).lower() for name in FILES}


def part(told: object, key: str) -> Mapping[str, object]:
    """A part of a card."""
    found = told.get(key) if isinstance(told, dict) else None
    if not isinstance(found, dict):
        raise Wrong(f"thiếu phần “{key}”", f'lacks the part "{key}"')
    return cast("Mapping[str, object]", found)


def items(told: object, key: str) -> list[object]:
    """A list of a card."""
    found = told.get(key) if isinstance(told, dict) else None
    if not isinstance(found, list):
        raise Wrong(f"thiếu danh sách “{key}”", f'lacks the list "{key}"')
    return found


def text(told: object, key: str) -> str:
    """A text of a card, not empty."""
    found = told.get(key) if isinstance(told, dict) else None
    if not isinstance(found, str) or not found:
        raise Wrong(f"thiếu “{key}”", f'lacks "{key}"')
    return found


def named(told: object, key: str) -> str:
    """The name or the version on a card."""
    found = text(told, key)
    most = _LENGTHS[key]
    if not re.fullmatch(rf"[\w.-]{{1,{most}}}", found):
        raise Wrong(
            f"“{key}” chỉ gồm chữ, số, dấu . - _ và dài tối đa {most}",
            f'has a "{key}" that is not up to {most} letters, digits, dots, dashes',
        )
    return found


def length(told: object) -> int:
    """How many word pieces a model takes."""
    found = told.get("max_length") if isinstance(told, dict) else None
    if not isinstance(found, int) or not _LEAST_LENGTH <= found <= _MOST_LENGTH:
        raise Wrong(
            f"“max_length” phải là số từ {_LEAST_LENGTH} đến {_MOST_LENGTH}",
            f'has no "max_length" from {_LEAST_LENGTH} to {_MOST_LENGTH}',
        )
    return found


def _bytes(path: Path, slot: Slot) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise slot.refused(path, f"không đọc được ({fault})", f"cannot be read ({fault})") from fault
