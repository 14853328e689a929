import threading
import time
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from archive import changes, pulse
from archive.models import Job
from config import tools
from pipeline import rebuild
from pipeline.index import Indexer
from search.engine import open_engine, open_generations
from tests import factory
from tests.config.conftest import Diembao, Index


def found(diembao: Diembao, query: str) -> str:
    return diembao("search", query).out.splitlines()[-1]


@pytest.mark.django_db
@pytest.mark.usefixtures("desk")
def test_the_index_is_built_from_the_archive_alone(diembao: Diembao) -> None:
    factory.many(3)
    told = diembao("reindex")
    assert (told.code, told.out, told.err) == (0, "3 bài đã vào chỉ mục / articles indexed\n", "")
    assert found(diembao, "ben loi") == "3 bài / articles"
    assert changes.lag().count == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("desk")
def test_an_empty_archive_has_an_empty_index(diembao: Diembao) -> None:
    assert diembao("reindex").out == "0 bài đã vào chỉ mục / articles indexed\n"


@pytest.mark.django_db
@pytest.mark.usefixtures("desk")
def test_what_left_the_archive_leaves_the_index(index: Index, diembao: Diembao) -> None:
    gone, kept = factory.article("Tin đã gỡ"), factory.article("Tin còn lại")
    index(gone, kept)
    gone.delete()
    diembao("reindex")
    assert (found(diembao, "da go"), found(diembao, "con lai")) == ("0 bài / articles", "1 bài / articles")


@pytest.mark.django_db
def test_an_index_of_another_version_is_built_again(desk: Path, index: Index, diembao: Diembao) -> None:
    index(factory.article())
    (desk / "index" / (desk / "index" / "live").read_text("utf-8") / "diembao.json").write_text("{}", "utf-8")
    assert diembao("reindex").code == 0
    assert found(diembao, "ben loi") == "1 bài / articles"


@pytest.mark.django_db
def test_an_index_somebody_writes_into_is_left_alone(
    desk: Path, index: Index, settings: Settings, diembao: Diembao
) -> None:
    index(factory.article())
    writer = open_engine(settings.SEARCH_URL, write=True)
    told = diembao("reindex")
    writer.close()
    assert (told.code, told.out) == (2, "")
    assert told.sentences == [
        (
            f"Một tiến trình khác đang ghi vào chỉ mục {desk}/index: hãy dừng nó trước."
            f" / Another process is writing into the index {desk}/index: stop it first."
        )
    ]


@pytest.mark.django_db
def test_a_folder_of_other_files_is_left_alone(desk: Path, diembao: Diembao) -> None:
    (desk / "index").mkdir()
    (desk / "index" / "thu.txt").write_text("x", "utf-8")
    told = diembao("reindex")
    assert (told.code, len(told.sentences)) == (2, 1)
    assert (desk / "index" / "thu.txt").exists()


@pytest.mark.django_db(transaction=True)
def test_a_running_worker_is_waited_for(
    desk: Path, index: Index, settings: Settings, diembao: Diembao
) -> None:
    index()
    factory.many(2)
    pulse.beat("work:1", "work")
    worker = threading.Thread(target=work_until_rebuilt, args=(tools.indexer(),))
    worker.start()
    told = diembao("reindex")
    worker.join()
    assert (told.code, told.out) == (0, "2 bài đã vào chỉ mục / articles indexed\n")
    assert found(diembao, "ben loi") == "2 bài / articles"


def work_until_rebuilt(indexer: Indexer) -> None:
    """What a worker does, once there is something to do."""
    did = 0
    for _ in range(500):
        did += indexer.step()
        if did and not rebuild.is_wanted(factory.MORNING):
            break
        time.sleep(0.02)
    indexer.close()
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_an_index_that_could_not_be_built_says_where_the_reason_is(desk: Path, diembao: Diembao) -> None:
    pulse.beat("work:1", "work")
    generations = open_generations(tools.indexer().url)
    generations.begin()
    generations.close()
    failing = threading.Thread(target=put_aside)
    failing.start()
    told = diembao("reindex")
    failing.join()
    assert (told.code, told.out) == (1, "")
    assert "“quarantine reindex”" in told.err


def put_aside() -> None:
    """What a worker does at last with a generation that cannot be built."""
    for _ in range(500):
        if Job.objects.filter(stage=rebuild.STAGE).update(quarantined_at=factory.MORNING, reason="x"):
            break
        time.sleep(0.02)
    connection.close()


@pytest.mark.django_db
def test_what_could_not_be_built_is_tried_again_when_it_is_asked_for(desk: Path, diembao: Diembao) -> None:
    factory.article()
    factory.job(rebuild.STAGE, rebuild.KEY, reason="x", quarantined_at=factory.MORNING)
    assert (diembao("reindex").code, Job.objects.count()) == (0, 0)
    assert found(diembao, "ben loi") == "1 bài / articles"


@pytest.mark.django_db
def test_what_was_indexed_before_answers_until_the_new_generation_does(
    desk: Path, index: Index, diembao: Diembao
) -> None:
    index(factory.article())
    before = (desk / "index" / "live").read_text("utf-8")
    assert diembao("reindex").code == 0
    after = (desk / "index" / "live").read_text("utf-8")
    assert (before[-2:], after[-2:]) == ("g1", "g2")
    assert [path.name for path in (desk / "index").glob("v*")] == [after]
