"""What is planted in the press beyond its single articles: claims as statements, a spike, a lull."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PLANTED = Path(__file__).with_name("planted.yaml")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a claim says, and how else it is said."""

    id: str
    text: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spike:
    """A topic of which much is written on one day."""

    topic: str
    day: int


@dataclass(frozen=True, slots=True)
class Lull:
    """A topic of which nothing is written from one day to another."""

    topic: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Planted:
    """All of it."""

    claims: Mapping[str, Statement]
    spikes: tuple[Spike, ...]
    lulls: tuple[Lull, ...]


@cache
def planted() -> Planted:
    """What stands in the file."""
    told: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(PLANTED.read_text("utf-8"))
    claims = [Statement(row["id"], row["text"], tuple(row["wordings"])) for row in told["claims"]]
    return Planted(
        claims={one.id: one for one in claims},
        spikes=tuple(Spike(**row) for row in told["spikes"]),
        lulls=tuple(Lull(**row) for row in told["lulls"]),
    )
