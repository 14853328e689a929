"""Marked YAML into records by type hints, shown on records made for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar

import pytest

from archive.marked_yaml import read
from archive.pack_converter import FieldFault, convert
from archive.pack_ledger import Ledger, Mark, Reference
from archive.pack_rules import Checked, Filled, Inherited, Key, Ref, Within, slug_fault

A_DAY = "must be a real day, written like 2026-04-30"
BOAT_KEYS = "built_on, colour, crew, flag, home, key, names, sails, size, speed"


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Size:
    metres: int

    FORM: ClassVar[tuple[str, str]] = ("cỡ như 3m", "a size like 3m")

    @classmethod
    def parse(cls, text: str) -> "Size":
        return cls(int(text.removesuffix("m")))


@dataclass(frozen=True, kw_only=True)
class Boat:
    key: Annotated[str, Key("boat")]
    colour: Colour = Colour.RED
    size: Size | None = None
    built_on: date | None = None
    crew: Annotated[int, Within(0, 9)] = 1
    speed: Annotated[float, Inherited("speed")]
    home: Annotated[str, Ref("port")] = ""
    flag: Annotated[str, Filled(), Checked(slug_fault)] = "none"
    sails: bool = False
    names: Mapping[Annotated[str, Checked(slug_fault)], tuple[str, ...]] = field(default_factory=dict)

    def faults(self) -> Iterator[FieldFault]:
        if self.sails and self.crew == 0:
            yield "crew", "không ai lái", "nobody to sail"


@dataclass(frozen=True, kw_only=True)
class Fleet:
    boats: tuple[Boat, ...]


def fleet(tmp_path: Path, text: str, **about: object) -> tuple[Fleet | None, Ledger]:
    path = tmp_path / "fleet.yaml"
    path.write_text(text, "utf-8")
    ledger = Ledger(inherited={"speed": 5.0} | about, slots=("land",))
    value, problems = read(path)
    assert problems == []
    assert value is not None
    return convert(Fleet, path, value, ledger), ledger


def boat(tmp_path: Path, words: str) -> Boat:
    made, ledger = fleet(tmp_path, f"boats: [{{key: one, {words}}}]")
    assert ledger.problems == []
    assert made is not None
    return made.boats[0]


def wrong(tmp_path: Path, words: str) -> list[str]:
    made, ledger = fleet(tmp_path, f"boats: [{{key: one, {words}}}]")
    assert made is None
    return [problem.en for problem in ledger.problems]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", Boat(key="one", speed=5.0)),
        ("speed: 2", Boat(key="one", speed=2.0)),
        ("speed: -2.5", Boat(key="one", speed=-2.5)),
        ("colour: blue", Boat(key="one", speed=5.0, colour=Colour.BLUE)),
        ("size: 3m", Boat(key="one", speed=5.0, size=Size(3))),
        ("size: no", Boat(key="one", speed=5.0)),
        ("built_on: ~", Boat(key="one", speed=5.0)),
        ("built_on: 2020-02-29", Boat(key="one", speed=5.0, built_on=date(2020, 2, 29))),
        ("sails: true", Boat(key="one", speed=5.0, sails=True)),
        ("sails: 'false'", Boat(key="one", speed=5.0)),
        ("names: {vi: [Một, 2], en: []}", Boat(key="one", speed=5.0, names={"vi": ("Một", "2"), "en": ()})),
    ],
)
def test_a_record_is_made_of_what_is_written(tmp_path: Path, words: str, expected: Boat) -> None:
    assert boat(tmp_path, words) == expected


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("speed: fast", ['"speed" must be a number, not "fast"']),
        ("speed: 1e9", ['"speed" must be a number, not "1e9"']),
        ("speed: .inf", ['"speed" must be a number, not ".inf"']),
        ("speed: ٣", ['"speed" must be a number, not "٣"']),
        ("crew: 1.0", ['"crew" must be a whole number, not "1.0"']),
        ("crew: 99999999999", ['"crew" must be a whole number, not "99999999999"']),
        ("crew: 10", ['"crew" must be from 0 to 9; mend this number']),
        ("crew: -1", ['"crew" must be from 0 to 9; mend this number']),
        ("sails: yes", ['"sails" must be true or false, not "yes"']),
        ("built_on: 20200101", [f'"built_on" {A_DAY}, not "20200101"']),
        ("built_on: '29/2/2020'", [f'"built_on" {A_DAY}, not "29/2/2020"']),
        ("built_on: 2021-02-29", [f'"built_on" {A_DAY}, not "2021-02-29"']),
        ("built_on: {}", [f'"built_on" {A_DAY}, not a table']),
        ("size: big", ['"size" must be a size like 3m, not "big"']),
        ("size: [3m]", ['"size" must be a size like 3m, not a list']),
        ("colour: rad", ['"colour" cannot be "rad"; did you mean "red"?']),
        ("colour: {}", ['"colour" cannot be a table; choose one of: blue, red']),
        ("names: {Vi: [a]}", ['the key "Vi" is malformed; use a–z, 0–9 and dashes only']),
        ("names: {vi: [[a]]}", ['"names" must be a text, not a list']),
        ("sails: true, crew: 0", ["nobody to sail"]),
        ("hull: steel, wheel: 1", [
            f'there is no key "hull"; choose one of: {BOAT_KEYS}',
            f'there is no key "wheel"; choose one of: {BOAT_KEYS}',
        ]),
        ("crew: x, sails: x", [
            '"crew" must be a whole number, not "x"',
            '"sails" must be true or false, not "x"',
        ]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(tmp_path: Path, words: str, told: list[str]) -> None:
    assert wrong(tmp_path, words) == told


def test_what_nobody_hands_down_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "fleet.yaml"
    path.write_text("boats:\n  - key: one\n", "utf-8")
    value, _ = read(path)
    assert value is not None
    ledger = Ledger()
    assert convert(Fleet, path, value, ledger) is None
    assert [(problem.line, problem.en) for problem in ledger.problems] == [
        (2, 'the key "speed" is missing; add it to the entry that starts here')
    ]


def test_keys_and_references_are_kept_even_of_a_record_that_fails(tmp_path: Path) -> None:
    made, ledger = fleet(tmp_path, "boats:\n  - key: one\n    home: bay\n    crew: x\n")
    file = tmp_path / "fleet.yaml"
    assert made is None
    assert ledger.keys == {"boat": {"one": Mark(file, 2)}}
    assert ledger.references == [Reference("port", "bay", Mark(file, 3))]


def test_the_sound_records_of_a_spoilt_file_are_kept_with_their_lines(tmp_path: Path) -> None:
    _, ledger = fleet(tmp_path, "boats:\n  - {key: one}\n  - {key: one}\n  - {key: two}\n")
    marked = [(one.key, mark.line) for one, mark in ledger.marked(Boat)]
    assert marked == [("one", 2), ("two", 4)]
    assert [one.key for one in ledger.of(Boat)] == ["one", "two"]
    assert ledger.of(Fleet) == ()


@pytest.mark.parametrize(
    ("fill", "slots", "flag", "problems"),
    [
        ({"land": "lao"}, ("land",), "x-lao", []),
        (None, ("land",), "x-1", []),
        ({}, None, "x-1", []),
        ({}, ("land",), None, ["there is no value for {land}; give it when the pack is loaded"]),
        ({"land": "lao"}, (), None, ['the slot {land} is not declared; add it to "fill" in pack.yaml']),
        ({"land": "L"}, ("land",), None, ['the key "x-L" is malformed; use a–z, 0–9 and dashes only']),
    ],
)
def test_a_slot_is_filled_before_the_text_is_judged(
    tmp_path: Path,
    fill: dict[str, str] | None,
    slots: tuple[str, ...] | None,
    flag: str | None,
    problems: list[str],
) -> None:
    path = tmp_path / "fleet.yaml"
    path.write_text('boats: [{key: one, speed: 1, flag: "x-{land}"}]', "utf-8")
    value, _ = read(path)
    assert value is not None
    ledger = Ledger(fill=fill, slots=slots)
    made = convert(Fleet, path, value, ledger)
    assert (made.boats[0].flag if made else None) == flag
    assert [problem.en for problem in ledger.problems] == problems
