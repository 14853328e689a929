"""The picture an article goes with."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler.addresses import normalise
from crawler.page import Page

# What is drawn smaller is a sign, not a picture.
SMALLEST = 200
MOST_IMAGES = 30

_META = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image")
_SOURCES = ("data-original", "data-src", "data-lazy-src", "src")
_PLACES = "figure img, article img, [class*=content] img, [class*=detail] img, [itemprop=image]"
# Pictures that stand for none: the outlet's own mark, and what is shown until the real one is there.
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:logos?|favicon|icons?|avatar|placeholder|default|blank|spacer|sprite|pixel|loading|"
    r"no[-_]?(?:image|photo|img|thumb)|noimage|share[-_]?(?:default|logo)|1x1|ads?)(?:[/_.\d-]|$)|\.(?:svg|ico)$",
    re.IGNORECASE,
)
_BEFORE_SET = re.compile(r"[\s,]")


def image_of(page: Page) -> str:
    """The address of an article's main picture; empty if there is none that shows more than a mark."""
    for link in _candidates(page):
        address = normalise(link, page.url) if link and not link.startswith("data:") else ""
        if address and not _NO_PICTURE.search(urlsplit(address).path):
            return address
    return ""


def _candidates(page: Page) -> Iterator[str]:
    yield page.first(*_META[:3])
    yield page.told.image
    yield page.first(*_META[3:])
    for node in page.tree.css(_PLACES)[:MOST_IMAGES]:
        if _is_large(node):
            attributes = node.attributes
            named = next((value for name in _SOURCES if (value := attributes.get(name))), "")
            yield named or _BEFORE_SET.split((attributes.get("srcset") or "").strip())[0]


def _is_large(node: LexborNode) -> bool:
    told = [node.attributes.get(side) or "" for side in ("width", "height")]
    return all(int(size) >= SMALLEST for size in told if size.isdecimal())
