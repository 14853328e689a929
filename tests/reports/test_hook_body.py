"""A call says what was caught in JSON, and never an article's text."""

import json
from dataclasses import replace

from reports.hook_body import written
from tests.reports.making import MORNING
from tests.reports.test_watch_letter import ITEM, WATCH


def test_a_body_tells_the_watch_the_count_and_each_article() -> None:
    assert json.loads(written(WATCH, [ITEM], 3, MORNING)) == {
        "watch": {"id": 7, "name": "Cầu Bến Lội"},
        "told_at": "2026-10-01T00:00:00+00:00",
        "count": 3,
        "articles": [
            {
                "id": 1,
                "title": "Cầu Bến Lội thông xe sớm",
                "outlet": "Báo Sông Trong",
                "published_at": "2026-09-30T02:30:00+00:00",
                "quote": "Sáng nay, cầu Bến Lội",
                "link": "https://desk.example/articles/1",
                "original": "https://bao.example/cau",
                "copies": 0,
            }
        ],
    }


def test_an_article_without_a_date_has_none() -> None:
    (told,) = json.loads(written(WATCH, [replace(ITEM, published_at=None)], 1, MORNING))["articles"]
    assert told["published_at"] is None
