"""The peers in an environment of their own, each over the same pages in a process of its own; and ours."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "requirements" / "peers.txt"
HOME = ROOT / ".venv" / "peers"
EXTRACTOR = ROOT / "bench" / "extractor.py"
OURS, USUAL = "diembao", "trafilatura"
PEERS = (USUAL, "readability-lxml", "newspaper4k", "news-please", "goose3", "resiliparse")
# Nobody may fetch what a page names: a proxy at which nobody listens answers at once.
_NOWHERE = "http://127.0.0.1:9"
_OFFLINE = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE)
LONGEST_RUN = 900
MILLI = 1000
ABSENT = (
    "Không tạo được môi trường cho các công cụ so sánh (không có mạng?): đo tiếp không có chúng."
    " / The peers' environment could not be made (no network?): going on without them."
)


class NoPeers(Exception):
    """The peers could not be installed, or one of them did not come to its end."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one extractor did with the pages."""

    name: str
    errors: int
    mean_ms: float
    median_ms: float
    answers: Path

    @property
    def rate(self) -> float:
        """Pages in a second of CPU."""
        return MILLI / self.mean_ms


def environment(home: Path = HOME, pins: Path = PINS) -> Path:
    """The Python of the peers' environment, which is made when it is missing or its pins have changed."""
    python, stamp = home / "bin" / "python", home / "pins.sha256"
    wanted = hashlib.sha256(pins.read_bytes()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return python
    uv = str(Path(sys.executable).parent / "uv")
    install = [uv, "pip", "install", "-q", "--python", str(python), "--require-hashes", "-r", str(pins)]
    for command in ([uv, "venv", "-q", "--clear", "--python", sys.executable, str(home)], install):
        if subprocess.run(command, check=False, capture_output=True).returncode:
            raise NoPeers(ABSENT)
    stamp.write_text(wanted, "utf-8")
    return python


def read(name: str, python: Path, manifest: Path, work: Path) -> Run:
    """One extractor over the pages of a manifest, in a process of its own that reaches nobody."""
    out = work / f"{name}.jsonl"
    told = subprocess.run(
        [str(python), str(EXTRACTOR), name, str(manifest), str(out)],
        cwd=work,
        env={**os.environ, **_OFFLINE},
        capture_output=True,
        text=True,
        timeout=LONGEST_RUN,
        check=False,
    )
    if told.returncode:
        raise NoPeers(f"{name}: {told.stderr.strip()[-300:]}")
    figures = json.loads(told.stdout.splitlines()[-1])
    return Run(name, figures["errors"], figures["mean_ms"], figures["median_ms"], out)


def read_all(manifest: Path, work: Path, names: Sequence[str] = PEERS) -> list[Run]:
    """Ours and some peers, one after the other."""
    python = environment()
    return [
        read(OURS, Path(sys.executable), manifest, work),
        *(read(name, python, manifest, work) for name in names),
    ]
