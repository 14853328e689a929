from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from archive import jobs, revisits
from archive.models import Address, Article, Capture, Job, Revisit
from archive.revisits import (
    CONFIRM_AFTER,
    PLAN,
    REVISIT,
    WATCHED_EVERY,
    Look,
    Outcome,
    Sight,
    Standing,
    next_look,
    next_visit,
    outcome_of,
)
from crawler.model import Shape
from tests import factory

FIRST = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CALM = Standing(1, 1, FIRST, "")
instants = st.timedeltas(timedelta(0), timedelta(days=30)).map(lambda after: FIRST + after)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (timedelta(0), HOUR),
        (HOUR, 6 * HOUR),
        (6 * HOUR, DAY),
        (DAY, 3 * DAY),
        (3 * DAY, 7 * DAY),
        (2 * DAY, 3 * DAY),
        (5 * DAY, 7 * DAY),
    ],
)
def test_looks_come_as_planned_and_those_missed_are_passed_over(after: timedelta, due: timedelta) -> None:
    assert next_visit(FIRST, FIRST + after) == FIRST + due


@pytest.mark.parametrize("after", [7 * DAY, 40 * DAY])
def test_the_plan_ends_after_a_week(after: timedelta) -> None:
    assert next_visit(FIRST, FIRST + after) is None


@given(instants)
def test_the_next_look_lies_ahead_and_one_at_a_time(now: datetime) -> None:
    at, made = next_visit(FIRST, now), 0
    while at is not None:
        assert at > now
        now, at, made = at, next_visit(FIRST, at), made + 1
    assert made <= len(PLAN)


@pytest.mark.parametrize(
    ("after", "until", "due"),
    [
        (10 * DAY, 20 * DAY, 10 * DAY + 6 * HOUR),
        (DAY, 20 * DAY, DAY + 6 * HOUR),
        (DAY - HOUR, 20 * DAY, DAY),
        (DAY, DAY + 5 * HOUR, 3 * DAY),
    ],
    ids=["after the plan", "between", "the plan's own comes sooner", "not past its end"],
)
def test_what_is_watched_is_looked_at_every_six_hours(
    after: timedelta, until: timedelta, due: timedelta
) -> None:
    assert next_visit(FIRST, FIRST + after, FIRST + until) == FIRST + due


def test_watching_ends() -> None:
    assert next_visit(FIRST, FIRST + 10 * DAY, FIRST + 10 * DAY + 5 * HOUR) is None


@pytest.mark.parametrize(
    ("sight", "standing", "outcome"),
    [
        (Sight.SAME, CALM, Outcome.UNCHANGED),
        (Sight.READ, CALM, Outcome.UNCHANGED),
        (Sight.EDITED, CALM, Outcome.CHANGED),
        (Sight.GONE, CALM, Outcome.REMOVED),
        (Sight.EMPTY, CALM, Outcome.UNREADABLE),
        (Sight.NOTHING, CALM, Outcome.FAILED),
        (Sight.EMPTY, replace(CALM, is_in_doubt=True), Outcome.REMOVED),
        (Sight.READ, replace(CALM, is_in_doubt=True), Outcome.UNCHANGED),
        (Sight.SAME, replace(CALM, is_removed=True), Outcome.BACK),
        (Sight.READ, replace(CALM, is_removed=True), Outcome.BACK),
        (Sight.EDITED, replace(CALM, is_removed=True), Outcome.BACK),
        (Sight.GONE, replace(CALM, is_removed=True), Outcome.REMOVED),
        (Sight.EMPTY, replace(CALM, is_removed=True), Outcome.REMOVED),
        (Sight.NOTHING, replace(CALM, is_removed=True), Outcome.FAILED),
    ],
)
def test_what_a_look_means_depends_on_what_was_known(
    sight: Sight, standing: Standing, outcome: Outcome
) -> None:
    assert outcome_of(sight, standing) is outcome


@pytest.mark.parametrize(
    ("failures", "after", "due"),
    [(0, 2 * HOUR, 3 * HOUR), (1, 2 * HOUR, 4 * HOUR), (2, 2 * HOUR, 6 * HOUR), (0, 9 * DAY, 9 * DAY + HOUR)],
)
def test_a_look_without_an_answer_is_tried_again_sooner_but_not_for_ever(
    failures: int, after: timedelta, due: timedelta
) -> None:
    told = next_look(replace(CALM, failures=failures), Sight.NOTHING, FIRST + after)
    assert told == FIRST + due


def test_the_third_failure_after_the_plan_is_the_last() -> None:
    assert next_look(replace(CALM, failures=2), Sight.NOTHING, FIRST + 8 * DAY) is None


def test_no_look_comes_sooner_than_the_server_asks() -> None:
    assert next_look(CALM, Sight.NOTHING, FIRST + HOUR, wait=9 * HOUR) == FIRST + 10 * HOUR


