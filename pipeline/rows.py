"""Rows of JSONL: read one by one, each wrong line named, the others go on; written whole or not at all."""

import errno
import gzip
import json
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Any

LONGEST_LINE = 8 << 20
# How a file, or what is packed in it, fails to be read.
UNREADABLE = (OSError, EOFError, zlib.error)
HALF_SIGN = re.compile("[\ud800-\udfff]")


class InputMissing(Exception):
    """The input is not there or cannot be read."""


class OutputRefused(Exception):
    """The output cannot be written."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used, as ``file:line: why``."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.why}"


@dataclass(frozen=True, slots=True)
class Row:
    """One good line."""

    line: int
    value: dict[str, Any]


def read_rows(path: Path, needs: tuple[str, ...]) -> Iterator[Row | BadLine]:
    """Every line of a JSONL file (or its gzip), each with the fields that are needed as text."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
            for number, raw in enumerate(lines(stream), 1):
                if raw.strip():
                    yield judge(path.name, number, raw, needs)
    except UNREADABLE as fault:
        raise InputMissing(missing(path, fault)) from fault


def lines(stream: BufferedIOBase) -> Iterator[bytes]:
    """Every line; of one that is too long only so much that it is seen to be."""
    while line := stream.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)


def missing(path: Path, fault: Exception) -> str:
    """Why a file could not be read, and what to do."""
    reason = getattr(fault, "strerror", None) or str(fault)
    return (
        f"{path}: không đọc được ({reason}); hãy kiểm tra đường dẫn và quyền đọc."
        " / cannot be read; check the path and who may read it."
    )


def judge(file: str, number: int, raw: bytes, needs: tuple[str, ...]) -> Row | BadLine:
    """A line as a row, or why it is none."""
    if len(raw) > LONGEST_LINE:
        return BadLine(file, number, "dòng quá dài / the line is too long")
    try:
        value = json.loads(raw)
    except UnicodeDecodeError:
        return BadLine(file, number, "không phải UTF-8 / not UTF-8")
    except (ValueError, RecursionError):
        return BadLine(file, number, "không phải JSON / not JSON")
    if not isinstance(value, dict):
        return BadLine(file, number, "không phải một đối tượng JSON / not a JSON object")
    for name in needs:
        if not isinstance(value.get(name), str) or not value[name].strip():
            return BadLine(file, number, f"thiếu “{name}” / “{name}” is missing")
    return Row(number, value)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[str]]:
    """A file that appears complete or not at all; a pipe or a device takes what comes."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("w", encoding="utf-8") as out:
                yield out
        else:
            with replacing(path) as out:
                yield out
    except OSError as fault:
        raise OutputRefused(
            f"{path}: không ghi được ({fault.strerror}); hãy kiểm tra thư mục và dung lượng đĩa."
            " / cannot be written; check the folder and the room on the disk."
        ) from fault


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """A new file beside the old one, which it replaces when all went well; a link stays a link."""
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with aside.open("w", encoding="utf-8") as out:
            yield out
        aside.replace(target)
    finally:
        with suppress(OSError):  # where nothing could be written nothing is left
            aside.unlink(missing_ok=True)


def json_line(value: object) -> str:
    """A value as a line; half a sign, which no file can hold, is written as its escape."""
    line = json.dumps(value, ensure_ascii=False)
    return HALF_SIGN.sub(lambda half: f"\\u{ord(half[0]):04x}", line) + "\n"
