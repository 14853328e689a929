import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TARGETS = ["setup", "run", "test", "check", "gates", "bench", "drill", "train", "docs"]


def test_help_lists_every_target() -> None:
    told = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = re.findall(r"make (\w+)", told)
    assert set(TARGETS) <= set(listed)


def test_every_module_a_target_runs_is_there() -> None:
    modules = re.findall(
        r"-m ((?:tests|bench|classifier|config)[\w.]*)", (ROOT / "Makefile").read_text("utf-8")
    )
    assert modules
    for module in modules:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module
