"""A document as both engines store it: keys, tags and the number that sorts it in time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from language.tokens import streams
from search.model import Document
from search.stretches import FIRST_YEAR, LAST_YEAR
from search.tree import Days, tag

# Any change of what an engine keeps needs a new number here: an index of another number is rebuilt.
SCHEMA_VERSION = 3

# Stands between a title and the second one, so that no phrase crosses; keys hold letters and digits only.
BORDER = "¶"

FACETS = ("source", "outlet", "kind", "country", "lang", "topic", "tone", "place")
# Pages reach this deep by relevance, and hold this many hits at most.
DEEPEST_PAGE = 10_000
LONGEST_TAG = 200
# The desk's day: Vietnam has kept +07:00 without summer time since 1975.
DESK_ZONE = timezone(timedelta(hours=7))
_STEP = 1 << 20
_FIRST = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
_LAST = datetime(LAST_YEAR, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """What an engine takes for one document; the four texts are keys with spaces between."""

    id: int
    revision: int
    ord: int
    date: datetime
    title_s: str
    title_f: str
    body_s: str
    body_f: str
    tags: tuple[str, ...]


def row(document: Document) -> Row:
    """Return a document as the engines store it."""
    at = moment(document)
    title_s, title_f = title_keys(document)
    body_s, body_f = streams(document.body)
    return Row(
        id=document.id,
        revision=document.revision,
        ord=order_key(at, document.id),
        date=at,
        title_s=" ".join(title_s),
        title_f=" ".join(title_f),
        body_s=" ".join(body_s),
        body_f=" ".join(body_f),
        tags=tags(document),
    )


def title_keys(document: Document) -> tuple[list[str], list[str]]:
    """Return the strict and the loose keys of both titles of a document, with a border between them."""
    strict, loose = streams(document.title)
    if not document.alt_title:
        return strict, loose
    other_strict, other_loose = streams(document.alt_title)
    return [*strict, BORDER, *other_strict], [*loose, BORDER, *other_loose]


def moment(document: Document) -> datetime:
    """Return when a document counts as published: without a date of its own, when it was fetched."""
    at = document.published_at or document.fetched_at
    return min(max(at.astimezone(UTC).replace(microsecond=0), _FIRST), _LAST)


def order_key(at: datetime, document_id: int) -> int:
    """Return the number that sorts by time, then by id, and that paging continues from."""
    return int(at.timestamp()) * _STEP + document_id % _STEP


def order_bounds(days: Days) -> tuple[int | None, int | None]:
    """Return the first order key within the days and the first one after them."""
    first = None if days.first is None else _midnight(days.first)
    end = None if days.last is None else _midnight(days.last + timedelta(days=1))
    return first, end


def tags(document: Document) -> tuple[str, ...]:
    """Return what facets are counted by and the fields of a query are compared with.

    A value is kept as it is; one that is written otherwise in a query has that spelling beside it.
    """
    found: list[str] = []
    for name, values in _facet_values(document).items():
        for value in values:
            as_it_is, as_asked = f"{name}={value}", tag_keys(name, tag(name, value).value)
            found.append(as_it_is)
            found.extend(as_asked[1:] if as_it_is not in as_asked else ())
    return (*dict.fromkeys(found), f"about={int(document.about)}", f"harms={int(document.harms)}")


def tag_keys(field: str, value: str) -> tuple[str, str]:
    """Return the two words of the index one of which a document of that value has: as it is, as asked."""
    return f"{field}={value}", f"{field}~{value}"


def facet_of(key: str) -> tuple[str, str]:
    """Return the facet and the value that a word of the index counts for, if it is one as it is."""
    name, _, value = key.partition("=")
    return name, value


def _facet_values(document: Document) -> dict[str, tuple[str, ...]]:
    """The values a document counts for in each facet, each once."""
    values = {
        "source": (document.source,),
        "outlet": (document.outlet,),
        "kind": (document.kind,),
        "country": (document.country,),
        "lang": (document.lang,),
        "topic": document.topics,
        "tone": (str(document.tone),),
        "place": document.places,
    }
    return {name: tuple(dict.fromkeys(v[:LONGEST_TAG] for v in given if v)) for name, given in values.items()}


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(), DESK_ZONE).timestamp()) * _STEP
