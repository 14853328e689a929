import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from archive import hosts, jobs
from archive.models import Host, Job

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ME, YOU = "crawl:1@may", "crawl:2@may"
pytestmark = pytest.mark.django_db


def put(now: datetime, *lanes: str, stage: str = "fetch") -> None:
    jobs.put(jobs.NewJob(stage, f"{lane}-{Job.objects.count()}", now, lane=lane) for lane in lanes)


def claim(now: datetime, owner: str = ME, limit: int = 10) -> list[str]:
    return [row.name for row in hosts.claim(owner, ["poll", "fetch"], now, limit)]


def expire() -> None:
    Host.objects.update(leased_until=LONG_AGO)


def test_a_step_in_a_lane_makes_its_host_known(now: datetime) -> None:
    put(now, "a.vn", "b.vn", "a.vn", "")
    assert list(Host.objects.order_by("name").values_list("name", flat=True)) == ["a.vn", "b.vn"]


def test_a_claimed_host_is_nobody_elses(now: datetime) -> None:
    put(now, "a.vn", "b.vn")
    assert (claim(now, limit=1), claim(now, YOU), claim(now)) == (["a.vn"], ["b.vn"], [])


def test_the_host_that_waited_longest_comes_first(now: datetime) -> None:
    put(now, "a.vn", "b.vn", "c.vn")
    Host.objects.filter(name="a.vn").update(last_start_at=now)
    Host.objects.filter(name="b.vn").update(last_start_at=LONG_AGO)
    assert claim(now) == ["c.vn", "b.vn", "a.vn"]


@pytest.mark.parametrize(
    "change",
    [
        {"run_at": datetime(2030, 1, 1, tzinfo=UTC)},
        {"quarantined_at": LONG_AGO},
        {"leased_until": datetime(2100, 1, 1, tzinfo=UTC)},
        {"stage": "extract"},
    ],
)
def test_a_host_with_nothing_due_is_left_alone(now: datetime, change: dict[str, object]) -> None:
    put(now, "a.vn")
    Job.objects.update(**change)
    assert claim(now) == []


def test_a_resting_host_is_not_claimed_until_it_has_rested(now: datetime) -> None:
    put(now, "a.vn")
    claim(now)
    hosts.rest(ME, "a.vn", timedelta(hours=1), "HTTP 429", 2)
    hosts.let_go(ME, {"a.vn": 0.0})
    assert (claim(now), hosts.claim_one(YOU, "a.vn")) == ([], None)
    Host.objects.update(rest_until=timezone.now())
    assert claim(now) == ["a.vn"]


def test_a_host_that_answers_again_is_calm(now: datetime) -> None:
    put(now, "a.vn")
    claim(now)
    hosts.rest(ME, "a.vn", timedelta(hours=1), "HTTP 429", 2)
    hosts.calm(ME, "a.vn")
    assert Host.objects.values_list("rest_until", "rest_reason", "rests").get() == (None, "", 0)


def test_the_next_holder_knows_when_the_host_was_asked_last(now: datetime) -> None:
    put(now, "a.vn")
    claim(now)
    hosts.let_go(ME, {"a.vn": 1.5})
    (row,) = hosts.claim(YOU, ["fetch"], now, 1)
    assert row.asked_ago == pytest.approx(1.5, abs=0.5)


def test_a_host_never_asked_has_no_last_time(now: datetime) -> None:
    put(now, "a.vn")
    assert hosts.claim(ME, ["fetch"], now, 1)[0].asked_ago is None


def test_a_dead_process_may_have_asked_as_late_as_its_lease_let_it(now: datetime) -> None:
    put(now, "a.vn")
    claim(now)
    Host.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    (row,) = hosts.claim(YOU, ["fetch"], now, 1)
    assert row.asked_ago == pytest.approx(1 + hosts.LONGEST_REQUEST.total_seconds(), abs=0.5)


def test_a_live_process_keeps_what_nobody_took_over(now: datetime) -> None:
    put(now, "a.vn", "b.vn")
    claim(now)
    expire()
    hosts.claim_one(YOU, "a.vn")
    assert hosts.extend(ME) == {"b.vn"}
    assert Host.objects.get(name="a.vn").owner == YOU


def test_who_lost_a_host_no_longer_speaks_for_it(now: datetime) -> None:
    put(now, "a.vn")
    claim(now)
    expire()
    claim(now, YOU)
    hosts.rest(ME, "a.vn", timedelta(hours=1), "HTTP 429", 1)
    hosts.note_robots(ME, "a.vn", 200, "x", 5.0)
    hosts.let_go(ME, {"a.vn": 0.0})
    row = Host.objects.get()
    assert (row.owner, row.rest_until, row.robots_at) == (YOU, None, None)


def test_rules_are_kept_for_all(now: datetime) -> None:
    put(now, "a.vn")
    claim(now)
    hosts.note_robots(ME, "a.vn", 200, "User-agent: *", 5.0)
    hosts.let_go(ME, {"a.vn": 0.0})
    (row,) = hosts.claim(YOU, ["fetch"], now, 1)
    assert (row.robots_status, row.robots_text, row.crawl_delay) == (200, "User-agent: *", 5.0)
    assert row.robots_age is not None
    assert row.robots_age < timedelta(minutes=1)


def test_one_host_can_be_claimed_by_name_though_nothing_is_due(now: datetime) -> None:
    first = hosts.claim_one(ME, "moi.vn")
    assert first is not None
    assert (first.name, hosts.claim_one(YOU, "moi.vn")) == ("moi.vn", None)


@pytest.mark.parametrize("named", [ME, "crawl:1", ""])
def test_a_dead_process_gives_its_hosts_back(now: datetime, named: str) -> None:
    put(now, "a.vn")
    claim(now)
    jobs.release(named)
    row = Host.objects.get()
    assert (row.owner, row.leased_until) == ("", None)
    assert row.last_start_at is not None


def test_a_process_with_a_longer_number_is_another(now: datetime) -> None:
    put(now, "a.vn")
    claim(now, "crawl:12@may")
    jobs.release("crawl:1")
    assert Host.objects.get().owner == "crawl:12@may"


@pytest.mark.django_db(transaction=True)
def test_many_processes_never_share_a_host(now: datetime) -> None:
    put(now, *[f"bao{n}.vn" for n in range(40)])
    got: list[list[str]] = [[] for _ in range(4)]

    def work(number: int) -> None:
        while names := claim(now, f"crawl:{number}", 3):
            got[number] += names
        connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(name for names in got for name in names) == sorted(f"bao{n}.vn" for n in range(40))
