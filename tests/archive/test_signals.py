from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from archive import canary, notices, signals
from archive.models import Article, Outlet, Signal, Source, SourceState, Story, StoryMember
from archive.signals import BUDGET, Look
from classifier.days import no_day_off
from tests.counted import DAY, fill
from tests.factory import MORNING

pytestmark = pytest.mark.django_db
EVENING = MORNING + timedelta(hours=12)
USUAL = [3, 4, 2, 3, 4, 1, 2] * 9


def look(now: datetime = EVENING) -> Look:
    """Look and write down."""
    found = signals.look(now, no_day_off)
    with transaction.atomic():
        signals.keep(found, now, no_day_off)
    return found


def told() -> list[tuple[str, str, int, int]]:
    """The spikes of topics that stand."""
    rows = signals.spikes_since(date(2026, 9, 1))
    return [(row.key, row.day.isoformat(), row.count, row.outlets) for row in rows if row.subject == "topic"]


def test_a_topic_of_five_times_as_much_is_told_with_what_is_usual() -> None:
    fill({"environment": [*USUAL, 15], "health": [*USUAL, 3]})
    look()
    assert told() == [("environment", "2026-10-01", 15, 4)]
    row = next(row for row in signals.spikes_since(date(2026, 10, 1)) if row.subject == "topic")
    assert (row.low, row.high) == (1, 5)
    assert (len(row.days), row.days[-1][0], row.is_holiday) == (28, 15, False)


def test_an_hour_later_it_is_told_once_with_the_newest_count() -> None:
    fill({"environment": [*USUAL, 15]})
    look()
    fill({"environment": [2]}, until=EVENING)
    look(EVENING + timedelta(hours=1))
    assert told() == [("environment", "2026-10-01", 17, 4)]
    assert Signal.objects.get(subject="topic").raised_at == EVENING


def test_the_day_after_it_rests() -> None:
    fill({"environment": [*USUAL, 15, 15]}, until=EVENING + DAY)
    look()
    look(EVENING + DAY)
    assert [day for _, day, _, _ in told()] == ["2026-10-01"]


def test_within_the_rest_a_much_larger_day_is_told() -> None:
    fill({"environment": [*USUAL, 12, 40]}, until=EVENING + DAY)
    look()
    look(EVENING + DAY)
    assert [(day, count) for _, day, count, _ in told()] == [("2026-10-02", 40), ("2026-10-01", 12)]


def test_what_turns_out_to_be_copies_is_taken_back() -> None:
    rows = fill({"environment": [*USUAL, 15]})
    look()
    newest = [row.id for row in rows if row.published_at and row.published_at > MORNING - DAY / 2]
    Article.objects.filter(id__in=newest[1:]).update(copy_of=newest[0])
    look(EVENING + timedelta(hours=1))
    assert told() == []
    assert Signal.objects.get(subject="topic").ended_at == EVENING + timedelta(hours=1)


def test_articles_of_two_outlets_are_no_spike() -> None:
    fill({"environment": USUAL}, until=MORNING - DAY)
    fill({"environment": [15]}, names=["bao-mot", "bao-hai"])
    look()
    assert told() == []


def test_a_source_added_lately_makes_no_spike() -> None:
    fill({"environment": [*USUAL, 3]})
    fill({"environment": [20]}, names=["bao-moi-mot", "bao-moi-hai", "bao-moi-ba"])
    look()
    assert told() == []


def test_a_new_story_of_many_outlets_stands_out() -> None:
    rows = fill({"environment": [*USUAL, 6]})
    story = Story.objects.create(lang="vi", first_at=MORNING, last_at=MORNING)
    for turn, row in enumerate(rows[:6]):
        StoryMember.objects.create(story=story, article=row, vector=b"", at=MORNING, turn=turn)
    look()
    assert [row.key for row in signals.spikes_since(date(2026, 10, 1)) if row.subject == "story"] == [
        str(story.id)
    ]


