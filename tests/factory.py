"""Rows for tests, made with plain functions: only what a test names differs from the usual."""

import hashlib
import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from archive.models import (
    Address,
    AddressState,
    Article,
    Capture,
    Delegation,
    IndexChange,
    Job,
    Outlet,
    Reading,
    Revisit,
    Source,
    SourceState,
    Version,
)
from crawler import addresses
from desk.models import Officer
from desk.rights import Role

MORNING = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
PASSWORD = "mot mat khau dai"  # noqa: S105 - of officers that live as long as a test
_numbers = itertools.count(1)


def outlet(
    key: str = "bao-song-trong",
    name: str = "Báo Sông Trong",
    *,
    kind: str = "provincial",
    country: str = "VN",
    lang: str = "vi",
) -> Outlet:
    """An outlet; asked for again it is the same one."""
    told = {
        "name": name,
        "kind": kind,
        "country": country,
        "lang": lang,
        "home_page": f"https://{key}.example/",
    }
    return Outlet.objects.get_or_create(key=key, defaults=told)[0]


def source(
    key: str = "",
    *,
    of: Outlet | None = None,
    state: SourceState = SourceState.ALIVE,
    reason: str = "",
    failures: int = 0,
    is_verified: bool = True,
    polled_at: datetime | None = MORNING,
) -> Source:
    """A source of an outlet; asked for again by the same key it is the same one."""
    owner = of or outlet()
    wanted = key or f"{owner.key}-tin-moi"
    told = {
        "outlet": owner,
        "url": f"https://{owner.key}.example/{wanted}.rss",
        "shape": "feed",
        "state": state,
        "reason": reason,
        "failures": failures,
        "is_verified": is_verified,
        "polled_at": polled_at,
    }
    return Source.objects.get_or_create(key=wanted, defaults=told)[0]


def article(
    title: str = "Cầu Bến Lội thông xe sớm ba tháng",
    *,
    of: Source | None = None,
    url: str = "",
    standfirst: str = "",
    body: str = "Cây cầu dài 420 m nối hai bờ sông Trong.\nChủ đầu tư cho biết đã thử tải xong.",
    lang: str = "vi",
    published_at: datetime | None = MORNING,
    seen_at: datetime | None = None,
    copy_of: Article | None = None,
) -> Article:
    """An article with its first version and its address, not yet read."""
    place = of or source()
    at = seen_at or published_at or MORNING
    address = url or f"https://{place.outlet.key}.example/bai-{next(_numbers)}.html"
    row = Article.objects.create(
        canonical_key=addresses.key_of(address),
        canonical_url=address,
        outlet=place.outlet,
        source=place,
        title=title,
        standfirst=standfirst,
        body=body,
        lang=lang,
        published_at=published_at,
        published_origin="feed" if published_at else "none",
        published_has_zone=published_at is not None,
        first_fetched_at=at,
        fetched_at=at,
        copy_of=copy_of,
        copy_share=1.0 if copy_of else 0.0,
    )
    version(row, seen_at=at)
    Address.objects.create(
        url_key=row.canonical_key,
        url=address,
        source=place,
        article=row,
        state=AddressState.STORED,
        first_seen_at=at,
    )
    return row


def version(of: Article, *, seen_at: datetime = MORNING) -> Version:
    """The article's present words as its next version."""
    number = of.versions.count() + 1
    Article.objects.filter(id=of.id).update(version=number)
    of.version = number
    words = f"{of.title}\x1f{of.standfirst}\x1f{of.body}"
    return Version.objects.create(
        article=of,
        number=number,
        title=of.title,
        standfirst=of.standfirst,
        body=of.body,
        content_sha256=hashlib.sha256(words.encode()).hexdigest(),
        seen_at=seen_at,
    )


def look(
    of: Article, number: int, outcome: str, *, detail: str = "", at: datetime = MORNING, status: int = 200
) -> Revisit:
    """One look at an article after it was first stored."""
    return Revisit.objects.create(
        article=of, number=number, visited_at=at, outcome=outcome, status=status, detail=detail
    )


def reading(
    of: Article,
    *,
    about: float | None = 0.97,
    topics: Sequence[tuple[str, float]] = (("infrastructure", 0.9),),
    tone: int = 0,
    tone_p: float = 0.8,
    abstain: bool = False,
    why: str = "",
    places: Sequence[tuple[str, int, int]] = (),
    model: str = "thu-1",
    read_at: datetime = MORNING,
) -> Reading:
    """A reading that counts for the article."""
    row = Reading.objects.create(
        article=of,
        version=of.version,
        model=model,
        lang=of.lang,
        about=about,
        is_about=about is not None and about >= 0.5,
        topics=[list(pair) for pair in topics],
        topic=topics[0][0][:40] if topics else "",
        tone=tone,
        tone_p=tone_p,
        abstain=abstain,
        why=why,
        places=[list(span) for span in places],
        read_at=read_at,
    )
    of.reading = row
    of.save(update_fields=["reading"])
    return row


def read_article(
    title: str = "Cầu Bến Lội thông xe sớm ba tháng", *, tone: int = 0, about: float = 0.97
) -> Article:
    """An article about the province, read."""
    row = article(title)
    reading(row, tone=tone, about=about)
    return row


def many(count: int, *, every: timedelta = timedelta(minutes=10)) -> list[Article]:
    """So many articles about the province, each read, the newest first made."""
    rows = [article(f"Tin số {n} về cầu Bến Lội", published_at=MORNING - n * every) for n in range(count)]
    for row in rows:
        reading(row)
    return rows


def capture(of: Article, *, status: int = 200, at: datetime = MORNING) -> Capture:
    """A capture of an article's page."""
    return Capture.objects.create(
        url=of.canonical_url,
        final_url=of.canonical_url,
        shape="page",
        status=status,
        fetched_at=at,
        content_type="text/html; charset=utf-8",
        sha256=hashlib.sha256(of.canonical_url.encode()).hexdigest(),
        bytes=48_213,
        warc_file="20261001T010000-crawl-1-00000.warc.gz",
        warc_offset=91_204,
        source=of.source,
        article=of,
    )


def job(stage: str, key: str, *, reason: str = "", quarantined_at: datetime | None = None) -> Job:
    """A step of work."""
    return Job.objects.create(
        stage=stage,
        key=key,
        run_at=MORNING,
        reason=reason,
        tries=3 if reason else 0,
        quarantined_at=quarantined_at,
    )


def index_change(of: Article, *, queued_at: datetime = MORNING) -> IndexChange:
    """An article whose index entry is behind."""
    return IndexChange.objects.create(article_id=of.id, revision=of.revision, queued_at=queued_at)


def visit(name: str = "Đoàn báo chí Biển Đông", *, year: int = 2026, country: str = "SG") -> Delegation:
    """An official visit in the spring of a year."""
    return Delegation.objects.create(
        name=name,
        outlets="The Coast Times",
        country=country,
        host="Sở Ngoại vụ",
        paper="12/GP-NG",
        purpose="Viết về cảng Mỹ Lâm",
        starts_on=date(year, 3, 2),
        ends_on=date(year, 3, 6),
    )


def officer(
    role: Role = Role.MONITOR, *, email: str = "", name: str = "Trần Thị Lài", language: str = "vi"
) -> Officer:
    """An officer who signs in with ``PASSWORD``; asked for again by the same address it is the same one."""
    address = email or f"{role.value}@songtrong.example"
    known = Officer.objects.filter(email=address).first()
    return known or Officer.objects.create_user(address, PASSWORD, name=name, role=role, language=language)
