"""What stands around an article's body: where its date, its byline, its signature and its credit are."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.blocks import Block

# Blocks above and below the body in which they stand.
ABOVE, BELOW = 20, 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The blocks around the body, and its own first and last."""

    above: Sequence[Block] = ()
    first: Sequence[Block] = ()
    last: Sequence[Block] = ()
    below: Sequence[Block] = ()

    @property
    def text(self) -> str:
        """All of it."""
        blocks = (*self.above, *self.first, *self.last, *self.below)
        return "\n".join(block.text for block in blocks)


def around(chosen: Sequence[Block], blocks: Sequence[Block]) -> Surroundings:
    """The surroundings of the chosen blocks; the page's beginning where none was chosen."""
    if not chosen:
        return Surroundings(blocks[:ABOVE])
    first, end = chosen[0].index, chosen[-1].index + 1
    return Surroundings(
        blocks[max(0, first - ABOVE) : first], chosen[:2], chosen[-2:], blocks[end : end + BELOW]
    )
