"""One generation's folder: its schema, the stamp that says which code built it, and its writer."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from tantivy import Document, Index, IndexWriter, Schema, SchemaBuilder

from search.errors import IndexBusy, SearchUnavailable
from search.generations import Generation, Progress
from search.rows import Row

STAMP = "diembao.json"
META = "meta.json"
_PROGRESS = "progress.json"
# The writer's own memory; one thread, for the machine has other work and one keeps up with 8,000 articles
# a second. Two generations are written at most, so this is paid twice at most.
_HEAP = 64_000_000
_THREADS = 1
_T = TypeVar("_T")


def schema() -> Schema:
    """Return what the index keeps of a document; its text is not kept, only its keys."""
    builder = SchemaBuilder()
    for number in ("id", "revision", "ord"):
        builder.add_integer_field(number, indexed=number == "id", fast=True)
    builder.add_date_field("date", fast=True)
    for text in ("title_s", "title_f", "body_s", "body_f"):
        builder.add_text_field(text, tokenizer_name="whitespace")
    # One field for all facets: one each would cost a fifth of the engine's speed.
    builder.add_text_field("tags", tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def stored(row: Row) -> Document:
    """Return a row as the index takes it."""
    return Document(
        id=row.id,
        revision=row.revision,
        ord=row.ord,
        date=row.date,
        title_s=row.title_s,
        title_f=row.title_f,
        body_s=row.body_s,
        body_f=row.body_f,
        tags=list(row.tags),
    )


def make(folder: Path, generation: Generation) -> None:
    """Make an empty generation, whole or not at all."""
    unfinished = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    Index(schema(), path=str(unfinished))
    (unfinished / STAMP).write_text(json.dumps(asdict(generation)), "utf-8")
    unfinished.rename(folder)


def is_whole(folder: Path, generation: Generation | None) -> bool:
    """Whether a generation's folder holds what its name says."""
    is_stamped = generation is not None and _told(folder / STAMP) == asdict(generation)
    return is_stamped and {"segments", "schema"} <= _told(folder / META).keys()


def identity(folder: Path) -> tuple[int, int]:
    """Return what is another one for each folder that was made, though it had the same name."""
    stamp = (folder / STAMP).stat()
    return stamp.st_ino, stamp.st_mtime_ns


def progress(folder: Path) -> Progress:
    """Return how far a generation is built."""
    told = _told(folder / _PROGRESS)
    return Progress(**told) if told.keys() == asdict(Progress()).keys() else Progress()


def note(folder: Path, reached: Progress) -> None:
    """Keep how far a generation is built."""
    replace(folder / _PROGRESS, json.dumps(asdict(reached)))


def replace(path: Path, text: str) -> None:
    """Write a small file, whole or not at all, and not before it would outlive a loss of power."""
    aside = path.with_name(f"{path.name}.new")
    with aside.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def take_writer(index: Index, folder: Path) -> IndexWriter:
    """Return the folder's only writer, or raise IndexBusy where another holds it."""
    try:
        writer = index.writer(_HEAP, _THREADS)
        # What a killed writer left behind bears the very names that the next commit will write.
        writer.garbage_collect_files()
    except ValueError as error:
        if "LockBusy" not in str(error):
            raise unusable(folder, error) from error
        raise busy(folder) from error
    return writer


def guarded(do: Callable[[], _T], folder: Path) -> _T:
    """Do what may fail inside the engine, and say so in words."""
    try:
        return do()
    except (OSError, ValueError) as error:
        raise unusable(folder, error) from error


def busy(folder: Path) -> IndexBusy:
    """Say that another process writes."""
    return IndexBusy(
        f"Một tiến trình khác đang ghi vào chỉ mục {folder}: hãy dừng nó trước.",
        f"Another process is writing into the index {folder}: stop it first.",
    )


def foreign(folder: Path) -> SearchUnavailable:
    """Say that a folder is somebody else's."""
    return SearchUnavailable(
        f"Thư mục {folder} chứa tệp khác, không phải chỉ mục: hãy chọn thư mục trống.",
        f"The folder {folder} holds other files and no index: choose an empty one.",
    )


def unusable(folder: Path, error: Exception) -> SearchUnavailable:
    """Say what the engine said."""
    return SearchUnavailable(
        f"Không dùng được chỉ mục ở {folder}: {error}",
        f"The index at {folder} cannot be used: {error}",
    )


def _told(path: Path) -> dict[str, int]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
