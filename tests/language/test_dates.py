from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.dates import Parsed, parse_date, zone_of
from language.months import name_months

VIETNAM = "Asia/Ho_Chi_Minh"
# Every spelling below names this one instant: five past eight of a Saturday morning in Vietnam.
MORNING = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)

WITH_ZONE = [
    "Sat, 21 Nov 2026 08:05:00 +0700",
    "Sat, 21 Nov 2026 08:05:00 +07:00",
    "Sat, 21 Nov 2026 08:05 +0700",
    "Mon, 21 Nov 2026 08:05:00 +0700",
    "Sat, 21 Nov 2026 08:05:00 GMT+7",
    "Sat, 21 Nov 2026 08:05:00 +7",
    "21/11/2026 08:05 +7",
    "21 Nov 2026 08:05 ICT",
    "Thứ Bảy, 21/11/2026 | 08:05 GMT+7",
    "8:05:00 SA 21/11/2026 (UTC+7)",
    "Sat, 21 Nov 2026 08:05:00 GMT+0700",
    "Sat, 21 Nov 2026 08:05:00 GMT+07:00",
    "Sat, 21 Nov 2026 08:05:00 UTC+7",
    "Sat, 21 Nov 2026 08:05:00 ICT",
    "Sat, 21 Nov 2026 01:05:00 GMT",
    "Sat, 21 Nov 2026 01:05:00 Z",
    "Sat, 21 Nov 2026 01:05:00 -0000",
    "Fri, 20 Nov 2026 20:05:00 EST",
    "Sat, 21 Nov 2026 09:05:00 SGT",
    "Saturday, 21-Nov-26 01:05:00 GMT",
    "Sat Nov 21 08:05:00 +0700 2026",
    "Sat Nov 21 01:05:00 UTC 2026",
    "Sat Nov 21 2026 08:05:00 GMT+0700 (Indochina Time)",
    "2026-11-21T08:05:00+07:00",
    "2026-11-21T08:05:00.000 +07:00",
    "2026-11-21T08:05:00,123+0700",
    "2026-11-21T08:05+07",
    "2026-11-21T01:05:00Z",
    "2026-11-21T01:05:00.000000Z",
    "2026-11-21T08:05:00+07:00[Asia/Ho_Chi_Minh]",
    "2026-11-20T15:05:00-10:00",
    "20261121T080500+0700",
    "20261121T010500Z",
    "1795223100",
    "1795223100000",
    "1795223100.25",
    "Thứ Bảy, 21/11/2026, 08:05 (GMT+7)",
    "Thứ Bảy, ngày 21/11/2026 - 08:05 (GMT +7)",
    "21/11/2026 08:05 (GMT+7)",
    "21/11/2026 08:05 (GMT 7)",
    "21/11/2026 | 08:05 GMT+7",
    "GMT+7 21/11/2026 08:05",
    "Cập nhật lúc 08:05, Thứ Bảy, 21/11/2026 (GMT+7)",
    "21/11/2026   08:05 (GMT+07:00)",
    "21/11/2026 08:05 UTC+07:00",
]
WITHOUT_ZONE = [
    "Sat, 21 Nov 2026 08:05:00",
    "Thứ Bảy, 21/11/2026 | 08:05",
    "T7, 21/11/2026 08:05",
    "Thứ 7 ngày 21/11/2026 08:05",
    "8:05:00 SA 21/11/2026",
    "08:05 | 21/11/2026",
    "8:05 -21/11/2026",
    "Thứ Bảy - 21/11/2026 lúc 08:05",
    "21 Th11 2026 08:05",
    "Thứ Bảy, ngày 21 tháng 11 năm 2026 - 8:05:00 SA",
    "Sat Nov 21 08:05:00 2026",
    "2026-11-21T08:05:00",
    "2026-11-21 08:05:00",
    "2026-11-21 08h05",
    "2026/11/21 08:05:00",
    "2026.11.21 08:05",
    "2026-Nov-21 08:05",
    "20261121080500",
    "202611210805",
    "21/11/2026 08:05",
    "21/11/2026, 08:05:00",
    "08:05 21/11/2026",
    "08:05 - 21/11/2026",
    "08:05, ngày 21-11-2026",
    "- 21/11/2026 08:05",
    "21-11-2026 08:05:00",
    "21.11.2026 08:05",
    "21/11/26 08:05",
    "21/11/2026 8:05:00 SA",
    "11/21/2026 8:05:00 SA",
    "11/21/2026 8:05:00 AM",
    "21/11/2026 8:05 sáng",
    "Ngày 21/11/2026 lúc 8 giờ 05 phút",
    "8h05 ngày 21/11/2026",
    "8h05' 21/11/2026",
    "8g05 ngày 21/11/2026",
    "Thứ bảy, 21/11/2026 | 08:05",
    "21 tháng 11 năm 2026 08:05",
    "21 tháng 11, 2026, 08:05",
    "Ngày 21 tháng 11 năm 2026, 08:05",
    "21 thg 11, 2026 08:05",
    "21 Th11, 2026 8:05",
    "Th11 21, 2026 8:05 sáng",
    "Tháng Mười Một 21, 2026, 8:05",
    "21 Tháng Mười Một, 2026 08:05",
    "2026年11月21日 08:05",
    "2026年11月21日上午8时05分",
    "2026年11月21日 8時05分",
    "2026년 11월 21일 오전 8시 5분",
    "2026년 11월 21일 08:05",
    "២១/១១/២០២៦ ០៨:០៥",
    "ថ្ងៃទី២១ ខែវិច្ឆិកា ឆ្នាំ២០២៦ ម៉ោង ០៨:០៥",
    "21 ພະຈິກ 2026 08:05",
    "๒๑ พ.ย. ๒๕๖๙ ๐๘:๐๕ น.",
    "21 พฤศจิกายน 2569 08:05",
    "２１／１１／２０２６ ０８：０５",
    "samedi 21 novembre 2026 à 8h05",
    "mar. 21 novembre 2026 à 8h05",
    "21. November 2026, 08:05 Uhr",
    "21 de noviembre de 2026 08:05",
    "Nov 21, 2026 8:05 AM",
    "November 21st, 2026 8:05am",
    "Nov. 21, 2026, 8:05 a.m.",
]


