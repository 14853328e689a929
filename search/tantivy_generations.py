"""The generations in one folder: a folder each, and a small file that names the one that answers.

index/
├── live              the name of the generation that readers open; replaced by renaming
├── writer.lock       held by the one process that writes
├── v3a2g3/           a generation: the index itself, its stamp, and how far it is built
└── v3a2g4/           the next one, while it is built
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from search import tantivy_folder as folders
from search.errors import SearchError
from search.generations import NAMELESS, Generation, Progress, Standing, nothing, read, refusal
from search.tantivy_engine import TantivyEngine

POINTER = "live"
_LOCK = "writer.lock"


class TantivyGenerations:
    """The one writer of a folder of generations, until it is closed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = _locked(folder)

    def look(self) -> Standing:
        """Return what lies there now."""
        return look(self.folder)

    def only(self) -> TantivyEngine:
        """Open the generation that answers, to write nothing else; where there is none yet it begins one."""
        if not self.look().all:
            self.begin()
            self.swap()
        return self._live(self.close)

    def live(self) -> TantivyEngine:
        """Open the generation that answers, to write."""
        return self._live(nothing)

    def building(self) -> TantivyEngine | None:
        """Open the generation that is being built, if there is one."""
        found = self.look().building
        return self._opened(found, nothing) if found else None

    def begin(self) -> None:
        """Make the next generation beside the one that answers."""
        generation = self.look().next()
        folders.guarded(lambda: folders.make(self._place(generation), generation), self.folder)

    def progress(self) -> Progress | None:
        """Return how far the next generation is built, if there is one."""
        return progress(self.folder)

    def note(self, reached: Progress) -> None:
        """Keep how far the next generation is built."""
        found = self.look().building
        if found is not None:
            folders.guarded(lambda: folders.note(self._place(found), reached), self.folder)

    def swap(self) -> None:
        """Let the next generation answer; readers in other processes follow at their next question."""
        found = self.look().building
        if found is not None:
            folders.guarded(lambda: folders.replace(self.folder / POINTER, str(found)), self.folder)

    def clean(self) -> None:
        """Remove what nobody needs any more: generations before the live one, and unfinished ones."""
        for generation in self.look().stale:
            if generation == NAMELESS:
                _remove_nameless(self.folder)
            else:
                shutil.rmtree(self._place(generation), ignore_errors=True)
        for unfinished in self.folder.glob("v*.new"):
            shutil.rmtree(unfinished, ignore_errors=True)

    def close(self) -> None:
        """Let another process write."""
        lock, self._lock = self._lock, -1
        if lock >= 0:
            os.close(lock)

    def _live(self, release: Callable[[], None]) -> TantivyEngine:
        standing = self.look()
        if standing.live is None or standing.is_superseded:
            raise refused(self.folder)
        return self._opened(standing.live, release)

    def _place(self, generation: Generation) -> Path:
        return self.folder / str(generation)

    def _opened(self, generation: Generation, release: Callable[[], None]) -> TantivyEngine:
        place = self._place(generation)
        return TantivyEngine(lambda: place, write=True, release=release)


def look(folder: Path) -> Standing:
    """Return which generations lie in a folder, and which one its pointer names."""
    names = _names(folder)
    found = {one for one in map(read, names) if one is not None}
    broken = {one for one in found if not one.is_newer and not folders.is_whole(folder / str(one), one)}
    if _is_nameless(names):
        found.add(NAMELESS)
    named = _pointed(folder)
    answering = {named} if named in found - broken and named is not None else set()
    return Standing(frozenset(found), frozenset(answering), frozenset(broken))


def live_folder(folder: Path) -> Path:
    """Return where the generation lies that answers, or say why none does."""
    named = _pointed(folder)
    if named is None or not named.is_ours:
        raise refused(folder)
    return folder / str(named)


def progress(folder: Path) -> Progress | None:
    """Return how far the next generation is built, if there is one."""
    found = look(folder).building
    return folders.progress(folder / str(found)) if found else None


def refused(folder: Path) -> SearchError:
    """Why this code can neither read nor write what lies in a folder."""
    return refusal(folder, look(folder), progress(folder))


def _locked(folder: Path) -> int:
    """Make the folder where there is none and keep every other writer out of it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _expect_ours(folder)
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise folders.unusable(folder, error) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise folders.busy(folder) from error
    return lock


def _expect_ours(folder: Path) -> None:
    names = _names(folder)
    ours = {POINTER, _LOCK} & set(names) or any(map(read, names)) or _is_nameless(names)
    if names and not ours:
        raise folders.foreign(folder)


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _is_nameless(names: Iterable[str]) -> bool:
    """Whether an index lies there as it did before there were generations."""
    return bool({folders.STAMP, folders.META} & set(names))


def _pointed(folder: Path) -> Generation | None:
    try:
        return read((folder / POINTER).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _remove_nameless(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_file() and path.name not in {POINTER, _LOCK}:
            path.unlink(missing_ok=True)
