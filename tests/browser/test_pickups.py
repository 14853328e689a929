"""The pickup map as an eye sees it."""

import pytest

from archive.models import Article
from tests.browser import pickup_stage
from tests.browser.conftest import OpenPage
from tests.browser.test_sights import Looking, sights

# The same on both databases.
pytestmark = [pytest.mark.browser, pytest.mark.once]


@sights
def test_a_report_that_went_far(open_page: OpenPage, transactional_db: None, width: int, scheme: str) -> None:
    head = pickup_stage.far()
    copy = Article.objects.filter(copy_of=head).order_by("-published_at")[1]
    looking = Looking(open_page(width=width, scheme=scheme, refusals=(503,)), width, scheme)
    pages = {
        "pickups": f"/articles/{head.id}/lan-truyen",
        "pickups-of-a-copy": f"/articles/{copy.id}/lan-truyen",
        "article-of-a-family": f"/articles/{copy.id}",
    }
    assert looking.walk(pages) == []
