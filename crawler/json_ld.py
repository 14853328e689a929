"""What a page tells machines about its article in JSON-LD, however badly it is written down."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from language.text import clean, squeeze

# Pages that were escaped by every layer they went through.
MOST_ESCAPES = 3
DEEPEST = 8
MOST_AUTHORS = 30

# Whatever wraps it, comments or CDATA, a document begins with a bracket and what may follow one.
_START = re.compile(r"[\[{]\s*[\"\[{\]}]")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_DECODER = json.JSONDecoder(strict=False)
_ARTICLE = re.compile(r"Article|BlogPosting|Report\b|LiveBlog|SocialMediaPosting", re.IGNORECASE)
_NOT_A_PERSON = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "WebSite", "Brand"})

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Told:
    """The article as JSON-LD has it; whatever is not told is empty."""

    is_article: bool = False
    headline: str = ""
    description: str = ""
    published: str = ""
    section: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    image: str = ""
    is_free: bool | None = None  # whether all may read it; None if the page does not tell
    crumbs: tuple[str, ...] = ()  # the sections above the article, the front page first


def read(scripts: Iterable[str]) -> Told:
    """The first article that the scripts describe, and the names of the outlet."""
    nodes = [node for script in scripts for node in _nodes(_load(script), DEEPEST)]
    organisations = tuple({name for node in nodes for name in _organisations(node)})
    crumbs = next((found for node in nodes if (found := tuple(_crumbs(node)))), ())
    named = {str(node["@id"]): node for node in reversed(nodes) if "@id" in node and "name" in node}
    located = {
        str(node["@id"]): node for node in nodes if node.keys() & {"url", "contentUrl"} and "@id" in node
    }
    articles = [node for node in nodes if _ARTICLE.search(_type(node))]
    if not articles:
        # The page itself may be dated where no article is described.
        pages = (_text(node.get("datePublished")) for node in nodes if _type(node).endswith("WebPage"))
        return Told(published=next(pages, ""), organisations=organisations, crumbs=crumbs)
    # A page may carry its related articles too, in fewer words.
    article = max(
        articles, key=lambda node: sum(bool(node.get(name)) for name in ("headline", "datePublished"))
    )
    return Told(
        is_article=True,
        headline=_text(article.get("headline")) or _text(article.get("name")),
        description=_text(article.get("description")),
        published=_text(article.get("datePublished")) or _text(article.get("dateCreated")),
        section=_text(article.get("articleSection")),
        body=_lines(article.get("articleBody")),
        authors=tuple(dict.fromkeys(islice(_people(article.get("author"), named), MOST_AUTHORS))),
        organisations=organisations,
        image=_image(article.get("image"), located) or _text(article.get("thumbnailUrl")),
        is_free=_is_free(article),
        crumbs=crumbs,
    )


def unescape(text: str) -> str:
    """The text with its entities resolved, as often as they were escaped."""
    for _ in range(MOST_ESCAPES):
        if "&" not in text:
            break
        text = html.unescape(text)
    return squeeze(clean(text))


def _load(script: str) -> object:
    bare = script.replace("<![CDATA[", "")
    start = _START.search(bare)
    if start is None:
        return None
    for text in (bare[start.start() :], _TRAILING_COMMA.sub(r"\1", bare[start.start() :])):
        try:
            return _DECODER.raw_decode(text)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[Json]:
    if depth and isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from _nodes(inner, depth - 1)
    elif depth and isinstance(value, list):
        for inner in value:
            yield from _nodes(inner, depth - 1)


def _type(node: Json) -> str:
    kind = node.get("@type")
    return " ".join(str(one) for one in kind) if isinstance(kind, list) else str(kind)


def _text(value: object) -> str:
    values = value if isinstance(value, list) else [value]
    return next((text for one in values if isinstance(one, str) and (text := unescape(one))), "")


def _lines(value: object) -> str:
    # The fields of a page without markup keep their lines; a field with markup has none.
    lines = value.split("\n") if isinstance(value, str) else []
    return "\n".join(line for text in lines if (line := unescape(text)))


def _people(value: object, named: Mapping[str, Json], depth: int = DEEPEST) -> Iterator[str]:
    if depth and isinstance(value, list):
        for one in value:
            yield from _people(one, named, depth - 1)
    elif depth and isinstance(value, dict):
        if _type(value) not in _NOT_A_PERSON:
            whole = value if "name" in value else named.get(str(value.get("@id")), {})
            yield from _people(whole.get("name"), named, depth - 1)
    elif name := _text(value):
        yield name


def _organisations(node: Json) -> Iterator[str]:
    if _type(node) in _NOT_A_PERSON and (name := _text(node.get("name"))):
        yield name


def _image(value: object, located: Mapping[str, Json], depth: int = DEEPEST) -> str:
    if depth and isinstance(value, list):
        return next((found for one in value if (found := _image(one, located, depth - 1))), "")
    if depth and isinstance(value, dict):
        whole = value if value.keys() & {"url", "contentUrl"} else located.get(str(value.get("@id")), {})
        return _image(whole.get("url") or whole.get("contentUrl"), located, depth - 1)
    return unescape(value) if isinstance(value, str) else ""


def _is_free(article: Json) -> bool | None:
    whole = _truth(article.get("isAccessibleForFree"))
    if whole is not None:
        return whole
    parts = article.get("hasPart")
    told = [
        _truth(part.get("isAccessibleForFree"))
        for part in (parts if isinstance(parts, list) else [parts])
        if isinstance(part, dict)
    ]
    return False if False in told else None


def _truth(value: object) -> bool | None:
    """A yes or no in any spelling: ``false``, "False", "http://schema.org/False"."""
    if isinstance(value, list):
        return next((told for one in value if (told := _truth(one)) is not None), None)
    word = str(value).rpartition("/")[2].strip().lower()
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(word)


def _crumbs(node: Json) -> Iterator[str]:
    items = node.get("itemListElement") if _type(node) == "BreadcrumbList" else None
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            inner = item.get("item")
            name = _text(item.get("name")) or (_text(inner.get("name")) if isinstance(inner, dict) else "")
            if name:
                yield name
