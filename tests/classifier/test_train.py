"""Training on a small set: the same data gives the same files, and the card tells what they are."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from classifier import train, training_rows
from classifier.model import Gazetteer, Place, PlaceName
from classifier.reader import MODELS, Reader
from classifier.train import TASKS
from classifier.training_rows import invented
from classifier.vietnamese import GIVEN
from tests.classifier import labelled

FILES = ["about.npz", "about_any.npz", "models.json", "tone.npz", "topic.npz"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return labelled.written(tmp_path_factory.mktemp("data") / "reports.jsonl.gz")


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models") / "new" / "folder"
    assert train.main(["--data", str(data), "--out", str(out)]) == 0
    return out


def card(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / train.CARD).read_text("utf-8"))
    return told


def test_a_folder_of_models_and_their_card_is_written(trained: Path) -> None:
    assert sorted(path.name for path in trained.iterdir()) == FILES


def test_the_same_data_gives_the_same_bytes(data: Path, trained: Path, tmp_path: Path) -> None:
    train.main(["--data", str(data), "--out", str(tmp_path)])
    again = {name: (tmp_path / name).read_bytes() for name in FILES}
    assert again == {name: (trained / name).read_bytes() for name in FILES}


def test_accents_written_apart_train_the_same(data: Path, trained: Path, tmp_path: Path) -> None:
    apart = labelled.written(tmp_path / "apart.jsonl.gz", form="NFD")
    assert training_rows.read(apart) == training_rows.read(data)


def test_the_card_names_the_models_by_their_bytes(trained: Path) -> None:
    digests = [sha256((trained / f"{task.name}.npz").read_bytes()).hexdigest() for task in TASKS]
    told = card(trained)
    assert [told["models"][task.name]["sha256"] for task in TASKS] == digests
    assert str(told["name"]) == f"vi-{sha256(''.join(digests).encode()).hexdigest()[:8]}"


def test_the_card_tells_what_they_learned_from(data: Path, trained: Path) -> None:
    days = [row["published"] for row in training_rows.read(data)]
    wanted = f"80 labelled Vietnamese reports of {days[0]} to {days[-1]}, without their texts; "
    assert str(card(trained)["data"]).startswith(wanted)


def test_the_card_tells_the_classes(trained: Path) -> None:
    classes = {name: told["classes"] for name, told in card(trained)["models"].items()}
    assert classes == {
        "topic": sorted({row["topic"] for row in invented()}),
        "about": ["0", "1"],
        "about_any": ["0", "1"],
        "tone": ["-1", "0", "1"],
    }


def test_each_model_learns_from_what_it_will_weigh() -> None:
    assert {task.name: task.features for task in TASKS} == GIVEN


def test_the_card_tells_f1_and_confidence_of_each_class(trained: Path) -> None:
    told = card(trained)["figures_on_unseen_months"]["about"]
    assert (list(told["classes"]), [len(one) for one in told["bins"]]) == (
        ["0", "1"],
        [3] * len(told["bins"]),
    )


def test_the_card_names_the_days_of_its_data_and_no_clock(data: Path, trained: Path) -> None:
    days = [row["published"] for row in training_rows.read(data)]
    assert (card(trained)["date"], card(trained)["version"]) == (
        f"{days[0]} – {days[-1]}",
        card(trained)["name"],
    )


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
    assert float(str(card(trained)["figures_on_unseen_months"]["tone"]["accuracy"])) > 0.8


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


@pytest.mark.shared
@pytest.mark.slow
def test_the_shipped_models_come_from_the_shared_data(shared: Path, tmp_path: Path) -> None:
    data = shared / "data" / "classify" / "province_vi_train.jsonl.gz"
    assert train.main(["--data", str(data), "--out", str(tmp_path)]) == 0
    new, kept = (card(folder)["figures_on_unseen_months"] for folder in (tmp_path, train.MODELS))
    # Another processor may round the last digit another way.
    for name in ("accuracy", "macro_f1", "calibration_error"):
        assert [new[task.name][name] for task in TASKS] == pytest.approx(
            [kept[task.name][name] for task in TASKS], abs=0.005
        )
