"""One fault in one field: where it stands and how it is told."""

from dataclasses import fields
from pathlib import Path

import pytest

from archive.pack_press import SourceSpec
from archive.pack_schema import PackFile
from tests.archive.test_pack_folder import swapped, told

Case = tuple[str, str, int, str]
"""A passage of the small pack, what stands there instead, the line of the fault, and its words."""

PACK_KEYS = ", ".join(sorted(field.name for field in fields(PackFile)))
SOURCE_KEYS = ", ".join(sorted(field.name for field in fields(SourceSpec)))
ADDRESS = "cannot be used; write http:// or https:// and the host"
AROUND = "see indents, colons and brackets around this line"
SLOTS = "{province}, {date}, {count}, {link}"
DEEP = "lead: " + "[" * 20 + "]" * 20

PLAN: list[Case] = [
    ("every: quarter", "evry: quarter", 8, 'there is no key "evry"; did you mean "every"?'),
    ("    lead: so-moi\n", "", 2, 'the key "lead" is missing; add it to the entry that starts here'),
    (
        "starts_on: 2026-01-01",
        "starts_on: 2026-02-30",
        6,
        '"starts_on" must be a real day, written like 2026-04-30, not "2026-02-30"',
    ),
    (
        "starts_on: 2026-01-01",
        "starts_on: 1/1/2026",
        6,
        '"starts_on" must be a real day, written like 2026-04-30, not "1/1/2026"',
    ),
    (
        "ends_on: 2026-12-31",
        "ends_on: 2025-12-31",
        7,
        '"ends_on" is before its beginning 2026-01-01; put them in order',
    ),
    ("every: quarter", "every: quater", 8, '"every" cannot be "quater"; did you mean "quarter"?'),
    (
        "every: quarter",
        "every: [quarter]",
        8,
        '"every" cannot be a list; choose one of: day, half_year, month, quarter, week, year',
    ),
    ("every: quarter", "lead: van-phong", 8, 'the key "lead" is already on line 5; delete one'),
    ("every: quarter", "? [every]\n    : quarter", 8, "a key is one word; write it anew"),
    ("lead: so-moi", "lead: &lead so-moi", 5, "anchors & and * are not used here; write the value out"),
    ("lead: so-moi", "lead: !!str so-moi", 5, "tags ! are not used here; delete the tag"),
    ("lead: so-moi", DEEP, 5, "nested deeper than 20 levels; flatten it"),
    (
        "every: quarter",
        "every: quarter\n---\nitems: []",
        9,
        f"this is not YAML (but found another document); {AROUND}",
    ),
    ("lead: so-moi", "lead: so-\x07moi", 5, "there is a control character U+0007; delete it"),
]

PACK: list[Case] = [
    (
        "digest_hour: 6",
        "colour: red\ndigest_hour: 6",
        6,
        f'there is no key "colour"; choose one of: {PACK_KEYS}',
    ),
    ("digest_hour: 6", "digest_hour: six", 6, '"digest_hour" must be a whole number, not "six"'),
    ("digest_hour: 6", "digest_hour: 24", 6, '"digest_hour" must be from 0 to 23; mend this number'),
    ("delay: 1.5", "delay: 1,5", 7, '"delay" must be a number, not "1,5"'),
    (
        "digest_hour: 6",
        "digest_hour: 6\nthreshold: 1.1",
        7,
        '"threshold" must be from 0 to 1; mend this number',
    ),
    ("schema: 1", "schema: 2", 1, '"schema" must be from 1 to 1; mend this number'),
    ("languages: [vi, en]", "languages: vi", 4, '"languages" must be a list [ ], not "vi"'),
    (
        "languages: [vi, en]",
        "languages: [vi, English]",
        4,
        'the language code "English" is malformed; write it like vi, en, zh',
    ),
    (
        "title: {vi: Tỉnh thử, en: A province on trial}",
        "title: Tỉnh thử",
        2,
        '"title" must be a table of key: value, not "Tỉnh thử"',
    ),
    ("zone: Asia/Ho_Chi_Minh", "zone: [Asia]", 5, '"zone" must be a text, not a list'),
    ("zone: Asia/Ho_Chi_Minh", "zone: {a: b}", 5, '"zone" must be a text, not a table'),
    ("zone: Asia/Ho_Chi_Minh", "zone:", 5, '"zone" must be a text, not nothing'),
    ("zone: Asia/Ho_Chi_Minh", 'zone: " "', 5, '"zone" must be a text, not " "'),
    (
        "zone: Asia/Ho_Chi_Minh",
        "zone: Asia/Hanoi",
        5,
        'there is no time zone "Asia/Hanoi"; write it like Asia/Ho_Chi_Minh',
    ),
    ("home: song-moi", "home: song-moy", 3, 'there is no place "song-moy"; did you mean "song-moi"?'),
    ("home: song-moi", "home: ben-la", 3, '"ben-la" is no province or city of today; choose another "home"'),
    ("home: song-moi", "home: ha-tay", 3, '"ha-tay" is no province or city of today; choose another "home"'),
]

