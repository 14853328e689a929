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


def read(scripts: Iterable[str]) -> Told:
    """The first article that the scripts describe, and the names of the outlet."""
    nodes = [node for script in scripts for node in _nodes(_load(script), DEEPEST)]
    organisations = tuple({name for node in nodes for name in _organisations(node)})
    named = {str(node["@id"]): node for node in reversed(nodes) if "@id" in node and "name" in node}
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
        authors=tuple(dict.fromkeys(islice(_people(article.get("author"), named), MOST_AUTHORS))),
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
