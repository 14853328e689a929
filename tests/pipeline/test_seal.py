import pytest

from archive import captures, jobs, seals
from archive.models import Job, Seal
from crawler import model as crawler
from crawler.evidence import Shelf
from pipeline import seal
from pipeline.context import Context
from pipeline.worker import Worker
from tests import factory
from tests.pipeline.making import Hands

pytestmark = pytest.mark.django_db
URL = "https://bao.example/1"


def fetched(context: Context) -> None:
    answer = crawler.Capture("", URL, URL, crawler.Shape.PAGE, 200, (), b"trang", context.now())
    captures.keep(answer, Shelf(context.warc_folder, "thu").keep(answer), factory.source().id)


def test_the_worker_seals_after_midnight_and_again_the_next_night(
    worker: Worker, context: Context, hands: Hands
) -> None:
    jobs.plan(seal.STAGE, seal.KEY, context.now())
    fetched(context)
    worker.step()
    assert Seal.objects.count() == 0
    hands.at = seals.next_sealing(hands.at)
    worker.step()
    assert Seal.objects.count() == 1
    assert Job.objects.get(stage=seal.STAGE).run_at == seals.next_sealing(hands.at)
    assert (context.warc_folder / seals.CHAIN_FILE).read_text("utf-8").count("\n") == 1


def test_planning_again_leaves_the_step_as_it_is(context: Context, hands: Hands) -> None:
    jobs.plan(seal.STAGE, seal.KEY, context.now())
    before = Job.objects.get().run_at
    hands.at = seals.next_sealing(hands.at)
    jobs.plan(seal.STAGE, seal.KEY, context.now())
    assert Job.objects.get().run_at == before


def test_a_copy_that_a_crash_left_out_is_made_the_next_night(
    worker: Worker, context: Context, hands: Hands
) -> None:
    fetched(context)
    hands.at = seals.next_sealing(hands.at)
    seals.seal(hands.at)
    jobs.plan(seal.STAGE, seal.KEY, hands.at)
    worker.step()
    assert seals.state(context.warc_folder).is_good
    assert (context.warc_folder / seals.CHAIN_FILE).exists()


def test_a_step_taken_over_by_another_seals_nothing(context: Context) -> None:
    fetched(context)
    jobs.plan(seal.STAGE, seal.KEY, context.now())
    (claim,) = jobs.claim([seal.STAGE], "work:1", context.now(), 1)
    jobs.release("work:1")
    later = seals.next_sealing(context.now())
    with pytest.raises(jobs.LeaseLost):
        seal.run(claim, Context(lambda: later, context.pack, context.warc_folder, context.reader, "work:1"))
    assert Seal.objects.count() == 0
