"""The card of a model of one's own: every mistake is a sentence in two languages that names the file."""

import json
from pathlib import Path

import pytest

from classifier import plug_card
from classifier.linear import ModelError
from classifier.plug_card import Answer
from classifier.plug_files import CARD
from tests.classifier.plugging import TONE, card, plug_folder

TOPICS = ("economy", "health")


def refusal(folder: Path) -> str:
    with pytest.raises(ModelError) as refused:
        plug_card.read(folder, TOPICS)
    return str(refused.value)


def test_a_card_is_read(tmp_path: Path) -> None:
    answers = {"topic": {"output": "logits", "labels": ["economy", None, "health"], "unsure": 0.4}}
    found, held = plug_card.read(plug_folder(tmp_path, answers=answers, target=True), TOPICS)
    assert (found.full_name, found.languages, found.max_length) == ("tinh-toi@1.2", frozenset({"vi"}), 64)
    assert (found.has_target, sorted(held)) == (True, ["model.onnx", "tokenizer.json"])
    assert found.answers == {"topic": Answer("logits", ("economy", "", "health"), "softmax", 0.4)}


def test_digests_may_be_in_capitals(tmp_path: Path) -> None:
    told = json.loads((plug_folder(tmp_path) / CARD).read_text("utf-8"))
    card(tmp_path, sha256={name: digest.upper() for name, digest in told["sha256"].items()})
    assert plug_card.read(tmp_path, TOPICS)[0].name == "tinh-toi"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": None}, 'lacks "name"'),
        ({"name": "một tên dài có dấu cách"}, 'a "name" that is not up to 24'),
        ({"version": 1}, 'lacks "version"'),
        ({"version": "1/2"}, 'a "version" that is not up to 16'),
        ({"languages": "vi"}, 'lacks the list "languages"'),
        ({"languages": []}, 'lacks "languages", a list'),
        ({"languages": [1]}, 'lacks "languages", a list'),
        ({"max_length": "64"}, 'no "max_length" from 8 to 8192'),
        ({"max_length": 4}, 'no "max_length"'),
        ({"max_length": 10**9}, 'no "max_length"'),
        ({"target": "yes"}, '"target" that is neither true nor false'),
        ({"sha256": None}, 'lacks the part "sha256"'),
        ({"sha256": {"model.onnx": "0"}}, 'lacks "tokenizer.json"'),
        ({"answers": None}, 'lacks the part "answers"'),
        ({"answers": {}}, "not topic, tone or about (—)"),
        ({"answers": {"mood": TONE}}, "not topic, tone or about (mood)"),
        ({"answers": {"tone": []}}, 'lacks the part "tone"'),
        ({"answers": {"tone": {"output": "logits"}}}, 'lacks the list "labels"'),
        ({"answers": {"tone": {"labels": ["-1", "1"]}}}, 'lacks "output"'),
        ({"answers": {"tone": {**TONE, "labels": ["bad", "0", "1"]}}}, "tone does not know: bad"),
        ({"answers": {"topic": {**TONE, "labels": ["sport", "economy"]}}}, "topic does not know: sport"),
        ({"answers": {"about": {**TONE, "labels": ["1", "2"]}}}, "about does not know: 2"),
        ({"answers": {"tone": {**TONE, "labels": ["1", None, "1"]}}}, 'two "labels" for tone'),
        ({"answers": {"tone": {**TONE, "scores": ["softmax"]}}}, "none of softmax, sigmoid"),
        ({"answers": {"tone": {**TONE, "unsure": 2}}}, '"unsure" that is not from 0 to 1'),
        ({"answers": {"tone": {**TONE, "unsure": True}}}, '"unsure" that is not from 0 to 1'),
    ],
)
def test_every_mistake_of_a_card_is_named(tmp_path: Path, changed: dict[str, object], told: str) -> None:
    found = refusal(card(plug_folder(tmp_path), **changed))
    assert told in found
    assert found.startswith(f"Mô hình riêng (DIEMBAO_MODEL): {tmp_path / CARD} ")
    assert "bỏ DIEMBAO_MODEL để dùng mô hình có sẵn. / The plugged model" in found


@pytest.mark.parametrize("told", [b"", b"{", b"\xff\xfe", b"[1"])
def test_a_card_that_is_no_json_is_refused(tmp_path: Path, told: bytes) -> None:
    (plug_folder(tmp_path) / CARD).write_bytes(told)
    assert "không phải JSON" in refusal(tmp_path)


@pytest.mark.parametrize("told", ["[]", "null", '"x"', "7"])
def test_a_card_of_another_form_lacks_everything(tmp_path: Path, told: str) -> None:
    (plug_folder(tmp_path) / CARD).write_text(told, "utf-8")
    assert 'lacks the list "languages"' in refusal(tmp_path)


@pytest.mark.parametrize("name", [CARD, "model.onnx", "tokenizer.json"])
def test_a_file_that_is_missing_is_named(tmp_path: Path, name: str) -> None:
    (plug_folder(tmp_path) / name).unlink()
    assert f"{tmp_path / name} không đọc được" in refusal(tmp_path)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    assert f"{tmp_path / 'gone' / CARD} không đọc được" in refusal(tmp_path / "gone")
