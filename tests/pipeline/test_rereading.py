"""What came lately is read again by a model that was accepted, a few at a time, behind what is new."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive import readings
from archive.models import Article, Job, Reading
from archive.packs import Pack
from classifier.reader import Reader
from pipeline import rereading
from pipeline.context import Context
from pipeline.worker import run_jobs
from tests import factory
from tests.archive.saying import machine, officer
from tests.classifier.shelves import shipped
from tests.pipeline.making import Hands, claimed

pytestmark = pytest.mark.django_db
NEW = "desk-00000002"


@pytest.fixture
def newer(context: Context, pack: Pack, tmp_path: Path) -> Context:
    """A process whose model was accepted just now; it knows one word, and is of one mind on all others."""
    return replace(context, reader=Reader(pack.gazetteer(), shipped(tmp_path / "new", NEW)))


def old(count: int) -> list[int]:
    """Articles that the model before has read, the oldest first."""
    ids = [row.id for row in reversed(factory.many(count))]
    for id in ids:
        machine(id)
    return sorted(ids)


def models(ids: list[int]) -> list[str]:
    return [row.model for row in map(readings.current, ids) if row]


def work_off(context: Context, hands: Hands) -> int:
    """How many rounds it takes until nothing is left to read again."""
    rounds = 0
    while Job.objects.filter(stage=rereading.STAGE).exists():
        run_jobs([rereading.STAGE], context)
        hands.at += rereading.PAUSE
        rounds += 1
    return rounds


def test_everything_of_late_is_read_by_the_new_model_newest_first(newer: Context, hands: Hands) -> None:
    ids = old(rereading.BATCH + 3)
    rereading.begin(NEW, hands.at)
    run_jobs([rereading.STAGE], newer)
    assert models(ids) == ["vi-1"] * 3 + [NEW] * rereading.BATCH
    work_off(newer, hands)
    assert models(ids) == [NEW] * len(ids)


def test_the_next_few_wait_a_moment_for_what_is_new(newer: Context, hands: Hands) -> None:
    old(rereading.BATCH + 1)
    rereading.begin(NEW, hands.at)
    run_jobs([rereading.STAGE], newer)
    assert Job.objects.get(stage=rereading.STAGE).run_at == hands.at + rereading.PAUSE


def test_what_is_older_than_a_month_stays(newer: Context, hands: Hands) -> None:
    (id,) = old(1)
    Article.objects.update(first_fetched_at=hands.at - timedelta(days=31))
    rereading.begin(NEW, hands.at)
    assert (work_off(newer, hands), models([id])) == (1, ["vi-1"])


def test_the_desks_word_stays_over_the_new_model(newer: Context, hands: Hands) -> None:
    (id,) = old(1)
    officer(id, tone=-1)
    rereading.begin(NEW, hands.at)
    work_off(newer, hands)
    row = readings.current(id)
    assert row is not None
    assert (row.tone, row.guess and row.guess.model, Reading.objects.count()) == (-1, NEW, 4)


def test_watches_and_stories_look_only_at_what_changed_and_it_counts_as_read_when_it_was(
    newer: Context, hands: Hands
) -> None:
    (id,) = old(1)
    before = Article.objects.select_related("reading").get(id=id).reading
    rereading.begin(NEW, hands.at)
    work_off(newer, hands)
    after = Article.objects.select_related("reading").get(id=id).reading
    assert before is not None
    assert after is not None
    assert (after.model, after.read_at) == (NEW, before.read_at)
    key = f"{id}:{NEW}"
    assert list(Job.objects.values_list("stage", "key")) == [("alert", key), ("story", key)]


def test_what_the_new_model_reads_alike_is_no_news(
    newer: Context, hands: Hands, pack: Pack, tmp_path: Path
) -> None:
    (id,) = old(1)
    same = replace(newer, reader=Reader(pack.gazetteer(), shipped(tmp_path / "old", "vi-00000000")))
    rereading.read_again(id, same)
    Job.objects.all().delete()
    rereading.begin(NEW, hands.at)
    work_off(newer, hands)
    assert (models([id]), Job.objects.count()) == ([NEW], 0)


def test_a_step_of_a_model_that_reads_no_longer_is_over(newer: Context, hands: Hands) -> None:
    ids = old(1)
    rereading.begin("desk-00000001", hands.at)
    rereading.run(claimed(rereading.STAGE, newer), newer)
    assert (models(ids), Job.objects.count()) == (["vi-1"], 0)


def test_an_article_that_is_gone_meanwhile_is_passed_over(newer: Context) -> None:
    rereading.read_again(987_654, newer)
    assert not Reading.objects.exists()
