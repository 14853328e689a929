"""feedparser's two halves, driven without the layers around them that only its own answers need."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from xml.parsers import expat
from xml.sax.xmlreader import AttributesNSImpl

import feedparser
from feedparser import api
from feedparser.exceptions import UndeclaredNamespace

# The two halves of these versions are driven here; any other version is asked for the whole.
IS_KNOWN = feedparser.__version__.startswith("6.0.")
# Text comes in one piece then, not line by line.
BUFFER = 262_144

# Our own layer reads dates: what ends them need not read them as well.
_ENDS = {
    **dict.fromkeys(("_end_published", "_end_issued", "_end_pubdate"), "published"),
    **dict.fromkeys(("_end_updated", "_end_modified", "_end_lastbuilddate"), "updated"),
    "_end_created": "created",
    "_end_expirationdate": "expired",
}
# What of a feed nobody asks for here, by the names of the elements; most of them stand beside every item.
_UNASKED = """
category keywords comments commentrss enclosure image logo icon textinput cloud generator copyright rights
license docs webmaster skiphours skipdays source contributor thumbnail credit rating hash player community
statistics duration explicit owner block total section hit_parade point where origlink
"""
_PASSED_OVER = frozenset(_UNASKED.split())
_HAS_BASE = re.compile(r"\bbase\s*=")

Fields = Mapping[str, object]
Name = tuple[str | None, str]
Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What feedparser finds in a document."""

    entries: Sequence[Fields]
    about: Fields
    version: str
    is_broken: bool


def parse(text: str, base: str, *, is_known: bool = IS_KNOWN) -> Parsed:
    """What a document of mended text holds."""
    return _driven(text, base) if is_known else _asked(text, base)


def _asked(text: str, base: str) -> Parsed:
    # A stream, since a string that happens to name a file or an address would be opened.
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return Parsed(parsed.entries, parsed.feed, parsed.version or "", bool(parsed.bozo))


def _driven(text: str, base: str) -> Parsed:
    # Each element would ask again what its address is; where the document names none, links wait for ours.
    home = base if _HAS_BASE.search(text) else ""
    strict = api.StrictFeedParser(home, None, "utf-8")
    _prepare(strict, strict.pop, strict.push_content)
    try:
        _Driver(
            strict.startPrefixMapping,
            strict.startElementNS,
            strict.endElementNS,
            strict.characters,
            partial(getattr, strict, "incontent"),
        ).feed(text)
    except (expat.ExpatError, UndeclaredNamespace):
        loose = api.LooseFeedParser(home, None, "utf-8", {})
        _prepare(loose, loose.pop, loose.push_content)
        loose.feed(text)
        return Parsed(loose.entries, loose.feeddata, loose.version, is_broken=True)
    return Parsed(strict.entries, strict.feeddata, strict.version, is_broken=False)


def _prepare(
    reader: object, pop: Callable[[str], object], push: Callable[[str, Attributes, str, int], None]
) -> None:
    def push_content(tag: str, attributes: Attributes, kind: str, expecting: int) -> None:
        # The library's own kind of dictionary is asked at each tag, and copied with all it holds.
        push(tag, attributes, kind, expecting)
        setattr(reader, "contentparams", dict(vars(reader)["contentparams"]))  # noqa: B010 - untyped

    settings: dict[str, object] = {"resolve_relative_uris": False, "sanitize_html": False}
    settings |= {"contentparams": {}, "push_content": push_content}
    settings |= {end: partial(pop, name) for end, name in _ENDS.items()}
    for name, value in settings.items():
        setattr(reader, name, value)


class _Driver:
    """Reads a document as the library's own layers do, without them in between."""

    def __init__(
        self,
        declare: Callable[[str | None, str], None],
        start: Callable[[Name, None, AttributesNSImpl], None],
        end: Callable[[Name, None], None],
        characters: Callable[[str], None],
        is_in_content: Callable[[], object],
    ) -> None:
        self.begun, self.ended, self.told, self.is_in_content = start, end, characters, is_in_content
        self.passing = 0
        self.parser = expat.ParserCreate(None, " ")
        self.parser.buffer_text, self.parser.buffer_size = True, BUFFER
        self.parser.namespace_prefixes = True
        self.parser.StartNamespaceDeclHandler = declare
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def feed(self, text: str) -> None:
        """Read the whole of it."""
        self.parser.Parse(text.encode("utf-8"), True)  # noqa: FBT003 - all there is

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        namespace, local, _ = _parts(name)
        if self.passing or (local.lower() in _PASSED_OVER and not self.is_in_content()):
            self.passing += 1
            return
        self.begun((namespace, local), None, _attributes(attributes))

    def end(self, name: str) -> None:
        """An element ends."""
        if self.passing:
            self.passing -= 1
            return
        namespace, local, _ = _parts(name)
        self.ended((namespace, local), None)

    def characters(self, text: str) -> None:
        """Text between tags."""
        if not self.passing:
            self.told(text)


def _attributes(given: dict[str, str]) -> AttributesNSImpl:
    values: dict[Name, str] = {}
    names: dict[Name, str] = {}
    for key, value in given.items():
        namespace, local, prefix = _parts(key)
        values[namespace, local] = value
        names[namespace, local] = f"{prefix}:{local}" if prefix else local
    return AttributesNSImpl(values, names)


@lru_cache(maxsize=1024)
def _parts(name: str) -> tuple[str | None, str, str]:
    """The namespace, the name and the prefix of what is written "namespace name prefix"."""
    parts = name.split(" ")
    if len(parts) == 1:
        return None, name, ""
    return parts[0], parts[1], parts[2] if parts[2:] else ""
