"""``diembao load``: articles from a file, through the same stages, findable when it returns."""

import argparse
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from archive import jobs, pulse
from archive.clock import Clock, read_clock
from archive.taking import LIMITS, Tools
from config import home, tools
from config.progress import Progress
from config.verbs.work import toolbox
from crawler.confined import Room
from crawler.evidence import Shelf
from pipeline import load, load_mail, load_warc
from pipeline.load import Loaded
from pipeline.load_kinds import Kind, kind_of
from pipeline.rows import InputMissing, read_rows
from pipeline.worker import Worker

BAD_LINES = 3
STAGES = ("extract", "read", "relate", "story", "across", "claim", "alert", "index")
ELSEWHERE = {
    Kind.OPML: "là danh sách nguồn OPML; hãy dùng: diembao source import TỆP"
    " / is an OPML list of sources; use: diembao source import FILE",
    Kind.DOCUMENT: "là PDF hoặc ảnh, cần khai thông tin của bài; hãy dùng trang “Thêm tin”"
    " / is a PDF or a picture and needs its details told; use the page “Add coverage”",
}


def parser() -> argparse.ArgumentParser:
    """What ``load`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao load",
        description="Nạp bài từ tệp: JSONL (mỗi dòng {url, title, body, published, lang?, outlet?,"
        " authors?}),"
        " bản tin .eml, thư mục .eml, .mbox, hoặc WARC; nhận dạng theo nội dung."
        " / Load articles from a file: JSONL (one object a line), a newsletter (.eml, a folder of them,"
        " .mbox) or WARC; told apart by what they hold.",
    )
    found.add_argument("--in", dest="file", type=Path, required=True, metavar="FILE", help="tệp / the file")
    found.add_argument(
        "--with-pdf",
        action="store_true",
        help="nạp cả PDF đính kèm bản tin / take PDF files attached to newsletters in too",
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """Load, then wait or work until all of it can be found."""
    asked = parser().parse_args(arguments)
    clock = read_clock(settings.CLOCK_FILE)
    progress = Progress("nạp / loading")
    try:
        kind = kind_of(asked.file)
        if kind in ELSEWHERE:
            raise home.Trouble(f"{asked.file}: {ELSEWHERE[kind]}")
        told = loaded(kind, asked, clock, progress)
    except InputMissing as gone:
        print(gone, file=sys.stderr)
        return 2
    except DatabaseError as fault:
        raise home.Trouble(
            f"Kho không nhận bài ({fault}); hãy kiểm tra dung lượng đĩa và DATABASE_URL."
            " / The archive does not take the articles; check the room on the disk and DATABASE_URL."
        ) from fault
    has_pages = bool(told.waiting)
    if load.is_worked_on():
        load.wait_until_findable(progress.left, has_pages=has_pages)
    else:
        work_off()
    progress.end()
    load_warc.settle(told, complain)
    print(summary(told, kind))
    if left := load.left(has_pages=has_pages):
        raise home.Trouble(
            f"Còn {left} việc chưa xong nên có bài chưa tìm được; hãy xem `diembao doctor`."
            " / Some steps are still to do, so not every article is found yet; see `diembao doctor`."
        )
    return BAD_LINES if told.bad else 0


def loaded(kind: Kind, asked: argparse.Namespace, clock: Clock, progress: Progress) -> Loaded:
    """Store what is in a file of some kind."""
    file: Path = asked.file
    if kind is Kind.ROWS:
        return load.load(progress.over(read_rows(file, load.NEEDS)), file.name, clock.now, complain)
    with Room(LIMITS) as room:
        taking = Tools(room, shelf_of(clock.now))
        if kind is Kind.WARC:
            records = progress.over(load_warc.records(file, taking))
            return load_warc.load(records, file.name, taking, clock.now, complain)
        mails = progress.over(load_mail.mails(file))
        return load_mail.load(mails, taking, clock.now, complain, with_documents=asked.with_pdf)


def shelf_of(now: Callable[[], datetime]) -> Callable[[], Shelf]:
    """One shelf for a whole load, opened when the first piece of evidence comes."""
    opened: list[Shelf] = []

    def shelf() -> Shelf:
        if not opened:
            opened.append(Shelf(settings.WARC_FOLDER, f"{now():%Y%m%dT%H%M%S}-load"))
        return opened[0]

    return shelf


def complain(sentence: object) -> None:
    """Tell of a piece that cannot be used."""
    print(sentence, file=sys.stderr)


def summary(told: Loaded, kind: Kind) -> str:
    """How it went, with the reasons of what was refused."""
    refused = "dòng lỗi / bad lines" if kind is Kind.ROWS else "không nhận / refused"
    counts = [f"{told.stored} bài mới / new", f"{told.known} đã có / known", f"{told.bad} {refused}"]
    if told.other:
        counts.append(f"{told.other} bản ghi không phải bài / records without an article")
    reasons = (f"  {count} × {why}" for why, count in told.reasons.most_common())
    return "\n".join((", ".join(counts), *reasons))


def work_off() -> None:
    """Run the stages here; the sign of life goes too, or the next load would wait for this process."""
    context = toolbox("load")
    try:
        Worker(context, tools.post(), tools.indexer(), STAGES).run(threading.Event(), until_idle=True)
    finally:
        jobs.release(context.owner)
        pulse.stop(context.owner)
