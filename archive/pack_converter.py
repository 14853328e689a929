"""Marked YAML into frozen dataclasses, by their type hints; each fault is a problem with its line."""

import re
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import (
    Annotated,
    Final,
    Protocol,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    runtime_checkable,
)

from archive.marked_yaml import Items, Scalar, Table, Value
from archive.pack_ledger import Ledger, Mark, Record, Reference
from archive.pack_problem import choices
from archive.pack_rules import Checked, Fault, Filled, Inherited, Key, Ref, Within, slug_fault
from archive.pack_scalars import reading

FieldFault = tuple[str, str, str]
SLOT = re.compile(r"\{(\w+)\}")


@runtime_checkable
class SelfChecked(Protocol):
    """A record that knows what its fields may not be together."""

    def faults(self) -> Iterable[FieldFault]:
        """Each fault: field, Vietnamese, English."""
        ...


class _Failed:
    """Stands for a value that could not be read; its problem is kept."""


FAILED: Final = _Failed()


def convert(kind: type[Record], file: Path, value: Value, ledger: Ledger) -> Record | None:
    """The record that ``value`` writes, or nothing; problems, keys and references go to the ledger."""
    record = _Conversion(file, ledger).record(kind, value, file.stem)
    return None if isinstance(record, _Failed) else record


def _split(hint: object) -> tuple[object, tuple[object, ...]]:
    if get_origin(hint) is Annotated:
        base, *rules = get_args(hint)
        return base, tuple(rules)
    return hint, ()


