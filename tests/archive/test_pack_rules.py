"""What a field may hold, and the days and reports of an office."""

from datetime import date
from zoneinfo import available_timezones

import pytest

from archive.pack_basis import Dated, MonthDay, Words
from archive.pack_office import Calendar, DayOff, Holiday
from archive.pack_problem import choices, nearest
from archive.pack_rules import country_fault, language_fault, slots_fault, slug_fault, url_fault, zone_fault


@pytest.mark.parametrize("key", ["a", "so-vhttdl", "press_synthesis", "19k", "a-1-b"])
def test_a_key_of_small_letters_figures_and_dashes_is_sound(key: str) -> None:
    assert slug_fault(key) is None


@pytest.mark.parametrize("key", ["", "A", "a b", "-a", "a-", "a--b", "đồng-nai", "a.b", "a/b", "a\n"])
def test_any_other_key_is_not(key: str) -> None:
    assert slug_fault(key) == (
        f"mã “{key}” sai dạng; chỉ dùng a–z, 0–9 và gạch nối",
        f'the key "{key}" is malformed; use a–z, 0–9 and dashes only',
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://bao.vn",
        "http://bao.localhost:8000/rss?a=b#c",
        "http://127.0.0.1/",
        "http://bao.localhost:0/rss",  # a press whose port is not yet known
        "http://[::1]:80/",
        "https://báo.vn/tin",
        "HTTPS://BAO.VN/",
    ],
)
def test_an_address_that_can_be_asked_is_sound(url: str) -> None:
    assert url_fault(url) is None


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "UTC", "Asia/Phnom_Penh"])
def test_a_zone_of_the_database_is_sound(zone: str) -> None:
    assert zone in available_timezones()
    assert zone_fault(zone) is None


@pytest.mark.parametrize("zone", ["Asia", "+07:00", "../../etc/passwd", "asia/ho_chi_minh", ""])
def test_any_other_zone_is_told(zone: str) -> None:
    fault = zone_fault(zone)
    assert fault is not None
    assert fault[1] == f'there is no time zone "{zone}"; write it like Asia/Ho_Chi_Minh'


@pytest.mark.parametrize(
    ("code", "sound"), [("vi", True), ("kha", True), ("VI", False), ("v", False), ("vi-VN", False)]
)
def test_a_language_is_two_or_three_small_letters(code: str, sound: bool) -> None:
    assert (language_fault(code) is None) == sound


@pytest.mark.parametrize(("code", "sound"), [("VN", True), ("vn", False), ("VNM", False), ("*", False)])
def test_a_country_is_two_great_letters(code: str, sound: bool) -> None:
    assert (country_fault(code) is None) == sound


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("Điểm báo {province} ngày {date}", True),
        ("100 % không có chỗ điền", True),
        ("ngoặc {{đôi}}", True),
        ("{count:>3}", False),
        ("{count!r}", False),
        ("{}", False),
        ("{0}", False),
        ("{province.x}", False),
        ("{", False),
        ("}", False),
    ],
)
def test_a_text_of_the_digest_has_only_the_digests_slots(text: str, sound: bool) -> None:
    assert (slots_fault(text) is None) == sound


@pytest.mark.parametrize(("word", "near"), [("agncy", "agency"), ("topic", "topic"), ("zzz", ""), ("", "")])
def test_the_nearest_word_is_one_that_looks_alike(word: str, near: str) -> None:
    assert nearest(word, ["agency", "topic", "place"]) == near


@pytest.mark.parametrize(
    ("known", "offer"),
    [
        (["b", "a"], ("chọn một trong: a, b", "choose one of: a, b")),
        (["wordy"], ("có phải là “wordy”?", 'did you mean "wordy"?')),
        ([], ("chọn một trong: –", "choose one of: –")),
    ],
)
def test_what_to_write_instead_is_the_nearest_or_all(known: list[str], offer: tuple[str, str]) -> None:
    assert choices("word", known) == offer


@pytest.mark.parametrize("text", ["6-14", "06-14 ", "13-01", "00-10", "02-30", "0614", "W06-1", "٠٦-١٤", ""])
def test_a_day_of_the_year_has_one_way_to_be_written(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        MonthDay.parse(text)


@pytest.mark.parametrize(
    ("start", "end", "valid"),
    [
        (None, None, True),
        (date(2025, 7, 1), None, True),
        (date(2025, 7, 2), None, False),
        (None, date(2025, 7, 1), True),
        (None, date(2025, 6, 30), False),
        (date(2025, 7, 1), date(2025, 7, 1), True),
    ],
)
def test_both_ends_of_a_validity_belong_to_it(start: date | None, end: date | None, valid: bool) -> None:
    assert Dated(valid_from=start, valid_to=end).valid_on(date(2025, 7, 1)) == valid


def test_one_day_is_no_reversed_validity() -> None:
    assert list(Dated(valid_from=date(2025, 7, 1), valid_to=date(2025, 7, 1)).faults()) == []


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2026, 2, 16), False),
        (date(2026, 2, 17), True),
        (date(2027, 2, 17), False),
        (date(2026, 9, 2), True),
        (date(2031, 9, 2), True),
        (date(2026, 9, 3), False),
        (date(2026, 9, 6), True),
    ],
)
def test_a_day_off_is_a_sunday_or_a_holiday_of_that_year(day: date, off: bool) -> None:
    tet = Holiday(name=Words("Tết", "New Year"), days=(date(2026, 2, 17),))
    independence = Holiday(name=Words("Quốc khánh", "National day"), every_year=(MonthDay(9, 2),))
    calendar = Calendar(reports=(), weekend=(7,), holidays=(tet, independence))
    assert calendar.is_day_off(day) == off
    assert calendar.on_day_off == DayOff.BEFORE
