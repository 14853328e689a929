"""Columns that come back with other figures: one row of events for each of their days."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from demo.clock import DAY_ZERO

Row = Mapping[str, Any]
# Where a column's figures are put in.
FILLED = ("title", "standfirst", "headlines", "body")


def expanded(row: Any) -> Iterator[Any]:
    """The row itself, or the days of a column, each with its own figures and id."""
    if not isinstance(row, dict) or "days" not in row:
        yield row
        return
    shared = {key: value for key, value in row.items() if key != "days"}
    for figures in row["days"]:
        yield _day(shared, figures)


def _day(row: Row, figures: Row) -> Row:
    at = DAY_ZERO + timedelta(days=figures["day"])
    told = {**figures, "date": f"{at.day}/{at.month}"}
    filled = {key: _filled(row[key], told) for key in FILLED if key in row}
    return {
        **row,
        **filled,
        "id": f"{row['id']}-{figures['day']}",
        "day": figures["day"],
        "series": row["id"],
    }


def _filled(value: str | Sequence[str], told: Row) -> str | list[str]:
    return value.format(**told) if isinstance(value, str) else [text.format(**told) for text in value]
