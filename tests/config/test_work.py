import os
import signal
import threading
import time
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from archive import changes, jobs, pulse
from archive.models import Article, Job
from config import tools
from config.verbs.work import door
from crawler.door import Names, no_names, system_names
from search.engine import open_engine
from tests import factory
from tests.config.conftest import Diembao

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("desk")]


def waiting_article() -> Article:
    """An article that has still to be read."""
    row = factory.article()
    jobs.put([jobs.NewJob("read", f"{row.id}:{row.version}", factory.MORNING, {"article": row.id})])
    return row


def test_everything_that_waits_is_worked_off(diembao: Diembao) -> None:
    row = waiting_article()
    told = diembao("work", "--until-idle")
    row.refresh_from_db()
    assert (told.code, told.out, told.err) == (0, "", "")
    assert (row.reading is not None, Job.objects.count(), changes.lag().count) == (True, 0, 0)
    assert diembao("search", "ben loi").out.splitlines()[-1] == "1 bài / articles"


def test_only_the_stages_that_are_named_are_worked(diembao: Diembao) -> None:
    waiting_article()
    assert diembao("work", "--until-idle", "--stages", "read,send").code == 0
    assert (list(Job.objects.values_list("stage", flat=True)), changes.lag().count) == (["relate"], 1)


def test_a_worker_that_ends_takes_its_sign_and_its_leases_with_it(diembao: Diembao) -> None:
    jobs.put([jobs.NewJob("other", "1", factory.MORNING)])
    jobs.claim(["other"], f"work:{os.getpid()}", factory.MORNING, 1)
    diembao("work", "--until-idle")
    assert (pulse.beats(), Job.objects.get().owner) == ([], "")


def test_a_signal_ends_the_work_in_order(diembao: Diembao) -> None:
    telling = threading.Thread(target=stop_the_worker)
    telling.start()
    told = diembao("work")
    telling.join()
    assert (told.code, pulse.beats()) == (0, [])


def stop_the_worker() -> None:
    """Ctrl-C, once the worker shows itself."""
    for _ in range(500):
        if pulse.beats():
            os.kill(os.getpid(), signal.SIGINT)
            break
        time.sleep(0.02)
    connection.close()


@pytest.mark.parametrize("stages", ["doc", "read,doc", ""])
def test_a_stage_that_is_none_is_said(stages: str, diembao: Diembao) -> None:
    told = diembao("work", "--until-idle", "--stages", stages)
    assert (told.code, told.out) == (2, "")
    assert "không có bước / no such stage: " in told.sentences[-1]
    stages = "extract, read, relate, story, across, claim, alert, seal, canary, sweep, signals"
    assert told.err.endswith(f"({stages}, learn, reread, index, send)\n")


@pytest.mark.parametrize(
    ("setting", "value"), [("PACK", "khong-co"), ("PACK", "/khong/co"), ("MODEL_FOLDER", Path("/khong/co"))]
)
def test_tools_that_are_missing_are_a_sentence(
    setting: str, value: object, settings: Settings, diembao: Diembao
) -> None:
    setattr(settings, setting, value)
    told = diembao("work", "--until-idle")
    assert (told.code, told.out, pulse.beats()) == (2, "", [])
    assert all(" / " in sentence for sentence in told.sentences)


def test_an_index_somebody_writes_into_is_left_to_them(settings: Settings, diembao: Diembao) -> None:
    row = waiting_article()
    writer = open_engine(settings.SEARCH_URL, write=True)
    told = diembao("work", "--until-idle")
    writer.close()
    row.refresh_from_db()
    assert (told.code, told.err, pulse.beats()) == (0, "", [])
    assert (row.reading is not None, changes.lag().count) == (True, 1)


@pytest.mark.parametrize(
    ("is_offline", "resolver"), [(True, no_names), (False, system_names)], ids=["offline", "online"]
)
def test_a_call_leaves_through_the_door_and_a_desk_that_is_offline_finds_nobody(
    is_offline: bool,
    resolver: Names,
    settings: Settings,
) -> None:
    settings.OFFLINE = is_offline
    way = door(tools.context("work"))
    assert (way.resolver, way.caps.hops, way.dial_map) == (resolver, 0, {})
    assert settings.SITE_URL in way.agent
