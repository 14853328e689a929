from crawler.blocks import Block, Walk
from crawler.surroundings import ABOVE, BELOW, Surroundings, around
from crawler.tree import parse


def blocks_of(count: int) -> list[Block]:
    tree = parse("".join(f"<p>Dòng {number}</p>" for number in range(count)))
    assert tree.body is not None
    return Walk().over(tree.body)


def test_what_stands_around_a_body_is_what_is_near() -> None:
    blocks = blocks_of(60)
    found = around(blocks[30:40], blocks)
    assert (found.above, found.below) == (blocks[30 - ABOVE : 30], blocks[40 : 40 + BELOW])
    assert (found.first, found.last) == (blocks[30:32], blocks[38:40])


def test_around_no_body_there_is_the_pages_beginning() -> None:
    blocks = blocks_of(60)
    assert around([], blocks) == Surroundings(blocks[:ABOVE])


def test_a_body_may_stand_at_the_very_beginning_and_end() -> None:
    blocks = blocks_of(1)
    assert around(blocks, blocks) == Surroundings([], blocks, blocks, [])


def test_the_text_of_the_surroundings_is_all_of_it() -> None:
    a, b, c, d = blocks_of(4)
    assert Surroundings([a], [b], [c], [d]).text == "Dòng 0\nDòng 1\nDòng 2\nDòng 3"
