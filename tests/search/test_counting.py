"""What is counted beside the hits: asked of both engines in one form, and read from one."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.counting import MOST_BUCKETS, Part, aggregations, counted
from search.model import Ask, Bucket, Document
from search.rows import FACETS, row
from tests.search.newsstand import newsstand
from tests.search.shelf import facets

FACETS_ASKED, DAYS_ASKED = Ask(facets=True), Ask(histogram=True)
MIDNIGHT = int(datetime(2026, 6, 30, 17, tzinfo=UTC).timestamp() * 1000)
DAY = 86_400_000


def part(counts: dict[str, int] | dict[int, int]) -> Part:
    """The buckets of an answer."""
    return {"buckets": [{"key": key, "doc_count": count} for key, count in counts.items()]}


@pytest.mark.parametrize(
    ("ask", "wanted"),
    [
        (Ask(), []),
        (FACETS_ASKED, ["tags"]),
        (DAYS_ASKED, ["days"]),
        (Ask(facets=True, histogram=True), ["tags", "days"]),
    ],
)
def test_only_what_is_asked_for_is_counted(ask: Ask, wanted: list[str]) -> None:
    assert list(aggregations(ask)) == wanted


def test_all_facets_are_counted_by_one_field_with_room_for_each() -> None:
    terms = {"field": "tags", "size": MOST_BUCKETS * len(FACETS)}
    assert aggregations(FACETS_ASKED) == {"tags": {"terms": terms}}


def test_what_was_not_asked_for_is_not_looked_for() -> None:
    assert counted({}, Ask()) == ({}, ())


def test_values_rank_by_count_then_by_name() -> None:
    told, _ = counted({"tags": part({"topic=b": 1, "topic=c": 2, "topic=a": 1})}, FACETS_ASKED)
    assert told["topic"] == (Bucket("c", 2), Bucket("a", 1), Bucket("b", 1))


def test_a_facet_without_values_is_there_and_other_tags_are_none() -> None:
    told, _ = counted({"tags": part({"about=1": 3, "outlet=Báo  Một": 3, "outlet~bao mot": 3})}, FACETS_ASKED)
    assert told == dict.fromkeys(FACETS, ()) | {"outlet": (Bucket("Báo  Một", 3),)}


def test_of_too_many_values_the_most_frequent_stay() -> None:
    tags = part({f"place={n:05}": n + 1 for n in range(MOST_BUCKETS + 3)})
    told = counted({"tags": tags}, FACETS_ASKED)[0]["place"]
    assert (len(told), told[-1]) == (MOST_BUCKETS, Bucket("00003", 4))


@given(st.lists(st.sampled_from(newsstand()), unique=True))
def test_facets_are_what_is_counted_article_by_article(documents: list[Document]) -> None:
    counts = Counter(tag for one in documents for tag in row(one).tags)
    assert counted({"tags": part(counts)}, FACETS_ASKED) == (facets(documents), ())


def test_days_are_those_of_the_desk_and_come_in_order() -> None:
    told = counted({"days": part({MIDNIGHT + DAY: 2, MIDNIGHT: 3})}, DAYS_ASKED)
    assert told == ({}, (Bucket("2026-07-01", 3), Bucket("2026-07-02", 2)))
