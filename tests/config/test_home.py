import errno
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config import home


def test_a_fresh_home_gets_its_secret(tmp_path: Path) -> None:
    home.prepare(tmp_path / "a" / "b")
    secret = tmp_path / "a" / "b" / "secret.key"
    assert len(secret.read_text("utf-8")) >= 48
    assert secret.stat().st_mode & 0o077 == 0


def test_the_secret_stays(tmp_path: Path) -> None:
    home.prepare(tmp_path)
    before = (tmp_path / "secret.key").read_text("utf-8")
    home.prepare(tmp_path)
    assert (tmp_path / "secret.key").read_text("utf-8") == before
    assert list(tmp_path.iterdir()) == [tmp_path / "secret.key"]


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(home.Trouble, match="không phải thư mục"):
        home.prepare(tmp_path / "x")
    with pytest.raises(home.Trouble, match="không phải thư mục"):
        home.prepare(tmp_path / "x" / "y")


def test_a_home_that_may_not_be_written() -> None:
    with pytest.raises(home.Trouble, match="Không ghi được"):
        home.prepare(Path("/proc/diembao"))


def test_a_full_disk_is_called_that(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from config import home\n"
        "try: home.prepare(Path(sys.argv[1]))\n"
        "except home.Trouble as t: print(t)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)),
    ).stdout
    assert told.startswith("Đĩa đầy")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "word"),
    [(errno.ENOSPC, "Đĩa đầy"), (errno.EDQUOT, "Đĩa đầy"), (errno.EACCES, "Không ghi được")],
)
def test_faults_are_told_apart(number: int, word: str) -> None:
    told = home.explain(OSError(number, os.strerror(number)), Path("/x"))
    assert told.startswith(word)
    assert " / " in told


def test_only_one_up_on_a_home(tmp_path: Path) -> None:
    with (
        home.only_one(tmp_path),
        pytest.raises(home.Trouble, match="Đã có một `diembao up`"),
        home.only_one(tmp_path),
    ):
        pass
    with home.only_one(tmp_path):
        pass


def test_a_busy_port_is_named() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(home.Trouble, match=f"Cổng {port}"):
            home.check_port(port, "--port")
    home.check_port(port, "--port")
