from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.histogram import Step
from search.model import Bucket
from web import bars
from web.asking import Asked
from web.spreading import label, short_label, spread

TODAY = date(2026, 10, 1)
DAYS = [Bucket("2026-07-02", 3), Bucket("2026-08-03", 1)]


def bar(first: str, step: Step) -> bars.Bar:
    return bars.histogram([Bucket(first, 1)], step)[0]


@pytest.mark.parametrize(
    ("first", "step", "told"),
    [
        ("2026-07-27", Step.DAY, "T2 27/7/2026"),
        ("2026-07-29", Step.WEEK, "tuần 27/7–2/8"),
        ("2026-12-31", Step.WEEK, "tuần 28/12–3/1/2027"),
        ("2025-07-29", Step.WEEK, "tuần 28/7–3/8/2025"),
        ("2026-07-29", Step.MONTH, "tháng 7/2026"),
        ("2026-07-29", Step.QUARTER, "Quý 3/2026"),
        ("2026-01-01", Step.QUARTER, "Quý 1/2026"),
    ],
)
def test_the_days_of_a_bar_are_told_in_words(first: str, step: Step, told: str) -> None:
    assert label(bar(first, step), step, TODAY) == told


@pytest.mark.parametrize(
    ("first", "step", "told"),
    [
        ("2026-07-27", Step.DAY, "27/7"),
        ("2025-07-27", Step.DAY, "27/7/2025"),
        ("2026-07-29", Step.WEEK, "27/7"),
        ("2026-07-29", Step.MONTH, "7/2026"),
        ("2026-07-29", Step.QUARTER, "Quý 3/2026"),
    ],
)
def test_under_a_bar_its_days_are_told_shortly(first: str, step: Step, told: str) -> None:
    assert short_label(bar(first, step), step, TODAY) == told


def test_the_step_that_fits_is_chosen_where_none_is_asked_for() -> None:
    told = spread(Asked(), DAYS, TODAY)
    assert [switch.is_chosen for switch in told.switches] == [True, False, False, False]
    assert (len(told.bars), told.highest) == (33, 3)


def test_the_step_asked_for_is_shown_and_each_other_can_be() -> None:
    told = spread(Asked("lũ", step=Step.MONTH), DAYS, TODAY)
    assert [shown.bar.count for shown in told.bars] == [3, 1]
    assert [switch.address for switch in told.switches] == [f"?q=l%C5%A9&step={step.value}" for step in Step]


def test_a_step_of_too_many_bars_gives_way() -> None:
    far = [Bucket("1990-01-01", 1), Bucket("2026-01-01", 1)]
    told = spread(Asked(step=Step.DAY), far, TODAY)
    assert [(switch.is_chosen, str(switch.name)) for switch in told.switches] == [(True, "quý")]


def test_a_bar_leads_into_its_days_in_the_step_that_fits_them() -> None:
    told = spread(Asked("lũ", step=Step.MONTH), DAYS, TODAY)
    assert told.bars[0].address == "?q=l%C5%A9&from=2026-07-01&to=2026-07-31"


@given(st.dates(date(2026, 7, 1), date(2026, 7, 31)), st.sampled_from(Step))
def test_a_bar_never_leads_out_of_the_days_asked_for(day: date, step: Step) -> None:
    asked = Asked(first=date(2026, 7, 10), last=date(2026, 7, 20), step=step)
    inside = min(max(day, date(2026, 7, 10)), date(2026, 7, 20))
    address = spread(asked, [Bucket(inside.isoformat(), 1)], TODAY).bars[0].address
    first, last = (part.partition("=")[2] for part in address.removeprefix("?").split("&"))
    assert "2026-07-10" <= first <= inside.isoformat() <= last <= "2026-07-20"


def test_nothing_found_has_no_bars() -> None:
    assert (spread(Asked(), [], TODAY).bars, spread(Asked(), [], TODAY).highest) == ((), 0)
