"""A tiny model of one's own: real ONNX, a real tokenizer, and the card that holds them together."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save_model
from tokenizers import Tokenizer, models, pre_tokenizers

from classifier.plug_files import CARD, FILES, MODEL, TOKENIZER

UNKNOWN = "[UNK]"
# Each word's weight for each label; a text has the sum of its words.
TONES = {UNKNOWN: (0.0, 0.0, 0.0), "buồn": (4.0, 0.0, 0.0), "vui": (0.0, 0.0, 4.0), "Huế": (0.0, 0.0, 8.0)}
TONE = {"output": "logits", "labels": ["-1", "0", "1"]}


def graph(
    folder: Path,
    weights: Sequence[Sequence[float]],
    *,
    inputs: Sequence[str] = ("input_ids", "attention_mask"),
    outputs: Sequence[str] = ("logits",),
) -> None:
    """A network that sums the weights of a text's words, once for each output."""
    table = numpy_helper.from_array(np.array(weights, dtype=np.float32), "table")
    axes = numpy_helper.from_array(np.array([1], dtype=np.int64), "axes")
    nodes = [helper.make_node("Gather", ["table", inputs[0]], ["words"], axis=0)]
    nodes += [helper.make_node("ReduceSum", ["words", "axes"], [name], keepdims=0) for name in outputs]
    taken = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in inputs]
    width = len(weights[0])
    given = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, width]) for name in outputs]
    built = helper.make_graph(nodes, "tiny", taken, given, [table, axes])
    opset = [helper.make_opsetid("", 17)]
    save_model(helper.make_model(built, opset_imports=opset, ir_version=9), str(folder / MODEL))


def tokenizer(folder: Path, words: Sequence[str], unknown: str = UNKNOWN) -> None:
    """A tokenizer of whole words."""
    vocabulary = {word: at for at, word in enumerate(words)}
    found = Tokenizer(models.WordLevel(vocabulary, unk_token=unknown))
    found.pre_tokenizer = pre_tokenizers.Whitespace()
    found.save(str(folder / TOKENIZER))


def card(folder: Path, **changed: object) -> Path:
    """The card, with the digests of what lies there; a key given as None is left out."""
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in FILES
        if (folder / name).exists()
    }
    told: dict[str, Any] = {
        "name": "tinh-toi",
        "version": "1.2",
        "languages": ["vi"],
        "max_length": 64,
        "sha256": digests,
        "answers": {"tone": TONE},
    }
    told = {key: value for key, value in (told | changed).items() if value is not None}
    (folder / CARD).write_text(json.dumps(told), "utf-8")
    return folder


def plug_folder(folder: Path, words: Mapping[str, Sequence[float]] = TONES, **changed: object) -> Path:
    """A whole folder: a model that knows these words, by default of tone, in Vietnamese."""
    graph(folder, list(words.values()))
    tokenizer(folder, list(words))
    return card(folder, **changed)
