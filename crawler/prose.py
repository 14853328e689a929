"""The rules that know no other page: the article is the box with most prose, without its extras."""

from collections.abc import Sequence

from crawler.blocks import HEADINGS, MOST_LINKED, PROSE_WIDTH, Block, Box
from crawler.hints import is_extra
from language.text import fold

# A box that calls itself an extra and still holds this share of the page's prose is none.
ASIDE_SHARE = 0.6
# Below the headline stands this share of a page's prose, or the headline is repeated elsewhere.
BELOW_TITLE_SHARE = 0.4
WHOLE_ARTICLE = 500
# A box stands for its parent if this much of the parent's worth lies in it.
ENOUGH_OF_PARENT = 0.85
BODY_FACTOR = 1.5
HEADING_COST, ITEM_COST, OTHER_COST = 5.0, 10.0, 25.0


def by_rules(blocks: Sequence[Block], boxes: Sequence[Box], title: str = "") -> list[Block]:
    """The blocks of the body as the rules find them, in their order; none if the page has no prose."""
    chosen = _chosen(open_to_body(blocks, boxes, title, are_names_believed=True), boxes)
    # A page that calls all its boxes extras says nothing by it.
    return chosen if _prose(chosen) >= PROSE_WIDTH else _chosen(open_to_body(blocks, boxes, title), boxes)


def open_to_body(
    blocks: Sequence[Block], boxes: Sequence[Box], title: str, *, are_names_believed: bool = False
) -> list[Block]:
    """What may be the body's at all: below the headline, in its own article element, in no extra."""
    start = _after_title(blocks, title)
    extras = _extras(boxes, {box for box in boxes if are_names_believed and box.is_aside})
    live = [block for block in blocks[start:] if block.box not in extras]
    return _own_article(blocks[start - 1], live, boxes) if start else live


def _chosen(live: Sequence[Block], boxes: Sequence[Box]) -> list[Block]:
    main = _main_box(live, boxes)
    return _without_extras(_inside(main, live, boxes)) if main else []


def _extras(boxes: Sequence[Box], named: set[Box]) -> set[Box]:
    whole = max((box.prose for box in boxes), default=0)
    extras: set[Box] = set()
    for box in boxes:
        is_small = box.prose < ASIDE_SHARE * whole
        if box.parent in extras or (is_small and (box.is_apart or box in named)):
            extras.add(box)
    return extras


def _after_title(blocks: Sequence[Block], title: str) -> int:
    wanted = fold(title)
    headings = [block for block in blocks if block.tag in HEADINGS and fold(block.text) == wanted]
    if not headings:
        return 0
    at = next((block for block in headings if block.tag == "h1"), headings[0]).index + 1
    return at if _prose(blocks[at:]) >= BELOW_TITLE_SHARE * _prose(blocks) else 0


def _own_article(title: Block, live: list[Block], boxes: Sequence[Box]) -> list[Block]:
    """What lies in the article element around the headline: an endless page puts the next ones beside it."""
    box: Box | None = title.box
    while box and not (box.tag == "article" and box.prose >= WHOLE_ARTICLE):
        box = box.parent
    return _inside(box, live, boxes) if box else live


def _prose(blocks: Sequence[Block]) -> int:
    return sum(block.width for block in blocks if block.is_prose)


def _worth(block: Block) -> float:
    if block.is_prose:
        factor = BODY_FACTOR if block.box.is_body else 1.0
        return factor * block.width * (1 - 2 * block.link_share)
    if block.tag in HEADINGS:
        return -HEADING_COST
    cost = ITEM_COST if block.link_share <= MOST_LINKED else OTHER_COST
    return -cost - block.width * block.link_share


def _main_box(live: Sequence[Block], boxes: Sequence[Box]) -> Box | None:
    for box in boxes:
        box.worth = 0.0
    for block in live:
        block.box.worth += _worth(block)
    heirs: dict[Box, Box] = {}
    for box in reversed(boxes):
        # Of equals the first in the page wins; this goes backwards.
        if box.parent:
            box.parent.worth += box.worth
            if box.parent not in heirs or box.worth >= heirs[box.parent].worth:
                heirs[box.parent] = box
    best = max(boxes, key=lambda box: box.worth, default=None)
    if best is None or best.worth <= 0:
        return None
    while best in heirs and heirs[best].worth >= ENOUGH_OF_PARENT * best.worth:
        best = heirs[best]
    return best


def _inside(main: Box, blocks: Sequence[Block], boxes: Sequence[Box]) -> list[Block]:
    within = {main}
    for box in boxes:  # in the order in which they open: a parent before its children
        if box.parent in within:
            within.add(box)
    return [block for block in blocks if block.box in within]


def _without_extras(inside: Sequence[Block]) -> list[Block]:
    prose = [block.is_prose and not is_extra(block.text) for block in inside]
    if not any(prose):
        return []
    first = prose.index(True)
    last = len(prose) - 1 - prose[::-1].index(True)
    kept = []
    for at in range(first, last + 1):
        block = inside[at]
        if prose[at] or (_is_fitting(block) and any(prose[at + 1 : at + 4])):
            kept.append(block)
    return kept


def _is_fitting(block: Block) -> bool:
    """Whether a short block between paragraphs belongs to them: a heading, an item, a line of verse."""
    return block.link_share <= MOST_LINKED and block.tag != "h1" and not is_extra(block.text)
