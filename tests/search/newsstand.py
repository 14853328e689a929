"""Sixty articles of the invented province Lam Giang, in five languages, and a helper that makes one."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, TypedDict, Unpack

from search.model import Document

DAY_0 = datetime(2026, 7, 1, tzinfo=UTC)
FETCHED = datetime(2026, 9, 15, 1, 30, tzinfo=UTC)

_KINDS = {
    "nam-viet": ("agency", "VN", "vi"),
    "bao-lam-giang": ("provincial", "VN", "vi"),
    "tin-sang": ("national", "VN", "vi"),
    "coast-times": ("national-en", "VN", "en"),
    "mekong-ledger": ("foreign", "SG", "en"),
    "dongmeng": ("foreign", "CN", "zh"),
    "hanasean": ("foreign", "KR", "ko"),
    "tonle": ("foreign", "KH", "km"),
}


class Given(TypedDict, total=False):
    """What an article may have of its own."""

    revision: int
    url: str
    published_at: datetime | None
    fetched_at: datetime
    source: str
    outlet: str
    kind: str
    country: str
    lang: str
    topics: tuple[str, ...]
    tone: int
    places: tuple[str, ...]
    about: bool
    alt_title: str


def article(number: int, title: str, body: str = "", **given: Unpack[Given]) -> Document:
    """Return a document whose every other field has a plain value."""
    plain = Document(
        id=number,
        revision=1,
        url=f"https://bao.example/{number}",
        title=title,
        body=body,
        published_at=DAY_0 + timedelta(days=number % 20, hours=number % 24),
        fetched_at=FETCHED,
        source="nam-viet/tin",
        outlet="nam-viet",
        kind="agency",
        country="VN",
        lang="vi",
    )
    return replace(plain, **given)


def newsstand() -> list[Document]:
    """Return the sixty articles; every fifth is written in decomposed letters, every twelfth has no date.

    Every ninth has a second title.
    """
    blocks = (Path(__file__).parent / "newsstand.txt").read_text("utf-8").split("\n\n")
    return [_document(number, *block.strip().split("\n")) for number, block in enumerate(blocks, start=1)]


def _document(number: int, head: str, title: str, body: str) -> Document:
    outlet, hour, topic, tone, about, *places = head.split()
    kind, country, lang = _KINDS[outlet]
    form: Literal["NFC", "NFD"] = "NFD" if number % 5 == 0 else "NFC"
    return article(
        number,
        unicodedata.normalize(form, title),
        unicodedata.normalize(form, body),
        published_at=None if number % 12 == 0 else DAY_0 + timedelta(hours=int(hour)),
        fetched_at=FETCHED + timedelta(minutes=number),
        source=f"{outlet}/{topic}",
        outlet=outlet,
        kind=kind,
        country=country,
        lang=lang,
        topics=(topic,) if number % 3 else (topic, "governance"),
        tone=int(tone),
        places=tuple(places),
        about=about == "about",
        alt_title="" if number % 9 else f"Tựa khác của bài số {number}",
    )
