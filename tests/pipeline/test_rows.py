import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rows import (
    LONGEST_LINE,
    BadLine,
    InputMissing,
    OutputRefused,
    Row,
    json_line,
    judge,
    read_rows,
    whole_file,
)

NEEDS = ("id", "title")


def written(path: Path, *lines: bytes) -> Path:
    path.write_bytes(b"\n".join(lines))
    return path


def test_good_lines_are_rows_and_bad_ones_are_named(tmp_path: Path) -> None:
    path = written(
        tmp_path / "in.jsonl",
        b'{"id": "1", "title": "Tin"}',
        b"",
        b"{",
        b"[1]",
        b'{"id": "2"}',
        b'{"id": 3, "title": "x"}',
        b'{"id": "4", "title": "  "}',
        b"\xff",
        b'{"id": "5", "title": "x", "more": 1}',
    )
    told = list(read_rows(path, NEEDS))
    assert [row.line for row in told if isinstance(row, Row)] == [1, 9]
    assert [str(bad).split(" / ")[0] for bad in told if isinstance(bad, BadLine)] == [
        "in.jsonl:3: không phải JSON",
        "in.jsonl:4: không phải một đối tượng JSON",
        "in.jsonl:5: thiếu “title”",
        "in.jsonl:6: thiếu “id”",
        "in.jsonl:7: thiếu “title”",
        "in.jsonl:8: không phải UTF-8",
    ]


def test_gzip_is_read_like_plain(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "1", "title": "x"}\n'))
    assert list(read_rows(path, NEEDS)) == [Row(1, {"id": "1", "title": "x"})]


def test_a_torn_gzip_is_said(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "1", "title": "x"}\n' * 100)[:-20])
    with pytest.raises(InputMissing, match=r"in\.jsonl\.gz: không đọc được"):
        list(read_rows(path, NEEDS))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="không đọc được"):
        list(read_rows(tmp_path / "none.jsonl", NEEDS))


def test_a_bottomless_line_is_a_bad_line() -> None:
    bad = judge("f", 1, b'{"a":' * 100_000, NEEDS)
    assert isinstance(bad, BadLine)
    assert isinstance(judge("f", 1, b"x" * (9 << 20), NEEDS), BadLine)


@given(st.binary(max_size=200))
def test_no_line_breaks_the_reading(raw: bytes) -> None:
    assert isinstance(judge("f", 1, raw, NEEDS), Row | BadLine)


def test_output_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with whole_file(path) as out:
        out.write(json_line({"chữ": "ế"}))
        assert not path.exists()
    assert json.loads(path.read_text("utf-8")) == {"chữ": "ế"}
    assert list(tmp_path.iterdir()) == [path]


def test_output_that_fails_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with pytest.raises(UnicodeEncodeError), whole_file(path) as out:
        out.write("half \udcff")
    assert list(tmp_path.iterdir()) == []


def test_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="không ghi được"), whole_file(tmp_path / "no" / "out.jsonl"):
        pass


def test_a_spoilt_gzip_is_said(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"id": "1", "title": "x"}\n' * 100)
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(packed[:12] + b"\xff" * 8 + packed[20:])
    with pytest.raises(InputMissing, match=r"in\.jsonl\.gz: không đọc được"):
        list(read_rows(path, NEEDS))


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "out.jsonl", tmp_path / "link.jsonl"
    path.write_text("cũ", "utf-8")
    link.symlink_to(path)
    with whole_file(link) as out:
        out.write("mới")
    assert (link.is_symlink(), path.read_text("utf-8")) == (True, "mới")


def test_a_pipe_takes_what_comes_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with whole_file(path) as out:
        out.write("mới")
    told = os.read(reading, 100)
    os.close(reading)
    assert (told.decode(), path.is_fifo(), len(list(tmp_path.iterdir()))) == ("mới", True, 1)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_a_line_that_a_file_can_hold(text: str) -> None:
    whole = text.encode("utf-16", "surrogatepass").decode(
        "utf-16", "surrogatepass"
    )  # two halves are one sign
    assert json.loads(json_line({"id": text}).encode()) == {"id": whole}


@pytest.mark.parametrize("end", [b"\n", b""])
def test_a_line_that_is_too_long_is_told_and_the_next_is_read(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "dai.jsonl.gz"
    long = b'"' + b"a" * (2 * LONGEST_LINE + 5) + b'"'
    path.write_bytes(gzip.compress(b'{"id": "1"}\n' + long + b'\n{"id": "3"}' + end, 1))
    told = list(read_rows(path, ("id",)))
    assert [(one.line, isinstance(one, Row)) for one in told] == [(1, True), (2, False), (3, True)]
