"""The events' sentences as forms to fill: their numbers, dates and places can be changed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

ENDS = {
    "zh": re.compile(r"(?<=[。！？])"),
    "ja": re.compile(r"(?<=[。！？])(?![」』])"),
    "km": re.compile(r"(?<=។)\s*"),
}
SPACED = re.compile(r"(?<=[.!?…])\s+")
PLACES = (
    "Lam Thành",
    "Cửa Trầm",
    "Hải Lộc",
    "An Điền",
    "Bình Khê",
    "Tân Khê",
    "Phước Lạc",
    "Long Sơn Đông",
    "Phước Điền",
    "Mỹ Lâm",
    "Trà Vân",
    "Đăk Ruê",
    "Ia Lâm",
    "Tây Lĩnh",
    "Suối Cạn",
    "Hòn Nghê",
)
SLOT = re.compile(
    rf"(?P<date>\b\d{{1,2}}/\d{{1,2}}(?:/20\d\d)?\b)|(?P<year>\b20\d\d\b)"
    rf"|(?P<number>\d+(?:[.,]\d+)*)|(?P<place>{'|'.join(PLACES)})"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a sentence whose filling may change, and the words that follow it."""

    kind: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence cut at its slots."""

    start: str
    slots: tuple[Slot, ...]
    size: int

    def fill(self, chance: Random, month: int) -> str:
        """The sentence with other numbers and places, its dates in the given month."""
        parts = [self.start]
        for slot in self.slots:
            parts.append(_filling(slot, chance, month))
            parts.append(slot.after)
        return "".join(parts)


def form_of(sentence: str) -> Form:
    """A sentence as a form."""
    found = list(SLOT.finditer(sentence))
    ends = [match.start() for match in found[1:]] + [len(sentence)]
    slots = tuple(
        Slot(match.lastgroup or "", match[0], sentence[match.end() : end])
        for match, end in zip(found, ends, strict=False)
    )
    return Form(sentence[: found[0].start()] if found else sentence, slots, len(sentence.encode()))


def sentences(paragraphs: Iterable[str], lang: str) -> list[str]:
    """The sentences of some paragraphs; a quotation is not cut, nor a stop before a small letter."""
    found: list[str] = []
    for paragraph in paragraphs:
        found += _closed(ENDS.get(lang, SPACED).split(paragraph))
    return found


def _closed(pieces: Sequence[str]) -> list[str]:
    whole: list[str] = []
    held = ""
    for piece in pieces:
        if whole and not held and piece[:1].islower():
            held = whole.pop()
        held = f"{held} {piece}".strip()
        if held.count("“") <= held.count("”"):
            whole.append(held)
            held = ""
    return [sentence for sentence in [*whole, held] if sentence]


def _filling(slot: Slot, chance: Random, month: int) -> str:
    if slot.kind == "place":
        return PLACES[int(chance.random() * len(PLACES))]
    if slot.kind == "date":
        return f"{1 + int(chance.random() * 28)}/{month}"
    if slot.kind == "year":
        return slot.text
    return _number(slot.text, chance)


def _number(text: str, chance: Random) -> str:
    if text.isdecimal():
        low = 10 ** (len(text) - 1)
        return str(low + int(chance.random() * 9 * low))
    return "".join(str(1 + int(chance.random() * 9)) if char.isdecimal() else char for char in text)
