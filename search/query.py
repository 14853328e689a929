"""The query language: words, phrases, fields, AND OR NOT, NEAR, brackets; read into one tree.

Words that stand side by side must all be there. NEAR binds tightest, then NOT, then AND, then OR.
A word with an accent asks for that accent, a plain one for any; ``=word`` asks for exactly these letters.
"""

from collections.abc import Sequence
from datetime import date

from language.tokens import is_sign
from search.dates import read_days
from search.errors import QueryError
from search.fields import read_tag
from search.lexer import Kind, Lexeme, cut
from search.tree import And, Days, Everything, Near, Node, Not, Or, Phrase, Stream, Tag, phrase, restate

LONGEST = 4_000
DEEPEST = 40
MOST_TERMS = 500
FARTHEST = 50
MOST_PAIRS = 64
_SHORTEST_PREFIX = 2


def parse(query: str, today: date | None = None) -> Node:
    """Return the tree of a query, or raise the QueryError that says where it is wrong.

    ``today`` is the desk's day, which words such as "hôm qua" are counted from; without it they are refused.
    """
    if len(query) > LONGEST:
        raise QueryError(
            f"câu tìm dài quá {LONGEST} ký tự",
            f"the query is longer than {LONGEST:,} characters",
            LONGEST,
            1,
        )
    pieces = cut(query)
    if pieces[0].kind is Kind.END:
        return Everything()
    return _Parser(pieces, today).query()


class _Parser:
    """Recursive descent over the pieces of one query."""

    def __init__(self, pieces: list[Lexeme], today: date | None) -> None:
        self.pieces = pieces
        self.today = today
        self.at = 0
        self.depth = 0
        self.terms = 0
        self.field = ""

    def query(self) -> Node:
        node = self.either()
        if self.peek().kind is Kind.CLOSE:
            raise _wrong(self.peek(), "thừa dấu “)”", "this “)” closes nothing")
        if node is None:
            raise _wordless(self.pieces[0])
        return node

    def peek(self) -> Lexeme:
        return self.pieces[self.at]

    def take(self) -> Lexeme:
        piece = self.pieces[self.at]
        self.at += 1
        return piece

    def either(self) -> Node | None:
        """Parts joined by OR."""
        parts = [self.both()]
        while self.peek().kind is Kind.OR:
            operator = self.take()
            self.expect_operand(operator)
            parts.append(self.both())
        return _join(Or, parts)

    def both(self) -> Node | None:
        """Parts joined by AND, or by nothing."""
        if self.peek().kind in {Kind.AND, Kind.OR, Kind.NEAR}:
            raise _lone(self.peek())
        parts = [self.negated()]
        while self.peek().kind not in {Kind.OR, Kind.CLOSE, Kind.END}:
            if self.peek().kind is Kind.AND:
                self.expect_operand(self.take())
            parts.append(self.negated())
        return _join(And, parts)

    def negated(self) -> Node | None:
        """A part, or a part that must not hold."""
        if self.peek().kind is not Kind.NOT:
            return self.near()
        operator = self.take()
        if self.field == "tone" and operator.text == "-" and self.peek().text == "1":
            return self.leaf(read_tag("tone", "-1", operator.start), self.take())
        self.expect_operand(operator)
        self.deepen(operator)
        part = self.negated()
        self.depth -= 1
        return None if part is None else Not(part)

    def near(self) -> Node | None:
        """A part, or parts joined by NEAR, each with the one before it."""
        first = self.peek()
        left = self.primary()
        if self.peek().kind is not Kind.NEAR:
            return left
        links: list[Node] = []
        while self.peek().kind is Kind.NEAR:
            operator = self.take()
            self.expect_operand(operator)
            second = self.peek()
            right = self.primary()
            links.append(_near(_operands(left, first), _operands(right, second), operator))
            left, first = right, second
        return _join(And, links)

    def primary(self) -> Node | None:
        """A word, a phrase, a bracket, or one of them behind a field."""
        piece = self.take()
        match piece.kind:
            case Kind.FIELD:
                return self.fielded(piece)
            case Kind.OPEN:
                return self.bracket(piece)
            case Kind.WORD | Kind.QUOTED:
                return self.term(piece)
            case Kind.CLOSE:
                raise _wrong(piece, "thừa dấu “)”", "this “)” closes nothing")
            case _:
                raise _lone(piece)

    def fielded(self, name: Lexeme) -> Node | None:
        if self.peek().kind not in {Kind.WORD, Kind.QUOTED, Kind.OPEN}:
            raise _wrong(name, f"thiếu giá trị sau {name.text}:", f"nothing stands after {name.text}:")
        outer, self.field = self.field, name.text
        node = self.primary()
        self.field = outer
        return node

    def bracket(self, opening: Lexeme) -> Node | None:
        self.deepen(opening)
        if self.peek().kind is Kind.CLOSE:
            raise _wrong(opening, "trong ngoặc không có gì", "these brackets hold nothing", length=2)
        if self.peek().kind is Kind.END:
            raise _unclosed(opening)
        node = self.either()
        if self.peek().kind is not Kind.CLOSE:
            raise _unclosed(opening)
        self.take()
        self.depth -= 1
        return node

    def term(self, piece: Lexeme) -> Node | None:
        inside = piece.start + int(piece.strict) + int(piece.kind is Kind.QUOTED)
        if self.field == "date":
            return self.leaf(read_days(piece.text, inside), piece)
        if self.field not in {"", "title"}:
            return self.leaf(read_tag(self.field, piece.text, inside), piece)
        text = piece.text.removesuffix("*")
        if "*" in text:
            raise _star(piece, inside + text.index("*"))
        found = phrase(text, strict=piece.strict, prefix=text != piece.text, title=self.field == "title")
        if not found.slots:
            self.expect_punctuation(piece)
            return None
        last = found.slots[-1].key
        if found.prefix and len(last) < _SHORTEST_PREFIX and not is_sign(last):
            raise _short_prefix(piece)
        return self.leaf(found, piece)

    def expect_punctuation(self, piece: Lexeme) -> None:
        """A dash between words says nothing; quotation marks or a field around nothing are a mistake."""
        if piece.kind is Kind.QUOTED or self.field or piece.strict:
            raise _wordless(piece)

    def leaf(self, node: Phrase | Tag | Days, piece: Lexeme) -> Node:
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise _wrong(
                piece, f"câu tìm có quá {MOST_TERMS} từ", f"the query has more than {MOST_TERMS} terms"
            )
        return node

    def expect_operand(self, operator: Lexeme) -> None:
        if self.peek().kind in {Kind.END, Kind.CLOSE, Kind.AND, Kind.OR, Kind.NEAR}:
            raise _lone(operator)

    def deepen(self, piece: Lexeme) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _wrong(piece, f"lồng nhau quá {DEEPEST} cấp", f"nested more than {DEEPEST} levels deep")


