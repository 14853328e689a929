"""Training on a small set: the same data gives the same files, and the card tells what they are."""

import json
import math
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import linear, train
from classifier.model import Gazetteer, Place, PlaceName
from classifier.reader import MODELS, Reader
from classifier.train import TASKS, Task
from tests.classifier import labelled

FILES = ["about.npz", "about_any.npz", "models.json", "tone.npz", "topic.npz"]
FIRST = TASKS[0]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return labelled.written(tmp_path_factory.mktemp("data") / "reports.jsonl.gz")


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models") / "new" / "folder"
    assert train.main(["--data", str(data), "--out", str(out)]) == 0
    return out


def card(folder: Path) -> dict[str, dict[str, dict[str, object]]]:
    told: dict[str, dict[str, dict[str, object]]] = json.loads((folder / train.CARD).read_text("utf-8"))
    return told


def test_a_folder_of_models_and_their_card_is_written(trained: Path) -> None:
    assert sorted(path.name for path in trained.iterdir()) == FILES


def test_the_same_data_gives_the_same_bytes(data: Path, trained: Path, tmp_path: Path) -> None:
    train.main(["--data", str(data), "--out", str(tmp_path)])
    again = {name: (tmp_path / name).read_bytes() for name in FILES}
    assert again == {name: (trained / name).read_bytes() for name in FILES}


def test_accents_written_apart_train_the_same(data: Path, trained: Path, tmp_path: Path) -> None:
    apart = labelled.written(tmp_path / "apart.jsonl.gz", form="NFD")
    assert train.read(apart) == train.read(data)


def test_the_card_names_the_models_by_their_bytes(trained: Path) -> None:
    digests = [sha256((trained / f"{task.name}.npz").read_bytes()).hexdigest() for task in TASKS]
    told = card(trained)
    assert [told["models"][task.name]["sha256"] for task in TASKS] == digests
    assert str(told["name"]) == f"vi-{sha256(''.join(digests).encode()).hexdigest()[:8]}"


def test_the_card_tells_what_they_learned_from(data: Path, trained: Path) -> None:
    days = [row["published"] for row in train.read(data)]
    wanted = f"80 labelled Vietnamese reports of {days[0]} to {days[-1]}, without their texts"
    assert str(card(trained)["data"]) == wanted


def test_the_card_tells_the_classes(trained: Path) -> None:
    classes = {name: told["classes"] for name, told in card(trained)["models"].items()}
    assert classes == {
        "topic": ["agriculture", "culture_tourism", "public_order", "sport_entertainment"],
        "about": ["0", "1"],
        "about_any": ["0", "1"],
        "tone": ["-1", "0", "1"],
    }


def test_the_figures_are_of_rows_no_model_had_seen(trained: Path) -> None:
    figures = card(trained)["figures_on_unseen_months"]
    assert {name: told["rows"] for name, told in figures.items()} == {
        "topic": 80,
        "about": 80,
        "about_any": 80,
        "tone": 56,
    }
    shares = [figures[name][key] for name in figures for key in ("accuracy", "macro_f1", "calibration_error")]
    assert [share for share in shares if not 0 <= float(str(share)) <= 1] == []


def test_what_is_so_plain_is_learned(trained: Path) -> None:
    assert float(str(card(trained)["figures_on_unseen_months"]["topic"]["accuracy"])) > 0.9


def test_every_model_knows_when_it_is_unsure(trained: Path) -> None:
    unsure = [float(str(told["unsure"])) for told in card(trained)["models"].values()]
    assert [value for value in unsure if not 0 < value <= 1] == []


def test_a_reader_reads_with_them(trained: Path) -> None:
    place = Place("gia-lai", "province", (PlaceName("Gia Lai", "vi"),))
    reader = Reader(Gazetteer("gia-lai", (place,)), trained)
    reading = reader.read("Gia Lai được mùa lúa", "Nông dân Gia Lai thu hoạch lúa, năng suất cao.")
    assert (reading.topic, reading.tone, reading.lang) == ("agriculture", 1, "vi")
    assert (reading.model, (reading.about or 0) > 0.5) == (str(card(trained)["name"]), True)


def test_the_models_are_those_a_reader_asks_for() -> None:
    assert tuple(task.name for task in TASKS) == MODELS


