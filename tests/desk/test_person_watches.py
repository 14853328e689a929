"""Which queries watch a person: those that a name alone can fulfil."""

from datetime import date

import pytest

from archive.packs import PACKS, Pack, load
from desk.person_watches import needs_decision
from search.query import parse

DAY = date(2026, 9, 1)
IN_OFFICE, AFTER = date(2026, 8, 11), date(2026, 8, 12)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load("demo", folder=PACKS, fill={"press_port": "1"})


def asks(query: str, pack: Pack, day: date = DAY) -> bool:
    return needs_decision(parse(query, today=day), pack, day)


@pytest.mark.parametrize(
    "query",
    [
        '"Nguyễn Văn Tám"',
        "Nguyễn Văn Tám",
        "nguyễn văn tám",
        'tiêu đề:"Nguyễn Văn Tám"',
        'ông "Nguyễn Văn Tám"',
        '"Nguyễn Văn Tám" là',
        '"bà Trần Thị Liên"',
        '"Nguyễn Văn*"',
        "Donald Trump",
        # What is no word narrows nothing that matters here.
        '"Nguyễn Văn Tám" ngôn ngữ:vi sắc thái:-1',
        '"Nguyễn Văn Tám" ngày:2026',
        '"Nguyễn Văn Tám" -đất',
        # An alternative narrows nothing either.
        '"Nguyễn Văn Tám" OR "cầu Bến Lội"',
        '("Nguyễn Văn Tám" OR "Trần Thị Liên")',
        '"Nguyễn Văn Tám" "Trần Thị Liên"',
        "Nguyễn NEAR/2 Tám",
        '"Nguyễn Văn Tám" NEAR/9 "Trần Thị Liên"',
        'NOT (-"Nguyễn Văn Tám")',
        'NOT (-"Nguyễn Văn Tám" OR đất)',
        'NOT (-"Nguyễn Văn Tám" AND đất)',
    ],
)
def test_a_name_alone_needs_a_decision(query: str, pack: Pack) -> None:
    assert asks(query, pack)


@pytest.mark.parametrize(
    "query",
    [
        "cầu Bến Lội",
        '"Nguyễn Văn Tám" đất',
        '"Nguyễn Văn Tám" ("đất rừng" OR "khiếu nại")',
        '"Nguyễn Văn Tám" NEAR/9 "đất rừng"',
        'NOT (-"Nguyễn Văn Tám" OR -đất)',
        '-"Nguyễn Văn Tám"',
        'đất -"Nguyễn Văn Tám"',
        "chủ đề:land",
        "ngày:2026",
        # Places, bodies, outlets of the pack.
        "Lam Giang",
        '"Hà Nội"',
        "Quang Nam",
        '"Sở Ngoại vụ"',
        # Who holds an office.
        '"Trần Hữu Khoát"',
        "Trần Hữu Khoát",
        "tran huu khoat",
        '"Đinh Thị Ngà" OR "Trần Hữu Khoát"',
        '"Cao Đức Mậu"',
    ],
)
def test_other_queries_need_none(query: str, pack: Pack) -> None:
    assert not asks(query, pack)


@pytest.mark.parametrize(("day", "expected"), [(IN_OFFICE, False), (AFTER, True)])
def test_an_office_is_held_from_a_day_to_a_day(day: date, expected: bool, pack: Pack) -> None:
    assert asks('"Mạc Văn Đoài"', pack, day) is expected
