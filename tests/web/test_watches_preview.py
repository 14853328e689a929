"""What a query would have caught, and what that means for the mails of a watch."""

import pytest
from django.utils import translation

from search.model import Bucket
from web.watches_preview import ceiling_y, day_bars, rate


@pytest.mark.parametrize(
    ("count", "highest", "by_mail", "sentence", "is_crowded"),
    [
        (0, 0, False, "Less than one article a day.", False),
        (29, 9, False, "About 1 article a day.", False),
        (420, 30, False, "About 14 articles a day.", False),
        (3, 1, True, "Less than one mail a day.", False),
        (30, 4, True, "About 1 mail a day, within the ceiling of 10.", False),
        (120, 10, True, "About 4 mails a day, within the ceiling of 10.", False),
        (420, 30, True, "About 14 mails a day, the ceiling is 10: they will be gathered.", True),
        (
            120,
            23,
            True,
            (
                "About 4 mails a day; on the fullest day 23, more than the ceiling of 10:"
                " such days will be gathered."
            ),
            True,
        ),
    ],
)
def test_the_catch_is_told_as_a_daily_rate_against_the_ceiling(
    count: int, highest: int, sentence: str, *, by_mail: bool, is_crowded: bool
) -> None:
    with translation.override("en"):
        told = rate(count, highest, 10, by_mail=by_mail)
    assert (told.sentence, told.is_crowded) == (sentence, is_crowded)


@pytest.mark.parametrize(("highest", "y"), [(0, ""), (10, ""), (20, "30.00"), (40, "45.00")])
def test_the_ceiling_is_drawn_where_bars_go_over_it(highest: int, y: str) -> None:
    assert ceiling_y(highest, 10) == y


def test_each_day_is_a_bar_with_its_name() -> None:
    days = day_bars([Bucket("2026-09-29", 2), Bucket("2026-10-01", 4)])
    assert [(day.label, day.bar.count) for day in days] == [
        ("T3 29/9/2026", 2),
        ("T4 30/9/2026", 0),
        ("T5 1/10/2026", 4),
    ]
