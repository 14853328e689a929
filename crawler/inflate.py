"""Bodies taken out of their coding while they arrive, never more of them than may be kept."""

import zlib
from collections.abc import Iterator

from crawler.decode import MAX_RATIO, RATIO_MATTERS_FROM, TooLarge, Truncated

# What is asked for; an answer in another coding, or in two, is no answer.
CODINGS = "gzip, deflate"
PIECE = 262_144
_PLAIN = frozenset({"", "identity"})


class UnknownCoding(ValueError):
    """A coding that was not asked for."""


class Body:
    """An answer's bytes as they come, decoded and counted."""

    def __init__(self, coding: str, most_bytes: int) -> None:
        self.coding = coding.strip().lower()
        self.most_bytes = most_bytes
        self.parts: list[bytes] = []
        self.size = self.raw_size = 0
        self.stream: zlib._Decompress | None = None
        if self.coding not in {*_PLAIN, "gzip", "x-gzip", "deflate"}:
            raise UnknownCoding(coding)

    def add(self, raw: bytes) -> None:
        """Take the next bytes of the wire."""
        self.raw_size += len(raw)
        for part in [raw] if self.coding in _PLAIN else self._inflated(raw):
            is_bomb = self.size > RATIO_MATTERS_FROM and self.size > MAX_RATIO * self.raw_size
            if is_bomb or self.size + len(part) > self.most_bytes:
                raise TooLarge(f"{self.raw_size} bytes hold more than {self.size}")
            self.size += len(part)
            self.parts.append(part)

    def whole(self) -> bytes:
        """All of it, if it is all."""
        if self.coding not in _PLAIN and self.size and not (self.stream and self.stream.eof):
            raise Truncated(f"{self.size} bytes, then nothing")
        return b"".join(self.parts)

    def _inflated(self, raw: bytes) -> Iterator[bytes]:
        """A piece at a time, so that no bomb is unpacked much further than it is believed."""
        if not raw:
            return
        stream = self.stream = self.stream or zlib.decompressobj(_window(self.coding, raw[0]))
        part = b""
        # A whole piece may not be all there is, even where nothing is left to read.
        while not stream.eof and (raw or len(part) == PIECE):
            try:
                part = stream.decompress(raw, PIECE)
            except zlib.error as fault:
                raise Truncated(str(fault)) from fault
            raw = stream.unconsumed_tail
            yield part


def _window(coding: str, start: int) -> int:
    if coding != "deflate":
        return 16 + zlib.MAX_WBITS
    # The name means zlib's form; many servers send the bare one.
    return zlib.MAX_WBITS if start & 0x0F == zlib.DEFLATED else -zlib.MAX_WBITS
