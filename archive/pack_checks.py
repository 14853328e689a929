"""What the files of a pack must be to each other: keys that exist, no circles, agencies that were there."""

from collections.abc import Iterator, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import combinations

from archive.pack_basis import Dated
from archive.pack_ledger import Ledger, Mark
from archive.pack_office import AgencySpec, DueDate, HolderSpec, PlanItem, RoleSpec
from archive.pack_places import PlaceKind, PlaceSpec
from archive.pack_press import OutletSpec, TopicSpec
from archive.pack_problem import choices, nearest
from archive.pack_schema import PackFile

NAMES = {
    "place": "địa danh",
    "outlet": "cơ quan báo chí",
    "topic": "chủ đề",
    "agency": "cơ quan",
    "duty": "nhiệm vụ",
}
FEW = 20
PROVINCES = frozenset({PlaceKind.PROVINCE, PlaceKind.CITY})

Task = tuple[Mark, tuple[str, ...], date | None, date | None]
"""Where it stands, its agencies, its first and its last day."""


def check_references(ledger: Ledger, unread: frozenset[str]) -> None:
    """Every key that is used is defined; kinds whose file could not be read are left alone."""
    for reference in ledger.references:
        known = ledger.keys.get(reference.kind, {})
        if reference.key in known or reference.kind in unread:
            continue
        if len(known) <= FEW or nearest(reference.key, known):
            vi, en = choices(reference.key, known)
        else:
            vi, en = "xem lại mã", "see the key again"
        ledger.tell(
            reference.mark,
            f"không có {NAMES[reference.kind]} “{reference.key}”; {vi}",
            f'there is no {reference.kind} "{reference.key}"; {en}',
        )


def check_relations(ledger: Ledger) -> None:
    """What was read fits together."""
    _check_home(ledger)
    _check_former(ledger)
    _check_circles(ledger)
    _check_agencies(ledger)
    _check_leads(ledger)
    _check_holders(ledger)


def _check_home(ledger: Ledger) -> None:
    places = {place.key: place for place in ledger.of(PlaceSpec)}
    for head, mark in ledger.marked(PackFile):
        place = places.get(head.home)
        if place and (place.valid_to or place.kind not in PROVINCES):
            line = next(one.mark for one in ledger.references if one.mark.file == mark.file)
            ledger.tell(
                line,
                f"“{head.home}” không phải tỉnh, thành phố đang có; chọn nơi khác cho “home”",
                f'"{head.home}" is no province or city of today; choose another "home"',
            )


def _check_former(ledger: Ledger) -> None:
    places = {place.key: place for place in ledger.of(PlaceSpec)}
    for place, mark in ledger.marked(PlaceSpec):
        for key in place.formerly:
            former = places.get(key)
            if former and (former.valid_to is None or former.kind not in PROVINCES):
                ledger.tell(
                    mark,
                    f"“{key}” không phải tỉnh, thành phố đã hết hiệu lực; sửa “formerly”",
                    f'"{key}" is no province or city that has ended; mend "formerly"',
                )


def _check_circles(ledger: Ledger) -> None:
    for kind, edges in _edges(ledger).items():
        for key in _heads(edges):
            ledger.tell(
                ledger.keys[kind][key],
                f"“{key}” quay vòng về chính nó; sửa “parent” hoặc “became”",
                f'"{key}" leads back to itself; mend "parent" or "became"',
            )


def _edges(ledger: Ledger) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        "place": {one.key: (one.parent, *one.became, *one.formerly) for one in ledger.of(PlaceSpec)},
        "outlet": {one.key: one.became for one in ledger.of(OutletSpec)},
        "agency": {one.key: one.became for one in ledger.of(AgencySpec)},
        "topic": {one.code: (one.parent,) for one in ledger.of(TopicSpec)},
    }


def _heads(edges: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """One key of each circle."""
    left = dict(edges)
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as circle:
            key = min(circle.args[1])
            yield key
            left[key] = ()
        else:
            return


def _check_agencies(ledger: Ledger) -> None:
    agencies = {agency.key: agency for agency in ledger.of(AgencySpec)}
    for mark, keys, start, end in _tasks(ledger):
        for agency in (agencies[key] for key in keys if key in agencies):
            if agency.valid_to and (end is None or end > agency.valid_to):
                later = ", ".join(agency.became) or "–"
                ledger.tell(
                    mark,
                    f"cơ quan “{agency.key}” chỉ đến {agency.valid_to}; thay: {later}, hoặc thêm ngày cuối",
                    f'the agency "{agency.key}" ended on {agency.valid_to}; put {later} or a last day',
                )
            if agency.valid_from and start and start < agency.valid_from:
                ledger.tell(
                    mark,
                    f"cơ quan “{agency.key}” chỉ có từ {agency.valid_from}; lùi ngày bắt đầu của mục này",
                    f'the agency "{agency.key}" began on {agency.valid_from}; begin this entry later',
                )


def _tasks(ledger: Ledger) -> Iterator[Task]:
    for role, mark in ledger.marked(RoleSpec):
        yield mark, (role.lead, *role.partners), role.valid_from, role.valid_to
    for item, mark in ledger.marked(PlanItem):
        yield mark, (item.lead, *item.partners), item.starts_on, item.ends_on
    for report, mark in ledger.marked(DueDate):
        yield mark, (report.lead, *report.to), report.valid_from, report.valid_to
    for holder, mark in ledger.marked(HolderSpec):
        yield mark, (holder.agency,), holder.valid_from, holder.valid_to


def _check_leads(ledger: Ledger) -> None:
    for (one, _), (other, mark) in combinations(ledger.marked(RoleSpec), 2):
        if one.duty == other.duty and _overlap(one, other):
            ledger.tell(
                mark,
                f"nhiệm vụ “{other.duty}” có hai chủ trì cùng lúc; sửa ngày để mỗi lúc một chủ trì",
                f'the duty "{other.duty}" has two leads at once; mend the days so that it has one',
            )


def _check_holders(ledger: Ledger) -> None:
    for (one, _), (other, mark) in combinations(ledger.marked(HolderSpec), 2):
        if (one.name, one.office) == (other.name, other.office) and _overlap(one, other):
            ledger.tell(
                mark,
                f"“{other.name}” giữ chức này hai lần cùng lúc; gộp lại hoặc sửa ngày",
                f'"{other.name}" holds this office twice at once; join the entries or mend the days',
            )


def _overlap(one: Dated, other: Dated) -> bool:
    return _begin(one) <= _end(other) and _begin(other) <= _end(one)


def _begin(what: Dated) -> date:
    return what.valid_from or date.min


def _end(what: Dated) -> date:
    return what.valid_to or date.max
