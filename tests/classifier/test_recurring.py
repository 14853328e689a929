"""Two issues of one recurring format are not two copies of one report."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.recurring import LEAD, Told, is_recurring, mask

ONE, NEXT = date(2026, 10, 1), date(2026, 10, 2)
GOLD = "Vàng miếng mua vào {}, bán ra {}; vàng nhẫn {} một lượng; đô la {} đồng."
MONDAY = GOLD.format("121,4", "123,4", "119,8", "26.310")
TUESDAY = GOLD.format("120,9", "122,9", "118,2", "26.350")


def told(title: str, lead: str = "", outlet: str = "bao-a", day: date | None = None) -> Told:
    return Told(title, lead, outlet, day)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bắc Bộ se lạnh, vùng núi có sương mù", "Nam Bộ mưa lui dần về chiều tối"),
        ("Miền Trung nắng nóng gay gắt", "Cả nước mưa dông diện rộng"),
    ],
)
def test_the_sky_over_a_region_is_another_forecast_each_day(one: str, other: str) -> None:
    leads = "Nhiệt độ 24-31 độ, mưa 20-40 mm.", "Nhiệt độ 26-34 độ, mưa 15-30 mm."
    assert is_recurring(told(one, leads[0], "bao-a", ONE), told(other, leads[1], "bao-b", NEXT))


def test_what_the_sky_did_is_no_forecast() -> None:
    one, other = "Mưa lớn ở Bắc Bộ, 3 người mất tích", "Mưa lớn ở Bắc Bộ: tìm thấy 2 người mất tích"
    assert not is_recurring(told(one, "4-5", "bao-a", ONE), told(other, "6-7", "bao-b", NEXT))


@pytest.mark.parametrize(
    ("title", "masked"),
    [
        ("Giá vàng hôm nay 14/5: Giảm sâu", "gia vang hom nay @ giam sau"),
        ("Giá vàng hôm nay 14.5: Giảm sâu", "gia vang hom nay @ giam sau"),
        ("Giá vàng hôm nay (14-5): giảm sâu!", "gia vang hom nay @ giam sau"),
        ("Xổ số ngày 12 tháng 5 năm 2026", "xo so ngay @"),
        ("Xổ số Thứ Hai 12.5.2026", "xo so @ @"),
        ("Ngày 12: mưa rào", "ngay @ mua rao"),
        ("Lũ cuốn 3 người ở xã Mỹ Lâm", "lu cuon # nguoi o xa my lam"),
        ("Đội tuyển hạ chủ nhà 3-1", "doi tuyen ha chu nha # #"),
        ("Xăng lên 21.350 đồng", "xang len # dong"),
        ("Gold price today, May 12", "gold price today @"),
        ("5月12日天气预报", "@ 天气预报"),
        ("5월 12일 날씨", "@ 날씨"),
        ("Quốc lộ 40/70 kẹt xe", "quoc lo # # ket xe"),
        ("", ""),
    ],
)
def test_a_masked_headline_keeps_what_stays(title: str, masked: str) -> None:
    assert mask(title) == masked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Giá vàng hôm nay 14/5: Giảm sâu", "Giá vàng hôm nay 15/5: Bật tăng"),
        ("Giá vàng hôm nay 14.5: Giảm sâu", "Giá vàng trong nước sáng 15/5"),
        ("Thời tiết ngày 19/5: Bắc Bộ se lạnh", "Tin mới thời tiết 20/5: nắng lên"),
        ("Kết quả xổ số Lam Giang 1/10/2026", "Kết quả xổ số Lam Giang 8/10/2026"),
        ("Tỷ giá hôm nay 1/10", "Tỷ giá hôm nay 2/10"),
        ("Giá cà phê hôm nay 1/10: đi ngang", "Giá cà phê hôm nay 2/10: tăng 500 đồng"),
        ("Lịch cúp điện Lam Giang ngày 1/10", "Lịch cúp điện Lam Giang ngày 2/10"),
        ("Điểm báo 1/10", "Điểm báo 2/10"),
        ("Bản tin rừng ngày 1/10: yên", "Bản tin rừng ngày 2/10: có khói"),
        ("Cà phê sáng 1/10: chuyện chợ", "Cà phê sáng 2/10: chuyện đò"),
        ("Gold price today, May 12", "Gold price today, May 13"),
        ("5月12日天气预报", "5月13日天气预报"),
        ("5월 12일 날씨", "5월 13일 날씨"),
        ("ອັດຕາແລກປ່ຽນ 12/5", "ອັດຕາແລກປ່ຽນ 13/5"),
        ("តម្លៃមាស 12/5", "តម្លៃមាស 13/5"),
    ],
)
def test_issues_of_two_days_are_two(one: str, other: str) -> None:
    assert is_recurring(told(one), told(other))
    assert is_recurring(told(one, outlet="bao-a"), told(other, outlet="bao-b"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Giá vàng hôm nay 14/5: Giảm sâu", "Giá vàng 14.5.2026 lao dốc"),
        ("Thời tiết 31/5: Nắng nóng", "Nắng nóng trên diện rộng - Thời tiết ngày 31/5"),
        ("Giá vàng hôm nay ngày 14: giảm", "Giá vàng hôm nay 14/5: giảm"),
    ],
)
def test_the_same_day_written_otherwise_is_one(one: str, other: str) -> None:
    assert not is_recurring(told(one, outlet="bao-a"), told(other, outlet="bao-b"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cháy chợ Mỹ Lâm ngày 1/10", "Khởi tố vụ cháy chợ Mỹ Lâm ngày 2/10"),
        ("Covid-19: 20 ca mới", "Covid-19: vắc xin về tới cảng"),
        ("Bão số 3: 12 người chết", "Bão số 3: sơ tán cả xã"),
        ("Cảng Mỹ Lâm đón tàu", "Cảng Mỹ Lâm đón tàu"),
        ("Khai mạc hội chợ giá rẻ", "Bế mạc hội chợ giá rẻ"),
    ],
)
def test_reports_of_one_event_are_no_format(one: str, other: str) -> None:
    assert not is_recurring(told(one, MONDAY, day=ONE), told(other, MONDAY, "bao-b", NEXT))


def test_an_issue_without_a_date_in_its_headline_is_told_by_the_first_in_its_text() -> None:
    one = told("Giá vàng hôm nay giảm", f"Sáng 1/10, {MONDAY} Hôm 30/9 thì khác.")
    other = told("Giá vàng hôm nay tăng", f"Sáng 2/10, {TUESDAY} Hôm 1/10 thì khác.")
    assert is_recurring(one, other)


def test_without_any_date_named_the_day_and_the_figures_tell() -> None:
    one = told("Giá vàng giảm", MONDAY, day=ONE)
    assert is_recurring(one, told("Giá vàng tăng", TUESDAY, "bao-b", NEXT))
    assert not is_recurring(one, told("Giá vàng giảm", MONDAY, "bao-b", NEXT))


def test_on_the_same_day_only_one_outlets_other_figures_are_another_issue() -> None:
    one = told("Giá vàng giảm", MONDAY, day=ONE)
    assert is_recurring(one, told("Giá vàng tăng", TUESDAY, day=ONE))
    assert not is_recurring(one, told("Giá vàng tăng", TUESDAY, "bao-b", ONE))


def test_lotteries_of_two_places_drawn_on_one_day_are_two() -> None:
    one = told("Xổ số Lam Giang 1/10", "Giải nhất 48213, giải nhì 90817, giải ba 11230")
    assert is_recurring(one, told("Xổ số Hạ Giang 1/10", "Giải nhất 70342, giải nhì 55120, giải ba 66091"))


@pytest.mark.parametrize(("other", "is_other"), [(TUESDAY, True), (MONDAY, False)])
def test_where_no_day_is_known_the_figures_tell(other: str, *, is_other: bool) -> None:
    assert (
        is_recurring(told("Giá vàng mới nhất", MONDAY, ""), told("Giá vàng mới nhất", other, "")) is is_other
    )


def test_a_column_of_one_headline_is_told_by_its_outlet_and_figures() -> None:
    one = told("Chuyện chợ quê", MONDAY, day=ONE)
    assert is_recurring(one, told("Chuyện chợ quê", TUESDAY, day=NEXT))
    assert not is_recurring(one, told("Chuyện chợ quê", TUESDAY, "bao-b", NEXT))
    assert not is_recurring(one, told("Chuyện chợ quê", f"{MONDAY} Cập nhật 5 giờ.", day=NEXT))


def test_the_same_headline_with_other_figures_on_another_day_is_another_report() -> None:
    one = told("Thêm 20 ca mắc ở Mỹ Lâm", "Có 20 ca.", day=ONE)
    assert is_recurring(one, told("Thêm 31 ca mắc ở Mỹ Lâm", "Có 31 ca.", "bao-b", NEXT))


def test_a_text_without_headline_is_known_by_how_it_begins() -> None:
    assert is_recurring(told("", "Giá vàng hôm nay 14/5 giảm"), told("", "Giá vàng hôm nay 15/5 tăng"))


def test_figures_behind_the_beginning_count_for_nothing() -> None:
    far = " chữ" * LEAD
    one = told("Giá vàng mới nhất", far + MONDAY)
    assert not is_recurring(one, told("Giá vàng mới nhất", far + TUESDAY))


TITLES = [
    "Giá vàng 1/10",
    "Giá vàng ngày 2/10",
    "Giá vàng mới nhất",
    "Cháy chợ",
    "Thời tiết 32/13",
    "Điểm báo 7",
]


@pytest.mark.parametrize("pair", list(combinations(TITLES, 2)))
def test_it_does_not_matter_which_is_named_first(pair: tuple[str, str]) -> None:
    one, other = told(pair[0], MONDAY, day=ONE), told(pair[1], TUESDAY, "bao-b", NEXT)
    assert is_recurring(one, other) == is_recurring(other, one)


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_is_another_issue_of_itself(title: str, lead: str) -> None:
    assert not is_recurring(told(title, lead, day=ONE), told(title, lead, day=ONE))


@given(st.text(max_size=80))
def test_any_headline_can_be_masked_and_stays_masked(title: str) -> None:
    assert not any(sign.isdecimal() for sign in mask(mask(title)))
