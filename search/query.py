"""The query language: words, phrases, fields, AND OR NOT, NEAR, brackets; read into one tree.

Words that stand side by side must all be there. NEAR binds tightest, then NOT, then AND, then OR: so
``a OR b AND c`` is ``a OR (b AND c)``, and ``a b OR c`` is ``(a b) OR c``.
A word with an accent asks for that accent, a plain one for any; ``=word`` asks for exactly these letters.
"""

from collections.abc import Sequence
from datetime import date

from language.tokens import is_sign
from search import refusals
from search.apart import widest
from search.dates import is_days, read_days
from search.fields import read_tag
from search.lexer import FARTHEST, Kind, Lexeme, cut
from search.names import Names
from search.tree import (
    And,
    Days,
    Everything,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Tag,
    phrase,
    restate,
    shared_stream,
)

# A value takes no more words than "từ ngày 1 tháng 7 năm 2026 đến ngày 15 tháng 7 năm 2026".
_LONGEST_VALUE = 14


def parse(query: str, today: date | None = None, names: Names | None = None) -> Node:
    """Return the tree of a query, or raise the QueryError that says where it is wrong.

    ``today`` is the desk's day, which words such as "hôm qua" are counted from; without it they are refused.
    ``names`` are what the values of fields are called; without them a value is a code.
    """
    if len(query) > refusals.LONGEST:
        raise refusals.too_long()
    pieces = cut(query)
    if pieces[0].kind is Kind.END:
        return Everything()
    return _Parser(query, pieces, today, names).whole()


class _Parser:
    """Recursive descent over the pieces of one query."""

    def __init__(self, query: str, pieces: list[Lexeme], today: date | None, names: Names | None) -> None:
        self.query = query
        self.pieces = pieces
        self.today = today
        self.names = names
        self.at = 0
        self.depth = 0
        self.terms = 0
        self.prefixes = 0
        self.field = ""

    def whole(self) -> Node:
        node = self.either()
        if self.peek().kind is Kind.CLOSE:
            raise refusals.surplus(self.peek())
        if node is None:
            raise refusals.wordless(self.pieces[0])
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
            raise refusals.lone(self.peek())
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
                raise refusals.surplus(piece)
            case _:
                raise refusals.lone(piece)

    def fielded(self, name: Lexeme) -> Node | None:
        if self.peek().kind not in {Kind.WORD, Kind.QUOTED, Kind.OPEN}:
            raise refusals.valueless(name)
        outer, self.field = self.field, name.text
        node = self.primary()
        self.field = outer
        return node

    def bracket(self, opening: Lexeme) -> Node | None:
        self.deepen(opening)
        if self.peek().kind is Kind.CLOSE:
            raise refusals.hollow(opening, self.peek())
        if self.peek().kind is Kind.END:
            raise refusals.unclosed(opening)
        node = self.either()
        if self.peek().kind is not Kind.CLOSE:
            raise refusals.unclosed(opening)
        self.take()
        self.depth -= 1
        return node

    def term(self, piece: Lexeme) -> Node | None:
        """A word or a phrase: of the text, or the value of a field."""
        if self.field in {"", "title", "exact"}:
            return self.text(piece)
        if piece.tilde:
            raise refusals.fieldless_tilde(piece, self.field)
        if not piece.text.strip():
            raise refusals.wordless(piece)
        if self.field == "date":
            return self.days(piece)
        return self.value(piece)

    def value(self, piece: Lexeme) -> Node:
        """A value of a field; a name that is known may be several words without quotation marks."""
        first, names = _inside(piece), self.names
        count = 0
        if piece.kind is Kind.WORD and names and not names.is_code(self.field, piece.text):
            counts = range(self.words_ahead(), 0, -1)
            count = next((n for n in counts if names.tags(self.field, self.stretch(first, n))), 0)
        text = self.stretch(first, count) if count else piece.text
        self.at += count
        return self.leaf(read_tag(self.field, text, first, names), piece)

    def days(self, piece: Lexeme) -> Node:
        """A date, which unlike other values may be several words without quotation marks."""
        if piece.kind is Kind.QUOTED:
            return self.leaf(read_days(piece.text, _inside(piece), self.today), piece)
        first = _inside(piece)
        count = next((n for n in range(self.words_ahead(), 0, -1) if is_days(self.stretch(first, n))), 0)
        text = self.stretch(first, count)
        self.at += count
        return self.leaf(read_days(text, first, self.today), piece)

    def words_ahead(self) -> int:
        """How many plain words follow."""
        ahead = self.pieces[self.at : self.at + _LONGEST_VALUE]
        return next((n for n, piece in enumerate(ahead) if piece.kind is not Kind.WORD), len(ahead))

    def stretch(self, first: int, count: int) -> str:
        """The query from a place to the end of the piece so many further on."""
        return self.query[first : self.pieces[self.at + count - 1].end]

    def text(self, piece: Lexeme) -> Node | None:
        text = piece.text.removesuffix("*")
        if "*" in text:
            raise refusals.strayed_star(piece, _inside(piece) + text.index("*"))
        strict = piece.strict or self.field == "exact"
        prefix, title = text != piece.text, self.field == "title"
        found = phrase(text, strict=strict, prefix=prefix, title=title, slop=piece.slop)
        if not found.slots:
            self.expect_punctuation(piece)
            return None
        _expect_bounds(found, piece)
        self.prefixes += int(prefix)
        if self.prefixes > refusals.MOST_PREFIXES:
            raise refusals.many_prefixes(piece)
        return self.leaf(found, piece)

    def expect_punctuation(self, piece: Lexeme) -> None:
        """A dash between words says nothing; quotation marks or a field around nothing are a mistake."""
        if piece.kind is Kind.QUOTED or self.field or piece.strict or "*" in piece.text:
            raise refusals.wordless(piece)

    def leaf(self, node: Phrase | Tag | Days | Or, piece: Lexeme) -> Node:
        self.terms += len(node.parts) if isinstance(node, Or) else 1
        if self.terms > refusals.MOST_TERMS:
            raise refusals.too_many_terms(piece)
        return node

    def expect_operand(self, operator: Lexeme) -> None:
        if self.peek().kind in {Kind.END, Kind.CLOSE, Kind.AND, Kind.OR, Kind.NEAR}:
            raise refusals.lone(operator)

    def deepen(self, piece: Lexeme) -> None:
        self.depth += 1
        if self.depth > refusals.DEEPEST:
            raise refusals.too_deep(piece)