def test_the_plan_does_not_end_on_a_servers_word_alone() -> None:
    late = FIRST + 9 * DAY
    assert next_look(CALM, Sight.SAME, late, on_trust=True) == late
    assert next_look(CALM, Sight.SAME, late) is None
    assert next_look(CALM, Sight.SAME, FIRST + HOUR, on_trust=True) == FIRST + 6 * HOUR


@pytest.fixture
def row(db: None) -> Article:
    return factory.article(url="https://bao.example/1", seen_at=FIRST)


def address_of(row: Article) -> int:
    return int(row.addresses.get().id)


def planned(row: Article, at: datetime = FIRST + HOUR) -> Job:
    with transaction.atomic():
        jobs.put([replace(revisits.first(address_of(row), row.canonical_url, FIRST), run_at=at)])
    return Job.objects.get(stage=REVISIT)


def noted(row: Article, *sights: Sight, how: str = "") -> Outcome:
    """Note looks one hour apart; what the last of them meant."""
    outcome = Outcome.UNCHANGED
    for sight in sights:
        before = revisits.standing(address_of(row))
        assert before is not None
        at = FIRST + (Revisit.objects.count() + 1) * HOUR
        with transaction.atomic():
            outcome = revisits.note(before, Look(at, sight, 200, how=how))
    return outcome


def test_the_first_look_waits_in_its_hosts_lane(row: Article) -> None:
    job = planned(row)
    assert (job.key, job.run_at, job.lane) == (str(address_of(row)), FIRST + HOUR, "bao.example")


def test_looks_are_numbered(row: Article) -> None:
    noted(row, Sight.SAME, Sight.NOTHING, Sight.EDITED)
    told = list(Revisit.objects.order_by("number").values_list("number", "outcome"))
    assert told == [(1, "unchanged"), (2, "failed"), (3, "changed")]


def test_a_removal_is_dated_by_the_first_look_that_saw_it(row: Article) -> None:
    noted(row, Sight.SAME)
    noted(row, Sight.GONE, how="410")
    noted(row, Sight.GONE, how="404")
    row.refresh_from_db()
    assert (row.removed_at, row.removed_how) == (FIRST + 2 * HOUR, "410")


def test_an_article_that_is_back_stands_again(row: Article) -> None:
    assert noted(row, Sight.GONE, Sight.SAME, how="404") is Outcome.BACK
    row.refresh_from_db()
    assert (row.removed_at, row.removed_how) == (None, "")
    assert noted(row, Sight.SAME) is Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("sights", "outcome"),
    [
        ([Sight.EMPTY], Outcome.UNREADABLE),
        ([Sight.EMPTY, Sight.EMPTY], Outcome.REMOVED),
        ([Sight.EMPTY, Sight.NOTHING, Sight.EMPTY], Outcome.REMOVED),
        ([Sight.EMPTY, Sight.SAME, Sight.EMPTY], Outcome.UNREADABLE),
        ([Sight.EMPTY, Sight.EMPTY, Sight.READ], Outcome.BACK),
    ],
)
def test_an_empty_page_is_a_removal_once_it_is_seen_twice_in_a_row(
    row: Article, sights: list[Sight], outcome: Outcome
) -> None:
    assert noted(row, *sights, how="no article") is outcome
    row.refresh_from_db()
    assert row.removed_how == ("no article" if outcome is Outcome.REMOVED else "")


def test_failures_are_counted_until_something_answers(row: Article) -> None:
    noted(row, Sight.NOTHING, Sight.SAME, Sight.NOTHING, Sight.NOTHING)
    standing = revisits.standing(address_of(row))
    assert standing is not None
    assert (standing.failures, standing.is_in_doubt, standing.is_removed) == (2, False, False)


def test_a_looks_capture_belongs_to_the_article(row: Article) -> None:
    capture = factory.capture(row)
    Capture.objects.update(article=None)
    before = revisits.standing(address_of(row))
    assert before is not None
    with transaction.atomic():
        revisits.note(before, Look(FIRST, Sight.GONE, 410, how="410", capture_id=capture.id))
    assert Capture.objects.get().article_id == row.id
    assert Revisit.objects.values_list("capture_id", "status", "detail").get() == (capture.id, 410, "410")


def test_the_question_is_conditional_until_the_last_look(row: Article) -> None:
    Address.objects.update(etag='"7"', last_modified="Thu, 01 Oct 2026 00:00:00 GMT")
    planned(row)
    fetch = revisits.fetch_of(address_of(row))
    assert fetch is not None
    assert (fetch.url, fetch.shape, fetch.etag) == ("https://bao.example/1", Shape.PAGE, '"7"')
    Job.objects.update(run_at=FIRST + 7 * DAY)
    full = revisits.fetch_of(address_of(row))
    assert full is not None
    assert (full.etag, full.last_modified) == ("", "")