@pytest.mark.parametrize("raw", WITH_ZONE)
def test_a_written_zone_is_obeyed(raw: str) -> None:
    assert parse_date(raw, zone="America/New_York") == Parsed(
        MORNING if "1795223100.25" not in raw else MORNING + timedelta(seconds=0.25),
        has_zone=True,
        has_time=True,
    )


@pytest.mark.parametrize(
    ("raw", "offset"),
    [
        ("Sat, 21 Nov 2026 08:05:00 +0700", timedelta(hours=7)),
        ("Sat, 21 Nov 2026 08:05:00 GMT+7", timedelta(hours=7)),
        ("2026-11-21T01:05Z", timedelta()),
        ("2026-11-20 20:05 EST", timedelta(hours=-5)),
        ("2026-11-21 06:35+05:30", timedelta(hours=5, minutes=30)),
        ("21/11/2026 08:05", None),
        ("1795223100", None),
    ],
)
def test_the_offset_is_kept_as_it_was_written(raw: str, offset: timedelta | None) -> None:
    parsed = parse_date(raw, zone=VIETNAM)
    assert parsed is not None
    assert parsed.offset == offset


@pytest.mark.parametrize("raw", WITHOUT_ZONE)
def test_a_time_without_a_zone_is_the_source_s_own(raw: str) -> None:
    assert parse_date(raw, zone=VIETNAM) == Parsed(MORNING, has_zone=False, has_time=True)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-11-21",
        "20261121",
        "21/11/2026",
        "21/11/26",
        "21 tháng 11 năm 2026",
        "Thứ Bảy 21/11/2026",
        "2026年11月21日",
        "November 21, 2026",
    ],
)
def test_a_day_without_a_time_begins_at_local_midnight(raw: str) -> None:
    assert parse_date(raw, zone=VIETNAM) == Parsed(
        datetime(2026, 11, 20, 17, tzinfo=UTC), has_zone=False, has_time=False
    )


@pytest.mark.parametrize(
    ("raw", "hour", "minute"),
    [
        ("21/11/2026 9:05:00 CH", 21, 5),
        ("21/11/2026 9:05 PM", 21, 5),
        ("21/11/2026 9:05 p.m.", 21, 5),
        ("21/11/2026 9:05 chiều", 21, 5),
        ("21/11/2026 9:05 tối", 21, 5),
        ("21/11/2026 12:05 AM", 0, 5),
        ("21/11/2026 12:05 SA", 0, 5),
        ("21/11/2026 12:05 PM", 12, 5),
        ("21/11/2026 21:05 CH", 21, 5),
        ("2026年11月21日下午9时05分", 21, 5),
        ("2026년 11월 21일 오후 9시 5분", 21, 5),
        ("20h ngày 21/11/2026", 20, 0),
        ("21/11/2026 23:59:60", 0, 0),
        ("21/11/2026 24:00", 0, 0),
    ],
)
def test_halves_of_the_day_and_round_hours(raw: str, hour: int, minute: int) -> None:
    parsed = parse_date(raw, zone=VIETNAM)
    assert parsed is not None
    local = parsed.at.astimezone(ZoneInfo(VIETNAM))
    assert (local.hour, local.minute) == (hour, minute)


