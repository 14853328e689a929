import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archive.packs import PACKS
from tests.config.conftest import Diembao

ROOT = Path(__file__).resolve().parent.parent.parent
# What a check needs, and nothing that would make it slow.
WITHOUT_DJANGO = """
import sys
from config.command import main
code = main(["pack", "check", "demo"])
print(code, [name for name in sys.modules if name.partition(".")[0] in {"django", "scrapy", "sklearn"}])
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packs of its own, with one pack in it."""
    folder = tmp_path / "packs"
    shutil.copytree(PACKS / "_common", folder / "_common")
    shutil.copytree(PACKS / "demo", folder / "song-trong")
    monkeypatch.setenv("DIEMBAO_PACKS", str(folder))
    return folder


def test_the_shipped_packs_are_listed(diembao: Diembao) -> None:
    told = diembao("pack", "list")
    assert (told.code, told.out.split(), told.err) == (
        0,
        ["can-tho", "da-nang", "demo", "dong-nai", "tp-hcm"],
        "",
    )


@pytest.mark.parametrize("name", ["can-tho", "da-nang", "demo", "dong-nai", "tp-hcm"])
def test_the_shipped_packs_are_right(name: str, diembao: Diembao) -> None:
    told = diembao("pack", "check", name)
    assert (told.code, told.out.splitlines()[0], told.err) == (0, f"{name}: 0 lỗi / problems", "")


@pytest.mark.usefixtures("shelf")
def test_another_folder_of_packs_is_looked_into(diembao: Diembao) -> None:
    assert diembao("pack", "list").out == "song-trong\n"
    assert diembao("pack", "check", "song-trong").code == 0


@pytest.mark.usefixtures("shelf")
def test_the_shipped_packs_do_not_lie_in_another_folder(diembao: Diembao) -> None:
    told = diembao("pack", "check", "demo")
    assert (told.code, told.out) == (2, "")
    assert told.sentences == [
        (
            "Không có gói “demo”; các gói có: song-trong; thư mục thì viết với dấu “/”."
            " / There is no such pack; those known are listed; a folder is written with a “/”."
        )
    ]


def test_what_all_provinces_share_is_read_from_that_folder_too(shelf: Path, diembao: Diembao) -> None:
    (shelf / "_common" / "topics.yaml").unlink()
    told = diembao("pack", "check", "song-trong")
    assert told.code == 1
    assert told.sentences[0].startswith(f"{shelf / '_common' / 'topics.yaml'}:1: ")


def test_each_problem_is_a_line_with_its_place(shelf: Path, diembao: Diembao) -> None:
    head = shelf / "song-trong" / "pack.yaml"
    head.write_text(head.read_text("utf-8").replace("digest_hour: 7", "digest_hour: 70"), "utf-8")
    (shelf / "song-trong" / "outlet.yaml").write_text("x: 1\n", "utf-8")
    told = diembao("pack", "check", str(shelf / "song-trong"))
    assert (told.code, told.out) == (1, f"{shelf / 'song-trong'}: 2 lỗi / problems\n")
    assert [Path(line.split(":")[0]).name for line in told.sentences] == ["outlet.yaml", "pack.yaml"]
    assert all(" / " in line for line in told.sentences)


def test_a_folder_without_a_pack_is_said(tmp_path: Path, diembao: Diembao) -> None:
    told = diembao("pack", "check", str(tmp_path))
    assert told.code == 1
    assert told.sentences[0].startswith(f"{tmp_path}:1: không phải thư mục có tệp YAML của gói")


def test_a_check_wants_a_pack(diembao: Diembao) -> None:
    told = diembao("pack", "check")
    assert told.code == 2
    assert told.sentences[-1].endswith(
        "error: thiếu tên hoặc thư mục của gói / the pack's name or folder is missing"
    )


def test_a_secret_file_may_name_the_folder(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, diembao: Diembao
) -> None:
    (tmp_path / "where").write_text(f"{shelf}\n", "utf-8")
    monkeypatch.delenv("DIEMBAO_PACKS")
    monkeypatch.setenv("DIEMBAO_PACKS_FILE", str(tmp_path / "where"))
    assert diembao("pack", "list").out == "song-trong\n"


def test_a_check_is_free_of_django() -> None:
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO], cwd=ROOT, capture_output=True, text=True, check=True
    )
    first, *_, last = told.stdout.splitlines()
    assert (first, last) == ("demo: 0 lỗi / problems", "0 []")


def test_what_nobody_has_checked_is_named(diembao: Diembao) -> None:
    told = diembao("pack", "check", "dong-nai")
    assert told.code == 0
    first, second = told.out.splitlines()
    assert first == "dong-nai: 0 lỗi / problems"
    assert re.match(r"\d+ mục chưa đối chiếu / items nobody has checked yet: \S+, ", second)
