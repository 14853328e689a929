"""What a page tells machines about its article in JSON-LD, however badly it is written down."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from language.text import clean, squeeze

# Pages that were escaped by every layer they went through.
MOST_ESCAPES = 3
DEEPEST = 8

_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*.*?\*/)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$|;\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
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


def read(scripts: Iterable[str]) -> Told:
    """The first article that the scripts describe, and the names of the outlet."""
    nodes = [node for script in scripts for node in _nodes(_load(script), DEEPEST)]
    organisations = tuple({name for node in nodes for name in _organisations(node)})
    articles = [node for node in nodes if _ARTICLE.search(_type(node))]
    if not articles:
        return Told(organisations=organisations)
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
        authors=tuple(dict.fromkeys(_people(article.get("author"), nodes))),
        organisations=organisations,
    )


def unescape(text: str) -> str:
    """The text with its entities resolved, as often as they were escaped."""
    for _ in range(MOST_ESCAPES):
        if "&" not in text:
            break
        text = html.unescape(text)
    return squeeze(clean(text))


def _load(script: str) -> object:
    bare = _WRAPPING.sub("", script.strip())
    for text in (bare, _TRAILING_COMMA.sub(r"\1", bare)):
        try:
            return json.loads(text, strict=False)
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
    if isinstance(value, list):
        return next((text for one in value if (text := _text(one))), "")
    return unescape(value) if isinstance(value, str) else ""


def _lines(value: object) -> str:
    # The fields of a page without markup keep their lines; a field with markup has none.
    lines = value.split("\n") if isinstance(value, str) else []
    return "\n".join(line for text in lines if (line := unescape(text)))


def _people(value: object, nodes: list[Json]) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _people(one, nodes)
    elif isinstance(value, dict):
        if _type(value) in _NOT_A_PERSON:
            return
        if "name" not in value and "@id" in value:
            named = [node for node in nodes if node.get("@id") == value["@id"] and "name" in node]
            yield from _people(named[:1], nodes)
        elif isinstance(value.get("name"), list):
            yield from _people(value["name"], nodes)
        elif name := _text(value.get("name")):
            yield name
    elif name := _text(value):
        yield name


def _organisations(node: Json) -> Iterator[str]:
    if _type(node) in _NOT_A_PERSON and (name := _text(node.get("name"))):
        yield name
