"""Which real parts ran, with their versions: written by the fixtures, told at the end of the suite."""

import json
import os
from pathlib import Path

WANTED = ("SQLite", "PostgreSQL", "tantivy", "Elasticsearch", "SMTP", "Chromium", "demo press")


def ran(name: str, version: str) -> None:
    """A real part has run."""
    named = os.environ.get("DIEMBAO_TEST_PARTS")
    if named:
        with Path(named).open("a", encoding="utf-8") as out:
            out.write(json.dumps({"part": name, "version": version}) + "\n")


def told(path: Path) -> dict[str, str]:
    """The parts that ran, by name."""
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row["part"]: row["version"] for row in rows}
