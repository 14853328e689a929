"""``diembao try copies``: pairs, how much they share, which took from which, and what is no copy."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from classifier.copies_finding import COMMON, HOUSE
from pipeline.trial_copies import Pair, Paper, direction, pairs, paper, try_copies
from tests.pipeline.making import BODY, OTHER_BODY, TITLE

Thing = TypeVar("Thing")
WHOLE, OTHER = "\n".join(BODY), "\n".join(OTHER_BODY)


class Silent:
    """Shows no progress."""

    def over(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """Pass things on."""
        yield from things


@dataclass
class Tried:
    """What a trial gave: its lines cell by cell, its sentences, how many lines were bad."""

    lines: list[list[str]]
    told: list[str]
    bad: int


Try = Callable[..., Tried]


@pytest.fixture
def tried(tmp_path: Path) -> Try:
    """Run the stage over some rows."""

    def run(*rows: object) -> Tried:
        source, out = tmp_path / "docs.jsonl", tmp_path / "out.tsv"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        told: list[str] = []
        bad = try_copies(source, out, lambda one: told.append(str(one)), Silent())
        return Tried([line.split("\t") for line in out.read_text("utf-8").splitlines()], told, bad)

    return run


def papers(*rows: Mapping[str, object]) -> list[Paper]:
    return [paper(number, {"id": str(number), **row}) for number, row in enumerate(rows)]


def ids(found: Iterable[Pair]) -> list[tuple[str, str]]:
    return [(pair.one.id, pair.other.id) for pair in found]


def test_copies_are_pairs_with_how_much_they_share(tried: Try) -> None:
    mixed = "\n".join((BODY[0], BODY[3], *OTHER_BODY))
    found = tried(
        {"id": "goc", "title": TITLE, "body": WHOLE},
        {"id": "chep", "body": WHOLE},
        {"id": "cat", "body": "\n".join(BODY[:2])},
        {"id": "lay", "body": mixed},
        {"id": "khac", "body": OTHER_BODY[0]},
        {"id": "nhac", "body": "\n".join((BODY[3], *OTHER_BODY))},
    )
    told = {(a, b): (share, band) for a, b, share, _, band in found.lines}
    assert told["goc", "chep"] == ("1.0000", "same")
    assert told["goc", "cat"][1] == "same"
    assert told["goc", "lay"][1] == "part"
    assert {("goc", "khac"), ("goc", "nhac")} & told.keys() == set()


def test_each_pair_stands_once_the_earlier_line_first(tried: Try) -> None:
    found = tried(*({"id": id, "body": WHOLE} for id in "cab"))
    assert [line[:2] for line in found.lines] == [["a", "b"], ["c", "a"], ["c", "b"]]


def test_an_id_that_stands_twice_or_breaks_the_table_is_a_bad_line(tried: Try) -> None:
    found = tried(*({"id": id, "body": WHOLE} for id in ("a", "a", "b\tc", "d\ud83d", "e")))
    assert ([line[:2] for line in found.lines], found.bad) == ([["a", "e"]], 3)
    assert [sentence.split(":")[1] for sentence in found.told] == ["2", "3", "4"]


def test_odd_fields_of_a_row_count_as_nothing(tried: Try) -> None:
    odd = {"title": 5, "outlet": [], "published": {}, "url": 7, "kind": None, "agency": 1}
    assert tried({"id": "a", "body": WHOLE, **odd}, {"id": "b", "body": WHOLE, "published": "mai"}).lines == [
        ["a", "b", "1.0000", "?", "same"]
    ]


@pytest.mark.parametrize(
    ("first", "second", "sign"),
    [
        ({"body": WHOLE}, {"body": WHOLE}, "?"),
        ({"body": WHOLE}, {"body": BODY[0]}, ">"),
        ({"body": BODY[0]}, {"body": WHOLE}, "<"),
        (
            {"body": WHOLE, "published": "2026-10-01T09:00+07:00"},
            {"body": WHOLE, "published": "2026-10-01T07:00+07:00"},
            "<",
        ),
        ({"body": f"{WHOLE}\n(Theo Báo Gió)"}, {"body": WHOLE, "outlet": "Báo Gió"}, "<"),
    ],
    ids=["alike", "cut", "longer", "later", "credited"],
)
def test_the_sign_points_from_the_origin_to_the_taker(
    first: dict[str, object], second: dict[str, object], sign: str
) -> None:
    assert direction(*papers(first, second)) == sign


def test_another_days_issue_is_no_copy() -> None:
    rows = [{"title": f"Giá vàng hôm nay {day}/10", "body": WHOLE} for day in (1, 1, 2)]
    assert ids(pairs(papers(*rows))) == [("0", "1")]


def test_the_day_of_an_issue_may_be_told_beside_it() -> None:
    rows = [
        {
            "title": "Giá vàng tăng",
            "body": f"Bán ra {sold}.\n{WHOLE}",
            "published": f"2026-10-0{day}T08:00+07:00",
        }
        for day, sold in ((1, 123), (2, 124), (2, 124))
    ]
    assert ids(pairs(papers(*rows))) == [("1", "2")]


def test_what_very_many_share_is_a_formula() -> None:
    rows = [{"body": f"{' '.join(f'x{n}y{k}' for k in range(40))}\n{WHOLE}"} for n in range(COMMON + 1)]
    assert ids(pairs(papers(*rows[:COMMON]))) != []
    assert ids(pairs(papers(*rows))) == []


def test_what_a_house_puts_under_all_is_no_copy_within_it() -> None:
    rows = [
        {"body": f"{' '.join(f'x{n}y{k}' for k in range(30))}\n{WHOLE}", "outlet": "nha"}
        for n in range(HOUSE + 1)
    ]
    assert ids(pairs(papers(*rows))) == []
    assert ids(pairs(papers(*rows, {**rows[0], "outlet": "khac"}))) == [
        (str(n), str(HOUSE + 1)) for n in range(HOUSE + 1)
    ]


def test_unlike_texts_make_no_pair() -> None:
    assert ids(pairs(papers({"body": WHOLE}, {"body": OTHER}, {"body": "…"}))) == []
