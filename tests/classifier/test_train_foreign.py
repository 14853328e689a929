"""Training the foreign models on a small set: the same data gives the same files."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from classifier import foreign_models, train_foreign
from classifier.train_foreign import Given, Reports
from classifier.training_rows import read
from tests.classifier import labelled

TARGETS = (
    ("a_1_x", "Critics said {p} failed and was corrupt.", 2.0),
    ("a_2_x", "Voters praised {p} for a great success.", 6.0),
    ("a_3_x", "{p} spoke on Monday in the city.", 4.0),
)
FILES = [
    "foreign.json",
    *(f"foreign_{name}.npz" for name in ("about", "tone", "tone_en", "tone_en_2", "tone_en_3", "topic")),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    labelled.written(folder / "reports.jsonl.gz")
    with gzip.open(folder / "targets.jsonl.gz", "wt", encoding="utf-8") as out:
        for number in range(10):
            for article, sentence, polarity in TARGETS:
                text = sentence.format(p="Smith")
                at = text.index("Smith")
                target = {"from": at, "to": at + 5, "polarity": polarity}
                row = {
                    "primary_gid": f"{article[:2]}{number}{article[1:]}",
                    "sentence_normalized": text,
                    "targets": [target],
                }
                out.write(json.dumps(row) + "\n")
    return folder


def trained_in(data: Path, out: Path) -> Path:
    told = [
        "--data",
        str(data / "reports.jsonl.gz"),
        "--targets",
        str(data / "targets.jsonl.gz"),
        "--out",
        str(out),
    ]
    assert train_foreign.main(told) == 0
    return out


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trained_in(data, tmp_path_factory.mktemp("models") / "new")


def test_a_folder_of_models_and_their_card_is_written(trained: Path) -> None:
    assert sorted(path.name for path in trained.iterdir()) == FILES


def test_the_same_data_gives_the_same_bytes(data: Path, trained: Path, tmp_path: Path) -> None:
    again = trained_in(data, tmp_path)
    assert {name: (again / name).read_bytes() for name in FILES} == {
        name: (trained / name).read_bytes() for name in FILES
    }


def test_what_was_trained_can_be_read(trained: Path) -> None:
    models = foreign_models.load(trained)
    assert (models.name[:8], models.tone.classes, len(models.tone_en)) == ("foreign-", ("-1", "0", "1"), 3)


def test_the_card_tells_sources_and_figures(trained: Path) -> None:
    card = json.loads((trained / "foreign.json").read_text("utf-8"))
    assert list(card["figures_on_unseen_rows"]) == list(card["models"]) == list(card["data"])
    assert ("MIT" in card["licences"], "ja" in card["languages"], "vi" in card["languages"]) == (
        True,
        True,
        False,
    )
    assert {name: told["rows"] for name, told in card["figures_on_unseen_rows"].items()} == {
        "topic": 80,
        "about": 80,
        "tone": 56,
        "tone_en": 30,
    }


@pytest.mark.parametrize("gone", ["reports", "targets"])
def test_missing_data_ends_with_two_and_writes_nothing(
    data: Path, tmp_path: Path, gone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = {name: data / f"{name}.jsonl.gz" for name in ("reports", "targets")} | {gone: tmp_path / "gone"}
    out = tmp_path / "out"
    told = ["--data", str(paths["reports"]), "--targets", str(paths["targets"]), "--out", str(out)]
    assert (train_foreign.main(told), out.exists()) == (2, False)
    assert f"{tmp_path / 'gone'} is not there" in capsys.readouterr().err


def test_targets_are_read_with_their_span_tone_and_article(data: Path) -> None:
    first = next(train_foreign.read_targets(data / "targets.jsonl.gz"))
    assert first == ("Critics said Smith failed and was corrupt.", (13, 18), "-1", "a_0")


def test_reports_of_one_story_are_in_one_fold(data: Path) -> None:
    reports = Reports.of(read(data / "reports.jsonl.gz"))
    assert (len(reports.rows), len(reports.texts), len(reports.folds)) == (80, 80, 80)
    assert set(reports.folds) <= set(range(5))


LABELS = ["0", "1"] * 10
GIVEN = Given(
    "x",
    [({"#share 0": 1.0, "a": 1.0},), ({"#share 1": 1.0, "b": 1.0},)] * 10,
    LABELS,
    [0, 1, 2, 3, 4] * 4,
    1.0,
)


def test_a_model_learns_what_is_plain(tmp_path: Path) -> None:
    models, cards, figures = train_foreign.learn(GIVEN, tmp_path)
    assert [foreign_models.summed(models, blocks)["1"] > 0.5 for blocks in GIVEN.blocks[:2]] == [False, True]
    assert ([card["file"] for card in cards], figures["accuracy"]) == (["x.npz"], 1.0)


def test_a_class_may_lean_on_a_measure_of_its_own(tmp_path: Path) -> None:
    def weight(own: str) -> float:
        given = Given("x", GIVEN.blocks, LABELS, GIVEN.folds, 0.001, own=own)
        model = train_foreign.learn(given, tmp_path)[0][0]
        return float(np.ptp(model.weights[model.index["#share 0"]]))

    assert weight("#share") > weight("")


def test_a_rare_class_may_weigh_as_much_as_another(tmp_path: Path) -> None:
    blocks, labels = [({"a": 1.0},)] * 20, ["0"] * 4 + ["1"] * 16
    chances = [
        foreign_models.summed(
            train_foreign.learn(Given("x", blocks, labels, [0, 1] * 10, 1.0, is_evened=is_evened), tmp_path)[
                0
            ],
            blocks[0],
        )["0"]
        for is_evened in (False, True)
    ]
    assert chances[0] < chances[1] == pytest.approx(0.5, abs=0.05)


@pytest.mark.shared
@pytest.mark.slow
def test_the_shipped_models_come_from_the_shared_data(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data" / "classify"
    told = [
        "--data",
        str(folder / "province_vi_train.jsonl.gz"),
        "--targets",
        str(folder / "tsc_en_train.jsonl.gz"),
    ]
    assert train_foreign.main([*told, "--out", str(tmp_path)]) == 0
    new, kept = (
        json.loads((folder / "foreign.json").read_text("utf-8"))["figures_on_unseen_rows"]
        for folder in (tmp_path, foreign_models.FOLDER)
    )
    # Another processor may round the last digit another way.
    for name, figures in kept.items():
        assert new[name]["accuracy"] == pytest.approx(figures["accuracy"], abs=0.005)
