"""Pages, evidence and jobs for the pipeline's tests, made through the same doors the desk uses."""

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from django.db import transaction

from archive import announced, articles, captures, jobs, revisits
from archive.models import (
    Address,
    Article,
    Capture,
    Fingerprint,
    IndexChange,
    Job,
    Reading,
    Revisit,
    Source,
    Version,
)
from crawler import model as crawler
from crawler.evidence import Shelf
from crawler.model import DateOrigin, Entry, Moment, Shape
from pipeline import extract, read, relate
from pipeline.context import Context
from search.engine import open_engine
from search.model import Ask
from search.query import parse
from tests import factory

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
TITLE = "Cảng Mỹ Lâm đón chuyến tàu container đầu tiên trong năm"
BODY = (
    "Sáng nay, cảng Mỹ Lâm thuộc tỉnh Lam Giang đón chuyến tàu container đầu tiên, chở bốn trăm kiện hàng.",
    "Theo ban quản lý khu kinh tế Cửa Trầm, hàng qua cảng tăng mười hai phần trăm nhờ đường nối đã thông.",
    "Người dân xã Mỹ Lâm nói việc làm nhiều hơn trước, song mong xe tải tránh cổng trường giờ tan lớp.",
    "Lãnh đạo tỉnh hứa sẽ làm xong đường gom trong quý tới và đặt thêm hai chốt hướng dẫn giao thông.",
)
OTHER_BODY = (
    "Chiều qua, thư viện huyện miền núi mở cửa phòng đọc cho trẻ em với hơn ba nghìn đầu sách quyên góp.",
    "Cô thủ thư kể rằng buổi đầu tiên đã có sáu mươi bạn nhỏ xếp hàng làm thẻ, nhiều em đi bộ từ bản xa.",
    "Nhóm thiện nguyện dự định chở thêm một xe sách tranh lên vào cuối tháng, nếu đường không bị sạt lở.",
)


@dataclass
class Hands:
    """A clock whose hands a test turns."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


def page(
    title: str = TITLE, body: tuple[str, ...] = BODY, published: str = "2026-10-01T06:30:00+07:00"
) -> bytes:
    """An article's page as an outlet serves it."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in body)
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<meta property='article:published_time' content='{published}'>"
        f"<meta property='og:type' content='article'>"
        f"</head><body><article><h1>{escape(title)}</h1>{paragraphs}</article></body></html>"
    ).encode()


def captured(
    context: Context,
    html: bytes | None = None,
    *,
    url: str = "https://bao-song-trong.example/cang-my-lam.html",
    of: Source | None = None,
    title: str = "",
) -> Job:
    """A fetched page: its address, its evidence, its row, and the extract job that follows from it."""
    source = of or factory.source()
    body = page() if html is None else html
    kept = crawler.Capture(
        "", url, url, Shape.PAGE, 200, (("Content-Type", "text/html; charset=utf-8"),), body, context.now()
    )
    place = Shelf(context.warc_folder, "thu").keep(kept)
    entry = Entry(url, url, title, Moment(None, "", DateOrigin.NONE))
    with transaction.atomic():
        address_id = announced.import_address(source.id, entry, context.now())
        capture_id = captures.keep(kept, place, source.id)
        payload = {"capture": capture_id, "address": address_id}
        jobs.put([jobs.NewJob(extract.STAGE, str(capture_id), context.now(), payload)])
    return Job.objects.get(stage=extract.STAGE, key=str(capture_id))


def stored(
    url: str,
    body: str,
    *,
    of: Source | None = None,
    seen_at: datetime = factory.MORNING,
    published_at: datetime | None = factory.MORNING,
    title: str = TITLE,
) -> articles.Stored:
    """An article in the archive with the read job that follows from it."""
    source = of or factory.source()
    published = Moment(published_at, "", DateOrigin.FEED if published_at else DateOrigin.NONE)
    made = crawler.Article(url, url, title, "", "", body, (), "", "vi", published)
    with transaction.atomic():
        address_id = announced.import_address(source.id, Entry(url, url, title, published), seen_at)
        kept = articles.store(made, address_id, None, seen_at)
        key = f"{kept.article_id}:{kept.version}"
        jobs.put([jobs.NewJob(read.STAGE, key, seen_at, {"article": kept.article_id})])
    return kept


def queued(stage: str, article_id: int, at: datetime = factory.MORNING) -> Job:
    """A job of a stage that goes by article; one that is there already is the same."""
    there = Job.objects.filter(stage=stage, payload={"article": article_id}).first()
    return there or Job.objects.create(
        stage=stage, key=f"{article_id}:{Job.objects.count()}", run_at=at, payload={"article": article_id}
    )


def claimed(stage: str, context: Context, job: Job | None = None) -> jobs.Claim:
    """A due job of a stage, as this process's own; unless one is named, the only one."""
    claims = jobs.claim([stage], context.owner, context.now(), 50)
    (claim,) = [one for one in claims if job is None or one.id == job.id]
    Job.objects.exclude(id=claim.id).update(leased_until=None, owner="", lease="")
    return claim


def put_aside_lease(owner: str = "work:gone") -> None:
    """Let every lease belong to a process that died long ago."""
    Job.objects.update(owner=owner, lease="cu", leased_until=LONG_AGO)


def been_read(article_id: int, context: Context) -> None:
    """Run the read stage over an article."""
    read.run(claimed(read.STAGE, context, queued(read.STAGE, article_id)), context)


def related(article_id: int, context: Context) -> None:
    """Run the relate stage over an article."""
    relate.run(claimed(relate.STAGE, context, queued(relate.STAGE, article_id)), context)


def everything() -> dict[str, list[Any]]:
    """Every row of the archive's work, to be compared with a later look."""
    kinds = (Address, Article, Capture, Fingerprint, IndexChange, Job, Reading, Revisit, Version)
    return {kind.__name__: list(kind.objects.order_by("id").values()) for kind in kinds}


def waiting() -> list[tuple[str, str]]:
    """Stage and key of every job but the looks that are planned, oldest first."""
    steps = Job.objects.exclude(stage=revisits.REVISIT)
    return list(steps.order_by("id").values_list("stage", "key"))


def found(folder: Path, query: str) -> list[int]:
    """The articles a search finds in the index."""
    engine = open_engine(f"tantivy://{folder}", write=False)
    try:
        return sorted(hit.id for hit in engine.search(parse(query), Ask(limit=100)).hits)
    finally:
        engine.close()
