import subprocess
import sys
from pathlib import Path

import pytest

from config.command import VERBS, main, overview

ROOT = Path(__file__).resolve().parent.parent.parent


DIEMBAO = [sys.executable, "-m", "config.command"]


def diembao(*arguments: str, home: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    command = [*DIEMBAO, *arguments]
    environment = {"DIEMBAO_HOME": str(home), "PATH": "/usr/bin:/bin", **settings}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"django"}))
def test_every_verb_explains_itself_in_both_languages(verb: str, tmp_path: Path) -> None:
    told = diembao(verb, "--help", home=tmp_path)
    assert told.returncode == 0, told.stderr
    assert f"usage: diembao {verb}" in told.stdout
    assert " / " in told.stdout


def test_the_overview_lists_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == f"{overview()}\n"
    assert all(f"  {verb} " in overview() for verb in VERBS)


def test_no_verb_is_a_question_about_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "diembao VERB" in capsys.readouterr().out


def test_an_unknown_verb_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"]) == 2
    assert "Không có lệnh “fly”" in capsys.readouterr().err


def test_a_fresh_home_migrates_itself(tmp_path: Path) -> None:
    told = diembao("source", "--json", home=tmp_path)
    assert (told.returncode, told.stdout.strip()) == (0, "[]"), told.stderr


def test_a_home_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    diembao("source", home=tmp_path)
    subprocess.run([sys.executable, "-c", SQLITE, str(tmp_path / "diembao.sqlite3")], check=True)
    told = diembao("source", home=tmp_path)
    assert told.returncode == 2
    assert told.stderr.startswith("Kho này do phiên bản diembao mới hơn tạo (có bước archive.0999_tomorrow)")
    assert "Traceback" not in told.stderr


SQLITE = """
import sqlite3, sys
archive = sqlite3.connect(sys.argv[1])
archive.execute(
    "insert into django_migrations (app, name, applied) values ('archive', '0999_tomorrow', '2030-01-01')"
)
archive.commit()
archive.close()
"""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["up", "--pack", "khong-co"], "Không có gói “khong-co”"),
        (["up", "--demo", "--speed", "nhanh"], "--speed nhanh: không hiểu"),
    ],
)
def test_up_says_what_is_wrong_in_one_sentence(arguments: list[str], sentence: str, tmp_path: Path) -> None:
    told = diembao(*arguments, home=tmp_path)
    assert told.returncode == 2
    assert told.stderr.startswith(sentence)
    assert len(told.stderr.strip().splitlines()) == 1


def test_an_unwritable_home_is_one_sentence() -> None:
    told = diembao("up", "--demo", home=Path("/proc/diembao"))
    assert told.returncode == 2
    assert told.stderr.startswith("Không ghi được vào /proc/diembao")


def test_a_wrong_database_address_is_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "config.command", "source"]
    environment = {"DIEMBAO_HOME": str(tmp_path), "DATABASE_URL": "mysql://x", "PATH": "/usr/bin:/bin"}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr.startswith("DATABASE_URL=mysql://x: không hiểu")) == (2, True)


def test_a_pack_is_checked(tmp_path: Path) -> None:
    assert diembao("pack", "check", "demo", home=tmp_path).returncode == 0
    (tmp_path / "goi").mkdir()
    (tmp_path / "goi" / "pack.yaml").write_text("schema: 1\ntitel: X\n", "utf-8")
    told = diembao("pack", "check", str(tmp_path / "goi"), home=tmp_path)
    assert told.returncode == 1
    assert "pack.yaml:2:" in told.stderr


def test_packs_are_listed(tmp_path: Path) -> None:
    assert {"demo", "dong-nai"} <= set(diembao("pack", "list", home=tmp_path).stdout.split())


def test_an_officer_is_added_once(tmp_path: Path) -> None:
    first = diembao("officer", "add", "a@b.example", "--name", "A", "--digest", home=tmp_path)
    second = diembao("officer", "add", "A@b.example", "--name", "A", home=tmp_path)
    wrong = diembao("officer", "add", "ab", "--name", "A", home=tmp_path)
    assert (first.returncode, second.returncode, wrong.returncode) == (0, 2, 2)
    assert len(first.stdout.split(" — ")[1].strip()) >= 16


@pytest.mark.parametrize("arguments", [["--help"], ["source", "--json"]])
def test_an_output_that_is_full_is_told_in_one_sentence(arguments: list[str], tmp_path: Path) -> None:
    environment = {"DIEMBAO_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        told = subprocess.run(
            [*DIEMBAO, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert told.returncode == 2
    assert told.stderr.startswith("Không ghi được: No space left on device")
    assert len(told.stderr.strip().splitlines()) == 1


def test_a_level_of_the_log_that_is_none_is_told(tmp_path: Path) -> None:
    told = diembao("source", home=tmp_path, DIEMBAO_LOG="loud")
    assert told.returncode == 2
    assert told.stderr.startswith("DIEMBAO_LOG=loud: phải là một trong")
