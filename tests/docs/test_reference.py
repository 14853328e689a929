"""What is generated is up to date, and the table of settings is the settings."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.packs import known
from config import reference
from config.command import VERBS
from config.reference import FOLDER, PAGES, SETTINGS, Setting
from desk.rights import RIGHTS, Role
from tests.docs.papers import ROOT

READERS = {"amount", "text", "number", "flag", "one_of"}


def calls() -> Iterator[ast.Call]:
    for path in sorted((ROOT / "config").rglob("*.py")):
        if path.name != "reference.py":
            yield from (
                node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
            )


def is_asking(call: ast.Call) -> bool:
    """Whether a call reads a setting."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in READERS or ast.unparse(call.func) == "os.environ.get"


def read() -> dict[str, set[str]]:
    """Every setting that is read, with the defaults that are written as they are."""
    found: dict[str, set[str]] = {}
    for call in calls():
        if is_asking(call) and call.args and isinstance(call.args[0], ast.Constant):
            name, given = str(call.args[0].value), call.args[1:2]
            found.setdefault(name, set())
            found[name] |= {str(one.value) for one in given if isinstance(one, ast.Constant)}
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == PAGES[name](), "run: make docs"


def test_no_page_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(PAGES)


def test_every_setting_that_is_read_is_told() -> None:
    # The process number of a test's own parts and the tester's browser are no settings of the desk.
    assert set(read()) == {setting.name for setting in SETTINGS}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_default_is_told_as_it_is(setting: Setting) -> None:
    plain = {default for default in read()[setting.name] if default and not default.startswith("whitenoise.")}
    assert all(f"`{default}`" in setting.default for default in plain)


def test_secrets_are_marked() -> None:
    secret = {setting.name for setting in SETTINGS if setting.is_secret}
    assert secret == {"DATABASE_PASSWORD", "DIEMBAO_SECRET_KEY"}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_section_with_its_help(verb: str) -> None:
    told = reference.commands()
    assert f"\n## diembao {verb}\n" in told
    assert f"usage: diembao {verb}" in told or verb == "django"


def test_every_right_of_every_role_is_told() -> None:
    told = [row.split(" | ") for row in reference.rights().splitlines() if row.startswith("| `")]
    assert [row[0].strip("|` ") for row in told] == [role.value for role in Role]
    assert sum(row.count("yes") + row.count("yes |") for row in told) == sum(map(len, RIGHTS.values()))


def test_every_pack_and_its_count_are_told() -> None:
    told = reference.packs()
    assert [line.split(":")[0] for line in told.splitlines() if line.startswith("## ")] == [
        f"## {name}" for name in known()
    ]


def test_a_bar_in_a_cell_stays_a_bar() -> None:
    assert reference.table(["a"], [["x|y"]]) == "| a |\n| --- |\n| x\\|y |\n"


def test_every_page_says_that_it_was_written_by_the_program() -> None:
    assert all(
        Path(FOLDER / name).read_text("utf-8").startswith(f"{reference.WRITTEN}\n\n# ") for name in PAGES
    )
