"""What ``make setup`` does, on a tree of its own: its pins are empty, so nothing is asked of a network."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config import install

ROOT = Path(__file__).resolve().parent.parent.parent
# No index is asked, so that whatever is not there cannot be had, as without a network.
ALONE = {**os.environ, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
COMMAND = "def main() -> int:\n    print('chạy')\n    return 7\n"
PIN = f"khong-co==1.0 --hash=sha256:{'0' * 64}\n"


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with a fresh environment, made once."""
    tree = tmp_path_factory.mktemp("cay") / "diembao"
    (tree / "config").mkdir(parents=True)
    shutil.copy(install.__file__, tree / "config" / "install.py")
    (tree / "config" / "__init__.py").touch()
    (tree / "config" / "command.py").write_text(
        "def main() -> int:\n    print('chạy')\n    return 7\n", "utf-8"
    )
    (tree / "requirements").mkdir()
    for name in ("bootstrap.txt", "dev.txt", "run.txt"):
        (tree / "requirements" / name).touch()
    subprocess.run([sys.executable, "-m", "venv", str(tree / ".venv")], check=True)
    # What bootstrap.txt would bring.
    (tree / ".venv" / "bin" / "uv").symlink_to(Path(sys.executable).parent / "uv")
    return tree


@pytest.fixture
def tree(_made: Path) -> Path:
    """That tree, its environment not yet stamped and its pins empty."""
    for name in ("pins.sha256", "bin/diembao"):
        (_made / ".venv" / name).unlink(missing_ok=True)
    (_made / "requirements" / "bootstrap.txt").write_text("", "utf-8")
    return _made


def setup(tree: Path) -> "subprocess.CompletedProcess[str]":
    """What ``make setup`` starts."""
    command = [sys.executable, str(tree / "config" / "install.py")]
    return subprocess.run(command, env=ALONE, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_program_runs_in_place_from_anywhere(tree: Path, tmp_path: Path) -> None:
    assert setup(tree).returncode == 0
    launcher = str(tree / ".venv" / "bin" / "diembao")
    told = subprocess.run([launcher], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (7, "chạy\n")


@pytest.mark.slow
def test_the_second_time_nothing_is_done(tree: Path) -> None:
    first, second = setup(tree), setup(tree)
    assert first.stdout == "· .venv: cài đặt các gói đã ghim / installing the pinned packages …\n"
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")


@pytest.mark.slow
def test_other_pins_are_installed_anew(tree: Path) -> None:
    setup(tree)
    (tree / "requirements" / "dev.txt").write_text("# khác\n", "utf-8")
    assert "installing" in setup(tree).stdout


@pytest.mark.slow
def test_without_a_network_one_sentence_tells_the_cure(tree: Path) -> None:
    (tree / "requirements" / "bootstrap.txt").write_text(PIN, "utf-8")
    told = setup(tree)
    assert told.returncode == 2
    assert told.stderr.splitlines()[-1] == (
        "Không cài được gói / the packages could not be installed. → network? then: make setup"
    )
    assert not (tree / ".venv" / "pins.sha256").exists()


def test_the_pins_the_place_and_the_python_are_what_counts() -> None:
    told = install.digest()
    assert (told, len(told)) == (install.digest(), hashlib.sha256().digest_size * 2)
    assert sorted(path.name for path in install.PINNED) == ["bootstrap.txt", "dev.txt", "run.txt"]


def test_an_environment_that_is_there_is_kept() -> None:
    before = (install.BIN / "python").stat().st_ino
    assert (install.make_venv(), (install.BIN / "python").stat().st_ino) == (0, before)


def test_what_is_missing_is_said_with_its_cure(capsys: pytest.CaptureFixture[str]) -> None:
    assert install.stop("Thiếu / missing", "apt-get install x") == 2
    assert capsys.readouterr().err == "Thiếu / missing. → apt-get install x\n"


def test_it_needs_nothing_that_it_would_have_to_install() -> None:
    code = "import sys; import config.install; print(sorted({n.split('.')[0] for n in sys.modules}))"
    told = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [name for name in ("django", "babel", "yaml", "archive") if f"'{name}'" in told.stdout] == []


def test_the_launcher_names_its_python() -> None:
    assert install.LAUNCHER.format(python="/a/.venv/bin/python").splitlines()[0] == "#!/a/.venv/bin/python"
