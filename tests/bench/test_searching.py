"""The parts of the bench of the search, each in a process of its own."""

from pathlib import Path

import pytest

from bench import searching
from bench.questions import Kind


@pytest.mark.slow
def test_an_index_is_built_asked_written_into_and_compared() -> None:
    told = searching.measure(300, each=1, stored=2)
    assert list(told) == ["built", "asked", "found", "peer"]
    assert (told["built"]["articles"], told["found"]["count"]) == (300, 2)
    assert list(told["asked"]["took"]) == list(Kind) == list(told["peer"]["took"])
    assert 0 < told["found"]["p50"] < 60


def test_a_part_that_fails_fails_the_bench(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="returned non-zero exit status"):
        searching.part("ask", tmp_path / "none", 1)
