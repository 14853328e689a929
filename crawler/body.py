"""Which blocks of a page are its article: the learned model says, and asks the rules where it is unsure."""

from collections.abc import Sequence
from itertools import dropwhile

import numpy as np
from numpy.typing import NDArray

from crawler.block_features import features
from crawler.block_model import BlockModel, load
from crawler.blocks import HEADINGS, Block, Box
from crawler.copies import without_copies
from crawler.hints import is_extra
from crawler.prose import by_rules, open_to_body

# Between these the model is unsure of a block, and with so much of what may be body of the whole page.
UNLIKELY, LIKELY, UNSURE_SHARE = 0.2, 0.8, 0.3
# So little may be a paragraph of a brief article, and not all of it.
BRIEF = 300
FEWEST_SUMMARIES, SUMMARY_SHARE, LINKED_HEADLINE = 3, 0.6, 0.8


def choose(
    blocks: Sequence[Block], boxes: Sequence[Box], title: str = "", model: BlockModel | None = None
) -> list[Block]:
    """The blocks of the article's body in their order; none if the page has no prose."""
    ruled = by_rules(blocks, boxes, title)
    # Where no box holds a paragraph, nothing is left to weigh.
    if not ruled:
        return []
    sure = (model or load()).probabilities(features(blocks, boxes, title))
    judged = _judged(blocks, sure, {block.index for block in ruled})
    live = open_to_body(blocks, boxes, title)
    own = [block for block in live if block.index in judged and not is_extra(block.text)]
    # A date or a number above the first words is no part of them.
    found = without_copies(list(dropwhile(_is_wordless, own)) or ruled)
    return with_siblings(found, live) if sum(block.width for block in found) < BRIEF else found


def with_siblings(chosen: Sequence[Block], live: Sequence[Block]) -> list[Block]:
    """A brief text with the paragraphs beside it: a box of links easily outweighs two lines of three."""
    beside = {id(block.box.parent) for block in chosen if block.box.tag == "p"}
    taken = {block.index for block in chosen}
    return [
        block
        for block in live
        if block.index in taken
        or (
            block.box.tag == "p"
            and id(block.box.parent) in beside
            and block.is_prose
            and not is_extra(block.text)
        )
    ]


def _judged(blocks: Sequence[Block], sure: NDArray[np.float64], ruled: set[int]) -> set[int]:
    """The places of the blocks that are the body's: likely ones, and unsure ones for which the rules vote."""
    width = np.array([block.width for block in blocks])
    is_possible, is_likely = sure > UNLIKELY, sure >= LIKELY
    unsure = width[is_possible & ~is_likely].sum()
    if unsure > UNSURE_SHARE * width[is_possible].sum():
        return ruled
    return set(np.flatnonzero(is_likely).tolist()) | ruled & set(np.flatnonzero(is_possible).tolist())


def _is_wordless(block: Block) -> bool:
    return not any(map(str.isalpha, block.text))


def without_lead(chosen: Sequence[Block]) -> Sequence[Block]:
    """The body without a first block that is set apart from the second: it may be the standfirst."""
    boxes = [block.box for block in chosen[:2]]
    is_apart = len({(id(box.parent), box.tag, box.names) for box in boxes}) > 1
    return chosen[1:] if is_apart else chosen


def is_list(chosen: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether what was chosen are summaries, each below the headline that leads to its article."""
    prose = [block for block in chosen if block.is_prose]
    led = sum(
        any(
            other.tag in HEADINGS and other.link_share > LINKED_HEADLINE
            for other in blocks[max(0, block.index - 2) : block.index]
        )
        for block in prose
    )
    return led >= FEWEST_SUMMARIES and led >= SUMMARY_SHARE * len(prose)
