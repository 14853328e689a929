"""The next models from the desk's labels: each night in which there are enough, or when asked."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from archive import readings, training_runs
from archive.models import Article, Correction, Job, TrainingRun
from archive.packs import Pack
from classifier.labelled import Labelled
from classifier.reader import Reader
from classifier.relearning import Relearned
from classifier.shelf import Latest, Shelf
from pipeline import learning, read, rereading
from pipeline.context import Context
from pipeline.worker import Worker
from tests import factory
from tests.archive.saying import officer
from tests.classifier import corrected
from tests.pipeline.making import Hands, claimed, queued

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 10, 1, 20, 15, tzinfo=UTC)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "models", settings.MODEL_FOLDER)


@pytest.fixture
def desk(context: Context, shelf: Shelf, pack: Pack) -> Context:
    """A process that may train, and notices what was accepted."""
    make: Callable[[Path], Reader] = lambda folder: Reader(pack.gazetteer(), folder)  # noqa: E731
    return replace(context, reader=Latest(shelf, make), shelf=shelf)


def judged(rows: list[Labelled], context: Context) -> None:
    """Articles with these words, read by the machine and judged by officers."""
    for row in rows:
        made = factory.article(row.title, body=row.body)
        read.run(claimed(read.STAGE, context, queued(read.STAGE, made.id)), context)
        officer(made.id, about=row.about, topics=row.topics, tone=row.tone, origin="random")
        Correction.objects.filter(article=made).update(is_held=row.is_held)
    Job.objects.all().delete()


def trained(desk: Context, *, is_dry: bool = False) -> Relearned | None:
    assert desk.shelf is not None
    return learning.train(desk.shelf, desk.pack.gazetteer(), desk.now, lambda _: None, is_dry=is_dry)


def test_labels_change_the_model_that_reads_and_the_articles_of_late(desk: Context, hands: Hands) -> None:
    judged(corrected.honest(80), desk)
    before = desk.reader.name
    fresh = factory.article("Diêm dân Mỹ Lâm bỏ ruộng", body="Ruộng muối ở Mỹ Lâm, tỉnh Lam Giang bỏ không.")
    read.run(claimed(read.STAGE, desk, queued(read.STAGE, fresh.id)), desk)
    Job.objects.all().delete()
    found = trained(desk)
    assert found is not None
    assert (found.is_accepted, desk.reader.name, before == found.parent) == (True, found.name, True)
    while Job.objects.filter(stage=rereading.STAGE).exists():
        rereading.run(claimed(rereading.STAGE, desk), desk)
        hands.at += rereading.PAUSE
    row = readings.current(fresh.id)
    assert row is not None
    assert (row.model, row.topics[0][0]) == (found.name, "society")


def test_a_training_is_written_down_with_its_figures(desk: Context, hands: Hands) -> None:
    judged(corrected.honest(80), desk)
    found = trained(desk)
    (row,) = training_runs.newest(5)
    assert found is not None
    assert (row.parent, row.model, row.judgements) == (found.parent, found.name, found.judgements)
    assert (row.started_at, row.labels, row.held) == (hands.at, 60, 20)


def test_poisoned_labels_leave_the_model_and_are_written_down(desk: Context) -> None:
    judged(corrected.poisoned(corrected.honest(80)), desk)
    trained(desk)
    (row,) = training_runs.newest(5)
    assert {one.task: one.reason.value for one in row.judgements}["topic"] == "worse"


def test_a_trial_is_not_written_down(desk: Context) -> None:
    judged(corrected.honest(40), desk)
    found = trained(desk, is_dry=True)
    assert found is not None
    assert (found.is_accepted, TrainingRun.objects.count(), Job.objects.count()) == (True, 0, 0)


def test_without_labels_there_is_nothing_to_do(desk: Context) -> None:
    assert (trained(desk), TrainingRun.objects.count()) == (None, 0)


def nightly(desk: Context) -> Job:
    """The step as `prepare` plans it, run once."""
    Job.objects.create(stage=learning.STAGE, key=learning.KEY, run_at=desk.now())
    learning.run(claimed(learning.STAGE, desk), desk)
    return Job.objects.get(stage=learning.STAGE)


def test_at_night_enough_new_labels_are_learned_from(desk: Context, hands: Hands) -> None:
    judged(corrected.honest(40), desk)
    hands.at = NIGHT
    assert (nightly(desk).run_at, TrainingRun.objects.count()) == (NIGHT + timedelta(days=1), 1)


def test_a_few_are_not_worth_a_training(desk: Context) -> None:
    judged(corrected.honest(learning.ENOUGH - 1), desk)
    nightly(desk)
    assert TrainingRun.objects.count() == 0


def test_a_process_without_models_of_its_own_comes_back_the_next_night(context: Context) -> None:
    assert nightly(context).run_at == datetime(2026, 10, 1, 20, 15, tzinfo=UTC)


def test_while_another_training_runs_it_comes_back_in_an_hour(desk: Context, shelf: Shelf) -> None:
    judged(corrected.honest(learning.ENOUGH), desk)
    with shelf.held():
        assert nightly(desk).run_at == desk.now() + learning.LATER
    assert TrainingRun.objects.count() == 0


def test_a_model_of_an_older_release_is_made_anew_at_once(desk: Context, shelf: Shelf) -> None:
    judged(corrected.honest(40), desk)
    trained(desk)
    card = shelf.own / shelf.chosen() / "models.json"
    told = json.loads(card.read_text("utf-8"))
    card.write_text(json.dumps({**told, "desk": {"shipped": "vi-older"}}), "utf-8")
    assert learning.is_due(0, shelf) is True
    assert shelf.in_use() == shelf.shipped
    nightly(desk)
    assert learning.is_due(0, shelf) is False


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (NIGHT - timedelta(minutes=1), NIGHT),
        (NIGHT, NIGHT + timedelta(days=1)),
        (NIGHT + timedelta(hours=5), NIGHT + timedelta(days=1)),
    ],
)
def test_the_night_is_the_desks(now: datetime, begins: datetime) -> None:
    assert learning.next_night(now) == begins


def test_the_worker_trains_and_reads_again(worker: Worker, desk: Context, hands: Hands) -> None:
    judged(corrected.honest(40), desk)
    Job.objects.create(stage=learning.STAGE, key=learning.KEY, run_at=hands.at)
    team = replace(worker, context=desk, work=(learning.STAGE, rereading.STAGE))
    while Job.objects.filter(stage__in=team.work, run_at__lt=NIGHT - timedelta(hours=1)).exists():
        team.step()
        hands.at += rereading.PAUSE
    assert set(Article.objects.values_list("reading__model", flat=True)) == {readings.DESK}
    assert {row.model for row in training_runs.newest(1)} == {desk.reader.name}