def test_nothing_is_asked_without_an_article_an_address_or_a_plan(row: Article) -> None:
    assert revisits.fetch_of(address_of(row)) is None
    planned(row)
    Address.objects.update(article=None)
    assert revisits.fetch_of(int(Job.objects.get().key)) is None
    assert revisits.fetch_of(12345) is None
    assert revisits.standing(12345) is None


def test_a_look_ends_with_the_next_one_planned_or_with_the_plan(row: Article) -> None:
    planned(row)
    for now, due in ((FIRST + 2 * DAY, FIRST + 3 * DAY), (FIRST + 8 * DAY, None)):
        (claim,) = jobs.claim([REVISIT], "crawl:1", now, 1)
        with transaction.atomic():
            revisits.end(claim, CALM, Sight.SAME, now)
        assert Job.objects.values_list("run_at", flat=True).first() == due


def test_watching_begins_with_a_look_and_goes_on(row: Article) -> None:
    until, now = FIRST + 30 * DAY, FIRST + 10 * DAY
    assert revisits.watch(row.id, until, now) is True
    (claim,) = jobs.claim([REVISIT], "crawl:1", now, 1)
    with transaction.atomic():
        revisits.end(claim, CALM, Sight.SAME, now)
    assert Job.objects.get().run_at == now + WATCHED_EVERY


def test_watching_brings_a_planned_look_forward_but_puts_none_off(row: Article) -> None:
    planned(row, FIRST + 3 * DAY)
    revisits.watch(row.id, FIRST + 30 * DAY, FIRST + 2 * DAY)
    assert Job.objects.get().run_at == FIRST + 2 * DAY
    revisits.watch(row.id, FIRST + 40 * DAY, FIRST + 2 * DAY + HOUR)
    assert Job.objects.values_list("run_at", "payload").get() == (
        FIRST + 2 * DAY,
        {"until": (FIRST + 40 * DAY).isoformat()},
    )


def test_watching_that_begins_while_a_page_is_asked_for_is_not_lost(row: Article) -> None:
    planned(row)
    now = FIRST + 8 * DAY
    (claim,) = jobs.claim([REVISIT], "crawl:1", now, 1)
    revisits.watch(row.id, now + 9 * DAY, now)
    with transaction.atomic():
        revisits.end(claim, CALM, Sight.SAME, now)
    assert Job.objects.get().run_at == now + WATCHED_EVERY


def test_watching_ends_when_it_is_told_to(row: Article) -> None:
    now = FIRST + 10 * DAY
    revisits.watch(row.id, now + 30 * DAY, now)
    revisits.unwatch(row.id)
    (claim,) = jobs.claim([REVISIT], "crawl:1", now, 1)
    with transaction.atomic():
        revisits.end(claim, CALM, Sight.SAME, now)
    assert Job.objects.count() == 0


def test_watching_wakes_a_look_that_was_put_aside(row: Article) -> None:
    planned(row)
    Job.objects.update(quarantined_at=FIRST, tries=3)
    revisits.watch(row.id, FIRST + 9 * DAY, FIRST + 2 * DAY)
    assert Job.objects.values_list("run_at", "tries", "quarantined_at").get() == (FIRST + 2 * DAY, 0, None)


def test_an_article_without_an_address_cannot_be_watched(row: Article) -> None:
    Address.objects.all().delete()
    assert revisits.watch(row.id, FIRST + DAY, FIRST) is False
    revisits.unwatch(row.id)
    assert Job.objects.count() == 0


def test_an_article_is_watched_where_its_first_words_were_found(row: Article) -> None:
    row.versions.update(capture=factory.capture(row))
    Address.objects.create(
        url_key="m", url="https://m.bao.example/1", source=row.source, article=row, first_seen_at=FIRST - HOUR
    )
    revisits.watch(row.id, FIRST + DAY, FIRST)
    assert Job.objects.get().lane == "bao.example"


def test_a_page_without_its_article_is_soon_looked_at_again(row: Article) -> None:
    planned(row, FIRST + 3 * DAY)
    with transaction.atomic():
        revisits.confirm(address_of(row), FIRST + DAY)
    assert Job.objects.get().run_at == FIRST + DAY + CONFIRM_AFTER


def test_looks_are_told_newest_first_with_the_last_sight_of_the_article(row: Article) -> None:
    planned(row, FIRST + 9 * HOUR)
    noted(row, Sight.SAME)
    noted(row, Sight.GONE, how="410")
    told = revisits.of_article(row.id)
    assert [(one.number, one.outcome, one.detail) for one in told.rows] == [
        (2, "removed", "410"),
        (1, "unchanged", ""),
    ]
    assert (told.count, told.next_at, told.alive_at) == (2, FIRST + 9 * HOUR, FIRST + HOUR)


def test_an_article_nobody_looked_at_again_has_nothing_to_tell(row: Article) -> None:
    assert revisits.of_article(row.id) == revisits.Told(0, [], None, None)
