"""A text that stands twice in a page, once for each width of screen: the second is taken out."""

from collections.abc import Sequence

from crawler.blocks import Block

# A refrain and a line of thanks repeat as well; so long a run of blocks is a copy.
FEWEST_BLOCKS, SHORTEST_RUN = 3, 400


def without_copies(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the long runs that stood above already."""
    seen: set[str] = set()
    kept: list[Block] = []
    run: list[Block] = []
    for block in blocks:
        if block.text in seen:
            run.append(block)
            continue
        kept += [] if _is_copy(run) else run
        run = []
        seen.add(block.text)
        kept.append(block)
    return kept + ([] if _is_copy(run) else run)


def _is_copy(run: Sequence[Block]) -> bool:
    return len(run) >= FEWEST_BLOCKS and sum(block.width for block in run) >= SHORTEST_RUN
