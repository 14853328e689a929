"""A desk's own encoder of stories: texts of any language become vectors, alike where they tell the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from classifier import plug_files, plug_runtime
from classifier.plug_files import CARD, Slot, Wrong, length, named, text
from classifier.plug_runtime import Failed, Session, Tokenizer

__all__ = ["Failed", "OnnxEncoder", "StoryEncoder", "Vectors", "load"]

Vectors = NDArray[np.float32]
SLOT = Slot(
    "DIEMBAO_ENCODER",
    "Bộ mã hóa vụ việc",
    "The story encoder",
    "cách so có sẵn",
    "what the desk compares by itself",
)
MEAN, FIRST, NONE = "mean", "first", "none"
_POOLS = (MEAN, FIRST, NONE)
_TRIAL = "Thử / trial"
_TOKENS, _WHOLE = 3, 2


class StoryEncoder(Protocol):
    """What is asked of an encoder, whoever made it."""

    @property
    def name(self) -> str:
        """Its name and version, kept with every tie it suggested."""

    @property
    def dim(self) -> int:
        """How many numbers a vector has."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length one for each text; ``Failed`` if it cannot."""

    def score(self, cosine: float) -> float:
        """How likely two stories of that cosine are one event, on the scale of all scores."""


@dataclass(frozen=True, slots=True)
class Card:
    """What an encoder is told by; ``alike`` and ``unlike`` are the cosines of its own scale."""

    name: str
    version: str
    max_length: int
    output: str
    pool: str
    prefix: str
    alike: float
    unlike: float


@dataclass(frozen=True, slots=True)
class OnnxEncoder:
    """An encoder from a local file; threads may share it."""

    card: Card
    session: Session
    tokenizer: Tokenizer
    dim: int = 0

    @property
    def name(self) -> str:
        """Its name and version."""
        return f"{self.card.name}@{self.card.version}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length one for each text."""
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        return np.stack([self._row(one) for one in texts])

    def score(self, cosine: float) -> float:
        """Nothing at the cosine of unlike stories, one half at that of alike ones."""
        share = max(0.0, (cosine - self.card.unlike) / (self.card.alike - self.card.unlike))
        return share / (share + 1)

    def _row(self, told: str) -> NDArray[np.float32]:
        pieces = plug_runtime.pieces(self.tokenizer, self.card.prefix + told, self.card.max_length)
        (found,) = plug_runtime.run(self.session, [self.card.output], pieces)
        row = _pooled(found, pieces.attention_mask, self.card.pool).astype(np.float32)
        size = float(np.linalg.norm(row))
        if not np.isfinite(row).all() or not size or (self.dim and len(row) != self.dim):
            raise Failed(f"{self.card.output}: không phải vectơ / not a vector")
        return row / np.float32(size)


def load(folder: Path) -> OnnxEncoder:
    """The encoder of a folder, held to its card and tried once."""
    told = plug_files.told_by(folder, SLOT)
    try:
        card, digests = _card(told), plug_files.digests(told)
    except Wrong as wrong:
        raise SLOT.refused(folder / CARD, wrong.vi, wrong.en) from wrong
    held = plug_files.held(folder, digests, SLOT)
    try:
        session, tokenizer = plug_runtime.open_model(held, card.max_length, folder, SLOT)
        plug_runtime.check_ports(session, [card.output])
        dim = OnnxEncoder(card, session, tokenizer).encode([_TRIAL]).shape[1]
    except Failed as fault:
        raise SLOT.refused(folder, f"không chạy được ({fault})", f"does not run ({fault})") from fault
    return OnnxEncoder(card, session, tokenizer, dim)


def _card(told: object) -> Card:
    alike, unlike = _cosine(told, "alike"), _cosine(told, "unlike")
    if alike <= unlike:
        raise Wrong("“alike” phải lớn hơn “unlike”", 'has an "alike" that is not above its "unlike"')
    said: Mapping[str, object] = told if isinstance(told, dict) else {}
    pool, prefix = said.get("pool", MEAN), said.get("prefix", "")
    if not isinstance(pool, str) or pool not in _POOLS:
        allowed = ", ".join(_POOLS)
        raise Wrong(f"“pool” phải là một trong {allowed}", f'has a "pool" that is none of {allowed}')
    if not isinstance(prefix, str):
        raise Wrong("“prefix” phải là chữ", 'has a "prefix" that is no text')
    return Card(
        name=named(told, "name"),
        version=named(told, "version"),
        max_length=length(told),
        output=text(told, "output"),
        pool=pool,
        prefix=prefix,
        alike=alike,
        unlike=unlike,
    )


def _cosine(told: object, key: str) -> float:
    found = told.get(key) if isinstance(told, dict) else None
    if isinstance(found, bool) or not isinstance(found, int | float) or not -1 <= found <= 1:
        raise Wrong(f"“{key}” phải từ −1 đến 1", f'has an "{key}" that is not from −1 to 1')
    return float(found)


def _pooled(found: NDArray[Any], mask: Sequence[int], pool: str) -> NDArray[Any]:
    """One row of what a model gives: 1 × pieces × numbers, or 1 × numbers where it pools itself."""
    if found.ndim != (_WHOLE if pool == NONE else _TOKENS) or found.shape[0] != 1:
        raise Failed(f"{found.shape}: không hợp với “pool” / does not fit its pool")
    if pool == NONE:
        return np.asarray(found[0])
    if pool == FIRST:
        return np.asarray(found[0][0])
    weights = np.array(mask, dtype=np.float32)[:, None]
    return np.asarray((found[0] * weights).sum(axis=0) / max(float(weights.sum()), 1.0))
