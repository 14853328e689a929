"""The claims' figures on rows written for it."""

import gzip
import json
from pathlib import Path

import pytest

from tests.gates import claims
from tests.gates.claims import Pair, Tally

CLAIM = "Nhà máy bia Đông Lệ xả chất thải xuống hồ Mã Yên làm chết trâu."
FAR = "Trời hôm nay đẹp."


def test_every_second_claim_is_blind_and_every_kind_is_there() -> None:
    of = claims.pairs()
    assert {pair.kind for pair in of} == {*claims.POSITIVE, claims.NEAR}
    vietnamese = [pair for pair in of if "ư" in pair.sentence or "ờ" in pair.sentence or "ạ" in pair.sentence]
    assert len(vietnamese) >= 60
    assert len({pair.claim for pair in of if pair.is_blind}) == len({pair.claim for pair in of}) // 2


@pytest.mark.parametrize(
    ("found", "meant", "right", "scores"),
    [(4, 2, 2, (0.5, 1.0)), (0, 0, 0, (1.0, 1.0))],
)
def test_precision_and_recall(found: int, meant: int, right: int, scores: tuple[float, float]) -> None:
    told = Tally(meant, found, right)
    assert (told.precision, told.recall) == scores


def test_sentences_are_held_against_their_claims() -> None:
    of = [Pair(CLAIM, "repeats", CLAIM), Pair(CLAIM, "near", FAR)]
    assert claims.tally(of) == Tally(1, 1, 1)
    of = [Pair(CLAIM, "denials", f"Sở bác tin: {CLAIM}"), Pair(CLAIM, "repeats", CLAIM)]
    assert claims.hinted(of) == (1.0, 1.0)


def test_places_are_told_as_ranks() -> None:
    of = [Pair(CLAIM, "repeats", CLAIM), Pair(CLAIM, "near", FAR)]
    pool = [FAR, CLAIM]
    assert claims.mean_precision(lambda _: [0, 1], of, pool) == 0.5
    ranked = {name: claims.mean_precision(rank, of, pool) for name, rank in claims.ways(pool).items()}
    assert set(ranked.values()) == {1.0}
    assert claims.mean_precision(claims.held(pool), of, pool) == 1.0


def test_queries_are_put_to_known_claims(tmp_path: Path) -> None:
    texts = {"c1": "The lake was poisoned.", "c2": "Fares double."}
    rows = [{"id": id, "text": text, "title": ""} for id, text in texts.items()]
    (tmp_path / "claims.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    (tmp_path / "queries.tsv").write_text("q1\tpoisoned lake\nq2\tno judgement\n", "utf-8")
    (tmp_path / "qrels.tsv").write_text("q1\tc1\n", "utf-8")
    ranks, speed = claims.english(tmp_path)
    assert (set(ranks.values()), speed > 0) == ({1.0}, True)


def test_the_page_shows_every_way() -> None:
    shown = claims.page({"fused": 0.9}, 2.0, {"fused": 0.8, "held": 0.95}, {"all": Tally(2, 2, 2)})
    assert "| fused | 0.900 | 0.800 |" in shown
    assert "| held | — | 0.950 |" in shown
    assert "| all | 2 | 2 | 1.000 | 1.000 |" in shown


def test_the_press_has_sentences_enough() -> None:
    assert len(claims.press()) > 1_000
