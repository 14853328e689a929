import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.labels import AccuracyRow
from web.accuracy_figures import Measured, measured, share

ROWS = [
    AccuracyRow("vi", "2026-08", "about", 9, 10),
    AccuracyRow("vi", "2026-09", "about", 19, 20),
    AccuracyRow("vi", "2026-09", "tone", 10, 18),
    AccuracyRow("en", "2026-09", "about", 3, 4),
]


def counts(found: Measured, name: str) -> dict[tuple[str, str], list[tuple[int, int]]]:
    lines = {"months": found.months, "lines": found.lines}[name]
    return {(one.lang, one.month): [(s.right, s.count) for s in one.shares] for one in lines}


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [(9, 10, 0.5958, 0.9821), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 100, 0.7222, 0.8749)],
)
def test_the_interval_is_wilsons(right: int, count: int, low: float, high: float) -> None:
    found = share(right, count)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_nothing_nothing_is_known() -> None:
    found = share(0, 0)
    assert (found.value, found.low, found.high, found.is_few) == (0.0, 0.0, 1.0, True)


@given(st.integers(1, 5000), st.data())
def test_the_share_lies_within_its_interval(count: int, data: st.DataObject) -> None:
    found = share(data.draw(st.integers(0, count)), count)
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1


@given(st.integers(1, 400))
def test_more_labels_leave_less_doubt(count: int) -> None:
    few, many = share(count, 2 * count), share(4 * count, 8 * count)
    assert many.high - many.low < few.high - few.low


def test_rows_are_summed_in_all_by_month_and_by_both() -> None:
    found = measured(ROWS)
    assert [(one.right, one.count) for one in found.whole] == [(31, 34), (0, 0), (10, 18)]
    assert counts(found, "months") == {
        ("", "2026-09"): [(22, 24), (0, 0), (10, 18)],
        ("", "2026-08"): [(9, 10), (0, 0), (0, 0)],
    }
    assert list(counts(found, "lines")) == [("vi", "2026-09"), ("en", "2026-09"), ("vi", "2026-08")]


def test_a_desk_without_labels_has_measured_nothing() -> None:
    found = measured([])
    assert (found.count, found.months, found.lines) == (0, (), ())


def test_the_widest_of_it_tells_on_how_many_labels_it_stands() -> None:
    assert measured(ROWS).count == 34
