"""OPML: a list of subscriptions from another reader, flattened; nothing in it is expanded or fetched."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from xml.parsers.expat import ExpatError, ParserCreate

from crawler.addresses import key_of, normalise
from crawler.decode import decode
from crawler.unfit import Unfit
from language.text import clean, squeeze

MOST_BYTES = 8 << 20
MOST_OUTLINES, DEEPEST = 20_000, 20
LONGEST_NAME = 200

# An "&" that begins nothing, as readers write it in addresses.
_BARE_AND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")


class Trouble(StrEnum):
    """What is wrong with one line of the list."""

    NO_ADDRESS = "no address"
    TWICE = "twice"
    TOO_DEEP = "too deep"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed as the list names it; ``under`` are the headings it stands under."""

    url: str
    name: str
    home_page: str
    lang: str
    under: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Strange:
    """A line that gives no subscription."""

    line: int
    trouble: Trouble
    what: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What a list holds."""

    subscriptions: tuple[Subscription, ...]
    strange: tuple[Strange, ...]


@dataclass(slots=True)
class _Open:
    """An outline whose end has not come yet."""

    name: str
    line: int
    is_feed: bool
    has_inner: bool = False


@dataclass(slots=True)
class _Reading:
    """The list as far as it is read."""

    root: str = ""
    seen: int = 0
    is_hostile: bool = False
    open: list[_Open] = field(default_factory=list)
    found: dict[str, Subscription] = field(default_factory=dict)
    strange: list[Strange] = field(default_factory=list)


def read(data: bytes) -> Outline | Unfit:
    """The subscriptions of an OPML file, or why it is none."""
    if len(data) > MOST_BYTES:
        return Unfit.TOO_LARGE
    # What stands before an XML declaration would make it wrong.
    whole = decode(data)
    text = whole.lstrip("\ufeff \t\n")
    if not text:
        return Unfit.EMPTY
    reading = _parse(_BARE_AND.sub("&amp;", text), whole[: len(whole) - len(text)].count("\n"))
    wrong = _refusal(reading)
    return wrong or Outline(tuple(reading.found.values()), tuple(reading.strange))


def _refusal(reading: _Reading) -> Unfit | None:
    if reading.is_hostile:
        return Unfit.ENTITIES
    if reading.root != "opml":
        return Unfit.NOT_OPML
    return Unfit.TOO_MANY_SOURCES if reading.seen > MOST_OUTLINES else None


class _Stop(Exception):
    """Enough was read."""


def _parse(text: str, above: int) -> _Reading:
    reading = _Reading()
    parser = ParserCreate()

    def begin(name: str, attributes: dict[str, str]) -> None:
        _begin(reading, name, attributes, above + parser.CurrentLineNumber)

    def end(name: str) -> None:
        if name.lower() == "outline" and reading.open:
            _end(reading)

    def declare(*_: object) -> None:
        reading.is_hostile = True
        raise _Stop

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.EntityDeclHandler = declare
    try:
        parser.Parse(text, True)  # noqa: FBT003 - expat's own "this is all"
    except _Stop:
        pass
    except ExpatError as fault:
        reading.strange.append(Strange(above + fault.lineno, Trouble.BROKEN, str(fault)))
    return reading


def _begin(reading: _Reading, name: str, attributes: Mapping[str, str], line: int) -> None:
    if not reading.root:
        reading.root = name.lower()
        if reading.root != "opml":
            raise _Stop
    if name.lower() != "outline":
        return
    reading.seen += 1
    if reading.seen > MOST_OUTLINES:
        raise _Stop
    told = {key.lower(): squeeze(clean(value)) for key, value in attributes.items()}
    shown = (told.get("title") or told.get("text", ""))[:LONGEST_NAME]
    if reading.open:
        reading.open[-1].has_inner = True
    reading.open.append(_Open(shown, line, is_feed="xmlurl" in told))
    if "xmlurl" in told:
        _subscribe(reading, told, shown, line)


def _subscribe(reading: _Reading, told: Mapping[str, str], shown: str, line: int) -> None:
    url = normalise(told["xmlurl"])
    if not url:
        reading.strange.append(Strange(line, Trouble.NO_ADDRESS, told["xmlurl"][:LONGEST_NAME]))
    elif len(reading.open) > DEEPEST:
        reading.strange.append(Strange(line, Trouble.TOO_DEEP, url))
    elif key_of(url) in reading.found:
        reading.strange.append(Strange(line, Trouble.TWICE, url))
    else:
        under = tuple(one.name for one in reading.open[:-1] if one.name)
        reading.found[key_of(url)] = Subscription(
            url, shown, normalise(told.get("htmlurl", "")), told.get("language", "")[:2].lower(), under, line
        )


def _end(reading: _Reading) -> None:
    closed = reading.open.pop()
    if not closed.is_feed and not closed.has_inner:
        reading.strange.append(Strange(closed.line, Trouble.NO_ADDRESS, closed.name))
