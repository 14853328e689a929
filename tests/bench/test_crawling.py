"""The measure of the crawl does what it says, on very little."""

import pytest

from bench.crawling import compare


@pytest.mark.slow
def test_both_crawls_get_every_page() -> None:
    ours, theirs = compare(60)
    assert (ours.pages, theirs.pages) == (60, 60)
    assert min(ours.rate, theirs.rate) > 0
