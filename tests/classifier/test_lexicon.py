"""Good and bad words, and the words that turn them round."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import lexicon
from classifier.lexicon import Hit, Lexicon
from classifier.phrases import Phrases

FILES = sorted(lexicon.FOLDER.glob("*.yaml"))
LISTS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FILES}
EVERY = [
    (lang, name, entry) for lang, lists in LISTS.items() for name, those in lists.items() for entry in those
]
WORDS = Lexicon(
    Phrases(
        {
            "not": ["không", "chưa", "not", "不", "않", "없이", "មិន"],
            "good": ["đẹp", "được mùa", "safe", "安全", "성공", "ស្អាត"],
            "bad": ["cháy", "chết", "late", "污染", "피해", "ស្លាប់"],
        }
    )
)


def swayed(text: str) -> list[tuple[int, str]]:
    return [(hit.sign, text[hit.start : hit.end]) for hit in WORDS.hits(text)]


def shipped(lang: str) -> Lexicon:
    found = lexicon.load(lang)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Đường đẹp, vụ muối được mùa.", [(1, "đẹp"), (1, "được mùa")]),
        ("CHÁY LỚN", [(-1, "CHÁY")]),
        ("Nhà cháy, đường đẹp", [(-1, "cháy"), (1, "đẹp")]),
        ("Không đẹp", [(-1, "đẹp")]),
        ("không ai chết", [(1, "chết")]),
        ("Nhà chưa cháy", [(1, "cháy")]),
        ("The bridge is not safe", [(-1, "safe")]),
        ("It was never said, yet safe", [(1, "safe")]),
        ("河水不安全", [(-1, "安全")]),
        ("没有了，水安全", [(1, "安全")]),
        ("ទឹកមិនស្អាត", [(-1, "ស្អាត")]),
        ("", []),
        ("không", []),
    ],
)
def test_a_negation_before_turns_a_word(text: str, hits: list[tuple[int, str]]) -> None:
    assert swayed(text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("피해 없이 끝났다", [(1, "피해")]),
        ("성공하지 않았다", [(-1, "성공")]),
        ("성공했다", [(1, "성공")]),
        ("피해 없이 성공", [(1, "피해"), (1, "성공")]),
        ("않은 성공", [(1, "성공")]),
        ("성공이라는 말을 하지는 않았다", [(1, "성공")]),
    ],
)
def test_in_korean_the_negation_stands_behind(text: str, hits: list[tuple[int, str]]) -> None:
    assert swayed(text) == hits


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("không " + "x" * 16 + " đẹp", -1),
        ("không " + "x" * 17 + " đẹp", 1),
        ("不一二三四安全", -1),
        ("不一二三四五安全", 1),
        ("không. Đẹp", 1),
        ("không! Đẹp", 1),
        ("không\nđẹp", 1),
        ("不。安全", 1),
        ("មិន។ ស្អាត", 1),
        ("không cháy, đẹp", 1),
        ("không không đẹp", -1),
    ],
)
def test_a_negation_reaches_so_far_and_not_into_the_next_sentence(text: str, sign: int) -> None:
    assert swayed(text)[-1][0] == sign


def test_a_turned_word_counts_on_the_other_side() -> None:
    assert WORDS.count("Không cháy, không chết ai, đường đẹp nhưng chưa được mùa") == (3, 1)


def test_a_hit_tells_its_stretch() -> None:
    assert list(WORDS.hits("Nhà cháy")) == [Hit(-1, 4, 8)]


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("vi", "Sạt lở khiến hai người tử vong, ba nhà bị cô lập", (0, 3)),
        ("vi", "Khánh thành trường mới, trao tặng 200 suất học bổng", (2, 0)),
        ("vi", "Chưa có thiệt hại về người", (1, 0)),
        ("vi", "Hải Phòng đạt giải nhất, quốc phòng thành công", (2, 0)),
        ("vi", "Phòng chống tham nhũng", (1, 0)),
        ("en", "The delayed bridge collapsed; nobody was injured", (1, 2)),
        ("en", "Growers won a prize and doubled exports", (3, 0)),
        ("zh", "污水超标，居民投诉", (0, 2)),
        ("zh", "首批订单丰收，游客增长", (3, 0)),
        ("ko", "수출 증가, 인명 피해 없이 준공", (3, 0)),
        ("ko", "정전과 체불 논란", (0, 3)),
        ("km", "កសិករទទួលបានពានរង្វាន់", (1, 0)),
        ("km", "ទឹកជំនន់ធ្វើឱ្យមនុស្សស្លាប់", (0, 2)),
        ("ja", "大雨で道路が寸断され、被害なし", (1, 1)),
        ("ja", "工場の排水で川が汚染され、住民が抗議", (0, 2)),
        ("lo", "ນັກທ່ອງທ່ຽວຊົມເຊີຍຫາດຊາຍທີ່ສະອາດ", (2, 0)),
        ("th", "น้ำท่วมทำให้มีผู้เสียชีวิต", (0, 2)),
        ("fr", "La plage restaurée attire; aucun blessé", (3, 0)),
        ("ru", "Наводнение: погибли двое, дорога разрушена", (0, 3)),
        ("es", "El puente inaugurado evita inundaciones", (2, 0)),
        ("de", "Hochwasser zerstört Brücke, niemand verletzt", (0, 3)),
    ],
)
def test_the_shipped_lists_sway_a_sentence(lang: str, text: str, count: tuple[int, int]) -> None:
    assert shipped(lang).count(text) == count


@pytest.mark.parametrize("lang", ["id", "other", ""])
def test_a_language_without_lists_has_none(lang: str) -> None:
    assert lexicon.load(lang) is None


def test_the_lists_of_a_language_are_read_once() -> None:
    assert lexicon.load("en") is lexicon.load("en")


def test_the_languages_are_those_of_the_desk() -> None:
    assert sorted(LISTS) == ["de", "en", "es", "fr", "ja", "km", "ko", "lo", "ru", "th", "vi", "zh"]


@pytest.mark.parametrize("lang", LISTS)
def test_a_file_holds_three_lists(lang: str) -> None:
    assert list(LISTS[lang]) == ["not", "good", "bad"]


def test_every_entry_is_a_string_of_one_line() -> None:
    # YAML reads a bare no as false and a bare 1 as a number.
    assert [one for one in EVERY if not isinstance(one[2], str) or one[2] != one[2].strip()] == []
    assert [one for one in EVERY if not one[2] or re.search(r"\s\s|\n", one[2])] == []


def test_every_entry_is_composed_and_small() -> None:
    assert [one for one in EVERY if one[2] != unicodedata.normalize("NFC", one[2]).lower()] == []


@pytest.mark.parametrize("lang", LISTS)
def test_no_word_is_good_and_bad(lang: str) -> None:
    lists = {name: set(those) for name, those in LISTS[lang].items()}
    assert lists["good"] & lists["bad"] == set()
    assert lists["not"] & (lists["good"] | lists["bad"]) == set()


@pytest.mark.parametrize("lang", LISTS)
def test_no_word_stands_twice_in_a_list(lang: str) -> None:
    twice = {
        name: sorted({one for one in those if those.count(one) > 1}) for name, those in LISTS[lang].items()
    }
    assert twice == {"not": [], "good": [], "bad": []}


@pytest.mark.parametrize("lang", LISTS)
def test_there_are_enough_words_to_go_by(lang: str) -> None:
    assert [name for name in ("good", "bad") if len(LISTS[lang][name]) < 40] == []


@settings(deadline=None)
@given(st.sampled_from([one for one in EVERY if one[1] != lexicon.TURN]))
def test_every_word_sways_the_way_of_its_list(one: tuple[str, str, str]) -> None:
    lang, name, word = one
    good, bad = shipped(lang).count(word.replace("*", ""))
    assert (good > 0, bad > 0) == (name == "good", name == "bad")


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(sorted(LISTS)))
def test_counts_are_those_of_the_hits(text: str, lang: str) -> None:
    signs = [hit.sign for hit in shipped(lang).hits(text)]
    assert shipped(lang).count(text) == (signs.count(1), signs.count(-1))


def test_a_file_is_beside_the_module() -> None:
    assert Path(lexicon.__file__).with_name("lexicons") == lexicon.FOLDER
