"""A tiny encoder of one's own: real ONNX that gives a row for each word, and the card that holds it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save_model

from classifier.plug_files import CARD, MODEL
from tests.classifier.plugging import UNKNOWN, card, tokenizer

SENSES = {UNKNOWN: (0.1, 0.0, 0.0), "lũ": (0.0, 1.0, 0.0), "flood": (0.0, 1.0, 0.1), "vàng": (0.0, 0.0, 1.0)}


def graph(folder: Path, rows: Sequence[Sequence[float]], *, pooled: bool = False) -> None:
    """A network that looks up a row for each word, or sums them itself."""
    width = len(rows[0])
    table = numpy_helper.from_array(np.array(rows, dtype=np.float32), "table")
    axes = numpy_helper.from_array(np.array([1], dtype=np.int64), "axes")
    words = "words" if pooled else "hidden"
    nodes = [helper.make_node("Gather", ["table", "input_ids"], [words], axis=0)]
    if pooled:
        nodes.append(helper.make_node("ReduceSum", ["words", "axes"], ["hidden"], keepdims=0))
    taken = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"])
        for name in ("input_ids", "attention_mask")
    ]
    shape: list[str | int | None] = [1, width] if pooled else [1, "length", width]
    given = [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, shape)]
    built = helper.make_graph(nodes, "tiny", taken, given, [table, axes])
    opset = [helper.make_opsetid("", 17)]
    save_model(helper.make_model(built, opset_imports=opset, ir_version=9), str(folder / MODEL))


def encoder_folder(
    folder: Path,
    words: Mapping[str, Sequence[float]] = SENSES,
    *,
    pooled: bool = False,
    **changed: object,
) -> Path:
    """A whole folder; a key of the card given as None is left out."""
    graph(folder, list(words.values()), pooled=pooled)
    tokenizer(folder, list(words))
    card(folder)
    told: dict[str, Any] = {
        "name": "nghia",
        "version": "1",
        "max_length": 64,
        "sha256": json.loads((folder / CARD).read_text("utf-8"))["sha256"],
        "output": "hidden",
        "pool": "none" if pooled else "mean",
        "alike": 0.9,
        "unlike": 0.5,
    }
    told = {key: value for key, value in (told | changed).items() if value is not None}
    (folder / CARD).write_text(json.dumps(told), "utf-8")
    return folder
