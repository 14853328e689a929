"""The gate of copies on toy texts: formats, scores, the peers that need no library, the table."""

import json
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.gates import copies, copies_peers
from tests.gates.copies import ISSUES, KINDS, OURS, Formats, Way
from tests.gates.measures import NotMeasured, Place, tried

ONE = [f"{a}{b}" for a, b in product("bcdghklm", "aeiou")]
OTHER = [f"{a}{b}n" for a, b in product("bcdghklm", "aeiou")]
TEXTS = [ONE, [*ONE[:-1], "khác"], OTHER]


def way(name: str, precision: float, recall: float) -> Way:
    return Way(name, precision, recall, dict.fromkeys(KINDS, recall), (1.0, 0.5), 1234.5)


def words(tmp_path: Path) -> Path:
    path = tmp_path / "texts.words"
    path.write_text("".join(json.dumps({"id": f"t{n}", "words": one}) + "\n" for n, one in enumerate(TEXTS)))
    return path


def test_every_issue_is_printed_twice_and_no_two_issues_are_the_same() -> None:
    made = copies.formats()
    assert len(made.rows) == 2 * len(made.reprints) == 16 * ISSUES
    assert len({row["id"] for row in made.rows}) == len(made.rows)
    assert len({row["body"] for row in made.rows}) == len(made.reprints)
    assert not any(sign in row["title"] + row["body"] for row in made.rows for sign in "#{}")


def test_our_own_verb_tells_the_issues_apart_and_finds_the_reprints(tmp_path: Path) -> None:
    issues = copies.formats()
    source = Place(tmp_path, tmp_path).rows("formats.jsonl", issues.rows)
    told = tried(Place(tmp_path, tmp_path), "copies", source)
    assert copies.formats_score(issues, told) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("told", "score"),
    [("a\tar\nb\ta\n", (0.5, 0.5)), ("ar\ta\t.9\n", (1.0, 0.5)), ("", (1.0, 0.0))],
)
def test_reprints_are_scored_in_either_order(tmp_path: Path, told: str, score: tuple[float, float]) -> None:
    (tmp_path / "told").write_text(told)
    issues = Formats([], frozenset({frozenset(("a", "ar")), frozenset(("b", "br"))}))
    assert copies.formats_score(issues, tmp_path / "told") == score


@pytest.mark.parametrize("name", ["SimHash64 ≤3", "SimHash64 ≤6"])
def test_a_peer_is_asked_in_a_process_of_its_own(tmp_path: Path, name: str) -> None:
    pairs, seconds = copies.asked(Path(sys.executable), name, words(tmp_path))
    assert set(pairs.read_text().splitlines()) <= {"t0\tt1"}
    assert seconds > 0


def test_a_peer_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(NotMeasured, match="datasketch MinHash"):
        copies.asked(Path(sys.executable), "datasketch MinHash J≥.5", words(tmp_path))


def test_simhash_finds_the_same_text_and_no_other() -> None:
    assert list(copies_peers.simhash(3)([ONE, OTHER, ONE, []])) == [(0, 2)]


def test_shingles_of_a_short_text_are_the_text() -> None:
    assert copies_peers.shingles(["a", "b"]) == {"a b"}
    assert copies_peers.shingles(list("abcdef")) == {"a b c d e", "b c d e f"}


def test_the_lead_is_over_the_best_peer_that_is_sure() -> None:
    ways = [way(OURS, 0.99, 0.9), way("x", 1.0, 0.4), way("y", 0.99, 0.6), way("z", 0.5, 1.0)]
    told = copies.figures(ways)
    assert told["copies lead over best peer"] == pytest.approx(0.3)
    assert (told["copies precision"], told["copies recall"]) == (0.99, 0.9)
    assert "copies lead over best peer" not in copies.figures(ways[:1])


def test_the_table_has_a_row_for_each_way() -> None:
    told = copies.page([way(OURS, 0.99, 0.9), way("x", 1.0, 0.4)]).splitlines()
    rows = [line.split("|") for line in told if line.startswith("|")]
    assert len({len(row) for row in rows}) == 1
    assert [row[1].strip() for row in rows[2:]] == [OURS, "x"]


def test_matching_is_timed_over_whole_texts(capsys: pytest.CaptureFixture[str]) -> None:
    assert copies.matched([{"id": str(n), "body": " ".join(one)} for n, one in enumerate(TEXTS)]) > 0
    assert capsys.readouterr().out == "1 pairs among 3\n"
