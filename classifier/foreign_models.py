"""The shipped models of foreign languages, read once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from classifier import linear
from classifier.features import Features
from classifier.guess import Chances
from classifier.linear import Linear, ModelError, softmax

FOLDER = Path(__file__).with_name("models")
CARD = "foreign.json"
MODELS = ("topic", "about", "tone")
TOWARD = "tone_en"


@dataclass(frozen=True, slots=True)
class ForeignModels:
    """Topics, relevance and tone in any language by measures, the tone toward a name in English."""

    name: str
    topic: Linear
    about: Linear
    tone: Linear
    tone_en: tuple[Linear, ...]


def summed(models: Sequence[Linear], blocks: Sequence[Features]) -> Chances:
    """What models of several blocks of features say together."""
    scores = [model.scores(block) for model, block in zip(models, blocks, strict=True)]
    chances = softmax(np.asarray(sum(scores), dtype=np.float32))
    return dict(zip(models[0].classes, map(float, chances), strict=True))


@lru_cache(maxsize=4)
def load(folder: Path = FOLDER) -> ForeignModels:
    """The models of a folder."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        topic, about, tone = (linear.load(folder, card["models"][name][0]) for name in MODELS)
        toward = tuple(linear.load(folder, one) for one in card["models"][TOWARD])
        return ForeignModels(str(card["name"]), topic, about, tone, toward)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ModelError(
            f"Không đọc được mô hình ngoại ngữ trong {folder} ({error}); hãy lấy lại thư mục ấy"
            " hoặc chạy `make train`."
            f" / The foreign models in {folder} cannot be read ({error}); restore the folder or run"
            " `make train`."
        ) from error
