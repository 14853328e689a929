"""An answer that could not be kept is asked for again, though the process that lost it lives on."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError

from archive import jobs, sources
from archive.models import Address, Capture, Job
from crawler import addresses
from crawler.model import Shape
from tests import factory
from tests.pipeline import collecting
from tests.pipeline.collecting import Desk, answer
from tests.pipeline.faults import go_away, happening
from tests.pipeline.making import Hands

pytestmark = pytest.mark.django_db(transaction=True)
FEED = (
    b"<rss version='2.0'><channel><title>x</title>"
    b"<item><title>Tin</title><link>https://bao.example/1</link></item></channel></rss>"
)


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Desk:
    factory.source()
    sources.plan_polls(hands())
    return collecting.desk(tmp_path / "warc", hands)


def beat(desk: Desk) -> None:
    desk.seconds.at += 10
    desk.collector.beat()


def lose(desk: Desk, act: Callable[[], None] = go_away) -> None:
    """Have an answer that the archive does not take."""
    fetch = desk.one()
    with happening(act):
        desk.take(answer(fetch, FEED))


def test_a_poll_that_could_not_be_kept_is_asked_again(desk: Desk, hands: Hands) -> None:
    lose(desk)
    beat(desk)
    told = Job.objects.values_list("owner", "tries", "reason", "run_at").get()
    assert told == ("", 0, "OperationalError: the connection was lost", hands() + timedelta(minutes=1))
    hands.at += timedelta(minutes=1)
    desk.take(answer(desk.one(), FEED))
    assert Address.objects.get().url == "https://bao.example/1"


def test_evidence_that_could_not_be_written_is_fetched_again(desk: Desk) -> None:
    desk.take(answer(desk.one(), FEED))
    shelf = desk.collector.shelf
    shelf.file.unlink()
    shelf.file.mkdir()
    desk.take(answer(desk.one(), b"<html>Tin</html>"))
    beat(desk)
    job = Job.objects.get(stage="fetch")
    assert (job.owner, job.tries, job.reason[:18]) == ("", 0, "IsADirectoryError:")
    assert not Capture.objects.filter(shape=Shape.PAGE.value).exists()


def test_what_is_lost_while_the_archive_is_away_is_let_go_when_it_is_back(desk: Desk) -> None:
    lose(desk)
    with happening(go_away), pytest.raises(OperationalError):
        beat(desk)
    beat(desk)
    assert (desk.collector.lost, Job.objects.get().owner) == ([], "")


def test_however_long_the_archive_is_away_no_source_is_put_aside(desk: Desk, hands: Hands) -> None:
    for _ in range(2 * jobs.MAX_TRIES):
        lose(desk)
        beat(desk)
        hands.at += timedelta(minutes=1)
    assert (jobs.quarantined(), len(desk.due())) == ([], 1)


def test_an_answer_nobody_can_keep_is_put_aside_in_the_end(desk: Desk, hands: Hands) -> None:
    for _ in range(jobs.MAX_TRIES):
        lose(desk, choke)
        beat(desk)
        hands.at += timedelta(minutes=1)
    (aside,) = jobs.quarantined()
    assert (aside.stage, aside.tries, aside.reason) == ("poll", 3, "ValueError: this cannot be stored")


def choke() -> None:
    raise ValueError("this cannot be stored")


def test_a_kept_answer_is_nobodys_loss(desk: Desk) -> None:
    desk.take(answer(desk.one(), FEED))
    beat(desk)
    collector = desk.collector
    assert (collector.lost, collector.under_way, Job.objects.filter(tries__gt=0).count()) == ([], {}, 0)


def test_a_host_is_asked_for_its_lists_before_its_pages(desk: Desk) -> None:
    poll = desk.one()
    desk.take(answer(poll, FEED.replace(b"bao.example", addresses.host_of(poll.url).encode())))
    Job.objects.filter(stage="poll").update(run_at=factory.MORNING)
    assert [desk.one().shape, desk.one().shape] == [Shape.FEED, Shape.PAGE]
