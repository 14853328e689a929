"""What is written like a person's name, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.person_names import SURNAMES, is_filler, looks_like_a_name

VIETNAMESE = [
    "Nguyễn Văn Tám",
    "Trần Thị Bích Liên",
    "Lê Ngà",
    "Tôn Nữ Thị Ninh Hoà",
    "NGUYỄN VĂN TÁM",
    "Nguyen Van Tam",
    "Pham Quoc Bao",
]
SMALL = ["nguyễn văn tám", "nguyen tam", "trần thị liên", "tran van luc", "huỳnh ngà"]
FOREIGN = ["Donald Trump", "Angela Merkel", "J. R. Ewing", "Jean-Pierre O'Neill", "Y Blin Niê", "Xi Jinping"]
OTHERS = [
    "Nguyễn",
    "cầu Bến Lội",
    "Biển Đông",
    "Khu Kinh Tế Cửa Trầm",
    "Thái Lan",
    "Hoàng Sa",
    "trần nhà",
    "lý do gì",
    "đường Trần Phú",
    "Nguyễn Văn Tám và cây cầu",
    "Nguyễn Văn Tám 1975",
    "World Bank",
    "Human Rights Watch",
    "FLC Tower",
    "VTV NEWS",
    "Sông trong",
    "東京 大阪",
    "Владимир Ленин",
    "Trần Văn A B C D",
    "One Two Three Four Five",
    "",
]


@pytest.mark.parametrize("text", [*VIETNAMESE, *SMALL, *FOREIGN])
def test_it_reads_as_a_name(text: str) -> None:
    assert looks_like_a_name(text)


@pytest.mark.parametrize("text", OTHERS)
def test_it_reads_as_no_name(text: str) -> None:
    assert not looks_like_a_name(text)


@given(
    st.sampled_from(sorted(SURNAMES)),
    st.lists(st.sampled_from(["Văn", "Thị", "An", "Ngà"]), min_size=1, max_size=4),
)
def test_a_surname_and_one_to_four_syllables_are_a_name(surname: str, given_names: list[str]) -> None:
    assert looks_like_a_name(" ".join([surname.capitalize(), *given_names]))


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    assert looks_like_a_name(text) in {True, False}


@pytest.mark.parametrize(("word", "expected"), [("Ông", True), ("Mr.", True), ("và", True), ("cầu", False)])
def test_a_form_of_address_says_nothing(word: str, expected: bool) -> None:
    assert is_filler(word) is expected
