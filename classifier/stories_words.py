"""How rare words, pairs of words and names are in the press, by their hashes; made by ``train_stories``."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier.linear import ModelError

Ids: TypeAlias = NDArray[np.uint32]
Floats: TypeAlias = NDArray[np.float32]

FOLDER = Path(__file__).with_name("models")
CARD, FILE = "stories.json", "stories.npz"
# A term is a number of so many bits: of a text's few hundred hardly two meet.
BITS = 20
# Rarities are kept in so many steps to the unit.
STEPS = 20
_MIX = np.uint32(2654435761)
_DROPPED = np.uint32(32 - BITS)
_FACT = "="


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """How rare each term is, by language."""

    rarities: Mapping[str, Floats]

    def rarity(self, terms: Ids, lang: str) -> Floats:
        """The weight of some terms; a language nothing is known of has all words alike."""
        known = self.rarities.get(lang)
        return known[terms] if known is not None else np.ones(len(terms), np.float32)


def single_terms(words: list[str]) -> Ids:
    """The terms of single words."""
    return _hashes(words) >> _DROPPED


def pair_terms(words: list[str]) -> Ids:
    """The terms of each two neighbouring words."""
    hashes = _hashes(words)
    return ((hashes[:-1] * _MIX ^ hashes[1:]) * _MIX) >> _DROPPED


def fact_terms(facts: set[str]) -> Ids:
    """The terms of names and numbers."""
    return single_terms([f"{_FACT}{fact}" for fact in sorted(facts)])


def _hashes(words: list[str]) -> Ids:
    return np.array([crc32(word.encode()) for word in words], dtype=np.uint32)


def dump(rare: Mapping[str, tuple[Ids, NDArray[np.uint8], int]]) -> bytes:
    """Terms that are not of the rarest, in order, with their steps, and the steps of all others."""
    held = io.BytesIO()
    arrays: dict[str, NDArray[np.generic]] = {}
    for lang, (terms, steps, rest) in rare.items():
        arrays[f"{lang}.gaps"] = np.diff(terms, prepend=np.uint32(0)).astype(np.uint32)
        arrays[f"{lang}.steps"] = steps
        arrays[f"{lang}.rest"] = np.array([rest], dtype=np.uint8)
    np.savez_compressed(held, allow_pickle=False, **arrays)
    return held.getvalue()


@lru_cache(maxsize=2)
def load(folder: Path = FOLDER) -> Words:
    """The rarities of a folder; a file that is not that of its card is refused."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        held = (folder / FILE).read_bytes()
        return Words(_opened(_checked(held, card["sha256"])))
    except (OSError, ValueError, LookupError, TypeError, BadZipFile) as error:
        raise ModelError(
            f"Không đọc được độ hiếm của từ trong {folder} ({error}); hãy lấy lại thư mục ấy"
            " hoặc chạy `make train`."
            f" / The rarities of words in {folder} cannot be read ({error}); restore the folder or run"
            " `make train`."
        ) from error


def _checked(held: bytes, digest: object) -> bytes:
    if hashlib.sha256(held).hexdigest() != digest:
        raise ValueError("SHA-256")
    return held


def _opened(held: bytes) -> dict[str, Floats]:
    with np.load(io.BytesIO(held), allow_pickle=False) as arrays:
        langs = [name.removesuffix(".gaps") for name in arrays.files if name.endswith(".gaps")]
        found: dict[str, Floats] = {}
        for lang in langs:
            table = np.full(1 << BITS, arrays[f"{lang}.rest"][0], dtype=np.float32)
            table[np.cumsum(arrays[f"{lang}.gaps"])] = arrays[f"{lang}.steps"]
            found[lang] = (table / STEPS).astype(np.float32)
        return found
