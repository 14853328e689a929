"""Copies: fingerprints of a text, and how much of one text lies in another."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import copies
from classifier.copies import PART, SAME, anchors, containment, fingerprints, pack, unpack
from language.text import fold
from language.tokens import streams

REPORT = """
Sáng 14/8, tàu kéo đưa xà lan chở 420 tấn đá rời bến Cửa Trầm để gia cố đoạn kè sạt ở mũi Hòn Nghê. Đoạn
kè dài 61 mét đổ hôm mùng 9 sau ba ngày gió tây nam cấp bảy, cuốn theo hai trụ đèn và một nhà chờ. Ban
quản lý cảng cho biết đá lấy từ mỏ cách bến 38 cây số, chở ban đêm để tránh giờ tan ca. Thợ lặn khảo sát
thấy chân kè rỗng sâu hơn bốn mét, phải thả rọ đá hai lớp trước khi xếp khối. Người dân trong xóm Bãi
Sau đã dời 19 ghe vào vụng. Theo kế hoạch, việc gia cố xong trước ngày 5/9, khi mùa gió đông bắc bắt
đầu. Kinh phí tạm tính 7,4 tỷ đồng, lấy từ quỹ phòng chống thiên tai. Đoạn kè này xây năm 2011, từng sửa
hai lần vào năm 2017 và 2022.
"""
OTHER = """
Vườn bưởi của ông Sáu ở cù lao cho trái nghịch vụ đúng dịp rằm, thương lái trả 46.000 đồng một ký tại
gốc. Bí quyết là siết nước 25 ngày rồi tưới đẫm hai đêm liền, kèm phân cá ủ. Con trai ông ghi nhật ký
từng gốc bằng điện thoại, năm nào cháy lá thì năm sau giảm bớt một nhánh. Cả xóm giờ có 11 hộ làm theo,
lập nhóm bán chung qua một tài khoản.
"""
ENGLISH = """
The last kiln on the island was lit at four in the morning, an hour before the ferry, because the wind
drops then. Forty women carried coconut husk up the beach in baskets, and by noon the brine had thinned
to a white crust.
"""
CHINESE = """
清晨四点，岛上最后一座盐窑点火，比渡轮早一个小时，因为那时风最小。
四十名妇女用竹篮把椰壳背上沙滩，到中午盐水已结成白霜。
"""
KHMER = """
អ្នកនេសាទចំនួនសែសិបនាក់បានចេញទៅសមុទ្រនៅពេលព្រឹកព្រលឹម
ហើយត្រឡប់មកវិញជាមួយត្រីពេញទូក មុនពេលខ្យល់បក់ខ្លាំង។
"""
SYLLABLES = [f"{a}{b}{c}" for a in "bcdghklm" for b in "aeiou" for c in ("", "n", "ng", "t")]
TEXTS = {"vi": REPORT, "vi-2": OTHER, "en": ENGLISH, "zh": CHINESE, "km": KHMER}


def overlap(a: str, b: str) -> float:
    return containment(*copies.overlap(fingerprints(a), fingerprints(b)))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_contains_itself(text: str) -> None:
    assert overlap(text, text) == 1.0


@pytest.mark.parametrize(("a", "b"), [(a, b) for a in TEXTS for b in TEXTS if a < b])
def test_unrelated_texts_share_nothing(a: str, b: str) -> None:
    assert overlap(TEXTS[a], TEXTS[b]) == 0.0


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_changed_headline_leaves_the_same_report(text: str) -> None:
    one, two = f"Đầu đề của báo thứ nhất\n{text}", f"Tin nóng: một đầu đề hoàn toàn khác\n{text}"
    assert overlap(one, two) >= SAME


@pytest.mark.parametrize("lang", ["vi", "vi-2"])
def test_the_first_half_is_the_same_report(lang: str) -> None:
    words = TEXTS[lang].split()
    assert overlap(TEXTS[lang], " ".join(words[: len(words) // 2])) >= 0.9


def test_a_cut_copy_within_a_longer_text_is_found_as_a_part() -> None:
    cut = " ".join(REPORT.split()[:90])
    assert overlap(REPORT, f"{OTHER} {cut} {ENGLISH}") >= PART


def test_one_sentence_in_common_is_no_copy() -> None:
    sentence = "Đoạn kè này xây năm 2011, từng sửa hai lần vào năm 2017 và 2022."
    assert overlap(REPORT, f"{OTHER} {sentence}") < PART


def test_a_report_with_other_figures_is_still_the_same() -> None:
    updated = REPORT.replace("420 tấn", "460 tấn").replace("7,4 tỷ", "8,1 tỷ").replace("19 ghe", "23 ghe")
    assert SAME <= overlap(REPORT, updated) < 1


@pytest.mark.parametrize(
    "other",
    [
        REPORT.upper(),
        REPORT.replace(",", " ;").replace(".", " …"),
        " ".join(REPORT.split()),
        REPORT.replace("\n", "\r\n\r\n"),
    ],
    ids=["capitals", "stops", "spaces", "lines"],
)
def test_capitals_stops_and_lines_change_nothing(other: str) -> None:
    assert fingerprints(other) == fingerprints(REPORT)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_lost_accents_hide_nothing(text: str) -> None:
    assert fingerprints(fold(text)) == fingerprints(text)


@pytest.mark.parametrize("text", ["", " \n", "… — !", "\u200b"])
def test_a_text_without_words_has_none(text: str) -> None:
    assert fingerprints(text) == ()


@pytest.mark.parametrize("text", ["muối", "muối rẻ", "một hai ba bốn năm", "盐", " ".join(SYLLABLES[:11])])
def test_a_short_text_is_one_fingerprint(text: str) -> None:
    assert len(fingerprints(text)) == 1


@pytest.mark.parametrize("other", ["muối đắt", "muối", "rẻ muối", "muối rẻ quá"])
def test_short_texts_are_the_same_in_all_of_their_words_or_not_at_all(other: str) -> None:
    assert overlap("Muối rẻ!", "muoi re") == 1.0
    assert overlap("muối rẻ", other) == 0.0


def test_a_short_text_is_no_part_of_a_longer_one() -> None:
    assert overlap(" ".join(SYLLABLES[:11]), " ".join(SYLLABLES[:90])) == 0.0


def test_two_fingerprints_in_common_are_chance() -> None:
    assert copies.overlap((1, 2, 3, 4), (1, 2, 9)) == (0, 4, 3)
    assert copies.overlap((1, 2, 3, 4), (1, 2, 3, 9)) == (3, 4, 4)
    assert copies.overlap((1, 2), (2, 1)) == (2, 2, 2)


def test_formulas_count_on_neither_side() -> None:
    assert copies.overlap((1, 2, 3, 4, 5), (1, 2, 3, 4), ignored={4, 5}) == (3, 3, 3)
    assert copies.overlap((4, 5), (4, 5), ignored={4, 5}) == (0, 0, 0)


@pytest.mark.parametrize(
    ("shared", "a", "b", "share"),
    [(0, 0, 0, 0.0), (0, 5, 0, 0.0), (0, 5, 5, 0.0), (3, 3, 9, 1.0), (3, 9, 3, 1.0), (2, 8, 4, 0.5)],
)
def test_containment_is_the_share_of_the_smaller(shared: int, a: int, b: int, share: float) -> None:
    assert containment(shared, a, b) == share


def test_the_thresholds_are_in_order() -> None:
    assert 0 < PART < SAME < 1


def test_a_fingerprint_does_not_change_from_run_to_run() -> None:
    # They are kept in a database: another number here means every kept one is void.
    assert fingerprints("gió tây nam cấp bảy") == (-1373959846,)
    assert fingerprints(ENGLISH) == (-1055986057, 442458548, 224992326, -1803746563)


@pytest.mark.parametrize(
    ("text", "least", "most"), [(REPORT, 0.1, 0.15), (CHINESE, 0.06, 0.12), (KHMER, 0.02, 0.06)]
)
def test_a_script_of_several_signs_a_syllable_has_no_more_than_others(
    text: str, least: float, most: float
) -> None:
    keys = streams(text * 8)[1]
    assert least < len(set(fingerprints(text * 8))) * 8 / len(keys) < most


def test_an_eighth_of_the_rows_is_kept() -> None:
    words = [f"{a}{b}" for a in string.ascii_lowercase for b in string.ascii_lowercase]
    random.Random(7).shuffle(words)
    assert 0.1 < len(fingerprints(" ".join(words))) / len(words) < 0.14


def test_a_text_is_found_by_all_it_begins_with_and_a_quarter_of_the_rest() -> None:
    marks = range(101, 165)
    assert anchors(marks) == [*range(101, 113), *range(116, 165, 4)]
    assert anchors((1, 3)) == [1, 3]


LETTERS = st.text(st.sampled_from("abcdeghik ăâđêôơư盐田港口省\n."), max_size=400)
WORDS = st.lists(
    st.sampled_from([f"{a}{b}" for a in "bcdghklm" for b in ("a", "ô", "ươi", "ính")]), max_size=120
)


@settings(deadline=None)
@given(LETTERS)
def test_any_text_with_words_contains_itself(text: str) -> None:
    assert overlap(text, text) == (1.0 if fingerprints(text) else 0.0)


@settings(deadline=None)
@given(LETTERS)
def test_fingerprints_are_different_signed_numbers_of_32_bits(text: str) -> None:
    found = fingerprints(text)
    assert all(-(1 << 31) <= number < 1 << 31 for number in found)
    assert len(set(found)) == len(found)


@given(st.lists(st.integers(-(1 << 31), (1 << 31) - 1), unique=True))
def test_what_is_packed_comes_out_in_its_order(marks: list[int]) -> None:
    assert unpack(pack(marks)) == tuple(marks)
    assert len(pack(marks)) == 4 * len(marks)


@settings(deadline=None)
@given(LETTERS, LETTERS)
def test_overlap_is_symmetric_and_a_share(a: str, b: str) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert 0 <= overlap(a, b) <= 1


@settings(deadline=None)
@given(WORDS, WORDS)
def test_what_two_texts_share_of_a_windows_length_shows(a: list[str], b: list[str]) -> None:
    shared = [f"x{number}" for number in range(20)]
    one, two = (set(fingerprints(" ".join([*words, *shared]))) for words in (a, b))
    assert one & two


@settings(deadline=None)
@given(st.integers(0, 1 << 20), st.integers(0, 1 << 20))
def test_containment_is_symmetric(a: int, b: int) -> None:
    shared = min(a, b) // 2
    assert containment(shared, a, b) == containment(shared, b, a)
