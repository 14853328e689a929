"""Why a query cannot be read: each reason as a sentence, with what to write instead, in both languages."""

from search.errors import QueryError
from search.lexer import Lexeme

LONGEST = 4_000
DEEPEST = 40
MOST_TERMS = 500
MOST_PAIRS = 64
MOST_GAPS = 660
MOST_PREFIXES = 50
SHORTEST_PREFIX = 2
SHORTEST_INSIDE = 3


def too_long() -> QueryError:
    """The whole query is too long."""
    return QueryError(
        f"câu tìm dài quá {LONGEST} ký tự",
        f"the query is longer than {LONGEST:,} characters",
        LONGEST,
        1,
        "chia thành nhiều câu / make several queries of it",
    )


def too_many_terms(piece: Lexeme) -> QueryError:
    """More words than any engine should look up at once."""
    return _wrong(
        piece,
        f"câu tìm có quá {MOST_TERMS} từ",
        f"the query has more than {MOST_TERMS} terms",
        "chia thành nhiều câu, hoặc dùng dấu * / make several queries of it, or use *",
    )


def too_deep(piece: Lexeme) -> QueryError:
    """Brackets within brackets without end."""
    return _wrong(
        piece,
        f"lồng nhau quá {DEEPEST} cấp",
        f"nested more than {DEEPEST} levels deep",
        "bớt ngoặc: a OR (b OR c) là a OR b OR c / fewer brackets: a OR (b OR c) is a OR b OR c",
    )


def lone(piece: Lexeme) -> QueryError:
    """An operator without one of its sides."""
    return _wrong(
        piece,
        "toán tử này thiếu một vế",
        "this operator lacks a side",
        "muốn tìm chính từ này thì đặt trong ngoặc kép / in quotes it is a word",
    )


def surplus(piece: Lexeme) -> QueryError:
    """A closing bracket that nothing opened."""
    return _wrong(
        piece,
        "thừa dấu “)”",
        "this “)” closes nothing",
        "bỏ nó, hoặc thêm “(” ở trước / take it out, or add “(” before it",
    )


def unclosed(opening: Lexeme) -> QueryError:
    """An opening bracket that nothing closes."""
    return _wrong(
        opening,
        "thiếu “)” cho dấu “(” này",
        "this “(” is never closed",
        "thêm “)” ở cuối nhóm / add “)” where the group ends",
    )


def hollow(opening: Lexeme, closing: Lexeme) -> QueryError:
    """Brackets around nothing."""
    return QueryError(
        "trong ngoặc không có gì",
        "these brackets hold nothing",
        opening.start,
        closing.end - opening.start,
        "bỏ ngoặc, hoặc viết từ vào giữa / take them out, or write words between them",
    )


def valueless(name: Lexeme) -> QueryError:
    """A field with nothing behind its colon."""
    return _wrong(
        name,
        f"thiếu giá trị sau {name.text}:",
        f"nothing stands after {name.text}:",
        f"{name.text}:… hoặc / or {name.text}:(… OR …)",
    )


def wordless(piece: Lexeme) -> QueryError:
    """Signs in which there is no letter and no digit."""
    return _wrong(
        piece,
        "không có từ nào để tìm",
        "there is no word to look for",
        "viết ít nhất một chữ hay số; câu trống tìm mọi bài"
        " / write a letter or a digit; an empty query finds everything",
    )


def strayed_star(piece: Lexeme, position: int) -> QueryError:
    """A * that does not stand at the end of a word."""
    bare = piece.text.replace("*", "")
    hint = f"{bare}*" if len(bare) >= SHORTEST_PREFIX else "qua*"
    if piece.text.startswith("*"):
        return QueryError(
            "dấu * không đứng đầu từ",
            "the * does not stand at the beginning of a word",
            position,
            1,
            f"chỉ tìm được phần đầu của từ / only beginnings can be looked for: {hint}",
        )
    return QueryError(
        "dấu * chỉ đứng cuối từ",
        "the * only stands at the end of a word",
        position,
        1,
        f"thử / try: {hint}",
    )


