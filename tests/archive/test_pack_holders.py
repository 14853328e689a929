"""Who holds an office stands in the pack with its days, and what is wrong with an entry is told."""

from datetime import date
from pathlib import Path

import pytest

from archive import packs
from archive.packs import HolderSpec
from tests.archive.test_pack_folder import FILES, told, write_pack

HOLDERS = """\
holders:
  - name: Trần Hữu Khoát
    office: {vi: Chủ tịch UBND tỉnh, en: Chair of the province}
    agency: so-moi
    valid_from: 2025-07-01
    valid_to: 2026-06-30
    check: true
  - name: Đinh Thị Ngà
    office: {vi: Phó Chủ tịch, en: Vice Chair}
"""
LINES = FILES["agencies.yaml"].count("\n")


def changed(old: str = "", new: str = "") -> dict[str, str | bytes | None]:
    return {"agencies.yaml": FILES["agencies.yaml"] + HOLDERS.replace(old, new, 1)}


def test_holders_are_read_with_their_offices_and_days(tmp_path: Path) -> None:
    pack = packs.load(write_pack(tmp_path, changed()), folder=tmp_path, fill={"press_port": "1"})
    first, second = pack.holders
    assert isinstance(first, HolderSpec)
    assert (first.name, first.office.en, first.agency) == (
        "Trần Hữu Khoát",
        "Chair of the province",
        "so-moi",
    )
    assert [first.valid_on(day) for day in (date(2025, 6, 30), date(2025, 7, 1), date(2026, 7, 1))] == [
        False,
        True,
        False,
    ]
    assert (second.agency, second.valid_on(date.max), "Trần Hữu Khoát" in pack.to_check()) == ("", True, True)


def test_a_pack_without_holders_has_none(tmp_path: Path) -> None:
    pack = packs.load(write_pack(tmp_path), folder=tmp_path, fill={"press_port": "1"})
    assert pack.holders == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("Trần Hữu Khoát", "Khoát", 2, "this is no full name; write it in full"),
        ("    office: {vi: Phó Chủ tịch, en: Vice Chair}\n", "", 8, 'the key "office" is missing; add it to'),
        ("en: Vice Chair", "fr: Adjoint", 9, 'there is no key "fr"; choose one of: en, vi'),
        ("agency: so-moi", "agency: so-moy", 4, 'there is no agency "so-moy"; did you mean "so-moi"?'),
        ("agency: so-moi", "agency: so-cu", 2, 'the agency "so-cu" ended on 2025-02-28; put so-moi or a'),
        ("valid_to: 2026-06-30", "valid_to: 2025-06-30", 6, '"valid_to" is before its beginning 2025-07-01'),
        (
            "valid_to: 2026-06-30",
            "until: 2026-06-30",
            6,
            'there is no key "until"; choose one of: agency',
        ),
    ],
)
def test_what_is_wrong_with_a_holder_is_told(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    (file, at, said), *_ = told(tmp_path, changed(old, new))
    assert (file, at, said[: len(words)]) == ("agencies.yaml", LINES + line, words)


def test_one_name_holds_one_office_once_at_a_time(tmp_path: Path) -> None:
    again = HOLDERS.removeprefix("holders:\n").partition("  - name: Đinh")[0]
    twice = {"agencies.yaml": FILES["agencies.yaml"] + HOLDERS + again}
    assert [words for _, _, words in told(tmp_path, twice)] == [
        '"Trần Hữu Khoát" holds this office twice at once; join the entries or mend the days'
    ]
    later = again.replace("2026-06-30", "2030-12-31").replace("2025-07-01", "2026-07-01")
    assert told(tmp_path, {"agencies.yaml": FILES["agencies.yaml"] + HOLDERS + later}) == []
