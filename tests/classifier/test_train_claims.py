"""Counting how rare words are: the same rows give the same list; without rows nothing is written."""

import gzip
import json
from pathlib import Path

import pytest

from classifier import train_claims
from classifier.train_claims import LEAST, listed


def data(folder: Path) -> Path:
    rows = {
        "province_vi_train.jsonl.gz": [{"title": "Lũ về", "summary": f"tin {n}"} for n in range(LEAST)],
        "topic_vi_rss4_train.jsonl.gz": [{"text": "lũ rút"}],
        "tsc_en_train.jsonl.gz": [{"sentence_normalized": "the flood"}] * LEAST,
    }
    for name, of in rows.items():
        (folder / name).write_bytes(gzip.compress("\n".join(map(json.dumps, of)).encode()))
    return folder


def test_words_are_listed_by_how_much_they_tell(tmp_path: Path) -> None:
    out = tmp_path / "words.json"
    arguments = ["--data", str(data(tmp_path)), "--out", str(out)]
    assert train_claims.main(arguments) == 0
    first = out.read_bytes()
    told = json.loads(first)
    assert told == {"en": {"0.5": "flood the"}, "vi": {"0.5": "lu3", "1.0": "tin vê1"}}
    assert train_claims.main(arguments) == 0
    assert out.read_bytes() == first


def test_without_data_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "words.json"
    assert train_claims.main(["--data", str(tmp_path), "--out", str(out)]) == 2
    assert not out.exists()
    assert "province_vi_train.jsonl.gz" in capsys.readouterr().err


def test_rare_words_and_figures_are_left_out() -> None:
    assert listed(["lũ 2026", "bão 2026", "bão 2026", "bão 2026"]) == {"1.0": "bao3"}
