"""The rarities of words: read from their file, refused if it is another."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from classifier.linear import ModelError
from classifier.stories_words import (
    BITS,
    CARD,
    FILE,
    FOLDER,
    STEPS,
    Words,
    dump,
    fact_terms,
    load,
    pair_terms,
    single_terms,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (CARD, FILE):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def test_a_word_of_every_text_is_common_and_an_unknown_one_rare() -> None:
    common, rare = load().rarity(single_terms(["cua", "xqzwvk"]), "vi")
    assert 5 * common < rare


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "the"), ("fr", "de"), ("ru", "и"), ("es", "de"), ("de", "die"), ("zh", "一个")]
)
def test_other_languages_have_common_words_too(lang: str, word: str) -> None:
    common, rare = load().rarity(single_terms([word, "xqzwvk"]), lang)
    assert common < rare


def test_a_language_nothing_is_known_of_has_all_words_alike() -> None:
    assert load().rarity(single_terms(["a", "b"]), "xx").tolist() == [1.0, 1.0]


def test_terms_are_of_so_many_bits() -> None:
    words = [f"w{number}" for number in range(500)]
    assert max(int(terms(words).max()) for terms in (single_terms, pair_terms)) < 1 << BITS


def test_pairs_tell_the_order_of_words() -> None:
    assert pair_terms(["cho", "dem"]).tolist() != pair_terms(["dem", "cho"]).tolist()


@pytest.mark.parametrize("words", [[], ["cho"]])
def test_less_than_two_words_have_no_pairs(words: list[str]) -> None:
    assert pair_terms(words).tolist() == []


def test_a_name_is_another_term_than_its_word() -> None:
    assert fact_terms({"tram"}).tolist() != single_terms(["tram"]).tolist()


def test_what_is_dumped_is_what_is_read(tmp_path: Path) -> None:
    terms = np.array([3, 40, 41], dtype=np.uint32)
    held = dump({"vi": (terms, np.array([20, 40, 60], dtype=np.uint8), 100)})
    assert held == dump({"vi": (terms, np.array([20, 40, 60], dtype=np.uint8), 100)})
    with np.load(_file(tmp_path, held)) as arrays:
        assert np.cumsum(arrays["vi.gaps"]).tolist() == terms.tolist()
        assert arrays["vi.steps"].tolist() == [20, 40, 60]
        assert arrays["vi.rest"].tolist() == [5 * STEPS]


def _file(folder: Path, held: bytes) -> Path:
    path = folder / "x.npz"
    path.write_bytes(held)
    return path


def test_another_folder_of_the_same_files_reads_alike(folder: Path) -> None:
    terms = single_terms(["lua", "chay"])
    assert load(folder).rarity(terms, "vi").tolist() == load().rarity(terms, "vi").tolist()


@pytest.mark.parametrize(
    ("name", "held"),
    [(FILE, b"PK"), (CARD, b"{}"), (CARD, b"[]"), (CARD, b"{"), (CARD, b'{"sha256": "0"}')],
)
def test_a_damaged_file_is_refused_with_a_sentence(folder: Path, name: str, held: bytes) -> None:
    (folder / name).write_bytes(held)
    with pytest.raises(ModelError, match=r"The rarities of words in .* cannot be read"):
        load(folder)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make train"):
        load(tmp_path / "gone")


def test_words_without_tables_know_nothing() -> None:
    assert Words({}).rarity(single_terms(["a"]), "vi").tolist() == [1.0]
