"""The figures of the house style are themselves a test."""

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packages import PACKAGES, ROOT

PLACED = {*PACKAGES, "bench", "tests", "docs", "locale", "requirements"}
FORBIDDEN_NAMES = re.compile(r"(Manager|Helper|Util|Utils|Base)$")
REGISTRIES = tuple(
    f"{name}.{end}"
    for name, end in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("maven", "org"),
        ("crates", "io"),
        ("deb.debian", "org"),
    ]
)


def tracked() -> list[Path]:
    """Every file git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / line for line in told.splitlines() if (ROOT / line).is_file()]


def sources(*folders: str) -> list[Path]:
    """Our own modules, migrations left out."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function's name and its length without its docstring."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if ast.get_docstring(node) is not None:
                first = node.body[0]
                length -= (first.end_lineno or first.lineno) - first.lineno + 1
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length


def lines(paths: list[Path]) -> int:
    return sum(len(path.read_text("utf-8").splitlines()) for path in paths)


def test_no_module_is_long() -> None:
    lengths = {str(p.relative_to(ROOT)): lines([p]) for p in sources(*PACKAGES, "tests", "bench")}
    assert {name: n for name, n in lengths.items() if n > 400} == {}
    assert statistics.median(lengths.values()) <= 150


def test_no_function_is_long() -> None:
    lengths = [row for path in sources(*PACKAGES, "bench") for row in functions(path)]
    assert [row for row in lengths if row[1] > 50] == []
    assert statistics.median(length for _, length in lengths) <= 10


def test_every_root_folder_is_placed() -> None:
    roots = {p.relative_to(ROOT).parts[0] for p in tracked() if len(p.relative_to(ROOT).parts) > 1}
    assert {root for root in roots if not root.startswith(".")} - PLACED == set()


def test_packages_are_not_deep() -> None:
    deep = [p for p in sources(*PACKAGES) if len(p.relative_to(ROOT).parts) > 4]
    assert deep == []


def test_tests_are_not_fewer_lines_than_the_source() -> None:
    assert lines(sources("tests")) >= lines(sources(*PACKAGES))


def test_nothing_is_mocked() -> None:
    mocked = re.compile(r"unittest\.mock|from mock|MagicMock|monkeypatch\.setattr")
    found = [str(p.relative_to(ROOT)) for p in sources("tests") if mocked.search(p.read_text("utf-8"))]
    assert found == ["tests/house/test_style.py"]


def test_broad_excepts_stand_only_at_loops_edges() -> None:
    broad = re.compile(r"except (Exception|BaseException)\b|except:")
    found = [
        f"{p.name}: {line.strip()}"
        for p in sources(*PACKAGES)
        for line in p.read_text("utf-8").splitlines()
        if broad.search(line)
    ]
    assert len(found) <= 5
    assert all("edge" in line for line in found)


def test_types_are_ignored_five_times_at_most_each_with_its_code() -> None:
    found = [
        line
        for p in sources(*PACKAGES)
        for line in p.read_text("utf-8").splitlines()
        if "type: ignore" in line
    ]
    assert len(found) <= 5
    assert all("type: ignore[" in line for line in found)


def test_there_are_property_tests() -> None:
    assert sum(p.read_text("utf-8").count("@given(") for p in sources("tests")) >= 10


def test_names_say_what_a_thing_is() -> None:
    names = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sources(*PACKAGES)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and FORBIDDEN_NAMES.search(node.name)
    ]
    assert names == []


def test_no_file_names_a_package_registry() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix not in {".png", ".npz", ".ttf"}
        and any(host in path.read_text("utf-8", errors="replace") for host in REGISTRIES)
    ]
    assert found == []


def test_no_file_carries_a_path_of_the_machine_it_was_written_on() -> None:
    telling = re.compile(r"/work/(main|notes|shared)|/tmp/bash_jobs|/root/")
    found = [
        str(p.relative_to(ROOT))
        for p in tracked()
        if p.suffix in {".py", ".md", ".yaml", ".toml", ".yml"} and telling.search(p.read_text("utf-8"))
    ]
    assert found == ["tests/house/test_style.py"]


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "bootstrap.txt"])
def test_every_pin_has_its_hashes(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    pins = re.findall(r"^[a-z0-9][^\n]*==[^\n]*", text, re.MULTILINE)
    assert pins
    assert all(pin.rstrip().endswith("\\") for pin in pins)
    assert text.count("--hash=sha256:") >= len(pins)