def short_prefix(piece: Lexeme, least: int) -> QueryError:
    """A beginning that too many words share."""
    return _wrong(
        piece,
        f"trước dấu * cần ít nhất {least} chữ",
        f"at least {least} letters must stand before the *",
        "thêm chữ, thí dụ / add letters, as in: quan*",
    )


def many_prefixes(piece: Lexeme) -> QueryError:
    """More beginnings than there is time to look up."""
    return _wrong(
        piece,
        f"câu tìm có quá {MOST_PREFIXES} dấu *",
        f"the query has more than {MOST_PREFIXES} words with *",
        "viết đủ từ, hoặc chia thành nhiều câu / write whole words, or make several queries",
    )


def fixed_star(piece: Lexeme) -> QueryError:
    """A * in a phrase of three words or more that may stand apart."""
    return _wrong(
        piece,
        "cụm từ từ ba từ trở lên có ~ thì không nhận dấu * hay một chữ Hán đứng riêng",
        "a phrase of three words or more with ~ takes no * and no lone character of a spaceless script",
        'dùng NEAR giữa hai phần / use NEAR between two parts: "nước máy" NEAR/5 phước*',
    )


def far_apart(piece: Lexeme, words: int, most: int) -> QueryError:
    """A ~ so large that its ways of standing are too many."""
    return QueryError(
        f"với {words} từ thì ~ nhiều nhất là {most}",
        f"with {words} words the ~ is at most {most}",
        piece.tilde,
        piece.end - piece.tilde,
        f'"…"~{most}, hoặc chia hai phần / or in two parts: "…" NEAR/{piece.slop} "…"',
    )


def fieldless_tilde(piece: Lexeme, field: str) -> QueryError:
    """A ~ behind a value that is no text."""
    return QueryError(
        f"trường {field} không nhận ~",
        f"the field {field} takes no ~",
        piece.tilde,
        piece.end - piece.tilde,
        '~ chỉ dùng với cụm từ / the ~ is for phrases: tiêu đề:"lũ quét"~3',
    )


def unjoinable(piece: Lexeme) -> QueryError:
    """Something on one side of NEAR that is no word, phrase or choice of them."""
    return _wrong(
        piece,
        "NEAR chỉ nối từ, cụm từ không có ~, hoặc (a OR b)",
        "NEAR joins words, phrases without ~, or (a OR b) only",
        'thí dụ / as in: lũ GẦN/5 "Lam Giang", (cá OR tôm) NEAR/5 chết',
    )


def bad_distance(operator: Lexeme, farthest: int) -> QueryError:
    """A distance of nought, or too large."""
    return _wrong(
        operator,
        f"khoảng cách từ 1 đến {farthest}",
        f"the distance lies between 1 and {farthest}",
        'sát nhau thì dùng ngoặc kép; xa hơn thì dùng AND / side by side: "a b"; farther apart: a AND b',
    )


def many_pairs(operator: Lexeme) -> QueryError:
    """Two sides with so many alternatives that all their pairs are too many."""
    return _wrong(
        operator,
        f"hai vế tạo quá {MOST_PAIRS} cặp",
        f"the two sides make more than {MOST_PAIRS} pairs",
        "bớt từ trong ngoặc, hoặc chia thành nhiều câu / fewer words in brackets, or several queries",
    )


def many_gaps(operator: Lexeme, most: int) -> QueryError:
    """Two sides with so many alternatives that this distance is too large for them."""
    return _wrong(
        operator,
        f"với chừng ấy cụm từ thì khoảng cách nhiều nhất là {most}",
        f"with so many phrases the distance is at most {most}",
        f"NEAR/{most}, hoặc bớt cụm từ / or fewer phrases",
    )


def _wrong(piece: Lexeme, vi: str, en: str, hint: str) -> QueryError:
    return QueryError(vi, en, piece.start, piece.length, hint)
