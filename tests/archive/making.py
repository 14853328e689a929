"""Articles for tests, stored through the archive's own functions."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from archive import announced, articles
from crawler.model import Article, DateOrigin, Entry, Moment

PLAIN = Article(
    url="https://bao.example/1",
    canonical_url="https://bao.example/1",
    title="Cảng Mỹ Lâm đón tàu thứ một trăm",
    alt_title="",
    standfirst="Sản lượng tăng so với năm trước.",
    body="Sáng nay cảng đón tàu.\nLãnh đạo cảng cho biết sản lượng tăng.",
    authors=("Hoài An",),
    section="Kinh tế",
    lang="vi",
    published=Moment(None, "", DateOrigin.NONE),
)


def article(url: str, **fields: Any) -> Article:
    """A plain article with some fields of its own."""
    return replace(PLAIN, url=url, canonical_url=fields.pop("canonical_url", url), **fields)


def make(source_id: int, now: datetime, *, url: str, **fields: Any) -> int:
    """Announce an address and store its article."""
    made = article(url, **fields)
    with transaction.atomic():
        entry = Entry(url, url, made.title, made.published)
        address_id = announced.import_address(source_id, entry, now)
        return articles.store(made, address_id, None, now).article_id