def test_missing_data_ends_with_two_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone.jsonl.gz"
    assert train.main(["--data", str(gone), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == (
        f"Không thấy {gone}: không có dữ liệu để huấn luyện, mô hình cũ giữ nguyên."
        f" / {gone} is not there: nothing to train on, the models stay as they are.\n"
    )


def test_missing_data_leaves_the_models_as_they_were(tmp_path: Path) -> None:
    train.main(["--data", str(tmp_path / "gone"), "--out", str(tmp_path / "out")])
    assert list(tmp_path.iterdir()) == []


def test_the_command_ends_as_its_function(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "classifier.train", "--data", str(tmp_path / "gone")]
    ended = subprocess.run(command, cwd=train.ROOT.parent, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("/ ")) == (2, "", 1)


def test_rows_are_read_in_the_order_of_their_days(data: Path) -> None:
    days = [row["published"] for row in train.read(data)]
    assert (len(days), days) == (80, sorted(days))


def test_each_row_is_prepared_for_a_desk_of_its_province() -> None:
    texts = train.prepared(labelled.rows()[:4])
    assert [text.home for text in texts] == [frozenset({name}) for name in labelled.PROVINCES]
    assert [text.title.words[0] for text in texts] == ["<here>"] * 4


def test_a_row_of_no_province_has_no_home() -> None:
    here, nowhere = labelled.rows()[0], labelled.rows()[0]
    nowhere["province"] = train.NOWHERE
    texts = train.prepared([here, nowhere])
    assert [text.title.words[0] for text in texts] == ["<here>", "<there>"]


def test_tone_is_learned_from_reports_about_the_province() -> None:
    takes = {task.name: [task.takes(row) for row in labelled.rows()] for task in TASKS}
    assert takes["tone"] == [row["about"] == 1 for row in labelled.rows()]
    assert {all(takes[name]) for name in ("topic", "about", "about_any")} == {True}


GIVEN = [{"a": 1.0, "z": 1.0}, {"a": 1.0, "#x": 2.0}, {"b": 1.0}, {"b": 1.0, "#x": 1.0}]


def test_only_what_two_texts_have_is_weighed() -> None:
    model = train.fitted(FIRST, GIVEN, ["0", "0", "1", "1"], ("0", "1"))
    assert dict(model.index) == {"#x": 0, "a": 1, "b": 2}
    assert model.scale.tolist() == pytest.approx([1.0, math.log(5 / 3) + 1, math.log(5 / 3) + 1])


def test_two_classes_are_two_columns_that_mirror_each_other() -> None:
    model = train.fitted(FIRST, GIVEN, ["0", "0", "1", "1"], ("0", "1"))
    assert model.weights[:, 0].tolist() == (-model.weights[:, 1]).tolist()
    assert [int(model.probabilities(one).argmax()) for one in GIVEN] == [0, 0, 1, 1]


def test_a_class_a_fold_has_not_seen_is_as_good_as_out() -> None:
    model = train.fitted(FIRST, GIVEN, ["0", "0", "2", "2"], ("0", "1", "2"))
    assert [float(model.probabilities(one)[1]) < 1e-6 for one in GIVEN] == [True] * 4


def test_unseen_scores_come_from_the_other_folds() -> None:
    given_ = [{"a": 1.0}, {"b": 1.0}] * 10
    labels = ["0", "1"] * 10
    scores = train.unseen_scores(FIRST, given_, labels, ("0", "1"))
    assert scores.argmax(axis=1).tolist() == [0, 1] * 10


@pytest.mark.parametrize(
    ("texts", "holding", "weight"), [(9, 9, 1.0), (99, 0, math.log(100) + 1), (0, 0, 1.0)]
)
def test_what_few_texts_hold_weighs_more(texts: int, holding: int, weight: float) -> None:
    assert train.rarity(texts, holding) == pytest.approx(weight)


def test_rows_become_one_sparse_matrix() -> None:
    index, scale = {"a": 0, "b": 1, "#x": 2}, np.ones(3, dtype=np.float32)
    rows = [linear.vector(one, index, scale) for one in ({"b": 1.0}, {}, {"a": 3.0, "b": 4.0, "#x": 1.0})]
    dense = train.matrix(rows, 3).toarray()
    assert dense.tolist() == [[0, 1, 0], [0, 0, 0], [pytest.approx(0.6), pytest.approx(0.8), 0.5]]


def test_too_sure_scores_are_cooled_and_too_shy_ones_raised() -> None:
    right = np.array([[1.0, 0.0]] * 3 + [[0.0, 1.0]], dtype=np.float32)
    labels = ["0"] * 4
    sure, shy = (train.temperature(right * by, labels, ("0", "1")) for by in (8, 0.5))
    assert sure == pytest.approx(2.5)
    assert shy < 0.5


def test_honest_scores_stay() -> None:
    scores = np.log(np.array([[0.75, 0.25]] * 4, dtype=np.float32))
    assert train.temperature(scores, ["0", "0", "0", "1"], ("0", "1")) == pytest.approx(1.0, abs=0.05)


def test_figures_of_a_perfect_and_of_a_blind_model() -> None:
    sure = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    perfect, blind = (
        train.figures_of(sure, ["0", "1"], ("0", "1")),
        train.figures_of(sure, ["1", "0"], ("0", "1")),
    )
    assert perfect == {"rows": 2, "accuracy": 1.0, "macro_f1": 1.0, "calibration_error": 0.0}
    assert blind == {"rows": 2, "accuracy": 0.0, "macro_f1": 0.0, "calibration_error": 1.0}


def test_the_calibration_error_is_the_distance_from_what_came_true() -> None:
    sure = np.array([[0.75, 0.25]] * 4, dtype=np.float32)
    figures = train.figures_of(sure, ["0", "0", "1", "1"], ("0", "1"))
    assert (figures["accuracy"], figures["calibration_error"]) == (0.5, 0.25)


@settings(deadline=None)
@given(st.lists(st.lists(st.floats(-50, 50, width=32), min_size=3, max_size=3), min_size=1, max_size=9))
def test_rows_of_scores_become_probabilities(scores: list[list[float]]) -> None:
    chances = train.probabilities(np.array(scores, dtype=np.float32))
    assert chances.sum(axis=1).tolist() == pytest.approx([1.0] * len(scores), abs=1e-5)


def test_a_task_takes_every_row_unless_it_says_otherwise() -> None:
    task = Task("any", lambda _: {}, lambda row: row["topic"], 1.0)
    assert [task.takes(row) for row in labelled.rows()] == [True] * 80


@pytest.mark.shared
@pytest.mark.slow
def test_the_shipped_models_come_from_the_shared_data(shared: Path, tmp_path: Path) -> None:
    data = shared / "data" / "classify" / "province_vi_train.jsonl.gz"
    assert train.main(["--data", str(data), "--out", str(tmp_path)]) == 0
    new, kept = (card(folder)["figures_on_unseen_months"] for folder in (tmp_path, train.MODELS))
    # Another processor may round the last digit another way.
    for task in TASKS:
        assert new[task.name] == pytest.approx(kept[task.name], abs=0.005)
