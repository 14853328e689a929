"""What the collector asks of which host and when, told by its questions."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from archive import announced, hosts, jobs, revisits, sources
from archive.models import Address, Capture, Host, Job, Source
from crawler.model import DateOrigin, Entry, Moment
from tests import factory
from tests.pipeline import collecting
from tests.pipeline.collecting import Desk, Seconds, answer, urls
from tests.pipeline.making import Hands

pytestmark = pytest.mark.django_db
DENY = "User-agent: *\nDisallow: /kin/\n"


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Desk:
    return collecting.desk(tmp_path, hands)


def page(*addresses: str) -> None:
    """Pages that are announced and not yet fetched, of a source that is never polled."""
    nowhen = Moment(None, "", DateOrigin.NONE)
    entries = [Entry(url, url, "", nowhen) for url in addresses]
    announced.announce(factory.source().id, entries, "", factory.MORNING)


def questions(desk: Desk) -> list[str]:
    """What one round asks, rules among it."""
    return urls(desk.collector.due(50))


def test_a_host_is_asked_for_its_rules_first(desk: Desk) -> None:
    page("http://a.vn/1", "http://b.vn:81/1")
    assert questions(desk) == ["http://a.vn/robots.txt", "http://b.vn:81/robots.txt"]
    desk.seconds.at += 60
    assert questions(desk) == [], "nothing else is asked before they are known"


@pytest.mark.parametrize("status", [404, 403])
def test_a_host_without_rules_may_be_asked_anything(desk: Desk, status: int) -> None:
    page("http://a.vn/1")
    (rules,) = desk.collector.due(5)
    desk.take(answer(rules, status=status))
    assert desk.one().url == "http://a.vn/1"
    assert Host.objects.values_list("robots_status", "robots_text").get() == (status, "")


def test_what_rules_forbid_is_not_asked_and_said_so(desk: Desk) -> None:
    desk.rules["a.vn"] = DENY
    page("http://a.vn/kin/1", "http://a.vn/2")
    assert [url for _ in range(3) for url in urls(desk.due())] == ["http://a.vn/2"]
    states = dict(Address.objects.values_list("url", "state"))
    assert states == {"http://a.vn/kin/1": "refused", "http://a.vn/2": "waiting"}


def test_rules_that_another_process_read_are_not_asked_again(
    desk: Desk, tmp_path: Path, hands: Hands
) -> None:
    desk.rules["a.vn"] = DENY
    page("http://a.vn/1")
    desk.take(answer(desk.one(), status=404))
    desk.due()
    page("http://a.vn/kin/2", "http://a.vn/3")
    other = collecting.desk(tmp_path, hands, "crawl:2@may")
    assert questions(other) == ["http://a.vn/3"]


def test_rules_are_asked_again_after_a_day_of_the_same_process_too(desk: Desk) -> None:
    page("http://a.vn/1", "http://a.vn/2")
    desk.take(answer(desk.one(), b"<html>"))
    desk.seconds.at += 86_400
    assert questions(desk) == ["http://a.vn/robots.txt"]


def test_rules_are_asked_again_after_a_day(desk: Desk, tmp_path: Path, hands: Hands) -> None:
    page("http://a.vn/1")
    desk.take(answer(desk.one(), status=404))
    desk.due()
    Host.objects.update(robots_at=timezone.now() - timedelta(hours=24))
    page("http://a.vn/2")
    assert questions(collecting.desk(tmp_path, hands, "crawl:2@may")) == ["http://a.vn/robots.txt"]


@pytest.mark.parametrize(
    ("status", "error", "reason"),
    [
        (500, "", "robots.txt unreachable: HTTP 500"),
        (0, "DownloadTimeoutError: x", "robots.txt unreachable: DownloadTimeoutError: x"),
    ],
)
def test_while_rules_cannot_be_had_pages_wait_and_polls_fail(
    desk: Desk, hands: Hands, status: int, error: str, reason: str
) -> None:
    source = factory.source()
    sources.plan_polls(hands())
    page(source.url.replace(".rss", ".html"))
    (rules,) = desk.collector.due(5)
    desk.take(answer(rules, status=status, error=error))
    row, host = Source.objects.get(), Host.objects.get()
    assert (row.state, row.reason, row.failures) == ("failing", reason, 1)
    assert (Address.objects.get().state, Job.objects.get(stage="fetch").tries) == ("waiting", 0)
    assert host.rest_reason == reason
    assert timedelta() < (host.rest_until or timezone.now()) - timezone.now() <= timedelta(minutes=1)
    assert desk.due() == []


def test_a_host_that_is_busy_with_its_rules_does_not_fail_its_sources(desk: Desk, hands: Hands) -> None:
    factory.source()
    sources.plan_polls(hands())
    (rules,) = desk.collector.due(5)
    desk.take(answer(rules, status=429, Retry_After="30"))
    assert (Source.objects.get().failures, Host.objects.get().rest_reason) == (0, "HTTP 429")
    assert desk.due() == []


def test_rules_with_a_secret_mark_are_not_kept(desk: Desk) -> None:
    page("http://a.vn/1")
    (rules,) = desk.collector.due(5)
    desk.take(answer(rules, "TUYỆT MẬT\n".encode(), Content_Type="text/plain; charset=utf-8"))
    assert Host.objects.values_list("robots_text", "rest_reason").get() == (
        "",
        "robots.txt unreachable: state-secret mark",
    )


def test_rules_are_followed_to_another_host_in_its_turn(desk: Desk) -> None:
    page("http://a.vn/1", "http://a.vn/kin/2")
    (rules,) = desk.collector.due(5)
    desk.take(answer(rules, status=301, hop="http://www.a.vn/robots.txt"))
    (there,) = desk.collector.due(5)
    assert there.url == "http://www.a.vn/robots.txt"
    desk.take(answer(there, DENY.encode()))
    assert desk.one().url == "http://a.vn/1"
    assert Host.objects.get(name="a.vn").robots_text == DENY


def test_rules_that_lead_in_circles_are_none(desk: Desk) -> None:
    page("http://a.vn/1")
    (rules,) = desk.collector.due(5)
    desk.take(answer(rules, status=0, error="too many redirects"))
    assert desk.one().url == "http://a.vn/1"


def test_rules_at_a_host_another_process_has_wait(desk: Desk) -> None:
    hosts.claim_one("crawl:2@may", "www.a.vn")
    page("http://a.vn/1")
    (rules,) = desk.collector.due(5)
    desk.take(answer(rules, status=301, hop="http://www.a.vn/robots.txt"))
    assert Host.objects.get(name="a.vn").rest_reason == "robots.txt unreachable: www.a.vn is busy"
    assert desk.due() == []


def test_when_the_host_that_has_the_rules_rests_so_does_the_one_they_are_for(desk: Desk) -> None:
    page("http://a.vn/1", "http://b.vn/1")
    first = {fetch.url: fetch for fetch in desk.collector.due(5)}
    desk.take(answer(first["http://a.vn/robots.txt"], status=301, hop="http://b.vn/robots.txt"))
    desk.take(answer(first["http://b.vn/robots.txt"], status=503))
    reasons = dict(Host.objects.values_list("name", "rest_reason"))
    assert reasons == {"a.vn": "robots.txt unreachable", "b.vn": "HTTP 503"}
    assert desk.due() == []


def test_two_questions_to_one_host_are_a_pause_apart(desk: Desk) -> None:
    page("http://a.vn/1", "http://a.vn/2")
    first = desk.one()
    desk.take(answer(first, status=404))
    desk.seconds.at += 1.75
    assert questions(desk) == []
    desk.seconds.at += 0.25
    assert [first.url, *questions(desk)] in (
        ["http://a.vn/1", "http://a.vn/2"],
        ["http://a.vn/2", "http://a.vn/1"],
    )


def test_the_longest_pause_that_is_asked_for_is_kept(desk: Desk) -> None:
    desk.rules["a.vn"] = "User-agent: *\nCrawl-delay: 8\n"
    Source.objects.filter(id=factory.source().id).update(url="http://a.vn/rss", delay_seconds=3.0)
    page("http://a.vn/1")
    desk.one()
    (lane,) = desk.collector.lanes.held.values()
    assert lane.turns.pause == 8.0


def test_a_host_is_given_back_when_nothing_more_is_due_there(desk: Desk) -> None:
    page("http://a.vn/1")
    fetch = desk.one()
    assert Host.objects.get().owner == "crawl:1@may"
    desk.take(answer(fetch, status=404))
    desk.due()
    row = Host.objects.get()
    assert (row.owner, desk.collector.lanes.held) == ("", {})
    assert row.last_start_at is not None


def test_the_next_holder_keeps_the_pause(desk: Desk, tmp_path: Path, hands: Hands) -> None:
    page("http://a.vn/1")
    desk.take(answer(desk.one(), status=404))
    desk.due()
    Host.objects.update(last_start_at=timezone.now())
    page("http://a.vn/2")
    other = collecting.desk(tmp_path, hands, "crawl:2@may")
    assert questions(other) == []
    other.seconds.at += 2.0
    assert questions(other) == ["http://a.vn/2"]


def test_one_host_with_much_to_ask_leaves_room_for_others(desk: Desk) -> None:
    page(*[f"http://a.vn/{number}" for number in range(50)], "http://b.vn/1")
    assert sorted(jobs.lane_of(url) for url in urls(desk.due())) == ["a.vn", "b.vn"]
    assert Job.objects.filter(lane="a.vn", owner="").count() > 40


def test_with_little_room_those_who_waited_longest_come_first(desk: Desk) -> None:
    page(*[f"http://bao{number}.vn/1" for number in range(5)])
    asked = []
    for _ in range(10):
        desk.seconds.at += 5
        fetches = desk.collector.due(1)
        desk.take(*[answer(fetch, status=404) for fetch in fetches])
        asked += urls(fetches)
    assert len(set(asked)) == 10, "five hosts, rules and a page of each"


@pytest.mark.parametrize(
    ("headers", "rests"), [({"Retry_After": "90"}, 0), ({}, 1), ({"Retry_After": "-1"}, 1)]
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_patience_is_left_alone_by_all(
    desk: Desk, tmp_path: Path, hands: Hands, status: int, headers: dict[str, Any], rests: int
) -> None:
    page(*[f"http://a.vn/{number}" for number in range(9)])
    desk.take(answer(desk.one(), status=status, **headers))
    row = Host.objects.get()
    assert (row.rest_reason, row.rests) == (f"HTTP {status}", rests)
    assert (row.rest_until or timezone.now()) - timezone.now() > timedelta(seconds=50)
    assert (desk.due(), collecting.desk(tmp_path, hands, "crawl:2@may").due()) == ([], [])
    waiting = Job.objects.filter(stage="fetch", run_at=factory.MORNING)
    assert set(waiting.values_list("tries", "owner")) == {(0, "")}


def test_patience_without_a_time_grows_until_the_host_answers(desk: Desk) -> None:
    page("http://a.vn/1", "http://a.vn/2")
    for rests in (1, 2):
        desk.take(answer(desk.one(), status=429))
        assert Host.objects.get().rests == rests
        Host.objects.update(rest_until=None)
        Job.objects.update(run_at=factory.MORNING)
        desk.due(0)
    desk.take(answer(desk.one(), b"<html>"))
    assert Host.objects.values_list("rests", "rest_reason").get() == (0, "")


def test_a_host_that_had_its_peace_and_answers_is_as_any_other(desk: Desk) -> None:
    page("http://a.vn/1")
    desk.take(answer(desk.one(), status=429, Retry_After="60"))
    Host.objects.update(rest_until=timezone.now())
    Job.objects.update(run_at=factory.MORNING)
    desk.take(answer(desk.one(), b"<html>"))
    assert Host.objects.values_list("rest_until", "rest_reason").get() == (None, "")


def test_a_redirect_on_the_same_host_is_followed_in_its_next_turn(desk: Desk) -> None:
    page("http://a.vn/1")
    desk.take(answer(desk.one(), status=301, hop="http://a.vn/moi"))
    hop = desk.one()
    assert (hop.url, hop.hops) == ("http://a.vn/moi", 1)
    desk.take(answer(hop, b"<html>"))
    assert Capture.objects.values_list("url", "final_url").get() == ("http://a.vn/1", "http://a.vn/moi")


def test_a_redirect_to_another_host_waits_in_its_lane(desk: Desk) -> None:
    page("http://a.vn/1")
    desk.take(answer(desk.one(), status=302, hop="http://b.vn/moi"))
    job = Job.objects.get()
    assert (job.lane, job.owner, job.tries) == ("b.vn", "", 0)
    assert job.payload["hop"] == {"url": "http://b.vn/moi", "hops": 1, "is_permanent": False}
    hop = desk.one()
    assert (hop.url, hop.hops) == ("http://b.vn/moi", 1)


def test_rules_bind_every_hop(desk: Desk) -> None:
    desk.rules["b.vn"] = DENY
    page("http://a.vn/1")
    desk.take(answer(desk.one(), status=302, hop="http://b.vn/kin/1"))
    assert desk.due() == []
    assert Address.objects.get().state == "refused"


def test_a_step_in_the_wrong_lane_or_in_none_is_put_right(desk: Desk) -> None:
    page("http://a.vn/1", "http://b.vn/1")
    Job.objects.filter(lane="a.vn").update(lane="cu.vn")
    Job.objects.filter(lane="b.vn").update(lane="")
    jobs.know_hosts(["cu.vn"])
    asked = [url for _ in range(4) for url in urls(desk.due())]
    assert sorted(asked) == ["http://a.vn/1", "http://b.vn/1"]


def test_an_address_without_a_host_ends_its_step_with_a_reason(desk: Desk, hands: Hands) -> None:
    Source.objects.filter(id=factory.source().id).update(url="///rss")
    sources.plan_polls(hands())
    assert desk.due() == []
    assert Source.objects.values_list("state", "reason").get() == ("failing", "no host")


def test_what_another_process_has_taken_over_is_let_be(desk: Desk) -> None:
    page("http://a.vn/1", "http://a.vn/2")
    fetch = desk.one()
    Host.objects.update(owner="crawl:2@may")
    desk.seconds.at += 10
    assert questions(desk) == []
    assert desk.collector.lanes.held == {}
    assert sorted(Job.objects.values_list("owner", flat=True)) == ["", "crawl:1@may"]
    desk.take(answer(fetch, b"<html>"))
    assert Capture.objects.count() == 1, "its answer was under way and is kept"


def test_rules_that_lay_at_a_host_that_was_taken_over_are_asked_for_again(desk: Desk) -> None:
    page("http://a.vn/1")
    (rules,) = desk.collector.due(5)
    desk.take(answer(rules, status=301, hop="http://b.vn/robots.txt"))
    Host.objects.filter(name="b.vn").update(owner="crawl:2@may")
    desk.seconds.at += 10
    assert questions(desk) == ["http://a.vn/robots.txt"]


def test_rules_of_a_host_that_was_taken_over_are_another_process_affair(desk: Desk) -> None:
    page("http://a.vn/1")
    (rules,) = desk.collector.due(5)
    Host.objects.update(owner="crawl:2@may")
    desk.seconds.at += 10
    desk.collector.beat()
    desk.take(answer(rules, DENY.encode()))
    assert Host.objects.values_list("robots_status", "robots_text").get() == (None, "")


def test_an_answer_whose_step_was_taken_over_is_not_kept_twice(desk: Desk) -> None:
    page("http://a.vn/1")
    fetch = desk.one()
    Job.objects.update(lease="khac")
    desk.take(answer(fetch, b"<html>"))
    assert (Capture.objects.count(), Job.objects.get().lease) == (0, "khac")


def test_a_redirect_of_a_step_that_was_taken_over_is_not_followed(desk: Desk) -> None:
    page("http://a.vn/1")
    fetch = desk.one()
    Job.objects.update(lease="khac")
    desk.take(answer(fetch, status=302, hop="http://b.vn/"))
    assert Job.objects.values_list("lane", "lease").get() == ("a.vn", "khac")


def test_one_answer_that_cannot_be_kept_spoils_no_other(desk: Desk) -> None:
    page("http://a.vn/1", "http://b.vn/1", "http://c.vn/1")
    fetches = desk.due()
    Job.objects.filter(lane="b.vn").update(lease="khac")
    desk.take(*[answer(fetch, b"<html>") for fetch in fetches])
    assert sorted(Capture.objects.values_list("url", flat=True)) == ["http://a.vn/1", "http://c.vn/1"]


@pytest.mark.parametrize(
    ("status", "is_kept"), [(200, True), (410, True), (500, True), (304, False), (0, False)]
)
def test_of_a_look_at_an_article_every_answer_is_evidence(desk: Desk, status: int, is_kept: bool) -> None:
    article = factory.article(url="http://a.vn/1")
    jobs.put([revisits.first(Address.objects.get(article=article).id, "http://a.vn/1", factory.MORNING)])
    Job.objects.update(run_at=factory.MORNING)
    desk.take(answer(desk.one(), b"<html>" if status else b"", status))
    size = desk.collector.shelf.file.stat().st_size
    assert (size > 0) is is_kept


def test_a_look_at_a_page_that_bears_a_mark_ends_the_looks(desk: Desk) -> None:
    article = factory.article(url="http://a.vn/1")
    jobs.put([revisits.first(Address.objects.get(article=article).id, "http://a.vn/1", factory.MORNING)])
    Job.objects.update(run_at=factory.MORNING)
    desk.take(answer(desk.one(), "<p>TỐI MẬT</p>".encode(), Content_Type="text/html; charset=utf-8"))
    assert (Job.objects.count(), desk.collector.shelf.file.stat().st_size) == (0, 0)
    assert Address.objects.get().state == "stored"


def test_seconds_are_told_to_the_archive_as_they_passed(desk: Desk, hands: Hands) -> None:
    page("http://a.vn/1")
    desk.take(answer(desk.one(), status=404))
    desk.seconds = Seconds(desk.seconds.at + 40)
    desk.collector.lanes.tick = desk.seconds
    desk.collector.due(5)
    asked = Host.objects.get().last_start_at
    assert asked is not None
    assert (timezone.now() - asked).total_seconds() == pytest.approx(40, abs=1)
