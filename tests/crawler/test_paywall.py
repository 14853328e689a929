import pytest

from crawler.blocks import Walk
from crawler.page import read_head
from crawler.paywall import WHOLE, is_paywalled
from crawler.tree import parse
from tests.crawler.pages import linked_data

URL = "https://bao.example.vn/tin/cau-1.html"


def paywalled(page: str, width: int = 500) -> bool:
    tree = parse(page)
    blocks = Walk().over(tree.body) if tree.body else []
    return is_paywalled(read_head(tree, URL), width, blocks)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (False, True),
        ("False", True),
        ("false", True),
        ("http://schema.org/False", True),
        ("https://schema.org/False", True),
        ([False], True),
        (True, False),
        ("True", False),
        ("http://schema.org/True", False),
        ("perhaps", False),
        (None, False),
    ],
)
def test_linked_data_tells_it_in_every_spelling(told: object, expected: bool) -> None:
    assert paywalled(linked_data(isAccessibleForFree=told)) is expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".pw"}, True),
        ([{"isAccessibleForFree": True}, {"isAccessibleForFree": False}], True),
        ([{"isAccessibleForFree": True}], False),
        ("x", False),
    ],
)
def test_a_part_for_subscribers_makes_the_article_one(part: object, expected: bool) -> None:
    assert paywalled(linked_data(hasPart=part)) is expected


def test_what_the_whole_tells_outranks_its_parts() -> None:
    assert paywalled(linked_data(isAccessibleForFree=True, hasPart={"isAccessibleForFree": False})) is False


@pytest.mark.parametrize(
    ("tier", "expected"), [("locked", True), ("Premium", True), ("metered", False), ("free", False)]
)
def test_meta_tells_the_tier(tier: str, expected: bool) -> None:
    page = f"<meta property='article:content_tier' content='{tier}'><div class=paywall></div>"
    assert paywalled(page) is expected


@pytest.mark.parametrize(
    "mark",
    [
        "Subscribe to continue reading this story",
        "This article is exclusive to subscribers",
        "Already a subscriber? Log in",
        "Bài viết chỉ dành cho độc giả trả phí",
        "Vui lòng đăng nhập để đọc tiếp",
        "Mua gói VIP để xem toàn bộ bài viết",
        "Nur für Abonnenten",
        "Article réservé aux abonnés",
        "この記事は有料会員限定です",
        "登录后继续阅读",
    ],
)
def test_a_short_text_may_end_at_a_wall(mark: str) -> None:
    page = f"<p>{mark}</p>"
    assert (paywalled(page), paywalled(page, WHOLE)) == (True, False)


def test_a_box_that_calls_itself_a_wall_is_one_below_a_short_text() -> None:
    page = "<div class='c-paywall-box'></div>"
    assert (paywalled(page), paywalled(page, WHOLE)) == (True, False)


@pytest.mark.parametrize(
    "line",
    [
        "Tỉnh khởi công cầu thứ ba.",
        "Người dân đăng ký tham gia hội thi",
        "Sign up for our newsletter",
        "Already a subscriber? " + "x" * 300,
    ],
)
def test_other_lines_are_no_wall(line: str) -> None:
    assert paywalled(f"<p>{line}</p>") is False
