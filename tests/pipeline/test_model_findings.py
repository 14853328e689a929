"""What the doctor says of the models: one line, and the cure where the desk's own cannot read."""

from pathlib import Path

import pytest

from classifier.shelf import Shelf
from pipeline import model_findings
from pipeline.finding import Colour, Finding
from tests.classifier.shelves import filled, shipped

NAME = "desk-00000001"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "own", shipped(tmp_path / "shipped"))


def only(shelf: Shelf) -> Finding:
    (found,) = model_findings.examine(shelf)
    return found


def test_the_model_that_reads_is_named(shelf: Shelf) -> None:
    assert only(shelf) == Finding(Colour.GREEN, "model", "vi-00000000")
    shelf.put(NAME, filled(shelf.shipped, NAME))
    assert only(shelf) == Finding(Colour.GREEN, "model", NAME)


@pytest.mark.parametrize("file", ["topic.npz", "models.json"])
def test_a_broken_model_is_one_finding_with_its_cure(shelf: Shelf, file: str) -> None:
    shelf.put(NAME, filled(shelf.shipped, NAME))
    (shelf.own / NAME / file).write_bytes(b"cut")
    found = only(shelf)
    assert (found.colour, found.what, found.cure) == (
        Colour.YELLOW,
        f"model {NAME}",
        model_findings.BROKEN_CURE,
    )


def test_a_model_of_an_older_release_is_told(shelf: Shelf) -> None:
    shelf.put(NAME, filled(shelf.shipped, NAME))
    shipped(shelf.shipped, "vi-11111111")
    assert (only(shelf).colour, only(shelf).cure) == (Colour.YELLOW, model_findings.OUTDATED_CURE)


def test_where_nothing_can_read_every_process_says_so_itself(shelf: Shelf) -> None:
    (shelf.shipped / "models.json").unlink()
    assert model_findings.examine(shelf) == []
