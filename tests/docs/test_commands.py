"""Every command that a document names can be typed."""

import argparse
import importlib
import re
import shlex
from collections.abc import Iterator

import pytest

from config.command import VERBS
from config.reference import SETTINGS
from pipeline.trial import STAGES
from tests.docs.papers import ROOT, Paper, papers, written

TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
PATH = re.compile(r"[a-z][\w.-]*(?:/[\w.-]+)+/?|[a-z_]+\.(?:py|md|toml|yml)")
SETTING = re.compile(r"\b(?:DIEMBAO_[A-Z_]+|DATABASE_[A-Z]+|SEARCH_URL|SMTP_URL)\b")
SHELL = re.compile(r"[|;&]+|\$\(")
CALL = re.compile(r"(?:^|\s|/)diembao\s+(?=[a-z-])(.+)")
OPTION = re.compile(r"--[a-z][a-z-]*")


def commands(paper: Paper) -> list[list[str]]:
    """The words after each `diembao` of a document's code."""
    parts = (part for line in paper.words() for part in SHELL.split(line.partition(" #")[0]))
    found = [split(at[1]) for part in parts if (at := CALL.search(part.strip()))]
    return [words for words in found if words]


def split(text: str) -> list[str]:
    """Words as a shell sees them, or as they stand where a quotation is cut."""
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


def options(verb: str) -> set[str]:
    """The options a verb takes."""
    module = importlib.import_module(f"config.verbs.{VERBS[verb].module}")
    parser: argparse.ArgumentParser = module.parser()
    told = parser.format_help() + (" ".join(tried()) if verb == "try" else "")
    if hasattr(module, "acts"):
        told += "".join(act.format_help() for act in module.acts().values())
    return set(OPTION.findall(told))


def tried() -> Iterator[str]:
    """The options of the stages that can be tried."""
    for stage in STAGES.values():
        yield from (stage.flag, "--out", *(f"--{option.name}" for option in stage.options))


@pytest.mark.parametrize("paper", papers(), ids=str)
def test_every_verb_is_one(paper: Paper) -> None:
    named = {words[0] for words in commands(paper)} - {"VERB", "--help", "…"}
    assert {verb for verb in named if re.fullmatch("[a-z]+", verb)} - set(VERBS) == set()


@pytest.mark.parametrize("paper", written(), ids=str)
def test_every_option_is_one_of_its_verb(paper: Paper) -> None:
    for words in commands(paper):
        if words[0] in VERBS and words[0] != "django":
            named = {found[0] for word in words[1:] if (found := OPTION.match(word))}
            assert named - {"--help"} <= options(words[0]), words


@pytest.mark.parametrize("paper", written(), ids=str)
def test_every_stage_to_try_is_one(paper: Paper) -> None:
    tried = {words[1] for words in commands(paper) if words[:1] == ["try"] and len(words) > 1}
    assert tried - {"STAGE", "--help"} <= set(STAGES)


@pytest.mark.parametrize("paper", papers(), ids=str)
def test_every_make_target_is_one(paper: Paper) -> None:
    code = "\n".join(paper.words())
    assert set(re.findall(r"\bmake ([a-z]+)\b", code)) - TARGETS == set()


@pytest.mark.parametrize("paper", papers(), ids=str)
def test_every_setting_is_one(paper: Paper) -> None:
    known = {setting.name for setting in SETTINGS}
    named = {name.removesuffix("_FILE") for name in SETTING.findall("\n".join(paper.words()))}
    assert named - known == set()


@pytest.mark.parametrize("paper", written(), ids=str)
def test_every_path_of_the_repository_is_there(paper: Paper) -> None:
    roots = {path.name for path in ROOT.iterdir()}
    named = [word for word in paper.words() if PATH.fullmatch(word) and word.split("/")[0] in roots]
    assert [path for path in named if not (ROOT / path).exists() and not path.startswith("var/")] == []
