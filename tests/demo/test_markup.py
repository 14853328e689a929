from collections.abc import Mapping

import pytest

from demo.clock import instant
from demo.markup import fill, shown_date, spoken, words
from demo.outlets import Outlet

LANGUAGES = ("vi", "en", "zh", "zh-hant", "ko", "km", "ja", "lo", "fr")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_the_same_things(lang: str) -> None:
    assert words(lang).said.keys() == words("vi").said.keys()
    assert (len(words(lang).months), len(words(lang).weekdays)) == (12, 7)
    assert len(words(lang).comments) >= 2


def test_words_come_escaped_to_a_template() -> None:
    assert spoken("en")["w_most_read"] == "Most read"
    assert "<" not in "".join(spoken("vi").values())


def test_a_family_may_have_a_block_of_its_own() -> None:
    assert fill("fck-detail", "paragraph", {"text": "Mưa"}) == '<p class="Normal">Mưa</p>'


def test_a_missing_block_is_the_common_one() -> None:
    assert fill("cms-body", "paragraph", {"text": "Mưa"}) == "<p>Mưa</p>"


def test_a_block_nobody_has_is_a_fault() -> None:
    with pytest.raises(KeyError):
        fill("plain", "chorus", {})


@pytest.mark.parametrize(
    ("places", "number", "caption"),
    [
        (("cua-tram", "an-dien"), 0, "Một góc cảng cá Cửa Trầm nhìn từ trên cao."),
        (("nowhere", "an-dien"), 1, "Sáng sớm ở xã An Điền."),
        (("an-dien",), 2, "Xã An Điền những ngày này."),
        (("nowhere",), 3, "Ảnh minh họa, tư liệu của tòa soạn."),
        ((), 3, "Ảnh minh họa, tư liệu của tòa soạn."),
    ],
)
def test_a_caption_names_the_first_known_place(places: tuple[str, ...], number: int, caption: str) -> None:
    assert words("vi").caption(places, number) == caption


def test_a_language_without_captions_says_that_the_picture_is_old() -> None:
    assert words("zh").caption(("an-dien",), 0) == "资料图片。"


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("nam-viet", "Thứ năm, 01/10/2026 06:05"),
        ("dat-nuoc", "Thứ năm, 1/10/2026, 06:05 (GMT+7)"),
        ("tin-sang", "01/10/2026 06:05 GMT+7"),
        ("kinh-te", "- 01/10/2026 06:05"),
        ("coast-times", "October 01, 2026 - 06:05 GMT+7"),
        ("mekong-ledger", "1 October 2026, 07:05 SGT"),
        ("dongmeng", "2026年10月01日07:05"),
        ("hanasean", "승인 2026.10.01 08:05"),
        ("bien-gioi", "Ngày 1/10/2026, 06h05"),
        ("van-nghe", "Ngày 1 tháng 10 năm 2026, 06 giờ 05 phút"),
        ("suc-khoe", "Thứ năm, 1 tháng 10 năm 2026, 06:05"),
        ("tonan", "2026年10月1日 08時05分"),
        ("mekong-jiho", "2026年10月1日(木) 8時05分"),
        ("vientiane", "ວັນພະຫັດ, 1 ຕຸລາ 2026, 06:05 ໂມງ"),
        ("courrier", "Publié le 1 octobre 2026 à 06h05"),
        ("reunion", "Le 01/10/2026 à 03:05"),
        ("gangdao", "2026年10月1日 07:05"),
    ],
)
def test_each_outlet_prints_the_date_in_its_own_way(
    outlets: Mapping[str, Outlet], slug: str, text: str
) -> None:
    assert shown_date(outlets[slug], instant(92, 6, 5)) == text
