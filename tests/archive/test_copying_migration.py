"""An archive that grows into the new store of fingerprints relates its last weeks' articles once more."""

from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from archive import marks
from archive.models import Article, Job
from tests.archive.conftest import MakeArticle

STEP = import_module("archive.migrations.0005_copying")


@pytest.mark.django_db
def test_the_articles_of_the_window_are_related_anew(make_article: MakeArticle, now: datetime) -> None:
    ids = [make_article(url=f"https://bao.example/{n}") for n in range(3)]
    Article.objects.filter(id=ids[0]).update(first_fetched_at=now - marks.WINDOW - timedelta(minutes=1))
    Job.objects.all().delete()
    for _ in range(2):
        STEP.relate_anew(apps, connection.schema_editor())
    told = Job.objects.order_by("id").values_list("stage", "key", "payload", "run_at")
    assert list(told) == [("relate", f"{id}:copying", {"article": id}, now) for id in ids[1:]]


@pytest.mark.django_db
def test_an_empty_archive_has_nothing_to_relate() -> None:
    STEP.relate_anew(apps, connection.schema_editor())
    assert not Job.objects.exists()


def test_the_window_is_that_of_the_store() -> None:
    assert STEP.WINDOW == marks.WINDOW
