import pytest

from language.writing import by_script


@pytest.mark.parametrize(
    ("text", "latin", "expected"),
    [
        ("Học từ “加油”", ["Học", "từ"], ""),
        ("Việt Nam – 2026 😀 ½ €", ["Việt", "Nam"], ""),
        ("ใน Rogaland", ["Rogaland"], "th"),
        ("ໃນ Luang Prabang", ["Luang", "Prabang"], "lo"),
        ("ភ្នំពេញ", [], "km"),
        ("Москва", [], "ru"),
        ("Αθήνα", [], "strange"),
        ("မြန်မာ", [], "strange"),
        ("한국어와 漢字", [], "ko"),
        ("国会議員", [], "zh"),
        ("経済対策", [], "ja"),
        ("們這國學會", [], "zh"),
        ("カタカナー", [], "ja"),
        ("优の良品进驻", [], "zh"),
        ("2026年", [], ""),
    ],
)
def test_a_script_tells_its_language(text: str, latin: list[str], expected: str) -> None:
    assert by_script(text, latin, "") == expected


@pytest.mark.parametrize(("hint", "expected"), [("ja", "ja"), ("zh", "zh"), ("ko", "zh"), ("vi", "zh")])
def test_a_hint_tells_whose_han_signs_those_are_that_both_write(hint: str, expected: str) -> None:
    assert by_script("大学 2026年", [], hint) == expected


def test_the_script_of_most_words_wins() -> None:
    assert by_script("Москва и Пекин подписали договор 北京", [], "") == "ru"
    assert by_script("北京与莫斯科签署铁路合作协议 Москва", [], "") == "zh"


def test_a_small_word_in_latin_letters_weighs_more_than_a_name() -> None:
    assert by_script("加油", ["Samsung", "Display"], "") == "zh"
    assert by_script("加油", ["means", "courage"], "") == ""


def test_an_emoji_is_no_letter_of_a_strange_script() -> None:
    assert by_script("🏞️ 👨‍👩‍👧 Ⓐ", [], "") == ""
