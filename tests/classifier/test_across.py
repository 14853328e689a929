"""Marks: what a report tells is found again in another language, whatever its script."""

from datetime import date

import pytest

from classifier import across
from classifier.across import Told, joined, marks, things, word_for
from classifier.gazetteer import Finder
from classifier.model import Gazetteer, Place, PlaceName

HOME = Place("lam-giang", "province", (PlaceName("Lam Giang", "vi"), PlaceName("蓝江省", "zh")))
TOWN = Place(
    "hai-loc",
    "ward",
    (PlaceName("Hải Lộc", "vi"), PlaceName("Hai Loc", "en"), PlaceName("海禄", "zh")),
    parent="lam-giang",
)
FINDER = Finder(Gazetteer("lam-giang", (HOME, TOWN)))
DAY = date(2026, 9, 10)


def told(title: str, lang: str, body: str = "") -> set[str]:
    return set(marks(Told(title, body, lang, DAY), FINDER))


def test_one_event_leaves_the_same_marks_in_vietnamese_and_chinese() -> None:
    vi = told("Hải Lộc: cháy 214 sạp, thiệt hại 47 tỷ đồng", "vi", "Ngày 9/9, công an bắt Võ Minh Thành.")
    zh = told("蓝江省海禄市场火灾 214个摊位被毁", "zh", "9月9日,警方拘留武明成,损失470亿越盾。")
    assert vi & zh == {
        "place:hai-loc",
        "place:lam-giang",
        "number:214",
        "number:4.7e+10",
        "day:2026-09-09",
        *("thing:fire", "thing:police", "thing:arrest"),
    }
    assert {"name:vo minh", "name:minh thanh"} <= vi
    assert {"read:vo minh", "read:minh thanh"} <= zh


def test_digits_of_every_script_and_full_width_ones_are_even() -> None:
    assert "number:138" in told("អ្នកជំងឺ ១៣៨ នាក់", "km")
    assert "number:138" in told("１３８名", "ja")


def test_a_mark_tells_how_it_is_written() -> None:
    found = marks(Told("Tàu Queen Marisol tới Nhật Bản", "", "vi", DAY), FINDER)
    assert found["name:queen marisol"] == "Queen Marisol"
    assert found["place:JP"] == "Nhật Bản"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "lũ lụt"),
        ("en", "Flooding"),
        ("zh", "洪水"),
        ("ko", "홍수"),
        ("ja", "洪水"),
        ("km", "ទឹកជំនន់"),
        ("lo", "ນ້ຳຖ້ວມ"),
        ("th", "น้ำท่วม"),
        ("fr", "inondations"),
        ("ru", "наводнение"),
    ],
)
def test_what_happens_is_one_thing_in_every_language(lang: str, text: str) -> None:
    assert things(text, lang) == {"flood"}


def test_traditional_signs_tell_the_same() -> None:
    assert things("橋梁坍塌", "zh") == things("桥梁坍塌", "zh") == {"bridge", "collapse"}


def test_a_language_without_phrases_tells_nothing() -> None:
    assert things("tulva", "fi") == set()


def test_every_thing_has_a_word_in_vietnamese_and_english() -> None:
    assert (word_for("flood", "vi"), word_for("flood", "en"), word_for("no-such", "vi")) == (
        "lũ",
        "flood",
        "no-such",
    )
    listed = across.lists()
    assert set(listed["vi"]) == set(listed["en"])


def test_a_story_tells_what_its_first_articles_tell_and_what_several_do() -> None:
    told = [{f"number:{at}": "", "number:99": str(at)} for at in range(5)]
    told[4]["number:77"] = told[3]["number:77"] = ""
    assert set(joined(told)) == {"number:0", "number:1", "number:2", "number:77", "number:99"}
    assert joined(told)["number:99"] == "0"
