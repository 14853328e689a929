"""Texts of many languages, written for these tests and for the gate of languages."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

_FOLDER = Path(__file__).resolve().parent


def _lists(name: str) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = yaml.safe_load((_FOLDER / name).read_bytes())
    return lists


# Languages that are none of the twelve.
STRANGERS: Mapping[str, Sequence[str]] = _lists("languages_other.yaml")
# What is easily taken for another of the twelve.
HARD: Mapping[str, Sequence[str]] = _lists("languages_hard.yaml")
PLAIN_VIETNAMESE: Sequence[str] = _lists("languages_plain.yaml")["vi"]
