"""Where an answer leads: redirects, and pages that move their reader on at once."""

from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from scrapy.http import HtmlResponse, Request, Response
from scrapy.utils.response import get_meta_refresh

MOST_HOPS = 5
STATUSES = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
SCHEMES = frozenset({"http", "https"})
# A page that moves its reader on sooner is a redirect; one that reloads itself later is a page.
AT_ONCE_SECONDS = 1
TOO_MANY = "too many redirects"
# A page tells such things in its head.
HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Hop:
    """The next address of a chain, or why there is none."""

    url: str = ""
    is_permanent: bool = False
    error: str = ""


def hop_of(response: Response, hops: int) -> Hop | None:
    """Where an answer leads after so many hops; nothing if it is one itself."""
    if response.status in STATUSES:
        told = response.headers.get(b"Location") or b""
        target = joined(response.url, told.decode("utf-8", "replace").strip())
        is_permanent = response.status in FOR_GOOD
    else:
        target, is_permanent = refresh_of(response), False
        if not target:
            return None
    if not target:
        return Hop(error=f"HTTP {response.status}")
    if urlsplit(target).scheme not in SCHEMES:
        return Hop(error=f"redirect to {urlsplit(target).scheme}:")
    if hops >= MOST_HOPS:
        return Hop(error=TOO_MANY)
    return Hop(target, is_permanent)


def joined(base: str, location: str) -> str:
    """A redirect's target as an address that can be asked for; empty if it is none."""
    if not location:
        return ""
    try:
        target = urldefrag(urljoin(base, location)).url
        return Request(target).url if urlsplit(target).netloc else target
    except ValueError:
        return ""


def refresh_of(response: Response) -> str:
    """Where a page moves its reader at once; empty if it lets them read."""
    head = response.body[:HEAD_BYTES].lower()
    if response.status != 200 or b"refresh" not in head or not isinstance(response, HtmlResponse):  # noqa: PLR2004 - a page
        return ""
    seconds, url = get_meta_refresh(response)
    if seconds is None or not url or seconds >= AT_ONCE_SECONDS:
        return ""
    target = joined(response.url, url)
    return "" if target == response.url else target
