"""The worker claims, runs, hands on; what fails is tried again and at last put aside for a person."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from archive import changes, jobs, pulse
from archive.models import Article, Capture, IndexChange, Job, Pulse, Version
from pipeline.context import Context
from pipeline.worker import ALL_WORK, STAGES, Worker, run_job, run_jobs
from tests import factory
from tests.pipeline.faults import go_away, happening
from tests.pipeline.making import (
    LONG_AGO,
    TITLE,
    Hands,
    captured,
    claimed,
    found,
    put_aside_lease,
    waiting,
)


def work_off(worker: Worker) -> None:
    while worker.step():
        pass


def lose_evidence(context: Context) -> None:
    for file in context.warc_folder.iterdir():
        file.unlink()


@pytest.mark.django_db
def test_a_page_goes_all_the_way_into_the_index(worker: Worker, context: Context, folder: Path) -> None:
    captured(context)
    work_off(worker)
    worker.indexer.close()
    row = Article.objects.get()
    assert (row.title, row.reading is not None, hasattr(row, "fingerprint")) == (TITLE, True, True)
    assert (waiting(), changes.lag().count) == ([], 0)
    assert found(folder, "cảng Mỹ Lâm about:yes") == [row.id]


@pytest.mark.django_db
def test_each_stage_hands_on_to_the_next(context: Context) -> None:
    captured(context)
    seen = []
    while claims := jobs.claim(list(STAGES), context.owner, context.now(), 5):
        seen.append([claim.stage for claim in claims])
        for claim in claims:
            run_job(claim, context)
    assert seen == [["extract"], ["read"], ["relate"], ["alert", "story"], ["across"]]


@pytest.mark.django_db
def test_a_worker_does_only_its_own_work(worker: Worker, context: Context, folder: Path) -> None:
    captured(context)
    work_off(replace(worker, work=("extract", "send")))
    assert [stage for stage, _ in waiting()] == ["read"]
    work_off(replace(worker, work=("read", "relate", "story", "across", "alert")))
    assert (waiting(), changes.lag().count, folder.exists()) == ([], 1, False)


def test_all_work_is_every_stage_and_the_two_queues() -> None:
    assert (
        *("extract", "read", "relate", "story", "across", "claim", "alert"),
        *("seal", "canary", "sweep", "signals", "learn", "reread"),
        *("index", "send"),
    ) == ALL_WORK


@pytest.mark.django_db
def test_what_fails_is_tried_three_times_then_put_aside_with_its_reason(
    context: Context, hands: Hands
) -> None:
    job = captured(context)
    lose_evidence(context)
    tried = []
    for _ in range(5):
        tried.append(run_jobs(["extract"], context))
        hands.at += timedelta(hours=1)
    (aside,) = jobs.quarantined()
    assert tried == [1, 1, 1, 0, 0]
    assert (aside.stage, aside.key, aside.tries) == ("extract", job.key, 3)
    assert aside.reason.startswith("EvidenceMissing: thu-0001.warc.gz@0: ")


@pytest.mark.django_db
def test_a_try_waits_longer_each_time(context: Context, hands: Hands) -> None:
    captured(context)
    lose_evidence(context)
    assert run_jobs(["extract"], context) == 1
    assert run_jobs(["extract"], context) == 0
    hands.at += jobs.BACKOFF
    assert run_jobs(["extract"], context) == 1


@pytest.mark.django_db
def test_what_was_put_aside_runs_again_when_its_cause_is_gone(context: Context) -> None:
    job = captured(context)
    file = next(context.warc_folder.iterdir())
    away = file.rename(file.with_suffix(".away"))
    Job.objects.update(tries=2)
    run_jobs(["extract"], context)
    away.rename(file)
    jobs.retry([job.id], context.now())
    assert run_jobs(["extract"], context) == 1
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_one_bad_article_does_not_stop_the_others(context: Context) -> None:
    captured(context, url="https://bao-song-trong.example/hong")
    Capture.objects.update(sha256="0" * 64)
    captured(context, url="https://bao-song-trong.example/lanh")
    assert run_jobs(["extract"], context) == 2
    assert Article.objects.get().canonical_url == "https://bao-song-trong.example/lanh"
    assert Job.objects.get(stage="extract").tries == 1


@pytest.mark.django_db
def test_a_held_lease_is_left_alone(context: Context) -> None:
    captured(context)
    jobs.claim(["extract"], "work:2", context.now(), 5)
    assert run_jobs(list(STAGES), context) == 0


@pytest.mark.django_db
def test_an_expired_lease_is_taken_over(context: Context) -> None:
    captured(context)
    put_aside_lease()
    assert run_jobs(list(STAGES), context) == 1
    assert [stage for stage, _ in waiting()] == ["read"]


@pytest.mark.django_db
def test_who_was_taken_over_stores_nothing_twice(context: Context) -> None:
    captured(context)
    slow = claimed("extract", replace(context, owner="work:slow"))
    Job.objects.update(leased_until=LONG_AGO)
    quick = claimed("extract", context)
    run_job(quick, context)
    after = waiting()
    run_job(slow, context)
    assert (waiting(), Version.objects.count()) == (after, 1)


@pytest.mark.django_db
def test_a_failure_of_who_was_taken_over_counts_for_nobody(context: Context) -> None:
    captured(context)
    slow = claimed("extract", replace(context, owner="work:slow"))
    Job.objects.update(leased_until=LONG_AGO)
    claimed("extract", context)
    lose_evidence(context)
    run_job(slow, context)
    assert Job.objects.values_list("tries", "owner").get() == (0, context.owner)


@pytest.mark.django_db(transaction=True)
def test_working_until_idle_ends_by_itself(worker: Worker, context: Context, folder: Path) -> None:
    captured(context)
    stop = threading.Event()
    worker.run(stop, until_idle=True)
    assert (stop.is_set(), waiting(), worker.indexer.engine) == (True, [], None)
    assert found(folder, "Cửa Trầm") == [Article.objects.get().id]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_asked_to_stop_does(worker: Worker) -> None:
    stop = threading.Event()
    timer = threading.Timer(0.1, stop.set)
    timer.start()
    worker.run(stop)
    timer.join()
    assert [(beat.owner, beat.kind) for beat in pulse.beats()] == [("work:1", "work")]


@pytest.mark.django_db(transaction=True)
def test_a_stopped_worker_takes_no_more_work(worker: Worker, context: Context) -> None:
    captured(context)
    stop = threading.Event()
    stop.set()
    worker.run(stop)
    assert [stage for stage, _ in waiting()] == ["extract"]


@pytest.mark.django_db(transaction=True)
def test_a_beat_keeps_the_leases(worker: Worker, context: Context) -> None:
    captured(context)
    claimed("extract", context)
    Job.objects.update(leased_until=LONG_AGO)
    stop = threading.Event()
    stop.set()
    worker.beat(stop)
    assert jobs.claim(["extract"], "work:2", context.now(), 5) == []


@pytest.mark.django_db(transaction=True)
def test_a_heart_whose_connection_broke_takes_a_new_one(worker: Worker) -> None:
    with happening(go_away):
        worker.beat_safely()
    assert connection.connection is None
    worker.beat_safely()
    assert Pulse.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_archive_that_is_away_for_a_moment_is_asked_again(worker: Worker, context: Context) -> None:
    captured(context)
    with happening(go_away):
        assert worker.step_safely() == 0
    work_off(worker)
    worker.indexer.close()
    assert (waiting(), Article.objects.count()) == ([], 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begins", ["", "SELECT", "UPDATE", "INSERT", "DELETE"])
def test_whatever_the_archive_was_asked_when_it_went_nothing_stays_claimed(
    worker: Worker, context: Context, begins: str
) -> None:
    for number in range(3):
        captured(context, url=f"https://bao-song-trong.example/{number}")
    for at in range(6):
        with happening(go_away, at=at, begins=begins, times=2):
            worker.step_safely()
    Job.objects.update(run_at=context.now())
    work_off(worker)
    worker.indexer.close()
    assert (waiting(), Article.objects.count()) == ([], 3)


@pytest.mark.django_db(transaction=True)
def test_work_until_idle_outlasts_an_archive_that_was_away(worker: Worker, context: Context) -> None:
    captured(context)
    with happening(go_away):
        worker.run(threading.Event(), until_idle=True)
    assert (waiting(), IndexChange.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_two_kinds_of_queues_count_as_work(worker: Worker) -> None:
    factory.index_change(factory.article())
    assert worker.step() == 1
    assert worker.step() == 0
    worker.indexer.close()
