"""Where models stand: those that are shipped, and beside them the desk's own, of which one is in use."""

import contextlib
import fcntl
import json
import logging
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from classifier.linear import ModelError
from classifier.model import Reading

CARD = "models.json"
CURRENT, CARDS, LOCK = "current", "cards", "lock"
KEPT = 5
_NAME = re.compile(r"desk-[0-9a-f]{8}")
log = logging.getLogger(__name__)

Stamp = tuple[int, int, int] | None


class ShelfBusy(Exception):
    """Another training runs."""


class Reads(Protocol):
    """Who reads texts, whichever model it does it with."""

    @property
    def name(self) -> str:
        """What the readings name as their model."""

    def read(
        self, title: str, body: str, *, lang: str = "", province: str = "", day: date | None = None
    ) -> Reading:
        """Read one text."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The desk's own models in ``own``, the shipped ones in ``shipped``."""

    own: Path
    shipped: Path

    def chosen(self) -> str:
        """The name of the desk's model that was accepted last; none if there is none."""
        try:
            name = (self.own / CURRENT).read_text("utf-8").strip()
        except (OSError, ValueError):
            return ""
        return name if _NAME.fullmatch(name) else ""

    def in_use(self) -> Path:
        """The folder that should read: the desk's own, if it was made from what is shipped now."""
        name = self.chosen()
        return self.own / name if name and not self.is_outdated(name) else self.shipped

    def is_outdated(self, name: str) -> bool:
        """Whether a model of the desk was made from another shipped one: it would read features amiss."""
        mine, shipped = card(self.own / name), card(self.shipped)
        return bool(mine) and mine.get("desk", {}).get("shipped") != shipped.get("name")

    def stamp(self) -> Stamp:
        """What tells this choice from a later one."""
        try:
            told = (self.own / CURRENT).stat()
        except OSError:
            return None
        return told.st_mtime_ns, told.st_ino, told.st_size

    def open(self, make: Callable[[Path], Reads]) -> tuple[Reads, str]:
        """Whoever reads with the model in use; if that is broken the shipped one reads, and what is wrong."""
        folder = self.in_use()
        try:
            return make(folder), ""
        except ModelError as broken:
            if folder == self.shipped:
                raise
            return make(self.shipped), str(broken)

    def put(self, name: str, fill: Callable[[Path], None]) -> None:
        """Stand a model there and choose it; whoever dies half-way leaves the old one in use."""
        aside = self.own / f".{name}"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        fill(aside)
        for path in sorted(aside.iterdir()):
            _flush(path)
        for told in (card(aside), card(self.shipped)):
            # A card is read after its model is gone, the shipped one's after the next release.
            text = json.dumps(told, indent=2, ensure_ascii=False)
            keep_text(self.own / CARDS / f"{told['name']}.json", f"{text}\n")
        shutil.rmtree(self.own / name, ignore_errors=True)
        aside.rename(self.own / name)
        _flush(self.own)
        keep_text(self.own / CURRENT, f"{name}\n")

    def prune(self, kept: int = KEPT) -> list[str]:
        """Take the oldest away, and what was left half done; cards stay. Returns whose models are gone."""
        for half in self.own.glob(".desk-*"):
            shutil.rmtree(half, ignore_errors=True)
        mine = [path for path in self.own.iterdir() if path.is_dir() and _NAME.fullmatch(path.name)]
        chosen = self.chosen()
        mine.sort(key=lambda path: (path.name == chosen, path.stat().st_mtime_ns, path.name), reverse=True)
        for path in mine[kept:]:
            shutil.rmtree(path)
        return [path.name for path in mine[kept:]]

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Let nobody else train; a process that dies gives the lock back by dying."""
        self.own.mkdir(parents=True, exist_ok=True)
        with (self.own / LOCK).open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as taken:
                raise ShelfBusy from taken
            yield


class Latest:
    """Reads with the model in use; one that is accepted meanwhile is noticed at the next text."""

    def __init__(self, shelf: Shelf, make: Callable[[Path], Reads]) -> None:
        self._shelf, self._make = shelf, make
        self._lock = threading.Lock()
        self._stamp = shelf.stamp()
        self._reader = self._opened()

    @property
    def name(self) -> str:
        """What the readings name as their model now."""
        return self._now().name

    def read(
        self, title: str, body: str, *, lang: str = "", province: str = "", day: date | None = None
    ) -> Reading:
        """Read one text."""
        return self._now().read(title, body, lang=lang, province=province, day=day)

    def _now(self) -> Reads:
        stamp = self._shelf.stamp()
        if stamp != self._stamp:
            with self._lock:
                if stamp != self._stamp:
                    self._reader = self._opened()
                    self._stamp = stamp
        return self._reader

    def _opened(self) -> Reads:
        reader, fault = self._shelf.open(self._make)
        if fault:
            log.warning("%s", fault)
        return reader


def card(folder: Path) -> Mapping[str, Any]:
    """The card of the models in a folder; empty if it cannot be read."""
    return _read(folder / CARD)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def keep_text(path: Path, text: str) -> None:
    """Write a small file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.aside")
    aside.write_text(text, "utf-8")
    _flush(aside)
    aside.replace(path)
    _flush(path.parent)


def _flush(path: Path) -> None:
    """See that what was written is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
