from datetime import timedelta

import pytest

from archive import jobs, notices
from archive.models import Article, Job
from pipeline import canary
from pipeline.context import Context
from pipeline.worker import Worker
from tests import factory
from tests.pipeline.making import Hands

pytestmark = pytest.mark.django_db


def test_the_worker_looks_and_comes_back(worker: Worker, context: Context, hands: Hands) -> None:
    jobs.plan(canary.STAGE, canary.KEY, context.now())
    for number in range(60):
        at = hands.at - timedelta(hours=number)
        row = factory.article(published_at=at, seen_at=at, standfirst="" if number < 20 else "sapo")
        Article.objects.filter(id=row.id).update(authors=["Hoài An"], section="Đời sống")
    worker.step()
    told = [row.params["what"] for row in notices.standing() if row.kind == "canary"]
    assert told == ["standfirst"]
    assert Job.objects.get(stage=canary.STAGE).run_at == hands.at + canary.EVERY


def test_planning_again_leaves_the_step_as_it_is(context: Context, hands: Hands) -> None:
    jobs.plan(canary.STAGE, canary.KEY, context.now())
    hands.at += timedelta(days=1)
    jobs.plan(canary.STAGE, canary.KEY, context.now())
    assert Job.objects.get().run_at == hands.at - timedelta(days=1)
