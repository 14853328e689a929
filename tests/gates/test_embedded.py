from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.entries import Listing
from crawler.model import DateOrigin, Entry, Feed, Moment
from tests.gates import embedded
from tests.gates.embedded import Path, Read, Tally

PUBLISHED = Moment(datetime(2004, 1, 1, 19, 48, 21, tzinfo=UTC), "Thu, 01 Jan 2004", DateOrigin.FEED)
ENTRY = Entry("tag:1", "https://x/1", "Mưa <lũ> & bão", PUBLISHED, "Tóm tắt", ("Hà Thu", "Lê An"))
READ = Read(Feed("Báo thử", (ENTRY, replace(ENTRY, title="Hai"))), Listing((), lang="vi", link="https://x/"))


@pytest.mark.parametrize(
    ("expression", "terms"),
    [
        ("not bozo and feed['title'] == 'a'", [(("feed", "title"), "a")]),
        (
            "entries[0]['link'] == entries[1]['link'] == 'b'",
            [(("entries", 0, "link"), "b"), (("entries", 1, "link"), "b")],
        ),
        ("not bozo and (feed['a']['b'] == (1, 2))", [(("feed", "a", "b"), (1, 2))]),
        ("entries[0].source.href == 'c'", [(("entries", 0, "source", "href"), "c")]),
        ("entries[0].get('where') == {}", [(("entries", 0, "get"), {})]),
        ("not bozo and entries[0]['guidislink']", [(("entries", 0, "guidislink"), None)]),
        ("feed['a'] == len(feed)", [(("feed", "a"), None)]),
        ("'x' not in feed", [((), None)]),
        ("not bozo", []),
        ("1", []),
    ],
)
def test_an_expression_is_parsed_into_its_terms(expression: str, terms: list[tuple[Path, Any]]) -> None:
    assert list(embedded.terms_of(expression)) == terms


@pytest.mark.parametrize(
    ("path", "value", "does_hold"),
    [
        (("entries", 0, "title"), "Mưa &lt;lũ&gt; &amp; bão", True),
        (("entries", 0, "title_detail", "value"), "<b>Mưa</b> &lt;lũ&gt; &amp; bão", True),
        (("entries", 0, "title"), "Mưa <lũ> & bão", True),
        (("entries", 0, "title"), "Mưa", False),
        (("entries", 1, "title"), "Hai", True),
        (("entries", 2, "title"), "Hai", False),
        (("entries", 0, "link"), "https://x/1", True),
        (("entries", 0, "guid"), "tag:1", True),
        (("entries", 0, "id"), "tag:2", False),
        (("entries", 0, "description"), "<p>Tóm tắt</p>", True),
        (("entries", 0, "content", 0, "value"), "Tóm tắt<script>x</script>", True),
        (("entries", 0, "published"), "Thu, 01 Jan 2004", True),
        (("entries", 0, "published_parsed"), (2004, 1, 1, 19, 48, 21, 3, 1, 0), True),
        (("entries", 0, "published_parsed"), None, False),
        (("entries", 0, "author"), "Hà Thu", True),
        (("entries", 0, "authors", 1, "name"), "Lê An", True),
        (("entries", 0, "author_detail", "name"), "Minh", False),
        (("feed", "title"), "Báo thử", True),
        (("feed", "title_detail", "value"), "<b>Báo</b> thử", True),
        (("feed", "language"), "vi", True),
        (("feed", "link"), "https://y/", False),
    ],
)
def test_a_stored_field_holds_or_not(path: Path, value: object, *, does_hold: bool) -> None:
    assert embedded.stored(path) is True
    assert embedded.holds(READ, path, value) is does_hold


@pytest.mark.parametrize(
    "path",
    [
        ("feed", "copyright"),
        ("entries", 0, "tags", 0, "term"),
        ("version",),
        (),
        ("entries", 0, "author", "x"),
    ],
)
def test_other_fields_are_not_stored(path: Path) -> None:
    assert embedded.stored(path) is False


def test_the_cases_are_counted_by_what_becomes_of_them() -> None:
    cases = {
        "a": "not bozo and feed['title'] == 'Báo thử'",
        "b": "feed['title'] == 'Báo khác'",
        "c": "feed['copyright'] == 'x'",
        "d": "bozo",
        "e": "feed['title'] == 'x'",
    }
    found = embedded.tally(cases, lambda name: None if name == "e" else READ)
    assert found == Tally(1, ["b"], Counter({"feed.copyright": 1, "itself": 1, "refused": 1}))
    assert found.share == 0.5


def test_nothing_asked_is_no_share() -> None:
    assert embedded.tally({}, lambda _: READ).share == 0.0
