"""``NEAR(a, b, 10)``: nearness as other search programs write it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from search.errors import QueryError

_BEGINNING = re.compile("(?:NEAR|G(?:Ầ|Â\u0300|A\u0302\u0300)N)\\s*[(（]")
_COMMAS = ",，、"
_QUOTES = '"＂“”„‟«»「『」』'
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Call:
    """Where a call and its two sides stand in the query, and the distance it names."""

    start: int
    end: int
    left: tuple[int, int]
    right: tuple[int, int]
    distance: str


def call(query: str, at: int) -> Call | None:
    """Return the call that begins at a place, if one does."""
    begun = _BEGINNING.match(query, at) if query[at] in "NG" else None
    if begun is None:
        return None
    commas, end = _inside(query, begun.end())
    borders = [begun.end() - 1, *commas, end - 1]
    parts = [_trimmed(query, a + 1, b) for a, b in pairwise(borders)]
    written = [query[a:b] for a, b in parts]
    is_closed = query[end - 1] in ")）"
    if not is_closed or len(parts) != _PARTS or not all(written) or any(map(_BEGINNING.search, written)):
        raise _malformed(at, begun.end())
    distance = written[2]
    if not (distance.isascii() and distance.isdigit() and len(distance) <= _PARTS):
        raise _malformed(*parts[2])
    return Call(at, end, parts[0], parts[1], distance)


def _inside(query: str, at: int) -> tuple[list[int], int]:
    """Return where the commas of a call stand, and where it ends."""
    commas: list[int] = []
    depth, is_quoted = 1, False
    while at < len(query) and depth:
        sign = query[at]
        if sign in _QUOTES:
            is_quoted = not is_quoted
        elif not is_quoted:
            depth += (sign in "(（") - (sign in ")）")
            if depth == 1 and sign in _COMMAS:
                commas.append(at)
        at += 1
    return commas, at


def _trimmed(query: str, start: int, end: int) -> tuple[int, int]:
    while start < end and query[start].isspace():
        start += 1
    while end > start and query[end - 1].isspace():
        end -= 1
    return start, end


def _malformed(start: int, end: int) -> QueryError:
    return QueryError(
        "NEAR(…) cần hai vế và một khoảng cách",
        "NEAR(…) needs two sides and a distance",
        start,
        end - start,
        'thí dụ / as in: NEAR(cá chết, "nước thải", 10)',
    )
