import json
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.web import labelling
from web.accuracy_card import ClassFigure, load, read

FIGURES = {"rows": 5000, "accuracy": 0.776, "macro_f1": 0.66, "calibration_error": 0.0282}
PLAIN = {"name": "vi-1", "data": "5000 tin", "figures_on_unseen_months": {"topic": FIGURES}}


def test_a_card_of_few_words_is_read() -> None:
    found = read(PLAIN)
    assert (found.name, found.told, len(found.tasks)) == ("vi-1", (("data", "5000 tin"),), 1)
    task = found.tasks[0]
    assert (task.rows, task.accuracy, task.classes, task.bins) == (5000, 0.776, (), ())
    assert found.promised == {("vi", "topic"): 0.776}


def test_a_card_of_many_words_is_read_whole(tmp_path: Path) -> None:
    found = load(labelling.card(tmp_path))
    assert found is not None
    assert [key for key, _ in found.told] == ["data", "method", "licences"]
    assert [task.task for task in found.tasks] == ["about", "topic", "tone"]
    assert found.tasks[0].classes == (ClassFigure("0", 0.93, 900), ClassFigure("1", 0.87, 700))
    first = found.tasks[0].bins[0]
    assert (round(first.sure), round(first.right), first.count) == (25, 23, 180)


def test_what_the_shipped_models_say_of_themselves_is_read(settings: Settings) -> None:
    shipped = load(settings.MODEL_FOLDER)
    assert shipped is not None
    assert {task.task for task in shipped.tasks} == {"about", "topic", "tone"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"name": "a", "figures_on_unseen_months": 3}',
        '{"name": "a", "figures_on_unseen_months": {"topic": {"rows": "many"}}}',
        json.dumps(PLAIN | {"figures_on_unseen_months": {"topic": FIGURES | {"bins": {}}}}),
        json.dumps(PLAIN | {"figures_on_unseen_months": {"topic": FIGURES | {"bins": [[1, 2]]}}}),
        json.dumps(PLAIN | {"figures_on_unseen_months": {"topic": FIGURES | {"classes": {"a": 1}}}}),
    ],
)
def test_a_card_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "models.json").write_text(text, "utf-8")
    assert load(tmp_path) is None


def test_a_folder_without_a_card_has_none(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere") is None
