"""A query cut into its marks and words; each knows where it stands, so that an error can point at it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from search.calls import Call, call
from search.errors import QueryError
from search.fields import field_named, unknown

_OPENING, _CLOSING = '"＂“”„‟«»「『', '"＂“”»」』'
_OPEN, _CLOSE = "(（", ")）"
_SEVERAL = 2
_BREAK = rf"\s\x00-\x1f()（）{_OPENING}"
_SPACE = re.compile(r"[\s\x00-\x1f]+")
_RAW = re.compile(rf"[^{_BREAK}]+")
_VALUE = re.compile(rf"(?:[<>]=?\s*)?[^{_BREAK}]+")
_NAME = re.compile(rf"(?:([^{_BREAK}:：]+ [^{_BREAK}:：]+)|([^{_BREAK}:：]+))[:：]")
_SINGLE_NAME = re.compile(rf"([^{_BREAK}:：]+)[:：]")
_DISTANCE = re.compile(r"(?:NEAR|GẦN)/(\d{1,4})", re.ASCII)
_APART = re.compile(r"~(\d{0,4})", re.ASCII)
# Between the quotation marks of one and the same phrase its words stand apart this far at most.
FARTHEST = 50


class Kind(Enum):
    """What a piece of a query is."""

    WORD = auto()
    QUOTED = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query with its place; ``text`` is a word, a phrase, a field's name or a distance."""

    kind: Kind
    text: str
    start: int
    end: int
    strict: bool = False
    slop: int = 0
    tilde: int = 0

    @property
    def length(self) -> int:
        """How much of the query it takes."""
        return self.end - self.start


_OPERATORS = {
    "AND": Kind.AND,
    "VÀ": Kind.AND,
    "OR": Kind.OR,
    "HOẶC": Kind.OR,
    "NOT": Kind.NOT,
    "KHÔNG": Kind.NOT,
}


def cut(query: str) -> list[Lexeme]:
    """Return the pieces of a query in order, the last of them its end."""
    return [*_pieces(query), Lexeme(Kind.END, "", len(query), len(query))]


def _pieces(query: str, at: int = 0) -> Iterator[Lexeme]:
    valued = False
    while at < len(query):
        if space := _SPACE.match(query, at):
            at = space.end()
            continue
        if not valued and (called := call(query, at)):
            yield from _joined(query, called)
            at = called.end
            continue
        piece = _value(query, at) if valued else _piece(query, at)
        valued = piece.kind is Kind.FIELD
        at = piece.end
        yield piece


def _joined(query: str, called: Call) -> Iterator[Lexeme]:
    """``NEAR(a, b, 10)`` as ``(a NEAR/10 b)``, several words of a side as a phrase."""
    yield Lexeme(Kind.OPEN, "(", called.start, called.start + 1)
    yield from _side(query, *called.left)
    yield Lexeme(Kind.NEAR, called.distance, called.start, called.end)
    yield from _side(query, *called.right)
    yield Lexeme(Kind.CLOSE, ")", called.end - 1, called.end)


def _side(query: str, start: int, end: int) -> Iterator[Lexeme]:
    pieces = list(_pieces(query[:end], start))
    if len(pieces) < _SEVERAL:
        yield from pieces
    elif all(piece.kind is Kind.WORD for piece in pieces):
        yield Lexeme(Kind.QUOTED, query[start:end], start, end)
    else:
        yield from (Lexeme(Kind.OPEN, "(", start, start + 1), *pieces, Lexeme(Kind.CLOSE, ")", end - 1, end))


def _piece(query: str, at: int) -> Lexeme:
    sign, following = query[at], query[at + 1 : at + 2]
    if sign in _OPEN:
        return Lexeme(Kind.OPEN, sign, at, at + 1)
    if sign in _CLOSE:
        return Lexeme(Kind.CLOSE, sign, at, at + 1)
    if sign in _OPENING:
        return _quoted(query, at, at)
    if sign == "-" and following and not _SPACE.match(following) and following not in _CLOSE + "-":
        return Lexeme(Kind.NOT, sign, at, at + 1)
    if sign == "=" and following and not _SPACE.match(following) and following not in _OPEN + _CLOSE:
        return _strict(query, at)
    return _field(query, at) or _word(query, at)


