import json
import sys
from pathlib import Path

import pytest

from bench.identifier import IDENTIFIERS, LANGUAGES, Told, asked
from language.identify import KNOWN, OTHER
from tests.gates import language
from tests.gates.language import ARTICLES, FEW, KINDS, OURS, SENTENCES, Text
from tests.gates.measures import SHARED, NotMeasured, Place

TOY = {kind: [Text("vi", "Giá lúa tăng"), Text("en", "Rice is dearer")] for kind in (*KINDS, ARTICLES)}


def answers(*languages: str) -> dict[str, Told]:
    """The same answers to every list."""
    return {kind: {"answers": list(languages), "rate": 1234.5} for kind in TOY}


@pytest.mark.parametrize(
    ("wanted", "answer", "right"),
    [("vi", "vi", True), ("vi", "en", False), (OTHER, "id", True), (OTHER, "", True), (OTHER, "fr", False)],
)
def test_none_of_the_twelve_is_right_by_any_other_name(wanted: str, answer: str, right: bool) -> None:
    assert language.is_right(wanted, answer) is right


def test_a_share_is_of_all_or_of_one_language() -> None:
    told = answers("vi", "fr")[SENTENCES]
    assert [language.share(TOY[SENTENCES], told, lang) for lang in ("", "vi", "en", "ja")] == [0.5, 1, 0, 0]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("vi", "Giá lúa hè thu tăng nhẹ", "Giá lúa hè thu"),
        ("ja", "首相、越南訪問を正式に発表した", "首相、越南訪問を正式"),
        ("ko", "한 둘", "한 둘"),
    ],
)
def test_the_first_words_are_four_or_ten_signs(lang: str, text: str, expected: str) -> None:
    assert language.few(Text(lang, text)) == Text(lang, expected)


def test_articles_are_of_one_language_each() -> None:
    made = language.articles([Text("en", "a"), Text("vi", "b")] * 21)
    lengths = [*[20] * 2, *range(19, 0, -1)]
    assert [(one.lang, len(one.text.split())) for one in made] == [
        (lang, length) for lang in ("vi", "en") for length in lengths
    ]


def test_ours_and_the_gate_mean_the_same_twelve() -> None:
    assert frozenset(LANGUAGES) == KNOWN


@pytest.mark.parametrize("name", language.HERE)
def test_those_at_hand_tell_languages(name: str) -> None:
    told = asked(
        IDENTIFIERS[name](), ["Rice is dearer again this week", "Рис снова подорожал на этой неделе"]
    )
    assert told["answers"] == ["en", "ru"]
    assert told["rate"] > 0


def test_one_is_asked_in_a_process_of_its_own(tmp_path: Path) -> None:
    told = language.ask(OURS, Path(sys.executable), TOY, tmp_path)
    assert {kind: one["answers"] for kind, one in told.items()} == {kind: ["vi", "en"] for kind in TOY}


def test_one_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(NotMeasured, match="KeyError: 'nobody'"):
        language.ask("nobody", Path(sys.executable), TOY, tmp_path)


def test_the_tables_show_kinds_rates_and_languages() -> None:
    lines = language.table(TOY, {"one": answers("vi", "fr"), "two": answers("vi", "en")}).splitlines()
    assert "| one |" + " 50.0 |" * len(KINDS) + " 1,234 |" * 3 in lines
    assert "| en | 0.0 / 0.0 | 100.0 / 100.0 |" in lines


def test_the_tables_say_who_is_missing() -> None:
    assert "nobody came" in language.table(TOY, {"one": answers("vi", "en")}, "nobody came").splitlines()


def test_figures_are_kept_as_tables_and_as_numbers(tmp_path: Path) -> None:
    language.keep("shown", TOY, {"one": answers("vi", "fr")}, tmp_path)
    numbers = json.loads((tmp_path / "language.json").read_text("utf-8"))
    assert (tmp_path / "language.md").read_text("utf-8") == "shown"
    assert (numbers["one"][FEW], numbers["one"][f"{FEW} per second"]) == (0.5, 1234)


def test_floors_hold_every_kind() -> None:
    assert language.figures(TOY, answers("vi", "fr")) == {f"language {kind}": 0.5 for kind in KINDS}


@pytest.mark.shared
def test_ours_reaches_what_is_asked_of_it(tmp_path: Path) -> None:
    place = Place(SHARED / "data", tmp_path)
    given = language.texts(place.data / "classify")
    told = language.ask(OURS, Path(sys.executable), given, tmp_path)
    wanted = dict(zip(KINDS, (0.995, 0.98, 0.99, 0.95, 1.0, 0.98, 0.97), strict=True))
    assert [kind for kind, floor in wanted.items() if language.share(given[kind], told[kind]) < floor] == []
