"""How rare words are is counted from the training data alone: same data, same file."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from classifier import train_stories
from classifier.stories_words import CARD, FILE, FOLDER, STEPS, load, single_terms
from classifier.train_stories import ARTICLES, ENGLISH, LEAST, REPORTS, SENTENCES, counted, joined, terms_of
from language.identify import KNOWN

VI = [f"Ghe về bến {number} lúc sáng sớm" for number in range(30)]
FOREIGN = {"fra_Latn": "Le bac rentre au port", "khm_Khmr": "ទូកត្រឡប់មកវិញ", "vie_Latn": "Ghe về bến"}


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "classify"
    write(folder / REPORTS[0], [{"title": "Tin", "summary": text} for text in VI])
    write(folder / REPORTS[1], [{"text": text} for text in VI])
    write(folder / SENTENCES, [{"lang": lang, "text": text} for lang, text in FOREIGN.items()] * 40)
    write(folder / ENGLISH, [{"sentence_normalized": "The boat is back at the pier"}] * 40)
    copies = [{"id": "c1", "title": "Chép", "body": "nguyên văn " * 9}] * 9
    write(
        folder / ARTICLES,
        [{"id": f"o{number}", "title": "Bài", "body": text} for number, text in enumerate(VI)] + copies,
    )
    return folder


def train(data: Path, out: Path) -> int:
    return train_stories.main(["--data", str(data), "--out", str(out)])


def test_what_is_written_is_what_is_read(data: Path, tmp_path: Path) -> None:
    assert train(data, tmp_path / "out") == 0
    words = load(tmp_path / "out")
    common, copied = words.rarity(single_terms(["ghe", "chep"]), "vi")
    assert (sorted(words.rarities), common < copied) == (["en", "fr", "km", "vi"], True)


def test_the_card_names_the_file_by_its_bytes(data: Path, tmp_path: Path) -> None:
    train(data, tmp_path)
    digest = sha256((tmp_path / FILE).read_bytes()).hexdigest()
    assert json.loads((tmp_path / CARD).read_text("utf-8")) == {"file": FILE, "sha256": digest}


def test_the_same_data_give_the_same_bytes(data: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        train(data, tmp_path / name)
    assert (tmp_path / "one" / FILE).read_bytes() == (tmp_path / "two" / FILE).read_bytes()


@pytest.mark.parametrize("name", [*REPORTS, SENTENCES, ENGLISH])
def test_missing_data_end_with_two_and_a_sentence(
    data: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / name).unlink()
    assert (train(data, tmp_path / "out"), (tmp_path / "out").exists()) == (2, False)
    assert f"{data / name} is not there: nothing to train on" in capsys.readouterr().err


def test_the_command_ends_as_its_function(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "classifier.train_stories", "--data", str(tmp_path)]
    ended = subprocess.run(command, cwd=FOLDER.parent.parent, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("/ ")) == (2, "", 1)


def test_a_rare_term_is_as_rare_as_an_unknown_one() -> None:
    texts = [np.array([5], dtype=np.uint32)] * (LEAST - 1) + [np.array([9], dtype=np.uint32)] * LEAST
    known, steps, rest = counted(texts)
    assert (known.tolist(), steps.tolist()) == ([9], [round(float(np.log(6 / 4)) * STEPS)])
    assert rest == round(float(np.log(6)) * STEPS)


def test_every_term_of_a_text_counts_once() -> None:
    assert len(terms_of("bến bến bến")) == len(set(terms_of("bến bến bến").tolist())) == 2


@pytest.mark.parametrize(("each", "count"), [(1, 7), (3, 3), (9, 1)])
def test_short_texts_are_put_together(each: int, count: int) -> None:
    assert len(joined(["bến ghe"] * 7, each)) == count


def test_the_shipped_words_know_every_language_that_is_told_apart() -> None:
    assert set(load().rarities) == KNOWN


@pytest.mark.shared
@pytest.mark.slow
def test_the_shipped_words_come_from_the_shared_data(shared: Path, tmp_path: Path) -> None:
    assert train(shared / "data" / "classify", tmp_path) == 0
    assert (tmp_path / FILE).read_bytes() == (FOLDER / FILE).read_bytes()
