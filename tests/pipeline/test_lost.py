"""An answer that could not be kept is asked for again, though the process that lost it lives on."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError

from archive import jobs, sources
from archive.models import Address, Capture, Job
from crawler import model as crawler
from crawler.model import Fetch, Shape
from pipeline.collect import Collector
from tests import factory
from tests.pipeline.faults import go_away, happening
from tests.pipeline.making import Hands

pytestmark = pytest.mark.django_db(transaction=True)
FEED = (
    b"<rss version='2.0'><channel><title>x</title>"
    b"<item><title>Tin</title><link>https://bao.example/1</link></item></channel></rss>"
)


@pytest.fixture
def collector(tmp_path: Path, hands: Hands) -> Collector:
    factory.source()
    sources.plan_polls(hands())
    return Collector.at(tmp_path / "warc", "crawl:1", hands)


def answer(fetch: Fetch, body: bytes) -> crawler.Capture:
    return crawler.Capture(fetch.key, fetch.url, fetch.url, fetch.shape, 200, (), body, factory.MORNING)


def asked(collector: Collector) -> Fetch:
    (fetch,) = collector.due(5)
    return fetch


def lose(collector: Collector, body: bytes = FEED, *, times: int = 1) -> None:
    """Have an answer that the archive does not take."""
    fetch = asked(collector)
    with happening(go_away, times=times), pytest.raises(OperationalError):
        collector.take(answer(fetch, body))


def test_a_poll_that_could_not_be_kept_is_asked_again(collector: Collector, hands: Hands) -> None:
    lose(collector)
    collector.beat()
    told = Job.objects.values_list("owner", "tries", "reason", "run_at").get()
    assert told == ("", 0, "OperationalError: the connection was lost", hands() + timedelta(minutes=1))
    hands.at += timedelta(minutes=1)
    collector.take(answer(asked(collector), FEED))
    assert Address.objects.get().url == "https://bao.example/1"


def test_evidence_that_could_not_be_written_is_fetched_again(collector: Collector, hands: Hands) -> None:
    collector.take(answer(asked(collector), FEED))
    collector.shelf.file.unlink()
    collector.shelf.file.mkdir()
    with pytest.raises(IsADirectoryError):
        collector.take(answer(asked(collector), b"<html>Tin</html>"))
    collector.beat()
    job = Job.objects.get(stage="fetch")
    assert (job.owner, job.tries, job.reason[:18]) == ("", 0, "IsADirectoryError:")
    assert not Capture.objects.filter(shape=Shape.PAGE.value).exists()


def test_what_is_lost_while_the_archive_is_away_is_let_go_when_it_is_back(collector: Collector) -> None:
    lose(collector)
    with happening(go_away), pytest.raises(OperationalError):
        collector.beat()
    collector.beat()
    assert (collector.lost, Job.objects.get().owner) == ([], "")


def test_however_long_the_archive_is_away_no_source_is_put_aside(collector: Collector, hands: Hands) -> None:
    for _ in range(2 * jobs.MAX_TRIES):
        lose(collector)
        collector.beat()
        hands.at += timedelta(minutes=1)
    assert (jobs.quarantined(), len(collector.due(5))) == ([], 1)


def test_an_answer_nobody_can_keep_is_put_aside_in_the_end(collector: Collector, hands: Hands) -> None:
    for _ in range(jobs.MAX_TRIES):
        fetch = asked(collector)
        with happening(choke), pytest.raises(ValueError, match="cannot be stored"):
            collector.take(answer(fetch, FEED))
        collector.beat()
        hands.at += timedelta(minutes=1)
    (aside,) = jobs.quarantined()
    assert (aside.stage, aside.tries, aside.reason) == ("poll", 3, "ValueError: this cannot be stored")


def choke() -> None:
    raise ValueError("this cannot be stored")


def test_a_kept_answer_is_nobodys_loss(collector: Collector) -> None:
    collector.take(answer(asked(collector), FEED))
    collector.beat()
    assert (collector.lost, collector.asked, Job.objects.filter(tries__gt=0).count()) == ([], {}, 0)


def test_when_many_polls_are_due_the_pages_wait_for_the_next_round(collector: Collector) -> None:
    collector.take(answer(asked(collector), FEED))
    Job.objects.filter(stage="poll").update(run_at=factory.MORNING)
    assert [fetch.shape for fetch in collector.due(1)] == [Shape.FEED]
    assert [fetch.shape for fetch in collector.due(1)] == [Shape.PAGE]