@pytest.mark.parametrize(
    ("raw", "day_first", "expected"),
    [
        ("05/11/2026", True, date(2026, 11, 5)),
        ("05/11/2026", False, date(2026, 5, 11)),
        ("21/11/2026", False, date(2026, 11, 21)),
        ("11/21/2026", True, date(2026, 11, 21)),
    ],
)
def test_the_day_comes_first_unless_it_cannot(raw: str, *, day_first: bool, expected: date) -> None:
    parsed = parse_date(raw, zone="UTC", day_first=day_first)
    assert parsed is not None
    assert parsed.at.date() == expected


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "   ",
        "hôm nay",
        "2 giờ trước",
        "08:05",
        "2026",
        "2003-12",
        "Mon, 30 Feb 2026 08:00:00 +0700",
        "31/31/2026",
        "21/11/2026 25:00",
        "21/11/2026 10:75",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "21/11/3026",
        "99999999999999999",
        "9999999999999",
        "1",
        "-1",
        "21 Brumaire 2026",
    ],
)
def test_what_is_no_date_is_none(raw: str) -> None:
    assert parse_date(raw, zone=VIETNAM) is None


@pytest.mark.parametrize(
    ("raw", "year"), [("21/11/69", 2069), ("21/11/70", 1970), ("21/11/99", 1999), ("21/11/2569", 2026)]
)
def test_short_and_buddhist_years(raw: str, year: int) -> None:
    parsed = parse_date(raw, zone="UTC")
    assert parsed is not None
    assert parsed.at.year == year


def test_an_impossible_offset_is_left_aside() -> None:
    assert parse_date("21/11/2026 08:05 GMT+99", zone=VIETNAM) == Parsed(
        MORNING, has_zone=False, has_time=True
    )


def test_an_unknown_zone_stands_for_utc() -> None:
    assert [zone_of("Nowhere/Town"), zone_of("/etc/passwd"), zone_of("")] == [UTC, UTC, UTC]


@pytest.mark.parametrize(
    ("folded", "named"),
    [
        ("21 thang 11 nam 2026", "21 @11 nam 2026"),
        ("21 th11, 2026", "21 @11, 2026"),
        ("21 thg 1 2026", "21 @1 2026"),
        ("thang muoi hai 5, 2026", "@12 5, 2026"),
        ("thang muoi 5, 2026", "@10 5, 2026"),
        ("thang nam 5, 2026", "@5 5, 2026"),
        ("5 sept 2026", "5 @9 2026"),
        ("november 24th 2026", "@11 24th 2026"),
        ("21 ตุลาคม 2026", "21 @10 2026"),
        ("mayor maybe 5", "mayor maybe 5"),
    ],
)
def test_months_by_name_become_numbers(folded: str, named: str) -> None:
    assert name_months(folded) == named


MOMENTS = st.integers(86_400, 7_258_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
)
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@given(
    MOMENTS,
    OFFSETS,
    st.sampled_from(["%a, %d %b %Y %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z", "%d/%m/%Y %H:%M:%S %z"]),
)
def test_a_date_with_an_offset_comes_back_as_it_went(at: datetime, offset: timezone, form: str) -> None:
    aware = at.replace(tzinfo=offset)
    assert parse_date(aware.strftime(form), zone=VIETNAM) == Parsed(
        aware.astimezone(UTC), has_zone=True, has_time=True
    )


@given(
    MOMENTS,
    st.sampled_from(
        [
            "%Y-%m-%d %H:%M:%S",
            "%d/%m/%Y %H:%M:%S",
            "%d-%m-%Y, %H:%M:%S",
            "%H:%M:%S %d.%m.%Y",
            "%d tháng %m năm %Y %H:%M:%S",
            "%Y年%m月%d日 %H:%M:%S",
            "%Y년 %m월 %d일 %H:%M:%S",
            "%B %d, %Y %I:%M:%S %p",
            "%a %b %d %H:%M:%S %Y",
            "%Y%m%d%H%M%S",
        ]
    ),
)
def test_a_local_date_comes_back_in_its_zone(at: datetime, form: str) -> None:
    parsed = parse_date(at.strftime(form), zone="Etc/GMT-7")
    assert parsed == Parsed((at - timedelta(hours=7)).replace(tzinfo=UTC), has_zone=False, has_time=True)


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    parsed = parse_date(text, zone=VIETNAM)
    assert parsed is None or parsed.at.tzinfo is UTC


@given(st.text("0123456789/-:.,+ TZthángGMT年月日", max_size=40))
def test_nothing_that_looks_like_a_date_raises(text: str) -> None:
    parsed = parse_date(text, zone=VIETNAM)
    assert parsed is None or 1800 < parsed.at.year < 2250
