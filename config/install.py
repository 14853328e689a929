"""What ``make setup`` does: a .venv in the repository root with everything pinned, and ``diembao`` in it.

Standard library only: it runs before anything is installed, on whatever Python the machine has.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PINS = ROOT / "requirements"
# What the .venv holds; the peers of the benches have an environment of their own.
PINNED = tuple(PINS / name for name in ("bootstrap.txt", "dev.txt", "run.txt"))
STAMP = VENV / "pins.sha256"
LAUNCHER = """#!{python}
import sys

from config.command import main

sys.exit(main())
"""


def main() -> int:
    """Make or mend the .venv; quick when nothing has changed."""
    if sys.version_info < (3, 11):  # noqa: UP036 - any Python may run this file, only some may go on
        return stop("Cần Python 3.11 trở lên / Python 3.11 or newer is needed", "apt-get install python3")
    wanted = digest()
    if STAMP.exists() and STAMP.read_text("utf-8") == wanted and (BIN / "diembao").exists():
        return 0
    print("· .venv: cài đặt các gói đã ghim / installing the pinned packages …", flush=True)
    STAMP.unlink(missing_ok=True)
    code = make_venv() or install()
    if code:
        return code
    link()
    STAMP.write_text(wanted, "utf-8")
    return 0


def digest() -> str:
    """What the .venv must match."""
    parts = [path.read_bytes() for path in PINNED]
    parts += [str(ROOT).encode(), sys.version.encode(), Path(__file__).read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def make_venv() -> int:
    """A fresh environment; Debian keeps the tool for it in a package of its own."""
    if (BIN / "python").exists() and (BIN / "pip").exists():
        return 0
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], check=False, capture_output=True, text=True
    )
    if made.returncode == 0:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("· apt-get install python3-venv …", flush=True)
        subprocess.run(["apt-get", "update", "-q"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "python3-venv"], check=False, stdout=subprocess.DEVNULL
        )
        shutil.rmtree(VENV, ignore_errors=True)
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False, text=True)
        if made.returncode == 0:
            return 0
    return stop("Không tạo được .venv / the .venv could not be made", "apt-get install python3-venv")


def install() -> int:
    """Install the pins, by hash."""
    pip = [
        str(BIN / "python"),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    first = subprocess.run([*pip, "-r", str(PINS / "bootstrap.txt")], check=False)
    if first.returncode:
        return stop("Không cài được gói / the packages could not be installed", "network? then: make setup")
    sync = [str(BIN / "uv"), "pip", "install", "-q", "--python", str(BIN / "python"), "--require-hashes"]
    rest = subprocess.run([*sync, "-r", str(PINS / "dev.txt")], check=False)
    if rest.returncode:
        return stop("Không cài được gói / the packages could not be installed", "network? then: make setup")
    return 0


def link() -> None:
    """Run in place: the repository on the path, and a launcher."""
    paths = {"base": str(VENV), "platbase": str(VENV)}
    site = Path(sysconfig.get_path("purelib", "venv", paths))
    (site / "diembao.pth").write_text(f"{ROOT}\n", "utf-8")
    launcher = BIN / "diembao"
    launcher.write_text(LAUNCHER.format(python=BIN / "python"), "utf-8")
    launcher.chmod(0o755)


def stop(what: str, cure: str) -> int:
    """Say what is missing and how to get it."""
    print(f"{what}. → {cure}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main())
