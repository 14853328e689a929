"""The root packages, as the layers name them: one list, in pyproject.toml."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_TOLD = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES: list[str] = _TOLD["tool"]["importlinter"]["root_packages"]
