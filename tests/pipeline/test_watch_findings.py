"""What the doctor says of watches."""

from datetime import timedelta

import pytest

from pipeline.finding import Colour
from pipeline.watch_findings import examine, findings
from reports.queues import OutboxState
from tests import factory
from tests.desk.making import hit, watch

WELL = OutboxState(0, 3, 0, "")
NOW = factory.MORNING


def test_watches_that_are_well_are_counted() -> None:
    assert [(one.colour, one.what, one.state) for one in findings(4, [], [], WELL)] == [
        (Colour.GREEN, "watches", "4 active"),
        (Colour.GREEN, "webhooks", "3 taken, 0 waiting, 0 given up"),
    ]


def test_what_the_night_found_is_named_with_its_cure() -> None:
    _, missed, _ = findings(4, [("Cầu Bến Lội", 2)], [], WELL)
    assert (missed.colour, missed.what) == (Colour.YELLOW, "watch Cầu Bến Lội")
    assert missed.state == "quét đêm thấy 2 bài bị bỏ sót / the nightly sweep found 2 missed"
    assert "send the watch's query to the maintainer" in missed.cure


def test_a_query_that_is_refused_is_named() -> None:
    _, refused, _ = findings(4, [], [7], WELL)
    assert (refused.colour, refused.what) == (Colour.YELLOW, "watch 7")


@pytest.mark.parametrize(
    ("calls", "colour"),
    [
        (OutboxState(2, 0, 0, ""), Colour.GREEN),
        (OutboxState(2, 0, 0, "HTTP 500"), Colour.YELLOW),
        (OutboxState(0, 2, 1, "410"), Colour.YELLOW),
        (OutboxState(0, 2, 0, "HTTP 500"), Colour.GREEN),
    ],
)
def test_calls_that_fail_are_told(calls: OutboxState, colour: Colour) -> None:
    *_, told = findings(1, [], [], calls)
    assert (told.colour, told.what, bool(told.cure)) == (colour, "webhooks", colour is Colour.YELLOW)


@pytest.mark.django_db
def test_the_desks_watches_are_looked_at() -> None:
    mine = watch(query="lũ")
    refused = watch(query="lũ AND", name="Khác")
    hit(mine, is_swept=True, at=NOW - timedelta(hours=3))
    hit(mine, is_swept=True, at=NOW - timedelta(days=5))
    assert [(one.what, one.state.partition(" / ")[2]) for one in examine(NOW)[1:3]] == [
        ("watch Cầu Bến Lội", "the nightly sweep found 1 missed"),
        (f"watch {refused.id}", "its query is refused now"),
    ]
    assert "2 missed" in examine(NOW, speed=10)[1].state


def test_a_finding_is_told_to_programs() -> None:
    (first, _) = findings(0, [], [], WELL)
    assert first.as_dict() == {"colour": "green", "what": "watches", "state": "0 active", "cure": ""}
