"""YAML read into plain values that remember their lines: no tags, no anchors, bounded in size and depth."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import yaml
from yaml import CSafeLoader

from archive.pack_problem import Problem

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 20
MANY = 50
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
NOTHING = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or a text as it is written; ``empty`` if nothing is."""

    text: str
    line: int
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    values: tuple["Value", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values, in the order of the file; each key once."""

    rows: tuple[tuple[Scalar, "Value"], ...]
    line: int


Value = Scalar | Items | Table


def read(path: Path) -> tuple[Value | None, list[Problem]]:
    """A file's value, or what is wrong with the file; both where only a key is written twice."""
    text, problem = _text(path)
    if problem is not None:
        return None, [problem]
    problems: list[Problem] = []
    try:
        problems += islice(_refusals(path, text), MANY)
        node = None if problems else yaml.compose(text, Loader=CSafeLoader)
    except yaml.YAMLError as fault:
        return None, [*problems, _unreadable(path, fault)]
    if node is None:
        empty = Problem(path, 1, "tệp trống; xem gói demo", "the file is empty; see the demo pack")
        return None, problems or [empty]
    return _value(path, node, problems), problems


def _text(path: Path) -> tuple[str, Problem | None]:
    """The file's text in NFC without a byte order mark."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return "", Problem(
            path,
            1,
            "thiếu tệp này; chép từ gói demo rồi sửa",
            "this file is missing; copy it from the demo pack and change it",
        )
    except OSError as fault:
        return "", Problem(
            path,
            1,
            f"không mở được tệp ({fault.strerror}); xem tên và quyền đọc",
            f"the file cannot be opened ({fault.strerror}); see its name and its rights",
        )
    if len(data) > MAX_BYTES:
        return "", Problem(
            path, 1, "tệp lớn hơn 2 MiB; tách bớt", "the file is larger than 2 MiB; take some of it out"
        )
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        return "", Problem(path, line, "không phải UTF-8; lưu lại bằng UTF-8", "not UTF-8; save it as UTF-8")
    return text, _unprintable(path, text)


def _unprintable(path: Path, text: str) -> Problem | None:
    found = UNPRINTABLE.search(text)
    if found is None:
        return None
    code = f"U+{ord(found[0]):04X}"
    return Problem(
        path,
        text.count("\n", 0, found.start()) + 1,
        f"có ký tự điều khiển {code}; xóa nó",
        f"there is a control character {code}; delete it",
    )


def _refusals(path: Path, text: str) -> Iterator[Problem]:
    """What a pack may not hold, seen before anything is built from it."""
    depth = 0
    for event in yaml.parse(text, Loader=CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            yield Problem(
                path,
                line,
                f"lồng sâu quá {MAX_DEPTH} tầng; bớt tầng",
                f"nested deeper than {MAX_DEPTH} levels; flatten it",
            )
            return
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            yield Problem(
                path,
                line,
                "không dùng neo & và *; chép lại giá trị",
                "anchors & and * are not used here; write the value out",
            )
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            yield Problem(path, line, "không dùng thẻ !; xóa thẻ", "tags ! are not used here; delete the tag")


def _unreadable(path: Path, fault: yaml.YAMLError) -> Problem:
    line, why = 1, str(fault)
    if isinstance(fault, yaml.MarkedYAMLError) and fault.problem_mark:
        line, why = fault.problem_mark.line + 1, str(fault.problem)
    return Problem(
        path,
        line,
        f"không đọc được YAML ({why}); xem thụt lề, dấu hai chấm, ngoặc quanh dòng này",
        f"this is not YAML ({why}); see indents, colons and brackets around this line",
    )


def _value(path: Path, node: yaml.Node, problems: list[Problem]) -> Value:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Table(tuple(_rows(path, node, problems)), line)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_value(path, item, problems) for item in node.value), line)
    return Scalar(str(node.value), line, node.tag == NOTHING)


def _rows(path: Path, node: yaml.MappingNode, problems: list[Problem]) -> Iterator[tuple[Scalar, Value]]:
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, value = _value(path, key_node, problems), _value(path, value_node, problems)
        if not isinstance(key, Scalar):
            problems.append(
                Problem(path, key.line, "khóa phải là một từ; viết lại", "a key is one word; write it anew")
            )
        elif key.text in seen:
            first = seen[key.text]
            problems.append(
                Problem(
                    path,
                    key.line,
                    f"khóa “{key.text}” đã có ở dòng {first}; xóa một",
                    f'the key "{key.text}" is already on line {first}; delete one',
                )
            )
        else:
            seen[key.text] = key.line
            yield key, value
