"""What README, CHANGES and the design log state is so."""

import re
import tomllib

import pytest
import yaml

from archive import packs
from config.people import DEMO_PASSWORD, DEMO_PEOPLE, Person
from tests.docs.papers import DOCS, ROOT, Paper

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
README = (ROOT / "README.md").read_text("utf-8")
DESIGN = [Paper(path) for path in sorted((DOCS / "design").glob("[0-9]*.md"))]
PARTS = ["Problem", "Choice", "Cost", "When to undo"]
PAGE_LINES = 60


def test_the_changes_begin_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGES.md").read_text("utf-8"), re.MULTILINE)
    assert versions[0] == VERSION


def test_the_image_has_this_version() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    assert compose["services"]["serve"]["image"] == f"diembao:{VERSION}"


@pytest.mark.parametrize("who", DEMO_PEOPLE, ids=lambda who: who.role)
def test_the_readme_names_each_demo_account(who: Person) -> None:
    assert f"| `{who.email}` | {who.role} |" in README


def test_the_readme_names_the_demo_password() -> None:
    assert f"`{DEMO_PASSWORD}`" in README


def test_the_readme_has_a_line_for_each_folder() -> None:
    told = set(re.findall(r"^\| `([a-z]+)/` \|", README, re.MULTILINE))
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert told == folders | {"docs", "locale", "requirements"}


def test_the_readme_shows_one_picture() -> None:
    assert re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README) == ["docs/screenshots/today-1440.png"]


def test_the_readme_counts_the_demo_outlets_and_sources() -> None:
    demo = packs.load("demo", fill={"press_port": "1"})
    sources = sum(len(outlet.sources) for outlet in demo.outlets)
    assert f"{len(demo.outlets)} outlets with {sources} sources" in " ".join(README.split())


def test_the_readme_counts_the_sources_nobody_saw_answer() -> None:
    real = packs.load("dong-nai", fill={})
    sources = [source for outlet in real.outlets for source in outlet.sources]
    unseen = sum(source.verified is None for source in sources)
    assert f"{unseen} of the {len(sources)} sources" in " ".join(README.split())


@pytest.mark.parametrize("paper", DESIGN, ids=str)
def test_a_decision_is_one_page_in_four_parts(paper: Paper) -> None:
    assert re.findall(r"^## (.+)$", paper.text, re.MULTILINE) == PARTS
    assert len(paper.text.splitlines()) <= PAGE_LINES


def test_decisions_are_numbered_in_a_row() -> None:
    assert [paper.path.name[:4] for paper in DESIGN] == [f"{n:04}" for n in range(1, len(DESIGN) + 1)]
