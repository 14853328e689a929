"""The desk's next models: learned from its labels, each taken only if it is not worse on the held ones."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from classifier.acceptance import Judgement, Reason
from classifier.labelled import Labelled
from classifier.reader import Reader
from classifier.relearning import Relearned, relearn
from classifier.shelf import Shelf, card
from tests.classifier import corrected
from tests.classifier.conftest import MODELS
from tests.classifier.places import GAZETTEER
from tests.classifier.shelves import card_of


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "own", MODELS)


def learned(shelf: Shelf, rows: Sequence[Labelled], *, is_dry: bool = False) -> Relearned:
    return relearn(shelf, GAZETTEER, rows, lambda _: None, is_dry=is_dry)


def of(found: Relearned, task: str) -> Judgement:
    return next(one for one in found.judgements if one.task == task)


def right(reader: Reader, rows: Sequence[Labelled]) -> float:
    return sum(reader.read(one.title, one.body).topic in one.topics for one in rows) / len(rows)


def test_two_hundred_honest_labels_change_the_next_model_and_its_figures(shelf: Shelf) -> None:
    rows = corrected.honest(200)
    found = learned(shelf, rows)
    topic = of(found, "topic")
    assert (found.labels, found.held, found.is_accepted) == (150, 50, True)
    assert (topic.reason, topic.before < 0.9, topic.after > 0.95) == (Reason.NOT_WORSE, True, True)
    before, after = Reader(GAZETTEER, MODELS), Reader(GAZETTEER, shelf.in_use())
    held = [row for row in rows if row.is_held]
    assert (right(before, held), right(after, held)) == (topic.before, topic.after)
    assert (before.name, after.name) == (found.parent, found.name)


def test_poisoned_labels_are_refused_with_the_reason_and_both_figures(shelf: Shelf) -> None:
    found = learned(shelf, corrected.poisoned(corrected.honest(200)))
    topic, tone = of(found, "topic"), of(found, "tone")
    assert (topic.reason, tone.reason) == (Reason.WORSE, Reason.WORSE)
    assert topic.after < topic.before
    chosen = json.loads((shelf.in_use() / "models.json").read_text("utf-8"))["models"]
    shipped = json.loads((MODELS / "models.json").read_text("utf-8"))["models"]
    assert [chosen[task] for task in ("topic", "tone")] == [shipped[task] for task in ("topic", "tone")]


def test_what_was_learned_before_is_not_given_up_for_something_worse(shelf: Shelf) -> None:
    rows = corrected.honest(200)
    first = learned(shelf, rows)
    second = learned(shelf, corrected.poisoned(rows))
    assert (second.parent, of(second, "topic").before) == (first.name, of(first, "topic").after)
    assert of(second, "topic").reason == Reason.WORSE
    assert right(Reader(GAZETTEER, shelf.in_use()), rows) > 0.95


def test_the_same_labels_give_the_same_model(shelf: Shelf, tmp_path: Path) -> None:
    rows = corrected.honest(60)
    other = Shelf(tmp_path / "other", MODELS)
    one, two = learned(shelf, rows), learned(other, rows)
    assert one == two
    files = sorted(path.name for path in (shelf.own / one.name).iterdir())
    for name in files:
        assert (shelf.own / one.name / name).read_bytes() == (other.own / two.name / name).read_bytes()


def test_once_more_the_same_labels_change_nothing(shelf: Shelf) -> None:
    rows = corrected.honest(60)
    first = learned(shelf, rows)
    again = learned(shelf, rows)
    assert (again.parent, again.name, again.is_accepted) == (first.name, first.name, True)


def test_a_trial_changes_nothing(shelf: Shelf) -> None:
    found = learned(shelf, corrected.honest(60), is_dry=True)
    assert (found.is_accepted, shelf.chosen(), shelf.own.exists()) == (True, "", False)


def test_the_card_tells_parent_labels_and_figures(shelf: Shelf) -> None:
    found = learned(shelf, corrected.honest(60))
    told, shipped = card_of(shelf, found.name), card(shelf.shipped)["name"]
    assert (told["name"], told["parent"], told["labels"]) == (found.name, shipped, found.labels)
    assert (told["desk"]["shipped"], told["desk"]["held"]) == (shipped, found.held)
    assert told["desk"]["figures"]["topic"]["after"] == of(found, "topic").after


def test_few_held_labels_are_not_enough(shelf: Shelf) -> None:
    found = learned(shelf, corrected.honest(30))
    assert {one.reason for one in found.judgements} == {Reason.FEW_HELD}
    assert (found.name, found.is_accepted, shelf.chosen()) == (found.parent, False, "")


def test_without_labels_to_learn_from_nothing_is_learned(shelf: Shelf) -> None:
    rows = [replace(one, is_held=True) for one in corrected.honest(40)]
    found = learned(shelf, rows)
    assert {one.reason for one in found.judgements} == {Reason.NO_LABELS}


def test_labels_of_other_languages_teach_nothing(shelf: Shelf) -> None:
    found = learned(shelf, [replace(one, lang="en") for one in corrected.honest(60)])
    assert (found.labels, found.held, found.is_accepted) == (0, 0, False)


def test_a_copy_of_a_held_text_is_not_learned_from(shelf: Shelf) -> None:
    rows = [replace(one, story=7) for one in corrected.honest(60)]
    assert (learned(shelf, rows).labels, learned(shelf, rows).held) == (0, 15)


def test_a_broken_model_of_the_desk_is_made_anew(shelf: Shelf) -> None:
    rows = corrected.honest(60)
    first = learned(shelf, rows)
    (shelf.own / first.name / "topic.npz").write_bytes(b"cut")
    again = learned(shelf, rows)
    assert (again.parent, again.name) == (first.parent, first.name)
    assert Reader(GAZETTEER, shelf.in_use()).name == first.name


JUDGED = Labelled("t", "b", "vi", 1, is_held=False)


@pytest.mark.parametrize(
    ("row", "classes"),
    [
        (replace(JUDGED, about=True, topics=("b", "a"), tone=-1), [("1",), ("b", "a"), ("-1",)]),
        (replace(JUDGED, about=False, tone=1), [("0",), (), ()]),
        (replace(JUDGED, tone=0), [(), (), ("0",)]),
        (JUDGED, [(), (), ()]),
    ],
)
def test_what_is_right_for_each_task(row: Labelled, classes: list[tuple[str, ...]]) -> None:
    assert [row.classes(task) for task in ("about", "topic", "tone")] == classes
