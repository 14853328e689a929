"""Pages from WARC files of others: kept as our own evidence at their own time, then extracted as any page."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from archive import additions
from archive.additions import Publisher, Way
from archive.taking import Tools
from crawler import marks, warc_reading
from crawler.addresses import host_of, normalise
from crawler.evidence import Shelf
from crawler.model import Capture, Shape
from crawler.unfit import Unfit
from crawler.warc_reading import Damaged, Other, Page, Read
from pipeline.load import Loaded
from pipeline.rows import UNREADABLE, InputMissing, missing

Tell = Callable[[object], None]
DAMAGED = "bản ghi hỏng / a damaged record"
NO_ADDRESS = "địa chỉ không dùng được / no usable address"
AHEAD = "thời điểm nằm ở tương lai / its time lies in the future"


def records(path: Path, tools: Tools) -> Iterator[Read]:
    """All records of a WARC file."""
    try:
        yield from warc_reading.read(path, tools.room)
    except UNREADABLE as fault:
        raise InputMissing(missing(path, fault)) from fault


def load(found: Iterator[Read], file: str, tools: Tools, now: Callable[[], datetime], tell: Tell) -> Loaded:
    """Take in all pages; what is damaged is told with its offset and the others go on."""
    told = Loaded()
    shelf: Shelf | None = None
    for record in found:
        if isinstance(record, Other):
            told.other += 1
            continue
        why = wrong_with(record, now())
        if why:
            told.refuse(why)
            tell(f"{file}, byte {record.offset}: {why}")
        elif isinstance(record, Page):
            shelf = shelf or tools.open_shelf()
            take(record, shelf, told, now())
    return told


def wrong_with(record: Page | Damaged, now: datetime) -> str:
    """Why a record is not taken in; nothing if it is. A mark on it is written down here."""
    if isinstance(record, Damaged):
        return f"{DAMAGED}: {record.why}"
    if not normalise(record.url):
        return f"{NO_ADDRESS}: {record.url[:200]}"
    if record.at > now:
        return f"{AHEAD}: {record.at.isoformat()}"
    answer = answer_of(record)
    rule = marks.rule_of(answer.body, answer.header("content-type"))
    if rule:
        with transaction.atomic():
            additions.withhold(answer, rule)
        return f"{Unfit.MARKED.in_both}: {rule}"
    return ""


def take(page: Page, shelf: Shelf, told: Loaded, now: datetime) -> None:
    """Keep a page, unless it is kept already, and let it be extracted."""
    answer = answer_of(page)
    if additions.is_kept(answer):
        told.known += 1
        return
    with transaction.atomic():
        source_id = additions.source_of(Publisher("", host_of(answer.url)), Way.FILE)
        told.waiting.append(additions.extract_later(answer, shelf, source_id, now))


def answer_of(page: Page) -> Capture:
    """The page as the crawl would have brought it."""
    url = normalise(page.url)
    return Capture("", url, url, Shape.PAGE, 200, page.headers, page.body, page.at)


def settle(told: Loaded, tell: Tell) -> None:
    """Count what became of the pages when all are extracted."""
    empty = additions.without_article(told.waiting)
    for url in empty:
        tell(f"{url}: không có bài trong trang / no article on the page")
    told.stored += len(told.waiting) - len(empty)
    told.other += len(empty)
    told.waiting.clear()
