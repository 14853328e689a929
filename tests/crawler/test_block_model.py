import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crawler.block_features import NAMES
from crawler.block_model import SHIPPED, BlockModelError, load, of

# One tree: the first column above 1, then the second above 5 on the left, above 7 on the right.
TREE: dict[str, Any] = {
    "features": list(NAMES),
    "bias": 0.5,
    "feature": [[0, 1, 1]],
    "threshold": [[1.0, 5.0, 7.0]],
    "leaf": [[-2.0, -1.0, 1.0, 2.0]],
}


def rows(*starts: tuple[float, float]) -> "np.typing.NDArray[np.float32]":
    table = np.zeros((len(starts), len(NAMES)), dtype=np.float32)
    table[:, :2] = np.array(starts).reshape(-1, 2)
    return table


@pytest.mark.parametrize(
    ("row", "leaf"), [((0, 5), -2), ((1, 6), -1), ((2, 7), 1), ((2, 8), 2), ((1.5, -1), 1)]
)
def test_a_row_falls_to_its_leaf(row: tuple[float, float], leaf: float) -> None:
    [sure] = of(TREE).probabilities(rows(row))
    assert sure == pytest.approx(1 / (1 + np.exp(-(leaf + 0.5))))


def test_trees_add_up() -> None:
    forest = TREE | {name: [*TREE[name]] * 3 for name in ("feature", "threshold", "leaf")}
    assert of(forest).probabilities(rows((2, 8))) == pytest.approx(1 / (1 + np.exp(-6.5)))


def test_no_rows_no_answers() -> None:
    assert of(TREE).probabilities(rows()).shape == (0,)


@pytest.mark.parametrize(
    "changed",
    [
        {"features": ["width"]},
        {"feature": [[0, 1]]},
        {"feature": [[0, 1, len(NAMES)]]},
        {"threshold": [[1.0, 5.0]]},
        {"leaf": [[1.0, 2.0, 3.0]]},
        {"leaf": "x"},
        {"bias": "x"},
        {"bias": None},
    ],
)
def test_a_model_of_another_form_is_refused(tmp_path: Path, changed: dict[str, object]) -> None:
    path = tmp_path / "blocks.json"
    path.write_text(json.dumps(TREE | changed), "utf-8")
    with pytest.raises(BlockModelError, match=r"không đúng dạng.* / .*is not of the form"):
        load(path)


@pytest.mark.parametrize("text", ["", "[]", "{}"])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "blocks.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BlockModelError, match="make train"):
        load(path)


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(BlockModelError, match=r"không đọc được.* / .*cannot be read"):
        load(tmp_path / "blocks.json")


def test_the_shipped_model_knows_these_features() -> None:
    assert load().feature.max() < len(NAMES)
    assert SHIPPED.stat().st_size < 200_000
