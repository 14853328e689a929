"""What passes between a reader and the press: a request, and the answer to it."""

import gzip
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import inf

import brotli

from demo.charsets import encode

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
MOBILE = "m."


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, the time shown when it came, and how often its address was asked before it, plus one."""

    host: str
    path: str
    query: str
    port: int
    now: datetime
    etag: str = ""
    since: str = ""
    nth: int = 1
    of_host: int = 1
    # Patience is real: seconds of the machine's clock, and how long the press has been open by it.
    real: float = 0.0
    open_for: float = inf

    @property
    def name(self) -> str:
        """The host without its port and ending."""
        return self.host.partition(":")[0].lower().removesuffix(".localhost")

    @property
    def slug(self) -> str:
        """The outlet's name in the host."""
        return self.name.removeprefix(MOBILE)

    @property
    def is_mobile(self) -> bool:
        """Whether the pages for telephones were asked for."""
        return self.name.startswith(MOBILE)


@dataclass(frozen=True, slots=True)
class Answer:
    """A status with its headers and text, how these become bytes, and how long its reader waits."""

    status: int
    text: str = ""
    type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    changed_at: datetime | None = None
    delay: float = 0
    charset: str = "utf-8"
    is_archive: bool = False
    packing: str = ""

    @property
    def body(self) -> bytes:
        """The bytes, before any packing for the way."""
        found = encode(self.text, self.charset)
        return gzip.compress(found, mtime=0) if self.is_archive else found

    def packed(self, accepted: str) -> tuple[bytes, str]:
        """The bytes as they go over the wire, and the name of their packing where the reader takes it."""
        if not self.text or self.packing not in PACKINGS or self.packing not in accepted:
            return self.body, ""
        return PACKINGS[self.packing](self.body), self.packing


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=4))


PACKINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: gzip.compress(body, mtime=0),
    "deflate": zlib.compress,
    "br": _brotli,
}
