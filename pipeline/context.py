"""What every stage is handed: the clock, the pack, the tools; the stages look nothing up themselves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from archive.packs import Pack
from classifier.encoders import StoryEncoder
from classifier.shelf import Reads, Shelf
from crawler.door import Door
from pipeline.apart import HERE, Apart
from pipeline.story_state import StoryState
from pipeline.watching import Watching
from search.engine import Engine
from search.errors import SearchUnavailable


def no_engine() -> Engine:
    """For a process that was given no index to ask."""
    raise SearchUnavailable("không có chỉ mục để hỏi", "there is no index to ask")


@dataclass(frozen=True, slots=True)
class Context:
    """One process's tools."""

    now: Callable[[], datetime]
    pack: Pack
    warc_folder: Path
    reader: Reads
    owner: str
    apart: Apart = HERE
    engine: Callable[[], Engine] = no_engine
    watching: Watching = field(default_factory=Watching)
    stories: StoryState = field(default_factory=StoryState)
    # Compares stories of two languages by their sense, where a desk plugged one in.
    encoder: StoryEncoder | None = None
    # How many false alarms a month each topic, place, story and tone may cost.
    budget: float = 1.0
    # Where the desk's own models stand, in a process that may train.
    shelf: Shelf | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """How mail leaves: the relay, the sender, the site that links lead to; and the door for calls, if any."""

    relay: str
    sender: str
    site: str
    door: Door | None = None
