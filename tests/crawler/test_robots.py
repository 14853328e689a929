import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.robots import LONGEST_DELAY, MOST_BYTES, Word, address_of, allows, delay_of, text_of, word_of

RULES = """
User-agent: *
Disallow: /

User-agent: Diembao
Disallow: /rieng/
Disallow: /*.pdf$
Allow: /rieng/chung/
Crawl-delay: 5
"""


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (200, Word.RULES),
        (204, Word.RULES),
        (301, Word.FREE),
        (401, Word.FREE),
        (404, Word.FREE),
        (410, Word.FREE),
        (429, Word.CLOSED),
        (500, Word.CLOSED),
        (503, Word.CLOSED),
        (0, Word.CLOSED),
        (100, Word.CLOSED),
    ],
)
def test_a_status_is_rules_or_freedom_or_a_closed_door(status: int, word: Word) -> None:
    assert word_of(status) is word


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/", True),
        ("/rieng/1", False),
        ("/rieng/chung/1", True),
        ("/tep.pdf", False),
        ("/tep.pdf?a=1", True),
        ("/robots.txt", True),
        ("/ri%65ng/1", False),
    ],
)
def test_the_longest_rule_for_our_name_counts(path: str, is_allowed: bool) -> None:
    assert allows(RULES, f"https://bao.vn{path}") is is_allowed


def test_without_rules_everything_is_allowed() -> None:
    assert allows("", "https://bao.vn/")
    assert allows("<!DOCTYPE html><html>404</html>", "https://bao.vn/")


@pytest.mark.parametrize(
    ("rules", "delay"),
    [
        (RULES, 5.0),
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: 3600", LONGEST_DELAY),
        ("User-agent: *\nCrawl-delay: nan", None),
        ("User-agent: khac\nCrawl-delay: 9", None),
        ("", None),
    ],
)
def test_a_crawl_delay_is_kept_up_to_half_a_minute(rules: str, delay: float | None) -> None:
    assert delay_of(rules) == delay


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://bao.vn/a/b?c=1", "https://bao.vn/robots.txt"),
        ("http://bao.vn:8001/", "http://bao.vn:8001/robots.txt"),
    ],
)
def test_rules_lie_at_the_root_of_their_address(url: str, address: str) -> None:
    assert address_of(url) == address


def test_rules_are_read_as_text_whatever_they_are() -> None:
    assert text_of("\ufeffDisallow: /é\0".encode() + b"\xff") == "Disallow: /é\ufffd"


def test_what_is_too_long_is_cut_at_a_line() -> None:
    line = b"Disallow: /" + b"x" * 88 + b"\n"
    text = text_of(line * (MOST_BYTES // len(line) + 50))
    assert len(text) <= MOST_BYTES
    assert text.endswith("x\n")


@given(st.binary(max_size=300), st.text(max_size=30))
def test_no_rules_bring_us_down(body: bytes, path: str) -> None:
    text = text_of(body)
    assert allows(text, f"https://bao.vn/{path}") in {True, False}
    assert (delay_of(text) or 0.0) <= LONGEST_DELAY
