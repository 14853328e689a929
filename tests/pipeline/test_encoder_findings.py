"""What the doctor says of a story encoder: nothing without one, why it is refused, how often it failed."""

from datetime import datetime

import pytest

from archive import tales
from archive.models import Story
from pipeline import encoder_findings
from pipeline.encoder_findings import FAILED_CURE, REFUSED_CURE, WHAT
from pipeline.finding import Colour, Finding
from pipeline.plug_findings import PlugState

pytestmark = pytest.mark.django_db
STATE = PlugState("nghia@1")


def told(now: datetime, state: PlugState | None) -> list[Finding]:
    return list(encoder_findings.examine(now, state))


def encoded(now: datetime, name: str) -> None:
    tales.keep(Story.objects.create(lang="vi", first_at=now, last_at=now).id, {}, encoder=name, now=now)


def test_without_one_nothing_is_said(now: datetime) -> None:
    assert told(now, None) == []


def test_one_that_encodes_is_green(now: datetime) -> None:
    encoded(now, "nghia@1")
    assert told(now, STATE) == [Finding(Colour.GREEN, WHAT, "nghia@1: 1 stories, 0 failed in 7 days")]


def test_one_that_failed_of_late_is_yellow_with_a_cure(now: datetime) -> None:
    encoded(now, "nghia@1!")
    assert told(now, STATE) == [
        Finding(Colour.YELLOW, WHAT, "nghia@1: 0 stories, 1 failed in 7 days", FAILED_CURE)
    ]


def test_one_that_cannot_be_used_is_red_with_its_reason(now: datetime) -> None:
    assert told(now, PlugState("", "hỏng / broken")) == [
        Finding(Colour.RED, WHAT, "hỏng / broken", REFUSED_CURE)
    ]