PROVINCE: list[Case] = [
    (
        "valid_from: 2025-07-01",
        "valid_from: 2025-07-01\n    valid_to: 2025-06-30",
        10,
        '"valid_to" is before its beginning 2025-07-01; put them in order',
    ),
    ("names: {vi: [Bến Lá]}", "names: {vi: []}", 7, "there is no name; add at least one"),
    ("names: {vi: [Bến Lá]}", "names: [Bến Lá]", 7, '"names" must be a table of key: value, not a list'),
    (
        "names: {vi: [Bến Lá]}",
        "names: {vi: [Bến Lá, ]}\n    became: [song-moi]",
        8,
        '"became" needs "valid_to"; add the day',
    ),
    (
        "parent: song-moi",
        "was: [{kind: ward, valid_to: 2020-01-01}, {kind: ward, valid_to: 2019-01-01}]",
        8,
        'put the entries of "was" in order of days',
    ),
    ("key: ben-la", "key: Bến Lá", 5, 'the key "Bến Lá" is malformed; use a–z, 0–9 and dashes only'),
    (
        "key: ben-la",
        "key: song-moi",
        5,
        'the key "song-moi" is already used in province.yaml:2; choose another',
    ),
    ("key: ben-la", "key: ha-noi", 5, 'the key "ha-noi" is already used in provinces.yaml:7; choose another'),
    ("parent: song-moi", "parent: song-mới", 8, 'there is no place "song-mới"; did you mean "song-moi"?'),
    (
        "parent: song-moi",
        "parent: x",
        8,
        'there is no place "x"; choose one of: ben-la, ha-noi, ha-tay, song-moi',
    ),
    ("parent: song-moi", "parent: ben-la", 5, '"ben-la" leads back to itself; mend "parent" or "became"'),
    (
        "parent: song-moi",
        "parent: song-moi\n    formerly: [ha-noi]",
        5,
        '"ha-noi" is no province or city that has ended; mend "formerly"',
    ),
    ("parent: song-moi", "formerly: [ha-x]", 8, 'there is no place "ha-x"; did you mean "ha-tay"?'),
    (
        "parent: song-moi",
        "sources: {iso: [Bến Lá, Ben La]}",
        8,
        '"Ben La" is not among the "names"; add it there or take it out of "sources"',
    ),
]

PROVINCES: list[Case] = [
    (
        "was: [{kind: city, valid_to: 2008-07-31}]",
        "parent: ha-tay",
        7,
        '"ha-noi" leads back to itself; mend "parent" or "became"',
    ),
]

OUTLETS: list[Case] = [
    (
        '"http://bao.localhost:{press_port}/rss"',
        "ftp://bao.example.vn/rss",
        10,
        f'the address "ftp://bao.example.vn/rss" {ADDRESS}',
    ),
    ("shape: feed", "shape: page", 11, "a source cannot be a single page; choose feed, sitemap or section"),
    ("shape: feed", "shape: section", 11, 'a section page needs "rules"; add them'),
    ("shape: section", "shape: sitemap", 15, 'only a section has "rules"; delete them'),
    ("country: VN", "country: Vietnam", 5, 'the country code "Vietnam" is malformed; write it like VN, SG'),
    ("zone: Asia/Seoul", "check: yes", 18, f'there is no key "check"; choose one of: {SOURCE_KEYS}'),
    (
        "lang: vi",
        'lang: vi\n    article: {body: "div[", drop: [".ok"]}',
        7,
        '"div[" is no CSS selector; mend it',
    ),
    (
        "lang: vi",
        'lang: vi\n    article: {body: div.bai, drop: [":la("]}',
        7,
        '":la(" is no CSS selector; mend it',
    ),
    ("lang: vi", "lang: vi\n    quote_only: maybe", 7, '"quote_only" must be true or false, not "maybe"'),
]

TOPICS: list[Case] = [
    ("parent: culture", "parent: cuture", 5, 'there is no topic "cuture"; did you mean "culture"?'),
]

AGENCIES: list[Case] = [
    (
        "partners: [van-phong]",
        "partners: [van-phòng]",
        8,
        'there is no agency "van-phòng"; did you mean "van-phong"?',
    ),
]

CALENDAR: list[Case] = [
    ("due: 06-20", "due: 06-31", 6, '"due" must be month-day, written like 06-14, not "06-31"'),
    ("due: 06-20", "due: W06-1", 6, '"due" must be month-day, written like 06-14, not "W06-1"'),
    (
        "    turns:\n      - {cut_off: 06-14, due: 06-20}\n      - {cut_off: 12-14, due: 12-20}\n",
        "    turns: []\n",
        5,
        "there is no day; add a cut_off and a due",
    ),
]

TEMPLATES: list[Case] = [
    (
        '"Good morning, {date}"',
        '"Good morning, {name}"',
        3,
        f'a slot is wrong in "Good morning, {{name}}"; there are only {SLOTS}',
    ),
    (
        '"Good morning, {date}"',
        '"Good morning, {date"',
        3,
        f'a slot is wrong in "Good morning, {{date"; there are only {SLOTS}',
    ),
]

CASES = {
    "plan.yaml": PLAN,
    "pack.yaml": PACK,
    "province.yaml": PROVINCE,
    "_common/provinces.yaml": PROVINCES,
    "outlets.yaml": OUTLETS,
    "topics.yaml": TOPICS,
    "agencies.yaml": AGENCIES,
    "calendar.yaml": CALENDAR,
    "templates.yaml": TEMPLATES,
}


@pytest.mark.parametrize(
    ("name", "case"), [(name, case) for name, cases in CASES.items() for case in cases], ids=str
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, name: str, case: Case) -> None:
    old, new, line, words = case
    assert told(tmp_path, swapped(name, old, new)) == [(name.rpartition("/")[2], line, words)]


@pytest.mark.parametrize(
    "url",
    [
        "bao.example.vn/rss",
        "http:///rss",
        "http://bao.example.vn:99999/rss",
        "http://bao.example.vn:-1/rss",
        "http://[bao/rss",
        "https://who:secret@bao.example.vn/rss",
        "https://bao.example.vn/tin moi",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_cannot_be_asked_is_told(tmp_path: Path, url: str) -> None:
    changed = swapped("outlets.yaml", '"http://bao.localhost:{press_port}/rss"', f'"{url}"')
    assert told(tmp_path, changed) == [("outlets.yaml", 10, f'the address "{url}" {ADDRESS}')]
