import pytest

from crawler.blocks import Block, Box
from crawler.copies import without_copies

LONG = [f"Đoạn thứ {number} của bài báo dài, {'kể chuyện cây cầu ' * 8}" for number in range(4)]


def blocks(*texts: str) -> list[Block]:
    return [Block(Box(None, "p"), "p", text, 0, at) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        ((), 0),
        (LONG, 4),
        ((*LONG, *LONG), 4),
        ((*LONG, *LONG, "Hết."), 5),
        ((*LONG, "Xen giữa.", *LONG[:3], "Hết."), 6),
        ((*LONG, *LONG[:2]), 6),
        ((*LONG, "À ơi.", *LONG[1:2], "À ơi.", "À ơi.", "À ơi.", "Hết."), 10),
    ],
)
def test_a_long_run_that_stood_above_is_a_copy_and_a_refrain_is_not(
    texts: tuple[str, ...], kept: int
) -> None:
    assert len(without_copies(blocks(*texts))) == kept


def test_the_first_of_two_copies_stays() -> None:
    assert [block.index for block in without_copies(blocks(*LONG, *LONG))] == [0, 1, 2, 3]
