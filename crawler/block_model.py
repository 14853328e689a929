"""The learned block model: trees in flat arrays, kept as JSON; nothing is ever unpickled."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crawler.block_features import NAMES

SHIPPED = Path(__file__).resolve().parent / "models" / "blocks.json"


class BlockModelError(Exception):
    """The model's file is missing or of another form; the text says which and what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class BlockModel:
    """Whole trees of one depth: the nodes of each in the order of a heap, then its leaves."""

    bias: float
    feature: NDArray[np.int64]
    threshold: NDArray[np.float32]
    leaf: NDArray[np.float64]

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """How likely each row is a block of the body."""
        trees, inner = self.feature.shape
        offset, columns = np.arange(trees) * inner, rows.shape[1]
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        cells, first = rows.ravel(), np.arange(len(rows))[:, None] * columns
        at = np.zeros((len(rows), trees), dtype=np.int64)
        for _ in range(inner.bit_length()):
            node = at + offset
            at = 2 * at + 1 + (cells[first + feature[node]] > threshold[node])
        raw = self.leaf.ravel()[at - inner + np.arange(trees) * (inner + 1)].sum(axis=1) + self.bias
        return np.asarray(1 / (1 + np.exp(-raw)), dtype=np.float64)


@cache
def load(path: Path = SHIPPED) -> BlockModel:
    """Read a model; one that was trained on other features than these is refused."""
    try:
        return of(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise BlockModelError(_told(path, "không đọc được", "cannot be read")) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BlockModelError(
            _told(path, "không đúng dạng", "is not of the form that is read here")
        ) from error


def of(told: Mapping[str, object]) -> BlockModel:
    """The model that a file tells of."""
    if told["features"] != list(NAMES):
        raise ValueError("other features")
    model = BlockModel(
        bias=float(str(told["bias"])),
        feature=np.array(told["feature"], dtype=np.int64),
        threshold=np.array(told["threshold"], dtype=np.float32),
        leaf=np.array(told["leaf"], dtype=np.float64),
    )
    trees, inner = model.feature.shape
    is_whole = inner & (inner + 1) == 0 and model.threshold.shape == (trees, inner)
    is_known = bool(np.all((model.feature >= 0) & (model.feature < len(NAMES))))
    if not (is_whole and is_known and model.leaf.shape == (trees, inner + 1)):
        raise ValueError("other trees")
    return model


def _told(path: Path, vi: str, en: str) -> str:
    return (
        f"Mô hình {path} {vi}; hãy lấy lại thư mục crawler/models hoặc chạy `make train`."
        f" / The model {path} {en}; restore the folder crawler/models or run `make train`."
    )
