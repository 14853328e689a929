import argparse
import importlib

import pytest

from config.command import VERBS
from tests.config.conftest import Diembao

TOLD = sorted(set(VERBS) - {"django"})


def parser_of(verb: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = importlib.import_module(f"config.verbs.{VERBS[verb].module}").parser()
    return parser


def parsers_of(verb: str) -> list[argparse.ArgumentParser]:
    """A verb's parser, and those of its acts where it has several."""
    module = importlib.import_module(f"config.verbs.{VERBS[verb].module}")
    return [module.parser(), *(module.acts().values() if hasattr(module, "acts") else ())]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", TOLD)
def test_every_verb_tells_its_use(verb: str, diembao: Diembao) -> None:
    told = diembao(verb, "--help")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"usage: diembao {verb} [-h]")


@pytest.mark.parametrize("verb", TOLD)
def test_every_verb_says_what_it_does_in_both_languages(verb: str) -> None:
    assert " / " in (parser_of(verb).description or "")


@pytest.mark.parametrize("verb", TOLD)
def test_every_word_and_option_says_what_it_is(verb: str) -> None:
    found = parsers_of(verb)
    actions = [a for one in found for a in one._actions if a.dest not in {"help", "stage"}]  # noqa: SLF001 - no other way
    assert [a.dest for a in actions if " / " not in (a.help or "")] == []


@pytest.mark.parametrize("stage", ["extract", "feeds", "read", "copies"])
def test_every_stage_to_try_tells_its_two_files(stage: str, diembao: Diembao) -> None:
    told = diembao("try", stage, "--help")
    assert (told.code, told.err) == (0, "")
    assert [word for word in ("--in", "--out", "tệp vào / the input") if word not in told.out] == []


@pytest.mark.django_db
@pytest.mark.parametrize("verb", TOLD)
def test_a_strange_option_is_a_question_of_usage(verb: str, diembao: Diembao) -> None:
    told = diembao(verb, "--khong-co")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"usage: diembao {verb}")