def test_a_topic_that_fell_silent_is_told_until_it_speaks_again() -> None:
    fill({"environment": [*USUAL, 0, 0, 0, 0, 0, 0], "health": [*USUAL, 3, 4, 2, 3, 4, 1]})
    look()
    (row,) = [row for row in signals.silent_now() if row.subject == "topic"]
    assert (row.key, row.count, row.days[-7:]) == ("environment", 0, row.days[-7:])
    look(EVENING + DAY)
    assert len([row for row in signals.silent_now() if row.key == "environment"]) == 1
    fill({"environment": [2]}, until=EVENING + 2 * DAY)
    look(EVENING + 2 * DAY)
    assert [row.key for row in signals.silent_now() if row.key == "environment"] == []


def silenced(days: int = 7) -> None:
    """One of four outlets of about two a day says nothing more."""
    fill({"environment": [8] * 60}, until=MORNING)
    ends = Article.objects.filter(outlet__key="bao-mot", published_at__gt=MORNING - days * DAY)
    Article.objects.filter(id__in=list(ends.values_list("id", flat=True))).update(reading=None)
    ends.delete()


def test_a_source_that_answers_and_says_nothing_is_told_with_its_outlet() -> None:
    silenced()
    look()
    silent = {(row.subject, row.key) for row in signals.silent_now()}
    assert silent == {("outlet", "bao-mot"), ("source", "bao-mot-tin-moi")}
    (notice,) = notices.standing()
    assert (notice.kind, notice.params["what"]) == (canary.KIND, canary.SILENCE)
    assert notice.params["before"] == pytest.approx(2, abs=0.3)
    assert notice.params["now"] == 7


def test_a_source_that_speaks_again_clears_its_notice() -> None:
    silenced()
    look()
    fill({"environment": [3]}, names=["bao-mot"], until=EVENING + DAY)
    fill({"environment": [8]}, names=["bao-hai", "bao-ba", "bao-bon"], until=EVENING + DAY)
    look(EVENING + DAY)
    assert (signals.silent_now(), notices.standing()) == ([], [])


def test_of_an_outlet_whose_sources_fail_no_notice_is_given() -> None:
    silenced()
    Source.objects.filter(outlet=Outlet.objects.get(key="bao-mot")).update(state=SourceState.FAILING)
    look()
    assert notices.standing() == []


def test_a_dead_source_makes_no_topic_silent() -> None:
    fill({"environment": [3] * 60}, names=["bao-mot"], until=MORNING - 6 * DAY)
    fill({"health": [6] * 66}, names=["bao-hai", "bao-ba"])
    Source.objects.filter(outlet__key="bao-mot").update(state=SourceState.GONE)
    look()
    assert [row.key for row in signals.silent_now() if row.subject == "topic"] == []


def test_the_coming_week_is_foretold_from_tomorrow_on() -> None:
    fill({"environment": [*USUAL, 3], "health": [1] * 64})
    look()
    found = signals.expectations(date(2026, 10, 2))
    assert [row.key for row in found] == ["environment", "health"]
    assert found[0].low < 19 < found[0].high
    assert (found[0].before, found[1].before) == (sum(USUAL[-7:]), 7)
    assert signals.expectations(date(2026, 10, 1)) == []


def test_a_look_tells_what_it_stood_on() -> None:
    fill({"environment": [*USUAL, 15]})
    look()
    found = signals.newest_look()
    assert found is not None
    assert (found.alive, found.sources, found.looked_at) == (4, 4, EVENING)
    # Each outlet is heard from its third article on.
    assert found.span == 59
    assert found.allowed == pytest.approx(BUDGET * found.keys * 59 / 30)
    assert (found.judged, found.spikes) == (6, 2)


def test_an_empty_archive_is_looked_at_too() -> None:
    assert signals.newest_look() is None
    look()
    assert (told(), signals.silent_now(), signals.expectations(date(2026, 10, 2))) == ([], [], [])