def _join(kind: type[And] | type[Or], parts: Sequence[Node | None]) -> Node | None:
    """Join parts, those of the same kind melted into one level; punctuation has gone."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.parts)
        elif part is not None:
            flat.append(part)
    if len(flat) > 1:
        return kind(tuple(flat))
    return flat[0] if flat else None


def _operands(node: Node | None, piece: Lexeme) -> tuple[Phrase, ...]:
    alternatives = node.parts if isinstance(node, Or) else (node,)
    phrases = tuple(part for part in alternatives if isinstance(part, Phrase))
    if len(phrases) < len(alternatives) or not phrases:
        raise _wrong(
            piece,
            "NEAR chỉ nối từ, cụm từ hoặc (a OR b)",
            "NEAR joins words, phrases or (a OR b) only",
            hint='lũ GẦN/5 "Lam Giang"',
        )
    return phrases


def _near(left: tuple[Phrase, ...], right: tuple[Phrase, ...], operator: Lexeme) -> Near:
    distance = int(operator.text)
    if not 1 <= distance <= FARTHEST:
        raise _wrong(
            operator, f"khoảng cách từ 1 đến {FARTHEST}", f"the distance lies between 1 and {FARTHEST}"
        )
    if len(left) * len(right) > MOST_PAIRS:
        raise _wrong(
            operator,
            f"hai vế tạo quá {MOST_PAIRS} cặp",
            f"the two sides make more than {MOST_PAIRS} pairs",
        )
    # Distances are counted within one stream of one field, so both sides are asked alike.
    strict = any(side.stream is Stream.STRICT for side in left + right)
    title = any(side.title for side in left + right)
    return Near(
        tuple(restate(side, strict=strict, title=title) for side in left),
        tuple(restate(side, strict=strict, title=title) for side in right),
        distance,
    )


def _wrong(piece: Lexeme, vi: str, en: str, *, hint: str = "", length: int = 0) -> QueryError:
    return QueryError(vi, en, piece.start, length or piece.length, hint)


def _lone(piece: Lexeme) -> QueryError:
    return _wrong(
        piece,
        "toán tử này thiếu một vế",
        "this operator lacks a side",
        hint="muốn tìm chính từ này thì đặt trong ngoặc kép / in quotes it is a word",
    )


def _unclosed(opening: Lexeme) -> QueryError:
    return _wrong(opening, "thiếu “)” cho dấu “(” này", "this “(” is never closed")


def _wordless(piece: Lexeme) -> QueryError:
    return _wrong(piece, "không có từ nào để tìm", "there is no word to look for")


def _star(piece: Lexeme, position: int) -> QueryError:
    hint = f"{piece.text.replace('*', '')}*"
    return QueryError("dấu * chỉ đứng cuối từ", "the * only stands at the end of a word", position, 1, hint)


def _short_prefix(piece: Lexeme) -> QueryError:
    return _wrong(
        piece, "trước dấu * cần ít nhất 2 chữ", "at least 2 letters must stand before the *", hint="qua*"
    )
