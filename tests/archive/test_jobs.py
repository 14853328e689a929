import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyCase

from archive import jobs
from archive.models import Job

SOON = timedelta(minutes=5)


def put(now: datetime, *keys: str, stage: str = "read") -> None:
    jobs.put(jobs.NewJob(stage, key, now, {"article": 1}) for key in keys)


def take(now: datetime, owner: str = "work:1", limit: int = 10) -> list[jobs.Claim]:
    return jobs.claim(["read"], owner, now, limit)


@pytest.mark.django_db
def test_a_step_is_put_in_once(now: datetime) -> None:
    put(now, "a")
    put(now + SOON, "a", "b")
    assert list(Job.objects.order_by("key").values_list("key", "run_at")) == [("a", now), ("b", now + SOON)]


@pytest.mark.django_db
def test_a_claimed_step_is_nobody_elses(now: datetime) -> None:
    put(now, "a", "b")
    first = take(now, limit=1)
    second = take(now, owner="work:2")
    assert [c.key for c in first] + [c.key for c in second] == ["a", "b"]
    assert take(now, owner="work:3") == []


@pytest.mark.django_db
def test_a_step_of_later_waits(now: datetime) -> None:
    put(now + SOON, "later")
    assert take(now) == []
    assert [c.key for c in take(now + SOON)] == ["later"]


@pytest.mark.django_db
def test_done_puts_the_next_step_in(now: datetime) -> None:
    put(now, "a")
    (claim,) = take(now)
    with transaction.atomic():
        jobs.done(claim, [jobs.NewJob("relate", "a", now)])
    assert list(Job.objects.values_list("stage", "key")) == [("relate", "a")]


@pytest.mark.django_db(transaction=True)
def test_done_outside_a_transaction_is_refused(now: datetime) -> None:
    put(now, "a")
    (claim,) = take(now)
    with pytest.raises(RuntimeError, match="transaction"):
        jobs.done(claim)


@pytest.mark.django_db
def test_a_lost_lease_cannot_end_the_step(now: datetime) -> None:
    put(now, "a")
    (claim,) = take(now)
    jobs.release("work:1")
    take(now, owner="work:2")
    with pytest.raises(jobs.LeaseLost), transaction.atomic():
        jobs.done(claim, [jobs.NewJob("relate", "a", now)])
    assert list(Job.objects.values_list("stage", "owner")) == [("read", "work:2")]


@pytest.mark.django_db
def test_a_lost_lease_cannot_set_the_next_poll(now: datetime) -> None:
    put(now, "a")
    (claim,) = take(now)
    jobs.release()
    with pytest.raises(jobs.LeaseLost):
        jobs.again(claim, now + SOON)


@pytest.mark.django_db
def test_a_poll_comes_back_by_plan(now: datetime) -> None:
    put(now, "a")
    (claim,) = take(now)
    jobs.again(claim, now + SOON)
    assert take(now) == []
    assert [c.tries for c in take(now + SOON)] == [0]


@pytest.mark.django_db
def test_failure_waits_longer_each_time_and_ends_in_quarantine(now: datetime) -> None:
    put(now, "a")
    at, waits = now, []
    for _ in range(jobs.MAX_TRIES):
        (claim,) = take(at)
        jobs.fail(claim, "ValueError: hỏng", at)
        after = Job.objects.get()
        waits.append(after.run_at - at)
        at = after.run_at
    assert waits == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=3)]
    assert take(at) == []
    assert [(q.key, q.reason, q.tries) for q in jobs.quarantined()] == [("a", "ValueError: hỏng", 3)]


@pytest.mark.django_db
def test_a_final_failure_is_put_aside_at_once(now: datetime) -> None:
    put(now, "a")
    (claim,) = take(now)
    assert jobs.fail(claim, "poison", now, final=True)
    assert take(now + SOON) == []


@pytest.mark.django_db
def test_what_was_put_aside_can_run_again(now: datetime) -> None:
    put(now, "a")
    (claim,) = take(now)
    jobs.fail(claim, "poison", now, final=True)
    assert jobs.retry([q.id for q in jobs.quarantined()], now) == 1
    assert [c.tries for c in take(now)] == [0]


@pytest.mark.django_db
def test_an_expired_lease_is_free(now: datetime) -> None:
    put(now, "a")
    take(now)
    Job.objects.update(leased_until=datetime(2020, 1, 1, tzinfo=now.tzinfo))
    assert [c.key for c in take(now, owner="work:2")] == ["a"]


@pytest.mark.django_db
def test_extend_keeps_only_my_leases(now: datetime) -> None:
    put(now, "a", "b")
    take(now, limit=1)
    take(now, owner="work:2", limit=1)
    old = datetime(2020, 1, 1, tzinfo=now.tzinfo)
    Job.objects.update(leased_until=old)
    assert jobs.extend("work:1") == 1
    assert Job.objects.filter(leased_until=old).count() == 1


def lanes(now: datetime, *names: str, each: int = 2) -> list[str]:
    stages = ["poll", "fetch"]
    return [c.key for c in jobs.claim_lanes(names, stages, "crawl:1", now, each)]


