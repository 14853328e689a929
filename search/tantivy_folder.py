"""The index folder: its schema, the stamp that says which code built it, and its one writer."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tantivy import Document, Index, IndexWriter, Schema, SchemaBuilder

from language.tokens import ANALYSIS_VERSION
from search.errors import IndexBusy, IndexMismatch, SearchUnavailable
from search.rows import FACETS, SCHEMA_VERSION, Row

STAMP = "diembao.json"
_META = "meta.json"
_HEAP = 64_000_000
_T = TypeVar("_T")


def schema() -> Schema:
    """Return what the index keeps of a document; its text is not kept, only its keys."""
    builder = SchemaBuilder()
    for number in ("id", "revision", "ord"):
        builder.add_integer_field(number, indexed=number == "id", fast=True)
    builder.add_date_field("date", fast=True)
    for text in ("title_s", "title_f", "body_s", "body_f"):
        builder.add_text_field(text, tokenizer_name="whitespace")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("tags", tokenizer_name="raw", index_option="basic")
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
        **{name: list(values) for name, values in row.facets.items()},
    )


def prepare(folder: Path) -> None:
    """Make an empty index where there is nothing yet."""
    if _is_index(folder):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise _foreign(folder)
        Index(schema(), path=str(folder))
        # The stamp comes last: without it the index counts as unfinished and is rebuilt.
        unfinished = folder / f"{STAMP}.new"
        unfinished.write_text(json.dumps({"schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION}), "utf-8")
        unfinished.rename(folder / STAMP)
    except OSError as error:
        raise _unusable(folder, error) from error


def remove(folder: Path) -> None:
    """Remove an index, so that a new one can be built; any other folder is left alone."""
    if not folder.exists():
        return
    if not _is_index(folder):
        raise _foreign(folder)
    _expect_no_writer(folder)
    shutil.rmtree(folder)


def check_stamp(folder: Path) -> None:
    """Raise IndexMismatch unless this very code built the index."""
    expected = {"schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION}
    if not _is_index(folder):
        raise SearchUnavailable(
            f"Chưa có chỉ mục ở {folder}: hãy lập chỉ mục trước.",
            f"There is no index at {folder} yet: build it first.",
        )
    try:
        found = json.loads((folder / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        found = None
    if found != expected or not _is_whole(folder):
        raise IndexMismatch(
            f"Chỉ mục ở {folder} do phiên bản khác lập hoặc bị hỏng: hãy dựng lại từ kho.",
            f"The index at {folder} was built by another version or is damaged: rebuild it from the archive.",
        )


def identity(folder: Path) -> tuple[int, int] | None:
    """Return what changes when the index is rebuilt."""
    try:
        stamp = (folder / STAMP).stat()
    except OSError:
        return None
    return stamp.st_ino, stamp.st_mtime_ns


def take_writer(index: Index, folder: Path) -> IndexWriter:
    """Return the folder's only writer, or raise IndexBusy where another holds it."""
    try:
        # One thread: the machine has other work, and one keeps up with 8,000 articles a second.
        return index.writer(_HEAP, 1)
    except ValueError as error:
        if "LockBusy" not in str(error):
            raise _unusable(folder, error) from error
        raise IndexBusy(
            f"Một tiến trình khác đang ghi vào chỉ mục {folder}: hãy dừng nó trước.",
            f"Another process is writing into the index {folder}: stop it first.",
        ) from error


def guarded(do: Callable[[], _T], folder: Path) -> _T:
    """Do what may fail inside the engine, and say so in words."""
    try:
        return do()
    except (OSError, ValueError) as error:
        raise _unusable(folder, error) from error


def _is_index(folder: Path) -> bool:
    return (folder / STAMP).exists() or (folder / _META).exists()


def _is_whole(folder: Path) -> bool:
    try:
        return isinstance(json.loads((folder / _META).read_text("utf-8")), dict)
    except (OSError, ValueError):
        return False


def _expect_no_writer(folder: Path) -> None:
    if not _is_whole(folder):
        return
    writer = take_writer(guarded(lambda: Index.open(str(folder)), folder), folder)
    writer.wait_merging_threads()


def _foreign(folder: Path) -> SearchUnavailable:
    return SearchUnavailable(
        f"Thư mục {folder} chứa tệp khác, không phải chỉ mục: hãy chọn thư mục trống.",
        f"The folder {folder} holds other files and no index: choose an empty one.",
    )


def _unusable(folder: Path, error: Exception) -> SearchUnavailable:
    return SearchUnavailable(
        f"Không dùng được chỉ mục ở {folder}: {error}",
        f"The index at {folder} cannot be used: {error}",
    )
