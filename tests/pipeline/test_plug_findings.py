"""What the doctor says of a desk's own model: nothing without one, why it is refused, how often it failed."""

from datetime import datetime

import pytest

from pipeline import plug_findings
from pipeline.finding import Colour, Finding
from pipeline.plug_findings import FAILED_CURE, REFUSED_CURE, WHAT, PlugState
from tests import factory

pytestmark = pytest.mark.django_db
STATE = PlugState("tinh-toi@1.2")


def told(now: datetime, state: PlugState | None) -> list[Finding]:
    return list(plug_findings.examine(now, state))


def test_without_one_nothing_is_said(now: datetime) -> None:
    assert told(now, None) == []


def test_one_that_reads_is_green(now: datetime) -> None:
    factory.reading(factory.article(), model="vi-1+tinh-toi@1.2", read_at=now)
    assert told(now, STATE) == [Finding(Colour.GREEN, WHAT, "tinh-toi@1.2: 1 read, 0 failed in 7 days")]


def test_one_that_failed_of_late_is_yellow_with_a_cure(now: datetime) -> None:
    factory.reading(factory.article(), model="vi-1+tinh-toi@1.2!", read_at=now)
    assert told(now, STATE) == [
        Finding(Colour.YELLOW, WHAT, "tinh-toi@1.2: 0 read, 1 failed in 7 days", FAILED_CURE)
    ]


def test_one_that_cannot_be_used_is_red_with_its_reason(now: datetime) -> None:
    assert told(now, PlugState("", "hỏng / broken")) == [
        Finding(Colour.RED, WHAT, "hỏng / broken", REFUSED_CURE)
    ]
