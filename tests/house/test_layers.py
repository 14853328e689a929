"""The layers hold, and what breaks them fails: planted in a copy of the tree."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packages import PACKAGES, ROOT

LINT = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([str(LINT), "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The modules alone, with their contracts."""
    for package in PACKAGES:
        skip = shutil.ignore_patterns(
            "__pycache__", "*.npz", "packs", "events", "templates", "static", "migrations"
        )
        shutil.copytree(ROOT / package, tmp_path / package, ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold() -> None:
    told = lint(ROOT)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("module", "planted", "broken"),
    [
        ("language/text.py", "import archive.jobs", "The flow goes one way"),
        ("archive/jobs.py", "import pipeline.worker", "The flow goes one way"),
        ("desk/rights.py", "import web.gate", "The flow goes one way"),
        ("pipeline/read.py", "import sklearn", "scikit-learn and plugged models live in classifier"),
        (
            "web/gate.py",
            "import tantivy",
            "tantivy, elasticsearch and the automaton of many words live in search",
        ),
        ("archive/jobs.py", "import scrapy", "Scrapy, feedparser and beautifulsoup4 live in crawler"),
        ("web/gate.py", "import archive.models", "Web asks query functions, never rows"),
        ("crawler/guard.py", "import django", "The pure packages know no Django"),
        ("demo/clock.py", "import archive.clock", "The demo press imports nothing of ours"),
        ("pipeline/read.py", "import demo.clock", "Only config starts the demo press"),
    ],
)
def test_a_planted_import_breaks_its_contract(copy: Path, module: str, planted: str, broken: str) -> None:
    path = copy / module
    path.write_text(f"{planted}\n{path.read_text('utf-8')}", "utf-8")
    told = lint(copy)
    assert told.returncode == 1
    assert f"{broken} BROKEN" in told.stdout
