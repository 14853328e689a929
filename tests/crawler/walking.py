"""A page's body walked over, and three paragraphs of an article with one of another beside them."""

from crawler.blocks import Walk
from crawler.tree import parse
from tests.crawler.pages import paragraphs

A = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở hạ lưu."
B = "Cầu dài 620 mét, dự kiến thông xe sau hai năm thi công liên tục, kể cả mùa mưa."
C = "Hai huyện phía bắc nhờ đó có đường ngắn nhất ra cảng Mỹ Lâm, không phải qua phà nữa."
OTHER = "Đội bóng của tỉnh thắng trận thứ tư liên tiếp trên sân nhà trước sáu nghìn khán giả."
BODY = paragraphs(A, B, C)


def walked(page: str) -> Walk:
    """The blocks and boxes of a page's body."""
    walk = Walk()
    body = parse(page).body
    assert body is not None
    walk.over(body)
    return walk