@pytest.mark.django_db
def test_a_lane_gives_lists_before_pages_and_of_each_the_oldest(now: datetime) -> None:
    for number, stage in enumerate(["fetch", "fetch", "poll"]):
        jobs.put([jobs.NewJob(stage, str(number), now - number * SOON, lane="a.vn")])
    jobs.put([jobs.NewJob("fetch", "other", now, lane="b.vn"), jobs.NewJob("read", "x", now, lane="a.vn")])
    assert lanes(now, "a.vn") == ["2", "1"]
    assert lanes(now, "a.vn", "b.vn") == ["0", "other"]


@pytest.mark.django_db
def test_steps_in_no_lane_can_be_claimed_as_such(now: datetime) -> None:
    jobs.put([jobs.NewJob("fetch", "1", now), jobs.NewJob("fetch", "2", now, lane="a.vn")])
    assert lanes(now, "") == ["1"]


@pytest.mark.django_db
def test_a_step_moves_to_another_lane_without_a_try(now: datetime) -> None:
    jobs.put([jobs.NewJob("fetch", "1", now, {"until": "x"}, lane="a.vn")])
    (claim,) = jobs.claim_lanes(["a.vn"], ["fetch"], "crawl:1", now, 1)
    jobs.move(claim, "b.vn", {**claim.payload, jobs.HOP: {"url": "http://b.vn/"}})
    row = Job.objects.get()
    assert (row.lane, row.owner, row.tries, sorted(row.payload)) == ("b.vn", "", 0, ["hop", "until"])
    with pytest.raises(jobs.LeaseLost):
        jobs.move(claim, "c.vn")


@pytest.mark.django_db
def test_a_step_that_comes_back_forgets_where_redirects_led(now: datetime) -> None:
    jobs.put([jobs.NewJob("revisit", "1", now, {"until": "x", jobs.HOP: {"url": "http://b.vn/"}})])
    (claim,) = jobs.claim(["revisit"], "crawl:1", now, 1)
    jobs.again(claim, now + SOON)
    assert Job.objects.get().payload == {"until": "x"}


@pytest.mark.django_db
def test_a_step_that_failed_begins_anew(now: datetime) -> None:
    jobs.put([jobs.NewJob("fetch", "1", now, {jobs.HOP: {"url": "http://b.vn/"}})])
    (claim,) = jobs.claim(["fetch"], "crawl:1", now, 1)
    jobs.fail(claim, "HTTP 500", now)
    assert Job.objects.values_list("payload", "tries").get() == ({}, 1)


@pytest.mark.django_db
def test_what_was_not_begun_is_put_back_without_a_try(now: datetime) -> None:
    put(now, "a", "b")
    claims = take(now, limit=1) + take(now, limit=1)
    jobs.put_back(claims)
    assert [c.tries for c in take(now, owner="work:2")] == [0, 0]


@pytest.mark.django_db
def test_what_another_took_over_is_not_put_back(now: datetime) -> None:
    put(now, "a")
    claims = take(now)
    jobs.release("work:1")
    take(now, owner="work:2")
    jobs.put_back(claims)
    assert Job.objects.get().owner == "work:2"


@pytest.mark.parametrize(
    ("url", "lane"),
    [("http://A.vn:81/x", "a.vn"), ("/x", ""), ("http://[", ""), (f"http://{'a' * 300}.vn/", "a" * 255)],
)
def test_the_lane_of_an_address_is_its_host(url: str, lane: str) -> None:
    assert jobs.lane_of(url) == lane


@pytest.mark.django_db
def test_stats_tell_each_stage(now: datetime) -> None:
    put(now, "a", "b")
    put(now + SOON, "c")
    put(now, "x", stage="relate")
    (claim, *_) = take(now, limit=1)
    jobs.fail(claim, "poison", now, final=True)
    told = {s.stage: (s.waiting, s.due, s.leased, s.quarantined) for s in jobs.stats(now)}
    assert told == {"read": (2, 1, 0, 1), "relate": (1, 1, 0, 0)}


@pytest.mark.django_db(transaction=True)
def test_many_workers_never_share_a_step(now: datetime) -> None:
    put(now, *[str(n) for n in range(60)])
    got: list[list[str]] = [[] for _ in range(4)]

    def work(number: int) -> None:
        while claims := jobs.claim(["read"], f"work:{number}", now, 5):
            got[number] += [c.key for c in claims]
        connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(key for keys in got for key in keys) == sorted(str(n) for n in range(60))


class AnyOrderOfActs(PropertyCase):
    """Whatever happens to claims, no step is lost and none is done twice."""

    @settings(max_examples=25, deadline=None)
    @given(acts=st.lists(st.sampled_from(["done", "fail", "crash"]), min_size=1, max_size=25))
    def test_every_step_is_done_once_or_still_there(self, acts: list[str]) -> None:
        at = datetime(2026, 10, 1, tzinfo=UTC)
        put(at, *"abcdef")
        finished: list[str] = []
        for act in acts:
            at += timedelta(hours=1)
            claims = jobs.claim(["read"], "work:1", at, 1)
            for claim in claims:
                if act == "done":
                    with transaction.atomic():
                        jobs.done(claim)
                    finished.append(claim.key)
                elif act == "fail":
                    jobs.fail(claim, "thử", at)
                else:
                    jobs.release("work:1")
        left = list(Job.objects.values_list("key", flat=True))
        assert sorted(finished + left) == list("abcdef")
