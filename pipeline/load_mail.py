"""Newsletters from files: one mail, a folder of them, or a mail program's own folder (mbox)."""

import mailbox
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from archive import taking
from archive.additions import Added, Way
from archive.taking import Tools
from crawler import newsletter
from crawler.unfit import Unfit
from pipeline.load import Loaded
from pipeline.rows import UNREADABLE, InputMissing, missing

Tell = Callable[[object], None]
FOLDER_START = b"From "
OFFERED = (
    "tệp PDF đính kèm chưa nạp; thêm --with-pdf để nạp"
    " / attached PDF files not taken in; add --with-pdf to take them"
)
Mail = tuple[str, bytes]
"""Where a mail stands, for a person, and its bytes."""


def mails(path: Path) -> Iterator[Mail]:
    """All mails of a file or a folder."""
    try:
        if path.is_dir():
            for one in sorted(path.glob("*.eml")):
                yield one.name, held(one)
        elif held(path, len(FOLDER_START)) == FOLDER_START:
            yield from in_mbox(path)
        else:
            yield path.name, held(path)
    except UNREADABLE as fault:
        raise InputMissing(missing(path, fault)) from fault


def held(path: Path, most: int = newsletter.MOST_BYTES + 1) -> bytes:
    """A mail's bytes, no more than one too many."""
    with path.open("rb") as stream:
        return stream.read(most)


def in_mbox(path: Path) -> Iterator[Mail]:
    """The mails of a mail program's folder."""
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys(), 1):
            with box.get_file(key) as stream:
                yield f"{path.name} #{number}", stream.read(newsletter.MOST_BYTES + 1)
    finally:
        box.close()


def load(
    found: Iterator[Mail], tools: Tools, now: Callable[[], datetime], tell: Tell, *, with_documents: bool
) -> Loaded:
    """Take all newsletters in, each by itself; the wrong ones are told and the others go on."""
    told = Loaded()
    for where, data in found:
        taken = taking.take_newsletter(data, Way.FILE, tools, now(), with_documents=with_documents)
        count(taken.added, where, told, tell)
        if taken.offered:
            tell(f"{where}: {taken.offered} {OFFERED}")
        for name, one in taken.attached:
            count(one, f"{where}, {name}", told, tell)
    return told


def count(result: Added | Unfit, where: str, told: Loaded, tell: Tell) -> None:
    """Count what became of one mail or document."""
    if isinstance(result, Unfit):
        told.refuse(result.in_both)
        tell(f"{where}: {result.in_both}")
    elif result.is_new:
        told.stored += 1
    else:
        told.known += 1
