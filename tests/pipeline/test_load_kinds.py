import gzip
from pathlib import Path

import pytest

from pipeline.load_kinds import Kind, kind_of
from pipeline.rows import InputMissing
from tests.handed import document, mail, png


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"url": "https://bao.example/1"}', Kind.ROWS),
        (gzip.compress(b'{"url": 1}'), Kind.ROWS),
        (b"", Kind.ROWS),
        (mail(), Kind.MAIL),
        (b"From tin@bao.example Thu Oct  1 07:30:00 2026\n" + mail(), Kind.MAIL),
        (b"WARC/1.0\r\n", Kind.WARC),
        (gzip.compress(b"WARC/1.0\r\n"), Kind.WARC),
        (b'<?xml version="1.0"?>\n<opml version="2.0">', Kind.OPML),
        (document(), Kind.DOCUMENT),
        (png(), Kind.DOCUMENT),
    ],
)
def test_a_file_is_known_by_what_it_holds(data: bytes, kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(data)
    assert kind_of(path) is kind


def test_a_folder_of_mails_is_newsletters(tmp_path: Path) -> None:
    assert kind_of(tmp_path) is Kind.ROWS
    (tmp_path / "tin.eml").touch()
    assert kind_of(tmp_path) is Kind.MAIL


def test_a_file_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="không đọc được"):
        kind_of(tmp_path / "none")
