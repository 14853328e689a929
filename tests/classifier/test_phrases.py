"""Lists of phrases as one pattern: whole words, signs anywhere, the longest first."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import lexicon, seeds
from classifier.phrases import Phrases, read
from language.tokens import is_sign

SALT = [
    "salt",
    "salt pan",
    "glass",
    "muối",
    "ruộng muối",
    "盐",
    "盐田",
    "소금",
    "소금 밭",
    "គង",
    "ត្រី",
    "xì-dầu",
]
LISTS = {"salt": SALT, "trade": ["price", "salt", "box", "ruộng", "盐", "A.B", "élève"]}
PHRASES = Phrases(LISTS)


def found(text: str) -> list[tuple[str, str]]:
    return [(phrase, text[start:end]) for phrase, start, end in PHRASES.find(text)]


def listed(*names: str) -> list[tuple[str, str]]:
    return [(name, name) for name in names]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("the salt pan and the salt", listed("salt pan", "salt")),
        ("salted, basalt, saltpan", []),
        ("ruộng muối và ruộng", listed("ruộng muối", "ruộng")),
        ("muốii", []),
        ("盐田的盐", listed("盐田", "盐")),
        ("新盐田区", listed("盐田")),
        ("천일염 소금값", listed("소금")),
        ("소금 밭에서", listed("소금 밭")),
        ("(salt)", listed("salt")),
        ("xì-dầu", listed("xì-dầu")),
        ("", []),
    ],
)
def test_words_stand_whole_and_signs_wherever_they_stand(text: str, phrases: list[tuple[str, str]]) -> None:
    assert found(text) == phrases


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("salts", [("salt", "salts")]),
        ("Prices fell", [("price", "Prices")]),
        ("two boxes", [("box", "boxes")]),
        ("glasses", [("glass", "glasses")]),
        ("salt pans", [("salt pan", "salt pans")]),
        ("saltss", []),
        ("élèves", [("élève", "élèves")]),
    ],
)
def test_a_phrase_is_found_in_its_plural(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("salt\npan", [("salt pan", "salt\npan")]),
        ("salt \n  pans", [("salt pan", "salt \n  pans")]),
        ("ruộng\nmuối", [("ruộng muối", "ruộng\nmuối")]),
        ("소금\n밭", [("소금 밭", "소금\n밭")]),
    ],
)
def test_a_phrase_may_run_over_a_lines_end(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


@pytest.mark.parametrize("text", ["SALT PAN", "Salt Pan", "salt pan"])
def test_capitals_do_not_matter(text: str) -> None:
    assert found(text) == [("salt pan", text)]


@pytest.mark.parametrize(
    ("text", "hits"), [("គង", listed("គង")), ("គង។", listed("គង")), ("គង់", []), ("គង្គ", []), ("ស្ត្រី", [])]
)
def test_a_sign_with_its_vowel_is_another_sign(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


def test_a_listed_full_stop_is_no_pattern() -> None:
    assert (found("a.b"), found("axb")) == ([("a.b", "a.b")], [])


def test_letters_that_grow_when_small_move_nothing() -> None:
    text = "İİİ Salt"
    assert list(PHRASES.find(text)) == [("salt", 4, 8)]


def test_a_phrase_of_two_lists_is_owned_by_both() -> None:
    owners = {phrase: PHRASES.owners[phrase] for phrase in ("salt", "盐", "muối", "price")}
    assert owners == {
        "salt": ("salt", "trade"),
        "盐": ("salt", "trade"),
        "muối": ("salt",),
        "price": ("trade",),
    }


def test_a_phrase_listed_twice_in_one_list_has_one_owner() -> None:
    assert Phrases({"a": ["x", "X", "x"]}).owners == {"x": ("a",)}


@pytest.mark.parametrize("lists", [{}, {"a": []}, {"a": ["x"]}, {"a": ["盐"]}])
def test_lists_without_words_or_without_signs_find_nothing_else(lists: dict[str, list[str]]) -> None:
    assert list(Phrases(lists).find("muối và 소금, salt\n")) == []


def test_a_file_is_read_as_its_lists(tmp_path: Path) -> None:
    path = tmp_path / "lists.yaml"
    path.write_text("salt: [muối, 盐]\n", "utf-8")
    assert read(path) == {"salt": ["muối", "盐"]}


def test_a_file_that_is_not_there_gives_none(tmp_path: Path) -> None:
    assert read(tmp_path / "none.yaml") is None


SHIPPED = {
    path: Phrases(read(path) or {})
    for folder in (seeds.FOLDER, lexicon.FOLDER)
    for path in folder.glob("*.yaml")
}


@settings(deadline=None)
@given(st.data(), st.sampled_from(sorted(SHIPPED)))
def test_every_listed_phrase_is_found_between_spaces(data: st.DataObject, path: Path) -> None:
    phrases = SHIPPED[path]
    phrase = data.draw(st.sampled_from(sorted(phrases.owners)))
    spelt = phrase.replace("*", "")
    assert list(phrases.find(f"… {spelt} …")) == [(phrase, 2, 2 + len(spelt))]


OPEN = Phrases({"law": ["прав* человек*", "право", "droits de l'homme"], "farm": ["fermi*", "ferme"]})


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Права человека", ["прав* человек*"]),
        ("нарушение прав\nчеловеку", ["прав* человек*"]),
        ("право", ["право"]),
        ("правом", []),
        ("неправ человека", []),
        ("fermiers et fermes", ["fermi*", "ferme"]),
        ("fermi", ["fermi*"]),
        ("les droits de l’homme", ["droits de l'homme"]),
    ],
)
def test_a_word_with_a_star_stands_for_all_that_begin_so(text: str, phrases: list[str]) -> None:
    assert [phrase for phrase, _, _ in OPEN.find(text)] == phrases


PIECES = st.sampled_from([*SALT, *LISTS["trade"], " ", "\n", "s", "es", ".", "x", "់"])


@settings(deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_found_phrases_are_listed_in_order_and_apart(text: str) -> None:
    end = 0
    for phrase, start, stop in PHRASES.find(text):
        assert phrase in PHRASES.owners
        assert end <= start < stop
        end = stop


@settings(deadline=None)
@given(st.lists(st.sampled_from([one for one in SALT if not is_sign(one[0])]), min_size=1, max_size=8))
def test_no_shorter_phrase_is_taken_where_a_longer_one_stands(words: list[str]) -> None:
    text = " | ".join(words)
    assert [phrase for phrase, _, _ in PHRASES.find(text)] == words
