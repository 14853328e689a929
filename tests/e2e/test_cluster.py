"""Three real nodes, one killed under load: nothing acknowledged is lost, searches go on."""

from pathlib import Path

import pytest

from tests.drills.cluster_kills import drill

pytestmark = [pytest.mark.slow, pytest.mark.elastic]


def test_the_master_may_be_killed_while_it_is_written_and_searched(tmp_path: Path) -> None:
    report = drill(tmp_path, kills=1, seed=1)
    assert (report.kills, report.lost, report.double) == (1, [], [])
    # Ten batches and twenty searches before the kill, and as many after it.
    assert (report.batches >= 20, report.searches >= 40) == (True, True)