def _inside(piece: Lexeme) -> int:
    """Where the text of a piece begins, behind = and the quotation mark."""
    return piece.start + int(piece.strict) + int(piece.kind is Kind.QUOTED)


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


def _expect_bounds(found: Phrase, piece: Lexeme) -> None:
    """Raise where a beginning is too short, or a phrase would have to be looked for in too many ways."""
    if found.prefix:
        _expect_prefix(found, piece, refusals.SHORTEST_INSIDE if len(found.slots) > 1 else 0)
    if found.slop and len(found.slots) > 2 and any(slot.pattern for slot in found.slots):  # noqa: PLR2004
        raise refusals.fixed_star(piece)
    most = widest(len(found.slots), FARTHEST) if found.slop else 0
    if found.slop > most:
        raise refusals.far_apart(piece, len(found.slots), most)


def _expect_prefix(found: Phrase, piece: Lexeme, least: int) -> None:
    last = found.slots[-1].key
    least = max(least, refusals.SHORTEST_PREFIX)
    if len(last) < least and not is_sign(last[0]):
        raise refusals.short_prefix(piece, least)


def _operands(node: Node | None, piece: Lexeme) -> tuple[Phrase, ...]:
    alternatives = node.parts if isinstance(node, Or) else (node,)
    phrases = tuple(part for part in alternatives if isinstance(part, Phrase) and not part.slop)
    if len(phrases) < len(alternatives):
        raise refusals.unjoinable(piece)
    for part in phrases:
        if part.prefix:
            _expect_prefix(part, piece, refusals.SHORTEST_INSIDE)
    return phrases


def _near(left: tuple[Phrase, ...], right: tuple[Phrase, ...], operator: Lexeme) -> Near:
    distance = int(operator.text)
    if not 1 <= distance <= FARTHEST:
        raise refusals.bad_distance(operator, FARTHEST)
    pairs = len(left) * len(right)
    if pairs > refusals.MOST_PAIRS:
        raise refusals.many_pairs(operator)
    most = refusals.MOST_GAPS // (2 * pairs) - 1
    if distance > most and any(len(side.slots) > 1 for side in left + right):
        raise refusals.many_gaps(operator, most)
    # Distances are counted within one stream of one field, so both sides are asked alike.
    stream = shared_stream(left + right)
    title = any(side.title for side in left + right)
    return Near(
        tuple(restate(side, stream, title=title) for side in left),
        tuple(restate(side, stream, title=title) for side in right),
        distance,
    )
