import threading
import time
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from archive import changes, pulse
from pipeline.index import drain
from search.engine import open_engine
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
    (desk / "index" / "diembao.json").write_text("{}", "utf-8")
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
    worker = threading.Thread(target=index_soon, args=(settings.SEARCH_URL,))
    worker.start()
    told = diembao("reindex")
    worker.join()
    assert (told.code, told.out) == (0, "2 bài đã vào chỉ mục / articles indexed\n")
    assert found(diembao, "ben loi") == "2 bài / articles"


def index_soon(url: str) -> None:
    """What a worker does, once there is something to do."""
    engine = open_engine(url, write=True)
    for _ in range(500):
        if drain(engine):
            break
        time.sleep(0.02)
    engine.close()
    connection.close()