class _Conversion:
    """One file on its way into records."""

    def __init__(self, file: Path, ledger: Ledger) -> None:
        self.file = file
        self.ledger = ledger
        self.hints: dict[object, dict[str, object]] = {}

    def _hints(self, kind: object) -> dict[str, object]:
        if kind not in self.hints:
            self.hints[kind] = get_type_hints(kind, include_extras=True)
        return self.hints[kind]

    def _tell(self, line: int, vi: str, en: str) -> _Failed:
        self.ledger.tell(Mark(self.file, line), vi, en)
        return FAILED

    def record(self, kind: type[Record], node: Value, name: str) -> Record | _Failed:
        if not isinstance(node, Table):
            return self._wrong(node, name, "một bảng khóa: giá trị", "a table of key: value")
        given = {key.text: value for key, value in node.rows}
        values: dict[str, object] = {}
        sound = self._keys_known(kind, node)
        for name_, hint in self._hints(kind).items():
            if name_ in given:
                value = self.value(hint, given[name_], name_)
            elif (value := self._left_out(kind, name_, hint, node.line)) is MISSING:
                continue
            sound = sound and value is not FAILED
            values[name_] = value
        return self._built(kind, values, node) if sound else FAILED

    def _built(self, kind: type[Record], values: dict[str, object], node: Table) -> Record | _Failed:
        make: Callable[..., Record] = kind
        record = make(**values)
        lines = {key.text: key.line for key, _ in node.rows}
        faults = list(record.faults()) if isinstance(record, SelfChecked) else []
        for name, vi, en in faults:
            self._tell(lines.get(name, node.line), vi, en)
        self.ledger.records.append((record, Mark(self.file, node.line)))
        return FAILED if faults else record

    def _keys_known(self, kind: type[object], node: Table) -> bool:
        known = list(self._hints(kind))
        strange = [key for key, _ in node.rows if key.text not in known]
        for key in strange:
            vi, en = choices(key.text, known)
            self._tell(key.line, f"không có khóa “{key.text}”; {vi}", f'there is no key "{key.text}"; {en}')
        return not strange

    def _left_out(self, kind: type[object], name: str, hint: object, line: int) -> object:
        for rule in _split(hint)[1]:
            if isinstance(rule, Inherited) and rule.name in self.ledger.inherited:
                return self.ledger.inherited[rule.name]
        if not is_dataclass(kind) or name in _optional(kind):
            return MISSING
        return self._tell(
            line,
            f"thiếu khóa “{name}”; thêm vào mục bắt đầu ở dòng này",
            f'the key "{name}" is missing; add it to the entry that starts here',
        )

    def value(self, hint: object, node: Value, name: str) -> object:
        base, rules = _split(hint)
        if get_origin(base) in {Union, types.UnionType}:
            if isinstance(node, Scalar) and (node.empty or node.text == "no"):
                return None
            base = next(inner for inner in get_args(base) if inner is not types.NoneType)
        if get_origin(base) is tuple:
            return self._list(get_args(base)[0], node, name)
        if get_origin(base) is Mapping:
            return self._mapping(base, node, name)
        if isinstance(base, type) and is_dataclass(base) and not hasattr(base, "parse"):
            return self.record(base, node, name)
        return self._scalar(base, rules, node, name)

    def _list(self, hint: object, node: Value, name: str) -> object:
        if not isinstance(node, Items):
            return self._wrong(node, name, "một danh sách [ ]", "a list [ ]")
        values = [self.value(hint, item, name) for item in node.values]
        return FAILED if FAILED in values else tuple(values)

    def _mapping(self, hint: object, node: Value, name: str) -> object:
        if not isinstance(node, Table):
            return self._wrong(node, name, "một bảng khóa: giá trị", "a table of key: value")
        key_hint, value_hint = get_args(hint)
        keys = [self.value(key_hint, key, name) for key, _ in node.rows]
        values = [self.value(value_hint, value, name) for _, value in node.rows]
        return FAILED if FAILED in keys or FAILED in values else dict(zip(keys, values, strict=True))

    def _scalar(self, base: object, rules: tuple[object, ...], node: Value, name: str) -> object:
        if isinstance(base, type) and issubclass(base, StrEnum):
            return self._choice(base, node, name)
        read, vi, en = reading(base)
        if not isinstance(node, Scalar) or node.empty or not node.text.strip():
            return self._wrong(node, name, vi, en)
        try:
            value = read(node.text)
        except ValueError:
            return self._wrong(node, name, vi, en)
        for rule in rules:
            value = self._ruled(rule, value, node.line, name)
            if value is FAILED:
                break
        return value

    def _choice(self, base: type[StrEnum], node: Value, name: str) -> object:
        text = node.text if isinstance(node, Scalar) else ""
        known = {member.value: member for member in base}
        if text in known:
            return known[text]
        vi, en = choices(text, known)
        vi_is, en_is = _shown(node)
        return self._tell(
            node.line, f"“{name}” không thể là {vi_is}; {vi}", f'"{name}" cannot be {en_is}; {en}'
        )

    def _ruled(self, rule: object, value: object, line: int, name: str) -> object:
        match rule, value:
            case Filled(), str():
                return self._fill(value, line)
            case Checked(), str():
                return self._sound(rule.fault(value), value, line)
            case Within(), int() | float():
                wrong = (
                    f"“{name}” phải từ {rule.low:g} đến {rule.high:g}; sửa số này",
                    f'"{name}" must be from {rule.low:g} to {rule.high:g}; mend this number',
                )
                return self._sound(None if rule.low <= value <= rule.high else wrong, value, line)
            case Key(), str():
                return self._key(rule.kind, value, line)
            case Ref(), str():
                self.ledger.references.append(Reference(rule.kind, value, Mark(self.file, line)))
        return value

    def _sound(self, fault: Fault | None, value: object, line: int) -> object:
        return value if fault is None else self._tell(line, *fault)

    def _key(self, kind: str, key: str, line: int) -> object:
        known = self.ledger.keys.setdefault(kind, {})
        first = known.get(key)
        if first is not None:
            return self._tell(
                line,
                f"mã “{key}” đã dùng ở {first.file.name}:{first.line}; đặt mã khác",
                f'the key "{key}" is already used in {first.file.name}:{first.line}; choose another',
            )
        known[key] = Mark(self.file, line)
        return self._sound(slug_fault(key), key, line)

    def _fill(self, text: str, line: int) -> object:
        fill, slots = self.ledger.fill, self.ledger.slots
        for slot in SLOT.findall(text) if slots is not None else ():
            if slots is not None and slot not in slots:
                return self._tell(
                    line,
                    f"chỗ điền {{{slot}}} chưa khai báo; thêm vào “fill” của pack.yaml",
                    f'the slot {{{slot}}} is not declared; add it to "fill" in pack.yaml',
                )
            if fill is not None and slot not in fill:
                return self._tell(
                    line,
                    f"chưa có giá trị cho {{{slot}}}; đưa vào khi nạp gói",
                    f"there is no value for {{{slot}}}; give it when the pack is loaded",
                )
        # A pack that is only checked has no values: any figure makes an address of it.
        return SLOT.sub(lambda slot: (fill or {}).get(slot[1], "1"), text)

    def _wrong(self, node: Value, name: str, vi: str, en: str) -> _Failed:
        vi_is, en_is = _shown(node)
        return self._tell(
            node.line, f"“{name}” phải là {vi}, không phải {vi_is}", f'"{name}" must be {en}, not {en_is}'
        )


def _optional(kind: type[object]) -> set[str]:
    known = fields(kind) if is_dataclass(kind) else ()
    return {one.name for one in known if one.default is not MISSING or one.default_factory is not MISSING}


def _shown(node: Value) -> tuple[str, str]:
    match node:
        case Items():
            return "danh sách", "a list"
        case Table():
            return "bảng", "a table"
        case Scalar(empty=True):
            return "chỗ trống", "nothing"
    return f"“{node.text}”", f'"{node.text}"'
