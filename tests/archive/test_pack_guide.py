"""The guide names every key a pack can have, and no value that it cannot."""

import re
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from archive import pack_office, pack_places, pack_press, pack_schema, packs
from archive.pack_basis import Words
from crawler.model import ArticleRules, SectionRules

GUIDE = (packs.PACKS.parent.parent / "docs" / "guides" / "packs.md").read_text("utf-8")
MODULES = (pack_office, pack_places, pack_press, pack_schema)
OWN = [
    kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == module.__name__
]
SHAPES = [
    kind for kind in [*OWN, SectionRules, ArticleRules] if is_dataclass(kind) and kind is not packs.Pack
]
CHOICES = [kind for kind in OWN if issubclass(kind, StrEnum)]


def words() -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", GUIDE)) | set(re.findall(r"[a-z_]+(?=:)", GUIDE))


@pytest.mark.parametrize("kind", SHAPES, ids=lambda kind: kind.__name__)
def test_the_guide_names_each_key(kind: type) -> None:
    assert {field.name for field in fields(kind)} - {field.name for field in fields(Words)} <= words()


@pytest.mark.parametrize("kind", CHOICES, ids=lambda kind: kind.__name__)
def test_the_guide_names_each_choice(kind: type[StrEnum]) -> None:
    assert {member.value for member in kind} <= words()


def test_the_guide_shows_a_problem_as_it_is_printed() -> None:
    shown = re.search(r"plan\.yaml:9: (.*)", GUIDE)
    problem = packs.Problem(Path("plan.yaml"), 9, *_quarter())
    assert shown is not None
    assert str(problem) == f"plan.yaml:9: {shown[1]}"


def _quarter() -> tuple[str, str]:
    return (
        "“every” không thể là “quater”; có phải là “quarter”?",
        '"every" cannot be "quater"; did you mean "quarter"?',
    )


def test_the_guide_names_the_shipped_packs_and_files() -> None:
    for name in (*packs.known(), *packs.FILES, "_common/provinces.yaml", "_common/holidays.yaml"):
        assert name in GUIDE
