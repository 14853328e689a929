"""Sentences of any script, as spans: good enough to show the one that matters and to quote it whole."""

import re

# Words whose full stop belongs to them, as written: "No." is one, "no." ends a sentence.
_SHORTENED = frozenset(
    {"TP", "Tp", "TX", "TT", "Q", "P", "H", "X", "T", "KP", "đ/c", "Đ/c", "NXB", "Tr", "tr"}
    | {
        "TS",
        "ThS",
        "Ths",
        "Th.S",
        "GS",
        "PGS",
        "BS",
        "BSCKII",
        "BSCKI",
        "KS",
        "KTS",
        "LS",
        "CN",
        "NSND",
        "NSƯT",
    }
    | {
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "St",
        "vs",
        "No",
        "Nos",
        "Fig",
        "Col",
        "Gen",
        "Lt",
        "Sen",
        "Gov",
        "Rep",
    }
)
_CLOSERS = "\"'”’»)\\]}」』）】》〉"
_STOP = re.compile(
    rf"(?P<latin>(?<![.!?…])[.!?…]++[{_CLOSERS}]*+)(?=\s)"
    rf"|(?P<full>[。！？｡]+[{_CLOSERS}]*)"
    rf"|(?P<khmer>[\u17d4\u17d5]+[{_CLOSERS}]*)"
    r"|(?P<line>(?<!\s)\s*\n\s*)"
    r"|(?P<space>(?<=[\u0e00-\u0eff])[ \u00a0\u3000]+(?=[\u0e00-\u0eff]))",
)
_OPENERS = "\"'“‘(«[{"
_NUMBER = re.compile(r"[\W_]*\d{1,3}\Z|[\W_]*[IVX]{1,4}\Z")
# Thai and Lao write no full stop; a space ends a clause, and a clause this long is shown as a sentence.
_LONG_CLAUSE = 40
# Only that much beside a full stop is looked at: a page of nothing but stops must cost no more than prose.
_BESIDE = 80


def split(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text; together they hold everything but the space between."""
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, start, stop):
            _add(spans, text, start, stop.end())
            start = stop.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    kept = piece.strip()
    if kept:
        begin = start + piece.index(kept[0])
        spans.append((begin, begin + len(kept)))


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    if stop.lastgroup == "space":
        return stop.start() - start >= _LONG_CLAUSE
    return stop.lastgroup != "latin" or _latin_ends(text, start, stop)


def _latin_ends(text: str, start: int, stop: re.Match[str]) -> bool:
    following = text[stop.end() : stop.end() + _BESIDE].lstrip()[:1]
    if following.islower():
        return False
    if stop.group() != ".":
        return True
    before = text[max(start, stop.start() - _BESIDE) : stop.start()]
    return not _NUMBER.fullmatch(before.strip()) and not _shortened(before)


def _shortened(before: str) -> bool:
    """Whether the full stop after these words belongs to the last of them."""
    words = before.split()
    if not words:
        return False
    last = words[-1].lstrip(_OPENERS)
    name = len(words) == 1 or words[-2][0].isupper() or "." in last
    initial = name and len(last.rsplit(".", 1)[-1]) == 1 and last[-1].isupper()
    return initial or last in _SHORTENED or last.rsplit(".", 1)[-1] in _SHORTENED
