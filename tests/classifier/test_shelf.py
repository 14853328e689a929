"""Where models stand: chosen at once or not at all, the shipped ones read where the desk's cannot."""

import logging
import os
from functools import partial
from pathlib import Path

import pytest

from classifier import reader
from classifier.linear import ModelError
from classifier.reader import Reader
from classifier.shelf import Latest, Shelf, ShelfBusy, card
from tests.classifier.killed_shelf import survived
from tests.classifier.places import GAZETTEER
from tests.classifier.shelves import card_of, filled, shipped

FIRST, SECOND = "desk-00000001", "desk-00000002"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "own", shipped(tmp_path / "shipped"))


def put(shelf: Shelf, name: str) -> None:
    shelf.put(name, filled(shelf.shipped, name))


def made(folder: Path) -> Reader:
    return Reader(GAZETTEER, folder)


def test_at_first_the_shipped_models_read(shelf: Shelf) -> None:
    assert (shelf.chosen(), shelf.in_use(), shelf.stamp()) == ("", shelf.shipped, None)


def test_a_model_that_was_put_there_reads(shelf: Shelf) -> None:
    put(shelf, FIRST)
    assert (shelf.chosen(), shelf.in_use()) == (FIRST, shelf.own / FIRST)
    assert reader.load(shelf.in_use())[0] == FIRST


def test_the_later_of_two_reads(shelf: Shelf) -> None:
    put(shelf, FIRST)
    before = shelf.stamp()
    put(shelf, SECOND)
    assert (shelf.chosen(), shelf.stamp() != before) == (SECOND, True)


@pytest.mark.parametrize("text", ["", "../../etc", "desk-1", "desk-0000000g", "vi-00000000"])
def test_what_is_no_name_of_a_model_is_none(shelf: Shelf, text: str) -> None:
    put(shelf, FIRST)
    (shelf.own / "current").write_text(text, "utf-8")
    assert (shelf.chosen(), shelf.in_use()) == ("", shelf.shipped)


def test_a_choice_that_is_no_text_is_none(shelf: Shelf) -> None:
    put(shelf, FIRST)
    (shelf.own / "current").write_bytes(b"\xff\xfe")
    assert shelf.chosen() == ""


def test_a_model_made_from_another_release_rests(shelf: Shelf) -> None:
    put(shelf, FIRST)
    shipped(shelf.shipped, "vi-11111111")
    assert (shelf.is_outdated(FIRST), shelf.in_use()) == (True, shelf.shipped)


def test_a_broken_model_is_told_and_the_shipped_one_reads(shelf: Shelf) -> None:
    put(shelf, FIRST)
    (shelf.own / FIRST / "topic.npz").write_bytes(b"cut short")
    found, fault = shelf.open(made)
    assert (found.name, "không đúng mã SHA-256" in fault) == ("vi-00000000", True)


def test_a_model_that_is_gone_is_told_too(shelf: Shelf) -> None:
    put(shelf, FIRST)
    (shelf.own / FIRST / "models.json").unlink()
    found, fault = shelf.open(made)
    assert (found.name, FIRST in fault) == ("vi-00000000", True)


def test_without_any_model_that_can_be_read_nobody_reads(shelf: Shelf) -> None:
    (shelf.shipped / "models.json").unlink()
    with pytest.raises(ModelError):
        shelf.open(made)


def test_whoever_reads_notices_a_new_model(shelf: Shelf) -> None:
    latest = Latest(shelf, made)
    names = [latest.name]
    for name in (FIRST, SECOND):
        put(shelf, name)
        names.append(latest.read("Giá muối", "Muối rẻ.").model)
    assert names == ["vi-00000000", FIRST, SECOND]


def test_a_new_model_that_is_broken_is_logged_once(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    latest = Latest(shelf, made)
    put(shelf, FIRST)
    (shelf.own / FIRST / "tone.npz").unlink()
    with caplog.at_level(logging.WARNING):
        assert [latest.name, latest.name] == ["vi-00000000"] * 2
    assert len(caplog.records) == 1


def test_the_last_five_stay_and_the_cards_of_all(shelf: Shelf) -> None:
    names = [f"desk-0000000{n}" for n in range(7)]
    for at, name in enumerate(names):
        put(shelf, name)
        os.utime(shelf.own / name, (at, at))
    assert sorted(shelf.prune()) == names[:2]
    assert [card_of(shelf, name)["name"] for name in names] == names
    assert sorted(path.name for path in shelf.own.glob("desk-*")) == names[2:]


def test_the_model_in_use_stays_however_old(shelf: Shelf) -> None:
    for at, name in enumerate((FIRST, SECOND)):
        put(shelf, name)
        os.utime(shelf.own / name, (9 - at, 9 - at))
    assert shelf.prune(kept=1) == [FIRST]


def test_what_was_left_half_done_goes(shelf: Shelf) -> None:
    put(shelf, FIRST)
    (shelf.own / f".{SECOND}").mkdir()
    shelf.prune()
    assert not (shelf.own / f".{SECOND}").exists()


def test_a_card_of_another_form_is_empty(shelf: Shelf) -> None:
    (shelf.shipped / "models.json").write_text("[]", "utf-8")
    assert card(shelf.shipped) == {}


def test_only_one_trains_at_a_time(shelf: Shelf) -> None:
    with shelf.held(), pytest.raises(ShelfBusy), shelf.held():
        pass
    with shelf.held():
        pass


def test_whoever_dies_between_two_files_leaves_a_model_that_reads(shelf: Shelf) -> None:
    put(shelf, FIRST)
    seen, left, is_over = set(), 0, False
    while not is_over:
        left += 1
        is_over = survived(partial(put, shelf, SECOND), shelf.own, left)
        name, _ = reader.load(shelf.in_use())
        assert name == shelf.chosen()
        seen.add(name)
    assert (seen, shelf.chosen(), left > 20) == ({FIRST, SECOND}, SECOND, True)
