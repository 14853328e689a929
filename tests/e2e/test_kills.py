"""kill -9 of any process at any time: no article lost, none twice (the long form is `make drill`)."""

from pathlib import Path

import pytest

from tests.drills.kills import drill

pytestmark = pytest.mark.slow


def test_five_kills_lose_nothing(tmp_path: Path) -> None:
    report = drill(tmp_path, kills=5, seed=3)
    assert (report.lost, report.double, report.kills) == ([], [], 5), report
