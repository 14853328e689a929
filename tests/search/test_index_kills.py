"""The index's writer is killed amid commit, swap, merge: nothing acknowledged is lost, nothing is torn."""

from pathlib import Path

from tests.drills.index_kills import drill
from tests.drills.index_writer import batch, gone, state


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    report = drill(tmp_path, kills=5, seed=1)
    assert (report.kills, report.lost, report.torn) == (5, [], [])
    assert (report.batches > 20, report.generations > 1) == (True, True)


def test_the_drills_archive_is_what_its_batches_made() -> None:
    assert state(0) == {}
    assert state(1) == {one: 1 for one in batch(1) if one != gone(1)}
    assert all(revision <= 9 for revision in state(9).values())
