"""Addresses of articles: one spelling for each, so that each is fetched once."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKERS = """
fbclid gclid gclsrc dclid gbraid wbraid msclkid mc_cid mc_eid igshid igsh zarsrc gidzl zalo_src yclid twclid
ttclid li_fat_id ref_src _ga _gl spm s_cid cmpid wt_mc mkt_tok at_medium at_campaign vero_id _hsenc _hsmi
oly_enc_id oly_anon_id __twitter_impression
"""
TRACKERS = frozenset(_TRACKERS.split())
_TRACKING = ("utm_", "pk_", "mtm_", "hsa_")
# A visit that servers write into the path of readers who keep no cookies.
_VISIT = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
MAX_LENGTH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRule:
    """What one host's addresses mean, told by the pack where they do not tell it themselves."""

    host: str
    main_host: str = ""  # where the same pages stand: "m.bao.vn" stands for "bao.vn"
    article_fields: tuple[str, ...] = ()  # the query fields that name an article: all others go
    dropped_fields: tuple[str, ...] = ()  # query fields that name nothing
    amp: str = ""  # what an AMP page has in its path and the article's own page has not: "/amp"
    trusts_canonical: bool = True  # whether the address that its pages give themselves is believed


HostRules = Mapping[str, HostRule]
NO_RULES: HostRules = MappingProxyType({})


def by_host(rules: Iterable[HostRule]) -> HostRules:
    """The rules, to be found by their hosts."""
    return {rule.host.lower(): rule for rule in rules}


def normalise(url: str, base: str = "", rules: HostRules = NO_RULES) -> str:
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
    clean = _spelled(parts, host, shown_port, rules.get(host, HostRule(host=host)))
    return clean if len(clean) <= MAX_LENGTH else ""


def _spelled(parts: SplitResult, host: str, port: str, rule: HostRule) -> str:
    path = _without_dots(_VISIT.sub("", parts.path) or "/")
    if rule.amp:
        path = path.replace(rule.amp, "", 1) or "/"
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if _is_kept(name, rule)
    )
    path = quote(unquote(path), safe="/:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme, (rule.main_host or host) + port, path, urlencode(kept), ""))


def _is_kept(name: str, rule: HostRule) -> bool:
    if rule.article_fields:
        return name in rule.article_fields
    return name not in rule.dropped_fields and not is_tracker(name)


def is_tracker(name: str) -> bool:
    """Whether a query field only follows the reader; ``cid`` and ``sid`` often name the article and stay."""
    return name.lower() in TRACKERS or name.lower().startswith(_TRACKING)


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
