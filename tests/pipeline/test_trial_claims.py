"""``try claims``: known claims ranked for each query; bad lines are named, the others go on."""

import gzip
import json
from pathlib import Path

import pytest

from pipeline.rows import InputMissing
from pipeline.trial_claims import MOST, try_claims
from tests.pipeline.test_trial import Silent

CLAIMS = [
    {
        "id": "c1",
        "text": "The brewery poisoned the lake and 300 buffaloes died.",
        "title": "Brewery and lake",
    },
    {"id": "c2", "text": "Bus fares in Lam Ha double next month.", "title": 7},
]


def asked(folder: Path, *lines: str) -> Path:
    path = folder / "Q.tsv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def tried(folder: Path, claims: Path, queries: Path) -> tuple[list[list[str]], int, list[str]]:
    told: list[str] = []
    out = folder / "run.tsv"
    bad = try_claims(claims, out, lambda one: told.append(str(one)), Silent(), queries=queries, now=None)
    return [line.split("\t") for line in out.read_text("utf-8").splitlines()], bad, told


def written(folder: Path, *rows: object) -> Path:
    path = folder / "C.jsonl.gz"
    path.write_bytes(
        gzip.compress("\n".join(one if isinstance(one, str) else json.dumps(one) for one in rows).encode())
    )
    return path


def test_the_best_claim_of_each_query_comes_first(tmp_path: Path) -> None:
    queries = asked(tmp_path, "q1\tdouble bus fares?!", "q2\tdead buffaloes at the lake, brewery blamed")
    told, bad, why = tried(tmp_path, written(tmp_path, *CLAIMS), queries)
    assert (told[0], ["q2", "c1"] in told, bad, why) == (["q1", "c2"], True, 0, [])


def test_a_query_is_told_no_more_than_so_many_claims(tmp_path: Path) -> None:
    rows = [{"id": f"c{n}", "text": f"Bus fares double in town {n}"} for n in range(MOST + 20)]
    told, _, _ = tried(tmp_path, written(tmp_path, *rows), asked(tmp_path, "q\tbus fares double"))
    assert len(told) == MOST


def test_bad_lines_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    claims = written(tmp_path, CLAIMS[0], CLAIMS[0], "{", {"id": "x"})
    told, bad, why = tried(tmp_path, claims, asked(tmp_path, "q1\tbrewery", "q2", "q1\tlake"))
    assert (told, bad) == ([["q1", "c1"]], 5)
    assert [line.partition(": ")[0] for line in why] == [
        "Q.tsv:2",
        "Q.tsv:3",
        *(f"C.jsonl.gz:{n}" for n in (2, 3, 4)),
    ]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        tried(tmp_path, tmp_path / "none.jsonl", asked(tmp_path, "q\tx"))
    with pytest.raises(InputMissing):
        tried(tmp_path, written(tmp_path, *CLAIMS), tmp_path / "none.tsv")


def test_nothing_known_answers_nothing(tmp_path: Path) -> None:
    assert tried(tmp_path, written(tmp_path), asked(tmp_path, "q\tx")) == ([], 0, [])
