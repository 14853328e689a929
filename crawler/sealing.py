"""The seal of a day: a tree of digests over its captures, chained to the day before. It holds hashes only."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

# What stands before the first day.
NOTHING = "0" * 64
LEAF, NODE, LINK = b"\x00", b"\x01", b"\x02"


@dataclass(frozen=True, slots=True)
class Leaf:
    """What of a capture goes into its day's seal."""

    number: int
    url: str
    fetched_at: datetime
    status: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a leaf to its root: the digest beside it, and on which side that stands."""

    digest: str
    is_left: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One day in the chain."""

    number: int
    day: date
    count: int
    root: str
    previous: str
    digest: str


def leaf_digest(leaf: Leaf) -> str:
    """The digest of one capture's facts; its words are in it by their own digest alone."""
    at = leaf.fetched_at.astimezone(UTC).isoformat(timespec="microseconds")
    return _digest(LEAF, str(leaf.number), leaf.url, at, str(leaf.status), leaf.sha256)


def root_of(leaves: Sequence[str]) -> str:
    """The digest over all leaves of a day in their order."""
    level = list(leaves) or [_digest(LEAF)]
    while len(level) > 1:
        level = _above(level)
    return level[0]


def path_of(leaves: Sequence[str], at: int) -> tuple[Step, ...]:
    """What must be known beside a leaf to reckon its root."""
    steps = []
    level = list(leaves)
    while len(level) > 1:
        beside = at ^ 1
        if beside < len(level):
            steps.append(Step(level[beside], is_left=beside < at))
        level, at = _above(level), at // 2
    return tuple(steps)


def climb(leaf: str, path: Sequence[Step]) -> str:
    """The root that a leaf and its path lead to."""
    digest = leaf
    for step in path:
        pair = (step.digest, digest) if step.is_left else (digest, step.digest)
        digest = _digest(NODE, *pair)
    return digest


def forge(number: int, day: date, leaves: Sequence[str], previous: str) -> Link:
    """The next day of the chain."""
    root = root_of(leaves)
    count = len(leaves)
    return Link(number, day, count, root, previous, link_digest(number, day, count, root, previous))


def link_digest(number: int, day: date, count: int, root: str, previous: str) -> str:
    """The digest of one day, which holds that of the day before."""
    return _digest(LINK, str(number), day.isoformat(), str(count), root, previous)


def first_break(links: Sequence[Link]) -> Link | None:
    """The first day that does not follow from the one before it, or is not what its digest says."""
    before = None
    for link in links:
        is_itself = link.digest == link_digest(link.number, link.day, link.count, link.root, link.previous)
        follows = before is None or (link.previous, link.number) == (before.digest, before.number + 1)
        if not is_itself or not follows:
            return link
        before = link
    return None


def _above(level: Sequence[str]) -> list[str]:
    # One that stands alone goes up as it is: doubled, two different days could have one root.
    pairs = zip(level[::2], level[1::2], strict=False)
    return [_digest(NODE, left, right) for left, right in pairs] + ([level[-1]] if len(level) % 2 else [])


def _digest(sort: bytes, *parts: str) -> str:
    # Each part with its length, so that no two different rows of parts read the same.
    told = (part.encode() for part in parts)
    return hashlib.sha256(sort + b"".join(b"%d:%b" % (len(raw), raw) for raw in told)).hexdigest()
