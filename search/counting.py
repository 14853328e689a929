"""How many articles have each value and fell on each day: both engines are asked, and answer, in one form."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias, TypedDict

from search.model import Ask, Bucket
from search.rows import DESK_ZONE, FACETS, facet_of

# How many values of a facet are told at most.
MOST_BUCKETS = 5_000
_TAGS, _DAYS = "tags", "days"

Facets: TypeAlias = dict[str, tuple[Bucket, ...]]


class Part(TypedDict):
    """One aggregation as an engine answers it."""

    buckets: list[dict[str, str | float]]


def aggregations(ask: Ask) -> dict[str, object]:
    """Return what an engine is to count beside the hits."""
    wanted: dict[str, object] = {}
    if ask.facets:
        wanted[_TAGS] = {"terms": {"field": "tags", "size": MOST_BUCKETS * len(FACETS)}}
    if ask.histogram:
        day = {"field": "date", "fixed_interval": "1d", "offset": "-7h", "min_doc_count": 1}
        wanted[_DAYS] = {"date_histogram": day}
    return wanted


def counted(parts: Mapping[str, Part], ask: Ask) -> tuple[Facets, tuple[Bucket, ...]]:
    """Return the values of each facet and the days of the histogram, as far as they were asked for."""
    facets = _facets(parts[_TAGS]) if ask.facets else {}
    return facets, _histogram(parts[_DAYS]) if ask.histogram else ()


def _facets(tags: Part) -> Facets:
    """The values of each facet out of the tags of all, the most frequent first and equal ones by name."""
    found: dict[str, list[Bucket]] = {name: [] for name in FACETS}
    for bucket in tags["buckets"]:
        name, value = facet_of(str(bucket["key"]))
        if name in found:
            found[name].append(Bucket(value, int(bucket["doc_count"])))
    return {name: tuple(sorted(buckets, key=_rank)[:MOST_BUCKETS]) for name, buckets in found.items()}


def _histogram(days: Part) -> tuple[Bucket, ...]:
    """The desk's days in order; each begins at a millisecond."""
    counts = {int(bucket["key"]): int(bucket["doc_count"]) for bucket in days["buckets"]}
    return tuple(Bucket(_day(start), count) for start, count in sorted(counts.items()))


def _rank(bucket: Bucket) -> tuple[int, str]:
    return -bucket.count, bucket.value


def _day(start: int) -> str:
    return datetime.fromtimestamp(start // 1000, DESK_ZONE).date().isoformat()
