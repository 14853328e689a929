import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rows import BadLine, InputMissing, OutputRefused, Row, json_line, judge, read_rows, whole_file

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
