"""A small pack written for the tests, and that it is sound."""

from collections.abc import Mapping
from pathlib import Path

from archive import packs
from archive.pack_problem import Problem

COMMON = {
    "provinces.yaml": """\
provinces:
  - key: ha-tay
    kind: province
    names: {vi: [Hà Tây]}
    valid_to: 2008-07-31
    became: [ha-noi]
  - key: ha-noi
    kind: city
    names: {vi: [Hà Nội], en: [Hanoi]}
    was: [{kind: city, valid_to: 2008-07-31}]
""",
    "topics.yaml": """\
topics:
  - code: culture
    name: {vi: Văn hóa, en: Culture}
    description: {vi: Lễ hội và bảo tàng, en: Festivals and museums}
""",
    "agencies.yaml": """\
agencies:
  - key: so-cu
    name: {vi: Sở cũ, en: The old department}
    level: province
    valid_to: 2025-02-28
    became: [so-moi]
  - key: so-moi
    name: {vi: Sở mới, en: The new department}
    level: province
    valid_from: 2025-03-01
  - key: van-phong
    name: {vi: Văn phòng, en: The office}
    level: province
duties:
  - key: press_synthesis
    title: {vi: Tổng hợp báo chí, en: Press synthesis}
""",
    "holidays.yaml": """\
holidays:
  - name: {vi: Quốc khánh, en: National day}
    every_year: [09-02]
""",
}
FILES = {
    "pack.yaml": """\
schema: 1
title: {vi: Tỉnh thử, en: A province on trial}
home: song-moi
languages: [vi, en]
zone: Asia/Ho_Chi_Minh
digest_hour: 6
delay: 1.5
every_minutes: 20
fill: [press_port]
""",
    "province.yaml": """\
places:
  - key: song-moi
    kind: province
    names: {vi: [Sông Mới], ko: [송머이]}
  - key: ben-la
    kind: ward
    names: {vi: [Bến Lá]}
    parent: song-moi
    valid_from: 2025-07-01
bodies: {vi: [UBND tỉnh Sông Mới]}
not_home: [phố Sông Mới]
""",
    "outlets.yaml": """\
outlets:
  - key: bao-song-moi
    name: Báo Sông Mới
    kind: provincial
    country: VN
    lang: vi
    home_page: "http://bao.localhost:{press_port}/"
    sources:
      - key: bao-song-moi-rss
        url: "http://bao.localhost:{press_port}/rss"
        shape: feed
      - key: bao-song-moi-muc
        url: https://bao.example.vn/tin
        shape: section
        rules: {entry: article, link: h2 a, date: time}
        every_minutes: 5
        delay: 3
        zone: Asia/Seoul
        verified: 2026-01-15
""",
    "topics.yaml": """\
topics:
  - code: ferry
    name: {vi: Bến phà, en: The ferry}
    description: {vi: Phà và bến, en: Ferry and landing}
    parent: culture
""",
    "agencies.yaml": """\
agencies: []
roles:
  - duty: press_synthesis
    lead: so-cu
    valid_to: 2025-02-28
  - duty: press_synthesis
    lead: so-moi
    partners: [van-phong]
    valid_from: 2025-03-01
""",
    "plan.yaml": """\
items:
  - key: giao-ban
    title: {vi: Giao ban, en: Briefing}
    duty: press_synthesis
    lead: so-moi
    starts_on: 2026-01-01
    ends_on: 2026-12-31
    every: quarter
""",
    "calendar.yaml": """\
reports:
  - key: nua-nam
    title: {vi: Báo cáo nửa năm, en: Half-year report}
    period: half_year
    turns:
      - {cut_off: 06-14, due: 06-20}
      - {cut_off: 12-14, due: 12-20}
    lead: so-moi
    to: [van-phong]
    valid_from: 2025-03-01
""",
    "templates.yaml": """\
digest:
  subject: {vi: "{province}: {count} bài", en: "{province}: {count} articles"}
  greeting: {vi: "Chào buổi sáng {date}", en: "Good morning, {date}"}
  footer: {vi: "Xem tại {link}", en: "Read at {link}"}
letterhead: {superior: UBND TỈNH SÔNG MỚI, office: SỞ MỚI, code: SM, place: Sông Mới}
""",
}


def write_pack(root: Path, changed: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The small pack under ``root``, with some files changed (``_common/…`` too) or, where None, left out."""
    texts: dict[str, str | bytes | None] = {f"_common/{name}": text for name, text in COMMON.items()}
    texts |= FILES
    texts |= changed or {}
    for name, text in texts.items():
        path = root / name if name.startswith("_common/") else root / "trial" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root / "trial"


def swapped(name: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """One file of the small pack with one passage changed."""
    text = COMMON[name.removeprefix("_common/")] if name.startswith("_common/") else FILES[name]
    assert text.count(old) == 1
    return {name: text.replace(old, new)}


def problems(root: Path, changed: Mapping[str, str | bytes | None] | None = None) -> list[Problem]:
    """What is wrong with the small pack once it is changed."""
    return packs.check(write_pack(root, changed), folder=root)


def told(root: Path, changed: Mapping[str, str | bytes | None]) -> list[tuple[str, int, str]]:
    """The same as file name, line and English words."""
    return [(problem.file.name, problem.line, problem.en) for problem in problems(root, changed)]


def test_the_small_pack_is_sound(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


def test_a_pack_is_known_by_its_folder_and_the_common_part_is_none(tmp_path: Path) -> None:
    write_pack(tmp_path, {"_common/pack.yaml": FILES["pack.yaml"]})
    assert packs.known(tmp_path) == ("trial",)
