"""Addresses of articles: one spelling for each, so that each is fetched once."""

import hashlib
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

TRACKERS = frozenset(
    {
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "igshid",
        "zarsrc",
        "gidzl",
    }
    | {"yclid", "ref_src", "_ga", "_gl", "spm"}
)
MAX_LENGTH = 2000


def normalise(url: str, base: str = "") -> str:
    """An absolute http(s) address in its one spelling; empty if it is none."""
    if not url.isascii() and any("\ud800" <= sign <= "\udfff" for sign in url):
        return ""  # half a sign, which a JSON feed can send, has no bytes
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in {"http", "https"} or not host or parts.username or "\\" in url:
        return ""
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return ""
    shown_port = "" if port in {None, 80 if parts.scheme == "http" else 443} else f":{port}"
    path = quote(unquote(_without_dots(parts.path or "/")), safe="/:@!$&'()*+,;=~-._")
    kept = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not is_tracker(k))
    clean = urlunsplit((parts.scheme, host + shown_port, path, urlencode(kept), ""))
    return clean if len(clean) <= MAX_LENGTH else ""


def is_tracker(name: str) -> bool:
    """Whether a query field only follows the reader; ``cid`` and ``sid`` often name the article and stay."""
    return name.lower() in TRACKERS or name.lower().startswith("utm_")


def _without_dots(path: str) -> str:
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if len(kept) > 1:
                kept.pop()
        elif part != ".":
            kept.append(part)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/".join(kept)


def key_of(url: str) -> str:
    """The identity of an address, http and https alike."""
    parts = urlsplit(url)
    return hashlib.sha256(urlunsplit(parts._replace(scheme="")).encode()).hexdigest()


def host_of(url: str) -> str:
    """The host of an address, as the guard and the delays know it."""
    return (urlsplit(url).hostname or "").lower()


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to the same outlet's site, by the last labels of their hosts."""
    a, b = host_of(one), host_of(other)
    return (
        a == b
        or a.removeprefix("www.") == b.removeprefix("www.")
        or a.endswith(f".{b}")
        or b.endswith(f".{a}")
    )
