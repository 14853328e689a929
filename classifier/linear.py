"""A linear model in plain arrays: stored as NPZ with its digest beside it; nothing is ever unpickled."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
# A feature of that first sign is a measure, not a word: it is not part of the text's length.
FACT = "#"
FACT_WEIGHT = 0.5


class ModelError(Exception):
    """A model file is missing, altered or of another form; the text says which and what to do."""


class Card(TypedDict):
    """What a model is told by: its file, digest and classes, and below which probability it abstains."""

    file: str
    sha256: str
    classes: list[str]
    unsure: float


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Features to probabilities of classes."""

    classes: tuple[str, ...]
    index: Mapping[str, int]
    scale: Floats
    weights: Floats
    bias: Floats
    unsure: float = 0.0

    def probabilities(self, features: Mapping[str, float]) -> Floats:
        """The probability of each class."""
        return softmax(self.scores(features))

    def chances(self, features: Mapping[str, float]) -> dict[str, float]:
        """The probability of each class by its name."""
        return dict(zip(self.classes, map(float, self.probabilities(features)), strict=True))

    def scores(self, features: Mapping[str, float]) -> Floats:
        """The weight of each class."""
        places, values = vector(features, self.index, self.scale)
        return np.asarray(values @ self.weights[places] + self.bias, dtype=np.float32)

    def pulls(self, features: Mapping[str, float], of: int) -> float:
        """How far a part of a text speaks for one class, whatever its length."""
        found = ((self.index.get(name), value) for name, value in features.items())
        known = [(at, value) for at, value in found if at is not None]
        return sum(value * float(self.scale[at] * self.weights[at, of]) for at, value in known)


def vector(
    features: Mapping[str, float], index: Mapping[str, int], scale: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """Places and values of the known features: words by rarity and made one long, measures as they are."""
    places: list[int] = []
    values: list[float] = []
    fact_places: list[int] = []
    measures: list[float] = []
    get = index.get
    for name, value in features.items():
        at = get(name)
        if at is None:
            continue
        if name[0] == FACT:
            fact_places.append(at)
            measures.append(value * FACT_WEIGHT)
        else:
            places.append(at)
            values.append(value)
    words = np.array(values, dtype=np.float32) * scale[np.array(places, dtype=np.int64)]
    length = float(np.sqrt(words @ words)) or 1.0
    return (
        np.array(places + fact_places, dtype=np.int64),
        np.concatenate([words / length, np.array(measures, dtype=np.float32)]).astype(np.float32),
    )


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities."""
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float32)


def save(model: Linear, path: Path) -> Card:
    """Write a model; the same model gives the same bytes."""
    names = "\n".join(sorted(model.index, key=model.index.__getitem__)).encode()
    held = io.BytesIO()
    np.savez_compressed(
        held,
        names=np.frombuffer(names, dtype=np.uint8),
        scale=model.scale.astype(np.float16),
        weights=model.weights.astype(np.float16),
        bias=model.bias,
    )
    path.write_bytes(held.getvalue())
    digest = hashlib.sha256(held.getvalue()).hexdigest()
    return {"file": path.name, "sha256": digest, "classes": list(model.classes), "unsure": model.unsure}


def load(folder: Path, card: Card) -> Linear:
    """Read a model; one whose bytes are not those of its card is refused."""
    path = folder / card["file"]
    try:
        held = path.read_bytes()
    except OSError as error:
        raise ModelError(_told(path, "không đọc được", "cannot be read")) from error
    if hashlib.sha256(held).hexdigest() != card["sha256"]:
        raise ModelError(_told(path, "không đúng mã SHA-256 đã ghi", "has not the SHA-256 its card names"))
    try:
        return _opened(held, card)
    except (ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ModelError(_told(path, "không đúng dạng", "is not of the form that is read here")) from error


def _opened(held: bytes, card: Card) -> Linear:
    with np.load(io.BytesIO(held), allow_pickle=False) as arrays:
        names: Sequence[str] = arrays["names"].tobytes().decode().split("\n")
        scale, weights = arrays["scale"].astype(np.float32), arrays["weights"].astype(np.float32)
        bias = arrays["bias"].astype(np.float32)
    if (scale.shape, weights.shape) != ((len(names),), (len(names), len(card["classes"]))):
        raise ValueError(weights.shape)
    index = {name: at for at, name in enumerate(names)}
    return Linear(tuple(card["classes"]), index, scale, weights, bias, card["unsure"])


def _told(path: Path, vi: str, en: str) -> str:
    return (
        f"Mô hình {path} {vi}; hãy lấy lại thư mục classifier/models hoặc chạy `make train`."
        f" / The model {path} {en}; restore the folder classifier/models or run `make train`."
    )
