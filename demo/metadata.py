"""What a page's head says about its article, with the defects that real heads have."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from demo.outlets import Outlet

Ld = dict[str, object]


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of an article that its head may tell."""

    outlet: Outlet
    home: str
    url: str
    title: str
    standfirst: str
    author: str
    section: str
    image: str
    published_at: datetime
    updated_at: datetime
    is_teaser: bool = False


def head(told: Told) -> str:
    """The meta elements and the JSON-LD of an article's page."""
    marks = told.outlet.marks
    lines = [line for mark, tell in _META.items() if mark in marks for line in tell(told) if line]
    if "ld" in marks:
        lines.append(f'<script type="application/ld+json">{linked_data(told)}</script>')
    return "\n".join(lines)


def linked_data(told: Told) -> str:
    """The article as JSON-LD, spoilt in the outlet's own way."""
    marks = told.outlet.marks
    article = _article(told)
    for mark, spoil in _SPOILT.items():
        if mark in marks:
            spoil(article, told)
    if told.is_teaser:
        article["isAccessibleForFree"] = False
        article["hasPart"] = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".wall"}
    context: Ld = {"@context": "https://schema.org"}
    site: Ld = {"@type": "WebSite", "url": told.home, "name": told.outlet.name}
    whole: Ld = {**context, "@graph": [site, article]} if "ld-graph" in marks else {**context, **article}
    text = json.dumps(whole, ensure_ascii=False, indent=1).replace("</", "<\\/")
    if "ld-trailing-comma" in marks:
        text = text.removesuffix("\n}") + ",\n}"
    return text


def local(told: Told, at: datetime) -> datetime:
    """An instant by the outlet's own clock."""
    return at.astimezone(told.outlet.timezone)


def _article(told: Told) -> Ld:
    standfirst: Ld = {"description": told.standfirst} if told.standfirst else {}
    return {
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": told.url},
        "headline": told.title,
        **standfirst,
        "image": {"@type": "ImageObject", "url": told.image, "width": 660, "height": 400},
        "datePublished": local(told, told.published_at).isoformat(),
        "dateModified": local(told, told.updated_at).isoformat(),
        "author": {"@type": "Person", "name": told.author},
        "publisher": {"@type": "Organization", "name": told.outlet.name, "url": told.home},
    }


def _without_offset(article: Ld, told: Told) -> None:
    article["datePublished"] = f"{local(told, told.published_at):%Y-%m-%dT%H:%M:%S}"
    article["dateModified"] = f"{local(told, told.updated_at):%Y-%m-%dT%H:%M:%S}"


def _spaced_offset(article: Ld, told: Told) -> None:
    article["datePublished"] = f"{local(told, told.published_at):%Y-%m-%dT%H:%M:%S.000 +07:00}"
    article["dateModified"] = f"{local(told, told.updated_at):%Y-%m-%dT%H:%M:%S.000 +07:00}"


def _encoded_twice(article: Ld, told: Told) -> None:
    article["headline"] = _twice(told.title)
    article["author"] = {"@type": "Person", "name": _twice(told.author.upper())}


def _twice(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii").replace("&", "&amp;")


def _author_is_site(article: Ld, told: Told) -> None:
    article["author"] = {"@type": "Organization", "name": told.outlet.name, "url": told.home}


def _author_empty(article: Ld, _told: Told) -> None:
    article["author"] = {"@type": "Person", "name": ""}


def _created_early(article: Ld, told: Told) -> None:
    article["dateCreated"] = local(told, told.published_at - timedelta(minutes=23)).isoformat()


def _paywall(article: Ld, _told: Told) -> None:
    article["isAccessibleForFree"] = "True"


def _og(told: Told) -> Iterator[str]:
    site = told.outlet.name
    title = f"{told.title} | {site}" if "og-title-site" in told.outlet.marks else told.title
    yield _meta("name", "description", told.standfirst)
    yield _meta("property", "og:type", "article")
    yield _meta("property", "og:site_name", site)
    yield _meta("property", "og:title", title)
    yield _meta("property", "og:description", told.standfirst)
    yield _meta("property", "og:url", told.url)
    yield _meta("property", "og:image", told.image)


def _canonical(told: Told) -> Iterator[str]:
    yield f'<link rel="canonical" href="{escape(told.url)}">'


def _times(told: Told) -> Iterator[str]:
    yield _meta("property", "article:published_time", local(told, told.published_at).isoformat())
    yield _meta("property", "article:modified_time", local(told, told.updated_at).isoformat())
    yield _meta("property", "article:section", told.section)


def _facebook(told: Told) -> Iterator[str]:
    yield _meta("property", "article:author", f"https://www.facebook.example/{told.outlet.slug}")


def _author_meta(told: Told) -> Iterator[str]:
    yield _meta("name", "author", told.outlet.name)


def _publish_date(told: Told) -> Iterator[str]:
    yield _meta("name", "publishdate", f"{local(told, told.published_at):%Y-%m-%d}")


def _generator(told: Told) -> Iterator[str]:
    yield _meta("name", "generator", f"{told.outlet.family} 6.1")
    yield _meta("name", "robots", "max-image-preview:large")


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">' if content else ""


_META: Mapping[str, Callable[[Told], Iterator[str]]] = {
    "og": _og,
    "canonical": _canonical,
    "times": _times,
    "facebook-author": _facebook,
    "meta-author-site": _author_meta,
    "publishdate": _publish_date,
    "generator": _generator,
}
_SPOILT: Mapping[str, Callable[[Ld, Told], None]] = {
    "ld-no-offset": _without_offset,
    "ld-space-offset": _spaced_offset,
    "ld-double-encoded": _encoded_twice,
    "ld-author-site": _author_is_site,
    "ld-author-empty": _author_empty,
    "ld-created-early": _created_early,
    "paywall": _paywall,
}