def _value(query: str, at: int) -> Lexeme:
    """What stands after a field's colon: a bracket, a phrase, or everything up to the next space."""
    if query[at] in _OPEN + _CLOSE or query[at] in _OPENING:
        return _piece(query, at)
    if query[at] == "=":
        return _strict(query, at)
    found = _VALUE.match(query, at)
    end = found.end() if found else at + 1
    return Lexeme(Kind.WORD, query[at:end], at, end)


def _strict(query: str, at: int) -> Lexeme:
    if query[at + 1 : at + 2] and query[at + 1] in _OPENING:
        return _quoted(query, at, at + 1)
    found = _RAW.match(query, at + 1)
    end = found.end() if found else at + 1
    return Lexeme(Kind.WORD, query[at + 1 : end], at, end, strict=True)


def _quoted(query: str, start: int, opening: int) -> Lexeme:
    closing = next((i for i in range(opening + 1, len(query)) if query[i] in _CLOSING), None)
    if closing is None:
        raise QueryError(
            "thiếu dấu ngoặc kép đóng",
            "the quotation mark is never closed",
            opening,
            1,
            'thêm " ở cuối cụm từ / add " where the phrase ends',
        )
    text, strict = query[opening + 1 : closing], start != opening
    apart = _APART.match(query, closing + 1)
    if apart is None:
        return Lexeme(Kind.QUOTED, text, start, closing + 1, strict)
    if not apart[1] or int(apart[1]) > FARTHEST:
        raise _bad_slop(apart)
    return Lexeme(Kind.QUOTED, text, start, apart.end(), strict, int(apart[1]), apart.start())


def _bad_slop(apart: re.Match[str]) -> QueryError:
    vi, en = ("số sau ~ quá lớn", "the number after ~ is too large")
    if not apart[1]:
        vi, en = ("sau ~ thiếu một số", "the ~ lacks a number")
    return QueryError(
        f"{vi}: từ 0 đến {FARTHEST}",
        f"{en}: 0 to {FARTHEST}",
        apart.start(),
        len(apart[0]),
        'thí dụ / as in: "nước thải"~5',
    )


def _field(query: str, at: int) -> Lexeme | None:
    for found in filter(None, (_NAME.match(query, at), _SINGLE_NAME.match(query, at))):
        name = field_named(found[1] or found[2])
        if name:
            return Lexeme(Kind.FIELD, name, at, found.end())
    single = _SINGLE_NAME.match(query, at)
    if not single or not _looks_like_a_field(single[1], query[single.end() : single.end() + 1]):
        return None
    raise unknown(single[1], at)


def _looks_like_a_field(name: str, following: str) -> bool:
    """``10:30`` and ``Giá: tăng`` are text; ``sorce:x`` is a mistake that must not be searched as text."""
    named = unicodedata.normalize("NFC", name).replace("-", "").replace("_", "").isalpha()
    return named and bool(following) and not following.isspace()


def _word(query: str, at: int) -> Lexeme:
    found = _RAW.match(query, at)
    end = found.end() if found else at + 1
    raw = query[at:end]
    written = unicodedata.normalize("NFC", raw)
    if written in _OPERATORS:
        return Lexeme(_OPERATORS[written], raw, at, end)
    if distance := _DISTANCE.fullmatch(written):
        return Lexeme(Kind.NEAR, distance[1], at, end)
    if written.partition("/")[0] in {"NEAR", "GẦN"}:
        raise QueryError(
            f"{written} cần một khoảng cách",
            f"{written} needs a distance",
            at,
            end - at,
            "thí dụ / as in: lũ GẦN/5 cầu, lũ NEAR/5 cầu, NEAR(lũ, cầu, 5)",
        )
    return Lexeme(Kind.WORD, raw, at, end)
