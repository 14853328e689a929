"""``make check`` before the tests: ruff, mypy, import-linter, djlint, migrations."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.packages import PACKAGES, ROOT

BIN = Path(sys.executable).parent


def commands(home: str) -> list[list[str]]:
    """Every check, in the order of speed."""
    python = sys.executable
    at = ["env", f"DIEMBAO_HOME={home}"]
    return [
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "ruff", "format", "--check", "-q", "."],
        [str(BIN / "lint-imports"), "--no-cache"],
        [str(BIN / "djlint"), "web/templates", "reports/templates", "--check", "--lint", "--quiet"],
        [*at, str(BIN / "diembao"), "django", "makemigrations", "--check", "--dry-run"],
        [*at, python, "-m", "mypy", *PACKAGES, "bench", "tests"],
    ]


def name_of(command: list[str]) -> str:
    """The tool a command runs."""
    words = (word for word in command if word not in {"env", sys.executable, "-m"} and "=" not in word)
    return Path(next(words)).name


def main() -> int:
    """Run all of them; every failure is shown, not only the first."""
    failed = []
    with tempfile.TemporaryDirectory() as home:
        for command in commands(home):
            name = name_of(command)
            print(f"· {name}", flush=True)
            if subprocess.run(command, cwd=ROOT, check=False).returncode:
                failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
