import time

import pytest

from bench.spent import Spread, Stopwatch, memory, spread


def test_a_stopwatch_adds_its_visits_up_and_counts_no_sleep() -> None:
    watch = Stopwatch()
    with watch:
        sum(range(100_000))
    once = watch.seconds
    with watch:
        time.sleep(0.02)
        sum(range(100_000))
    assert 0 < once < watch.seconds < once + 0.02


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([3.0], Spread(1, 3.0, 3.0)),
        ([2.0, 1.0], Spread(2, 1.0, 2.0)),
        ([float(n) for n in range(100, 0, -1)], Spread(100, 50.0, 95.0)),
    ],
)
def test_the_middle_and_the_nearly_worst(figures: list[float], expected: Spread) -> None:
    assert spread(figures) == expected


def test_a_process_knows_its_memory_where_the_system_tells_it() -> None:
    told = memory()
    assert not told or 10 < told["own_mb"] <= told["peak_mb"]
