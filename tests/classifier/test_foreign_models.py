"""The shipped models of foreign languages are read, and refused if they are not those of their card."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from classifier import foreign_models
from classifier.linear import Linear, ModelError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in foreign_models.FOLDER.glob("foreign*"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_the_shipped_models_know_topics_relevance_and_tones() -> None:
    models = foreign_models.load()
    assert (len(models.topic.classes), models.about.classes) == (16, ("0", "1"))
    assert models.tone.classes == models.tone_en[0].classes == ("-1", "0", "1")


def test_they_go_by_the_name_of_their_card() -> None:
    card = json.loads((foreign_models.FOLDER / foreign_models.CARD).read_text("utf-8"))
    assert foreign_models.load().name == card["name"]


def test_they_are_read_once() -> None:
    assert foreign_models.load() is foreign_models.load()


def test_a_copy_elsewhere_is_read_too(folder: Path) -> None:
    assert foreign_models.load(folder).name == foreign_models.load().name


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"models": {}}', '{"name": "x", "models": {"topic": []}}'])
def test_a_card_that_lacks_something_is_refused(folder: Path, card: str) -> None:
    (folder / foreign_models.CARD).write_text(card, "utf-8")
    with pytest.raises(ModelError, match=r"(?s)Không đọc được .* cannot be read .* restore the folder"):
        foreign_models.load(folder)


def test_a_folder_without_a_card_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="foreign models"):
        foreign_models.load(tmp_path)


def test_altered_bytes_are_refused(folder: Path) -> None:
    (folder / "foreign_tone.npz").write_bytes(b"no")
    with pytest.raises(ModelError, match="SHA-256"):
        foreign_models.load(folder)


def test_blocks_are_weighed_together() -> None:
    def one(weight: float) -> Linear:
        weights = np.array([[-weight, weight]], dtype=np.float32)
        return Linear(("a", "b"), {"x": 0}, np.ones(1, np.float32), weights, np.zeros(2, np.float32))

    together = foreign_models.summed([one(1), one(-1)], [{"x": 1.0}, {"x": 1.0}])
    alone = foreign_models.summed([one(1), one(-1)], [{"x": 1.0}, {}])
    assert together == {"a": 0.5, "b": 0.5}
    assert alone["b"] > alone["a"]
