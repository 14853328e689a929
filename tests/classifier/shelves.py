"""Small models on a shelf, for tests of the shelf."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from classifier.linear import Linear, save
from classifier.reader import MODELS
from classifier.shelf import CARDS, Shelf

CLASSES = {"topic": ("economy", "education"), "tone": ("-1", "0", "1")}


def shipped(folder: Path, name: str = "vi-00000000") -> Path:
    """A folder with models that know one word."""
    folder.mkdir(parents=True, exist_ok=True)
    cards = {}
    for task in MODELS:
        classes = CLASSES.get(task, ("0", "1"))
        one, none = np.ones(1, dtype=np.float32), np.zeros(len(classes), dtype=np.float32)
        model = Linear(classes, {"muối": 0}, one, none[None, :].copy(), none, 0.2)
        cards[task] = save(model, folder / f"{task}.npz")
    told = {"name": name, "figures_on_unseen_months": {}, "models": cards}
    (folder / "models.json").write_text(json.dumps(told), "utf-8")
    return folder


def filled(of: Path, name: str) -> Callable[[Path], None]:
    """What writes a model of the desk that was made from a shipped one."""
    base = json.loads((of / "models.json").read_text("utf-8"))["name"]

    def fill(folder: Path) -> None:
        shipped(folder, name)
        told = json.loads((folder / "models.json").read_text("utf-8"))
        told["desk"] = {"shipped": base}
        (folder / "models.json").write_text(json.dumps(told), "utf-8")

    return fill


def card_of(shelf: Shelf, name: str) -> Mapping[str, Any]:
    """What is kept of one of the desk's models, though its weights may be gone."""
    told: Mapping[str, Any] = json.loads((shelf.own / CARDS / f"{name}.json").read_text("utf-8"))
    return told
