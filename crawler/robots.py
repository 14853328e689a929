"""robots.txt as RFC 9309 reads it: what a host allows us, and how long it wants us to wait."""

from enum import StrEnum
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

TOKEN = "diembao"  # noqa: S105 - the name by which rules speak of us
PATH = "/robots.txt"
MOST_BYTES = 500 * 1024
LONGEST_DELAY = 30.0
REFUSED = "robots.txt"
UNREACHABLE = "robots.txt unreachable"


class Word(StrEnum):
    """What an answer to the question for the rules means."""

    RULES = "rules"
    FREE = "free"  # there are none
    CLOSED = "closed"  # nobody can tell, so nothing is allowed until somebody can


def word_of(status: int) -> Word:
    """What a status means; asking for patience is no answer."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Word.RULES
    is_patience = status == HTTPStatus.TOO_MANY_REQUESTS
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.INTERNAL_SERVER_ERROR and not is_patience:
        return Word.FREE
    return Word.CLOSED


def address_of(url: str) -> str:
    """Where the rules for an address lie."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, PATH, "", ""))


def text_of(body: bytes) -> str:
    """The rules as text: UTF-8, cut where the RFC lets a reader stop, without what no archive can hold."""
    cut = body[:MOST_BYTES]
    if len(body) > MOST_BYTES:
        cut = cut[: cut.rfind(b"\n") + 1]  # half a rule is another rule
    return cut.decode("utf-8", "replace").removeprefix("\ufeff").replace("\0", "")


def allows(text: str, url: str) -> bool:
    """Whether rules let us ask for an address."""
    return not text or _parsed(text).can_fetch(url, TOKEN)


def delay_of(text: str) -> float | None:
    """The pause that rules ask of us, as far as we keep it."""
    wanted = _parsed(text).crawl_delay(TOKEN)
    return None if wanted is None else min(wanted, LONGEST_DELAY)


@lru_cache(maxsize=512)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)
