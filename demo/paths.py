"""The paths of articles, each outlet in its own manner."""

import re
import unicodedata
import zlib
from datetime import datetime, timedelta

from demo.clock import DAY_ZERO
from demo.outlets import Outlet

MAX_SLUG = 90


def slug_of(text: str) -> str:
    """A title without accents, its words joined by hyphens."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    slug = "-".join(words)
    if len(slug) <= MAX_SLUG:
        return slug
    return slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]


def section_key(section: str) -> str:
    """A section's name as one step of a path, whatever its script."""
    return slug_of(section) or f"s{zlib.crc32(section.encode()):08x}"


def article_path(outlet: Outlet, section: str, title: str, published_at: datetime, seal: str) -> str:
    """The path of an article; ``seal`` tells articles of one minute apart."""
    local = published_at.astimezone(outlet.timezone)
    tail = zlib.crc32(seal.encode())
    minutes = (published_at - DAY_ZERO) // timedelta(minutes=1)
    return outlet.path.format(
        slug=slug_of(title),
        section=section_key(section),
        number=f"{minutes + 100_000}{tail % 1000:03}",
        stamp=f"{local:%Y%m%d%H%M}",
        tail=f"{tail % 10**7:07}",
        tail3=f"{tail % 1000:03}",
        y=local.year,
        m=local.month,
        d=local.day,
    )
