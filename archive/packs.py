"""Packs: what a desk is told about its province, read from a folder of YAML files."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from archive import marked_yaml
from archive.pack_checks import check_references, check_relations
from archive.pack_converter import convert
from archive.pack_ledger import Ledger
from archive.pack_office import (
    AgencySpec,
    Calendar,
    DueDate,
    DutySpec,
    HolderSpec,
    Holiday,
    PlanItem,
    RoleSpec,
)
from archive.pack_places import PlaceSpec
from archive.pack_press import OutletSpec, SourceSpec, TopicSpec
from archive.pack_problem import PackError, Problem, choices
from archive.pack_schema import (
    AgenciesFile,
    HolidaysFile,
    OutletsFile,
    Pack,
    PackFile,
    PlanFile,
    ProvinceFile,
    ProvincesFile,
    Templates,
    TopicsFile,
)

__all__ = [
    "PACKS",
    "AgencySpec",
    "Calendar",
    "DueDate",
    "DutySpec",
    "HolderSpec",
    "Holiday",
    "OutletSpec",
    "Pack",
    "PackError",
    "PlaceSpec",
    "PlanItem",
    "Problem",
    "RoleSpec",
    "SourceSpec",
    "TopicSpec",
    "check",
    "known",
    "load",
]

PACKS = Path(__file__).resolve().parent.parent / "config" / "packs"
COMMON = "_common"
HEAD = "pack.yaml"
COMMON_FILES: dict[str, type[object]] = {
    "provinces.yaml": ProvincesFile,
    "topics.yaml": TopicsFile,
    "agencies.yaml": AgenciesFile,
    "holidays.yaml": HolidaysFile,
}
FILES: dict[str, type[object]] = {
    HEAD: PackFile,
    "province.yaml": ProvinceFile,
    "outlets.yaml": OutletsFile,
    "topics.yaml": TopicsFile,
    "agencies.yaml": AgenciesFile,
    "plan.yaml": PlanFile,
    "calendar.yaml": Calendar,
    "templates.yaml": Templates,
}
DEFINES = {
    ProvincesFile: ("place",),
    ProvinceFile: ("place",),
    OutletsFile: ("outlet",),
    TopicsFile: ("topic",),
    AgenciesFile: ("agency", "duty"),
}
UNTOLD = {"delay": 2.0, "every_minutes": 60, "zone": "Asia/Ho_Chi_Minh"}

One = TypeVar("One")


def known(folder: Path = PACKS) -> tuple[str, ...]:
    """The names of the packs in a folder."""
    return tuple(sorted(head.parent.name for head in folder.glob(f"*/{HEAD}") if head.parent.name != COMMON))


def load(name_or_folder: str | Path, *, folder: Path = PACKS, fill: Mapping[str, str]) -> Pack:
    """The pack of that name, or in that folder; ``PackError`` with everything that is wrong with it."""
    place = _place(name_or_folder, folder)
    ledger = _read(place, folder, fill)
    if ledger.problems:
        raise PackError(ledger.problems)
    return _pack(place.name, ledger)


def check(path: Path, *, folder: Path = PACKS) -> list[Problem]:
    """Everything that is wrong with the pack in a folder, in the order of files and lines."""
    return sorted(set(_read(path, folder, None).problems))


def _place(name_or_folder: str | Path, folder: Path) -> Path:
    if isinstance(name_or_folder, Path) or "/" in name_or_folder:
        return Path(name_or_folder)
    names = known(folder)
    if name_or_folder in names:
        return folder / name_or_folder
    vi, en = choices(name_or_folder, names)
    listed = ", ".join(names)
    raise PackError(
        [
            Problem(
                folder,
                1,
                f"không có gói “{name_or_folder}”; {vi} (có: {listed})",
                f'there is no pack "{name_or_folder}"; {en} (known: {listed})',
            )
        ]
    )


def _read(place: Path, folder: Path, fill: Mapping[str, str] | None) -> Ledger:
    ledger = Ledger(fill=fill, inherited=dict(UNTOLD))
    if not place.is_dir() or not any(place.glob("*.y*ml")):
        ledger.problems.append(_no_pack(place))
        return ledger
    _tell_strange_files(place, ledger)
    unread = _read_file(place / HEAD, PackFile, ledger)
    for head in ledger.of(PackFile):
        ledger.slots = head.fill
        ledger.inherited.update(delay=head.delay, every_minutes=head.every_minutes, zone=head.zone)
    for name, kind in COMMON_FILES.items():
        unread |= _read_file(folder / COMMON / name, kind, ledger)
    for name, kind in FILES.items():
        unread |= _read_file(place / name, kind, ledger) if name != HEAD else frozenset()
    check_references(ledger, unread)
    check_relations(ledger)
    return ledger


def _read_file(path: Path, kind: type[object], ledger: Ledger) -> frozenset[str]:
    """Read one file into the ledger; the kinds of keys it should have told but did not."""
    value, problems = marked_yaml.read(path)
    ledger.problems += problems
    record = None if value is None else convert(kind, path, value, ledger)
    if record is not None:
        return frozenset()
    return frozenset(
        name
        for name in DEFINES.get(kind, ())
        if not any(mark.file == path for mark in ledger.keys.get(name, {}).values())
    )


def _no_pack(place: Path) -> Problem:
    return Problem(
        place,
        1,
        "không phải thư mục có tệp YAML của gói; chép từ gói demo rồi sửa",
        "this is no folder with a pack's YAML files; copy the demo pack and change it",
    )


def _tell_strange_files(place: Path, ledger: Ledger) -> None:
    for path in sorted(place.glob("*.y*ml")):
        if path.name not in FILES:
            vi, en = choices(path.name, FILES)
            ledger.problems.append(
                Problem(path, 1, f"gói không có tệp này; {vi}", f"a pack has no such file; {en}")
            )


def _pack(name: str, ledger: Ledger) -> Pack:
    head, province = _one(ledger, PackFile), _one(ledger, ProvinceFile)
    return Pack(
        name=name,
        title=head.title,
        home=head.home,
        languages=head.languages,
        zone=head.zone,
        digest_hour=head.digest_hour,
        threshold=head.threshold,
        outlets=ledger.of(OutletSpec),
        topics=ledger.of(TopicSpec),
        agencies=ledger.of(AgencySpec),
        duties=ledger.of(DutySpec),
        roles=ledger.of(RoleSpec),
        holders=ledger.of(HolderSpec),
        plan=ledger.of(PlanItem),
        calendar=replace(_one(ledger, Calendar), holidays=ledger.of(Holiday)),
        templates=_one(ledger, Templates),
        places=province.places,
        provinces=_one(ledger, ProvincesFile).provinces,
        bodies=province.bodies,
        not_home=province.not_home,
    )


def _one(ledger: Ledger, kind: type[One]) -> One:
    (record,) = ledger.of(kind)
    return record
