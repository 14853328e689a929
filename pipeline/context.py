"""What every stage is handed: the clock, the pack, the tools; the stages look nothing up themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.packs import Pack
from classifier.reader import Reader
from pipeline.apart import HERE, Apart


@dataclass(frozen=True, slots=True)
class Context:
    """One process's tools."""

    now: Callable[[], datetime]
    pack: Pack
    warc_folder: Path
    reader: Reader
    owner: str
    apart: Apart = HERE


@dataclass(frozen=True, slots=True)
class Post:
    """How mail leaves: the relay, the sender, the site that links lead to."""

    relay: str
    sender: str
    site: str
