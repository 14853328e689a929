from datetime import date, timedelta

import pytest

from archive.counts import SPAN, Heard, first_heard, is_of_late, merged, panel, press, whole_from
from archive.models import Article, Reading, Source, SourceState, Story, StoryMember, Subject
from classifier.days import OFF, no_day_off
from tests.counted import DAY, fill
from tests.factory import MORNING

TODAY = SPAN - 1
TOPIC = (Subject.TOPIC, "environment")


def heard(first: int, count: int = 10) -> Heard:
    return Heard({first: count}, first)


@pytest.mark.parametrize(
    ("by_day", "first"), [({3: 1, 50: 1, 51: 4}, 51), ({7: 3}, 7), ({5: 1, 9: 1}, 9), ({2: 2, 4: 1}, 4)]
)
def test_a_source_is_heard_from_its_third_article_on(by_day: dict[int, int], first: int) -> None:
    assert first_heard(by_day) == first


def test_only_sources_listened_to_for_four_weeks_count() -> None:
    given = {1: heard(0), 2: heard(TODAY - 28), 3: heard(TODAY - 27), 4: heard(0)}
    assert panel(given, [4], TODAY) == {1, 2}


def test_a_young_desk_takes_the_sources_of_its_first_week() -> None:
    given = {1: heard(TODAY - 20), 2: heard(TODAY - 13), 3: heard(TODAY - 12)}
    assert panel(given, [], TODAY) == {1, 2}
    assert panel({}, [], TODAY) == frozenset()


def test_sources_of_one_outlet_are_counted_together() -> None:
    given = {1: heard(3, 4), 2: heard(3, 1), 3: heard(9, 5), 4: heard(1)}
    assert merged(given, {1: "mot", 2: "mot", 3: "hai", 7: "ba"}) == {"mot": heard(3, 5), "hai": heard(9, 5)}


def test_counts_are_whole_once_most_of_what_comes_in_is_heard() -> None:
    assert whole_from([heard(0, 70), heard(30, 15), heard(60, 15)]) == 30
    assert whole_from([]) == 0


def test_a_story_is_looked_at_while_it_is_written_about() -> None:
    assert is_of_late((Subject.STORY, "1"), {TODAY: 1})
    assert not is_of_late((Subject.STORY, "1"), {TODAY - 3: 9})
    assert is_of_late(TOPIC, {2: 1})


@pytest.mark.django_db
def test_articles_are_counted_by_day_and_key() -> None:
    fill({"environment": [2, 0, 3]}, places=["lam-giang", "tan-khe", "lam-giang"], tone=-1)
    found = press(MORNING, no_day_off)
    assert found.first == date(2026, 10, 1) - TODAY * DAY
    assert found.subjects.keys == (
        (Subject.PLACE, "lam-giang"),
        (Subject.PLACE, "tan-khe"),
        (Subject.TONE, "-1"),
        TOPIC,
    )
    assert [row[-3:].tolist() for row in found.subjects.counts.counts] == [[2, 0, 3]] * 4
    assert found.subjects.outlets[TOPIC, TODAY] == 3


@pytest.mark.django_db
def test_copies_and_articles_of_elsewhere_are_no_articles_about_a_topic() -> None:
    rows = fill({"environment": [5]})
    Article.objects.filter(id=rows[0].id).update(copy_of=rows[1])
    Reading.objects.filter(current_of=rows[2]).update(is_about=False)
    found = press(MORNING, no_day_off)
    assert found.subjects.counts.counts[-1, -1] == 3
    assert found.outlets.counts.counts[:, -1].sum() == 5


@pytest.mark.django_db
def test_a_story_is_counted_by_its_articles() -> None:
    rows = fill({"environment": [4]})
    story = Story.objects.create(lang="vi", first_at=MORNING, last_at=MORNING)
    for turn, row in enumerate(rows[:3]):
        StoryMember.objects.create(story=story, article=row, vector=b"", at=MORNING, turn=turn)
    found = press(MORNING, no_day_off).subjects
    place = found.keys.index((Subject.STORY, str(story.id)))
    assert found.counts.counts[place, -1] == 3


@pytest.mark.django_db
@pytest.mark.parametrize("state", [SourceState.FAILING, SourceState.GONE])
def test_dead_sources_count_neither_today_nor_before(state: SourceState) -> None:
    fill({"environment": [8] * 5})
    Source.objects.filter(outlet__key="bao-mot").update(state=state)
    found = press(MORNING, no_day_off)
    assert set(found.subjects.counts.counts[-1, -5:]) == {6}
    assert (found.alive, found.expected) == (3, 4)


@pytest.mark.django_db
def test_a_source_added_lately_counts_in_no_topic() -> None:
    fill({"environment": [3] * 60})
    fill({"environment": [30] * 5}, names=["bao-moi-them"])
    found = press(MORNING, no_day_off)
    assert set(found.subjects.counts.counts[-1, -60:]) == {3}
    assert (Subject.OUTLET, "bao-moi-them") in found.outlets.keys


@pytest.mark.django_db
def test_what_is_yet_to_be_published_is_not_counted() -> None:
    fill({"environment": [2]}, until=MORNING + timedelta(hours=2))
    assert press(MORNING, no_day_off).subjects.keys == ()


@pytest.mark.django_db
def test_sources_that_were_put_to_sleep_are_not_listened_for() -> None:
    fill({"environment": [4]})
    Source.objects.filter(outlet__key="bao-mot").update(is_active=False)
    assert len(press(MORNING, no_day_off).sources.keys) == 3


@pytest.mark.django_db
def test_days_off_are_days_of_their_own() -> None:
    fill({"environment": [4]})
    found = press(MORNING, lambda day: day == date(2026, 9, 2))
    assert [int(kind) for kind in found.subjects.counts.kinds].count(OFF) == 1


@pytest.mark.django_db
def test_an_empty_archive_has_nothing_to_count() -> None:
    found = press(MORNING, no_day_off)
    assert (found.subjects.keys, found.sources.keys, found.alive, found.expected) == ((), (), 0, 0)
