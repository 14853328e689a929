"""An encoder of one's own: texts become vectors of length one, and whatever is wrong is a sentence."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from classifier import encoders
from classifier.encoders import Failed
from classifier.linear import ModelError
from classifier.plug_files import MODEL
from tests.classifier.encoding import SENSES, encoder_folder


def refusal(folder: Path) -> str:
    with pytest.raises(ModelError) as refused:
        encoders.load(folder)
    return str(refused.value)


def test_words_of_one_sense_lie_close_in_two_languages(tmp_path: Path) -> None:
    found = encoders.load(encoder_folder(tmp_path))
    flood, lu, gold = found.encode(["flood", "lũ", "vàng"])
    assert (found.name, found.dim, flood.dtype) == ("nghia@1", 3, np.float32)
    assert (float(flood @ lu) > 0.9, float(flood @ gold) < 0.2) == (True, True)
    assert np.allclose(np.linalg.norm([flood, lu, gold], axis=1), 1)


def test_no_texts_give_no_rows(tmp_path: Path) -> None:
    assert encoders.load(encoder_folder(tmp_path)).encode([]).shape == (0, 3)


@pytest.mark.parametrize("pool", ["mean", "first"])
def test_pieces_become_one_row(tmp_path: Path, pool: str) -> None:
    (row,) = encoders.load(encoder_folder(tmp_path, pool=pool)).encode(["lũ vàng"])
    wanted = (0.0, 0.707, 0.707) if pool == "mean" else (0.0, 1.0, 0.0)
    assert np.allclose(row, wanted, atol=1e-3)


def test_a_model_that_pools_itself_is_taken_as_it_is(tmp_path: Path) -> None:
    (row,) = encoders.load(encoder_folder(tmp_path, pooled=True)).encode(["lũ lũ"])
    assert np.allclose(row, (0.0, 1.0, 0.0))


def test_the_prefix_stands_before_every_text(tmp_path: Path) -> None:
    (row,) = encoders.load(encoder_folder(tmp_path, prefix="vàng ", pool="first")).encode(["lũ"])
    assert np.allclose(row, (0.0, 0.0, 1.0))


@pytest.mark.parametrize(("cosine", "score"), [(0.3, 0.0), (0.5, 0.0), (0.9, 0.5), (0.7, 1 / 3)])
def test_a_cosine_becomes_a_score_on_the_card_s_own_scale(
    tmp_path: Path, cosine: float, score: float
) -> None:
    assert encoders.load(encoder_folder(tmp_path)).score(cosine) == pytest.approx(score)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": None}, 'lacks "name"'),
        ({"output": None}, 'lacks "output"'),
        ({"output": "pooled"}, "inputs or outputs that do not fit: pooled"),
        ({"pool": "max"}, 'has a "pool" that is none of mean, first, none'),
        ({"pool": "none"}, "does not fit its pool"),
        ({"prefix": 3}, 'has a "prefix" that is no text'),
        ({"alike": None}, 'has an "alike" that is not from −1 to 1'),
        ({"alike": 0.4}, 'has an "alike" that is not above its "unlike"'),
        ({"unlike": True}, 'has an "unlike" that is not from −1 to 1'),
        ({"sha256": {"model.onnx": "0", "tokenizer.json": "0"}}, "is not what diembao.json pins"),
    ],
)
def test_a_wrong_card_is_refused(tmp_path: Path, changed: dict[str, Any], told: str) -> None:
    said = refusal(encoder_folder(tmp_path, **changed))
    assert told in said
    assert "unset DIEMBAO_ENCODER to use what the desk compares by itself" in said
    assert said.startswith("Bộ mã hóa vụ việc (DIEMBAO_ENCODER)")


def test_a_folder_without_a_card_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path)


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    folder = encoder_folder(tmp_path)
    (folder / MODEL).write_bytes(b"no model")
    assert "is not what diembao.json pins" in refusal(folder)


def test_a_text_without_a_direction_fails(tmp_path: Path) -> None:
    found = encoders.load(encoder_folder(tmp_path, SENSES | {"không": (0.0, 0.0, 0.0)}))
    with pytest.raises(Failed, match="not a vector"):
        found.encode(["không"])
