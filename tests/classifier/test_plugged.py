"""A model of one's own reads what its card says; where it fails the shipped ones do, and it is told."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from classifier import plug_card, plug_runtime, plugged
from classifier.linear import ModelError
from classifier.plugged import FAILED
from classifier.reader import Reader
from tests.classifier import conftest, plugging
from tests.classifier.places import GAZETTEER
from tests.classifier.plugging import TONES, plug_folder

TOPICS = ("economy", "health", "society")
NAN = float("nan")
TITLE = "Lam Giang họp bàn quy hoạch cảng"


def reading(folder: Path) -> Reader:
    return Reader(GAZETTEER, conftest.MODELS, folder)


def said(folder: Path, whole: str, target: str | None = None) -> dict[str, float]:
    return dict(plugged.load(folder, TOPICS).answers(whole, target)["tone"])


def refusal(folder: Path) -> str:
    with pytest.raises(ModelError) as refused:
        plugged.load(folder, TOPICS)
    return str(refused.value)


def test_it_tells_the_tone_in_place_of_the_shipped_models(reader: Reader, tmp_path: Path) -> None:
    own = reading(plug_folder(tmp_path))
    tones = [own.read(TITLE, f"Lam Giang {word}.").tone for word in ("buồn", "vui")]
    assert tones == [-1, 1]
    assert reader.read(TITLE, "Lam Giang buồn.").tone == 0


def test_what_it_does_not_answer_the_shipped_models_do(reader: Reader, tmp_path: Path) -> None:
    own, shipped = (one.read(TITLE, "Lam Giang vui.") for one in (reading(plug_folder(tmp_path)), reader))
    assert (own.topics, own.about) == (shipped.topics, shipped.about)


def test_its_name_and_version_stand_in_each_reading(reader: Reader, tmp_path: Path) -> None:
    assert reading(plug_folder(tmp_path)).read(TITLE, "").model == f"{reader.name}+tinh-toi@1.2"


def test_other_languages_are_read_as_without_it(reader: Reader, tmp_path: Path) -> None:
    text = ("Lam Giang opens a bridge", "The bridge was completed in May.")
    assert reading(plug_folder(tmp_path)).read(*text) == reader.read(*text)


def test_it_may_tell_topics_and_relevance(tmp_path: Path) -> None:
    words = {"[UNK]": (0.0, 0.0), "vui": (0.0, 3.0)}
    answers = {
        "topic": {"output": "first", "labels": ["health", "society"]},
        "about": {"output": "second", "labels": ["0", "1"]},
    }
    plugging.graph(tmp_path, list(words.values()), outputs=("first", "second"))
    plugging.tokenizer(tmp_path, list(words))
    found = reading(plugging.card(tmp_path, answers=answers)).read("Mùa hè vui", "")
    assert [topic.code for topic in found.topics] == ["society"]
    assert found.about == pytest.approx(0.9526, abs=1e-3)


def test_a_column_that_is_none_of_ours_is_left_out(tmp_path: Path) -> None:
    answer = {"output": "logits", "labels": ["-1", None, "1"]}
    found = said(plug_folder(tmp_path, answers={"tone": answer}), "buồn")
    assert found == {"-1": pytest.approx(0.982, abs=1e-3), "1": pytest.approx(0.018, abs=1e-3)}


def test_a_tone_it_never_tells_has_no_chance(tmp_path: Path) -> None:
    answer = {"output": "logits", "labels": ["-1", None, "1"]}
    assert reading(plug_folder(tmp_path, answers={"tone": answer})).read(TITLE, "buồn").tone == -1


def test_where_none_of_our_labels_has_a_chance_it_has_failed(tmp_path: Path) -> None:
    answer = {"output": "logits", "labels": ["-1", None, "1"]}
    words = {**TONES, "lạ": (0.0, 1e4, 0.0)}
    own = reading(plug_folder(tmp_path, words, answers={"tone": answer}))
    assert own.read(TITLE, "Lam Giang lạ.").model[-1] == FAILED


def test_two_columns_of_one_label_are_added(tmp_path: Path) -> None:
    answer = {"output": "logits", "labels": ["-1", "1", "1"]}
    found = said(plug_folder(tmp_path, answers={"tone": answer}), "")
    assert found == {"-1": pytest.approx(1 / 3), "1": pytest.approx(2 / 3)}


def test_scores_may_stand_each_for_itself(tmp_path: Path) -> None:
    answer = {"output": "logits", "labels": ["-1", "0", "1"], "scores": "sigmoid"}
    found = said(plug_folder(tmp_path, answers={"tone": answer}), "vui")
    assert found["1"] == pytest.approx(0.982 / 1.982, abs=1e-3)


def test_it_may_be_given_the_province_as_its_target(tmp_path: Path) -> None:
    folder = plug_folder(tmp_path, target=True)
    assert said(folder, "buồn", "Huế")["1"] > 0.9
    own = reading(folder)
    tones = [own.read("Tin buồn ở Huế", "", province=name).tone for name in ("Huế", "")]
    assert tones == [1, 0]


def test_its_own_bound_of_doubt_holds(tmp_path: Path) -> None:
    sure, unsure = ({**plugging.TONE, "unsure": bound} for bound in (0.1, 0.999))
    told = [
        "tone" in reading(plug_folder(tmp_path, answers={"tone": answer})).read(TITLE, "vui").unsure
        for answer in (sure, unsure)
    ]
    assert told == [False, True]


def test_what_lies_behind_its_length_is_not_read(tmp_path: Path) -> None:
    folder = plug_folder(tmp_path, max_length=8)
    ahead = "lúa " * 7
    assert said(folder, f"{ahead}vui") != said(folder, f"{ahead}lúa vui") == said(folder, ahead)


def test_a_very_long_text_is_cut_before_it_is_split(tmp_path: Path) -> None:
    assert said(plug_folder(tmp_path), "vui " * 200_000)["1"] > 0.99


def test_threads_share_it(tmp_path: Path) -> None:
    own = reading(plug_folder(tmp_path))
    texts = [f"Lam Giang {word}." for word in ("buồn", "vui", "họp")] * 20
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda body: own.read(TITLE, body).tone, texts))
    assert together == [-1, 1, 0] * 20


@pytest.mark.parametrize("bad", [(NAN, 0.0, 0.0), (float("inf"), 0.0, 0.0)])
def test_a_text_it_fails_on_is_read_by_the_shipped_models_and_told(
    reader: Reader, tmp_path: Path, caplog: pytest.LogCaptureFixture, bad: tuple[float, ...]
) -> None:
    own = reading(plug_folder(tmp_path, {**TONES, "hỏng": bad}))
    with caplog.at_level(logging.WARNING):
        found, usual = (one.read(TITLE, "Lam Giang hỏng.") for one in (own, reader))
    assert found.model == f"{reader.name}+tinh-toi@1.2{FAILED}"
    assert (found.tone, found.tone_p, found.topics) == (usual.tone, usual.tone_p, usual.topics)
    assert "không phải số" in caplog.text


def test_a_tokenizer_that_fails_on_a_word_is_told(reader: Reader, tmp_path: Path) -> None:
    plugging.graph(tmp_path, [(0.0, 0.0, 0.0)] * 4)
    plugging.tokenizer(tmp_path, ["Thử", "/", "trial", "vui"], unknown="[GONE]")
    own = reading(plugging.card(tmp_path))
    assert [own.read(title, "", lang="vi").model[-1] for title in ("vui", "lạ")] == ["2", FAILED]


def test_after_a_failure_it_reads_on(tmp_path: Path) -> None:
    own = reading(plug_folder(tmp_path, {**TONES, "hỏng": (NAN, 0.0, 0.0)}))
    assert [own.read(TITLE, f"Lam Giang {word}.").tone for word in ("hỏng", "vui")] == [0, 1]


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_what_was_changed_since_is_refused(tmp_path: Path, name: str) -> None:
    path = plug_folder(tmp_path) / name
    path.write_bytes(path.read_bytes() + b" ")
    assert f"{path} không đúng mã SHA-256" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("name", "held"), [("model.onnx", b"no model"), ("tokenizer.json", b"{"), ("tokenizer.json", b"\xff")]
)
def test_what_is_no_model_is_refused(tmp_path: Path, name: str, held: bytes) -> None:
    (plug_folder(tmp_path) / name).write_bytes(held)
    plugging.card(tmp_path)
    assert f"{tmp_path} không chạy được" in refusal(tmp_path)


def test_columns_that_are_not_as_many_as_labels_are_refused(tmp_path: Path) -> None:
    answer = {"output": "logits", "labels": ["-1", "1"]}
    assert "(1, 3), 2 nhãn / labels" in refusal(plug_folder(tmp_path, answers={"tone": answer}))


def test_an_output_it_has_not_is_refused(tmp_path: Path) -> None:
    answer = {**plugging.TONE, "output": "scores"}
    assert "không khớp" in refusal(plug_folder(tmp_path, answers={"tone": answer}))


def test_an_input_nobody_fills_is_refused(tmp_path: Path) -> None:
    plug_folder(tmp_path)
    plugging.graph(tmp_path, list(TONES.values()), inputs=("input_ids", "pixel_values"))
    assert "pixel_values" in refusal(plugging.card(tmp_path))


def test_words_the_model_does_not_know_are_refused_at_once(tmp_path: Path) -> None:
    plugging.graph(tmp_path, [(0.0, 0.0, 0.0)])
    plugging.tokenizer(tmp_path, ["thừa", "[UNK]"])
    assert f"{tmp_path} không chạy được" in refusal(plugging.card(tmp_path))


def test_a_library_that_is_missing_is_said_with_its_group(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as refused:
        plug_runtime.library("no_such_library", tmp_path, plug_card.SLOT)
    vi, en = str(refused.value).split(" / The plugged model")
    assert "cần thư viện no_such_library: cài nhóm tùy chọn “plug”" in vi
    assert 'needs the library no_such_library: install the optional group "plug"' in en


def test_a_topic_the_desk_does_not_know_is_refused_when_it_starts(tmp_path: Path) -> None:
    answers = {"topic": {"output": "logits", "labels": ["society", "weather", "health"]}}
    with pytest.raises(ModelError, match="có nhãn lạ cho topic: weather"):
        reading(plug_folder(tmp_path, answers=answers))
