from zoneinfo import available_timezones

import pytest

from crawler.zones import ZONES, zone_at


@pytest.mark.parametrize(
    ("url", "zone"),
    [
        ("https://zeitung.example.de/a", "Europe/Berlin"),
        ("https://shimbun.example.co.jp/a", "Asia/Tokyo"),
        ("https://bao.example.vn/a", "Asia/Ho_Chi_Minh"),
        ("https://paper.example.com/a", "Asia/Ho_Chi_Minh"),
        ("", "Asia/Ho_Chi_Minh"),
    ],
)
def test_a_countrys_clock_is_known_by_the_end_of_an_address(url: str, zone: str) -> None:
    assert zone_at(url, "Asia/Ho_Chi_Minh") == zone


def test_every_clock_exists() -> None:
    assert set(ZONES.values()) - available_timezones() == set()
