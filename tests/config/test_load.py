import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from archive import pulse
from archive.clock import read_clock
from archive.models import Article, Job
from config import tools
from crawler.evidence import Shelf
from crawler.model import Capture, Shape
from crawler.unfit import Unfit
from pipeline.worker import run_jobs
from search.engine import open_engine
from tests import factory
from tests.config.conftest import Diembao
from tests.handed import document, mail, png
from tests.pipeline.making import page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("desk")]
NAMES = ("Cầu Bến Lội thông xe", "Chợ nổi Vĩnh Kiều họp lại", "Trường mới ở xã Sông Trong")


def row(number: int, **fields: object) -> dict[str, object]:
    """A row of a file to load."""
    told = {
        "url": f"https://bao.example/tai-{number}",
        "title": NAMES[number % len(NAMES)],
        "body": f"Bài số {number} kể về một việc khác hẳn, xảy ra ở nơi thứ {number}. " * 6,
        "published": "2026-10-01T07:30:00+07:00",
        "outlet": "Báo Thử",
    }
    return told | fields


def written(folder: Path, *rows: object) -> str:
    """The rows as a file; a text is a line as it is."""
    path = folder / "in.jsonl"
    lines = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in rows)
    path.write_text("\n".join(lines), "utf-8")
    return str(path)


def found(diembao: Diembao, query: str) -> int:
    told: int = json.loads(diembao("search", query, "--json").out)["count"]
    return told


def test_what_was_loaded_can_be_found_when_it_returns(tmp_path: Path, diembao: Diembao) -> None:
    told = diembao("load", "--in", written(tmp_path, row(0), row(1)))
    assert (told.code, told.err) == (0, "")
    assert told.out == "2 bài mới / new, 0 đã có / known, 0 dòng lỗi / bad lines\n"
    assert (found(diembao, "cho noi"), found(diembao, "báo:bao.example"), found(diembao, "")) == (1, 0, 2)


def test_what_was_loaded_has_gone_through_the_stages(tmp_path: Path, diembao: Diembao) -> None:
    diembao("load", "--in", written(tmp_path, row(0)))
    article = Article.objects.get()
    assert (article.reading is not None, article.lang, article.outlet.name) == (True, "vi", "Báo Thử")
    assert not Job.objects.exists()


def test_the_same_file_again_loads_nothing(tmp_path: Path, diembao: Diembao) -> None:
    path = written(tmp_path, row(0), row(1))
    diembao("load", "--in", path)
    again = diembao("load", "--in", path)
    assert (again.code, again.out) == (0, "0 bài mới / new, 2 đã có / known, 0 dòng lỗi / bad lines\n")
    assert Article.objects.count() == 2


def test_a_load_leaves_no_sign_of_life_behind(tmp_path: Path, diembao: Diembao) -> None:
    # The next load would wait for a worker that is not there.
    diembao("load", "--in", written(tmp_path, row(0)))
    assert pulse.beats() == []


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("{", "không phải JSON / not JSON"),
        ("[1]", "không phải một đối tượng JSON / not a JSON object"),
        (row(7, title=" "), "thiếu “title” / “title” is missing"),
        (row(7, url="khong"), "địa chỉ không dùng được / no usable address: khong"),
        (
            row(7, published="hôm nọ"),
            "không hiểu ngày đăng / the publication date is not understood: 'hôm nọ'",
        ),
    ],
)
def test_a_wrong_line_is_named_and_the_others_go_on(
    wrong: object, why: str, tmp_path: Path, diembao: Diembao
) -> None:
    told = diembao("load", "--in", written(tmp_path, row(0), wrong, row(1)))
    assert (told.code, told.sentences) == (3, [f"in.jsonl:2: {why}"])
    summary, reason = told.out.splitlines()
    assert summary == "2 bài mới / new, 0 đã có / known, 1 dòng lỗi / bad lines"
    assert reason == f"  1 × {why.split(': ', maxsplit=1)[0]}"
    assert found(diembao, "") == 2


def test_a_file_that_is_missing_is_one_sentence(tmp_path: Path, diembao: Diembao) -> None:
    told = diembao("load", "--in", str(tmp_path / "none.jsonl"))
    assert (told.code, told.out) == (2, "")
    assert told.sentences == [
        (
            f"{tmp_path}/none.jsonl: không đọc được (No such file or directory);"
            " hãy kiểm tra đường dẫn và quyền đọc."
            " / cannot be read; check the path and who may read it."
        )
    ]


def test_a_folder_is_no_file(tmp_path: Path, diembao: Diembao) -> None:
    told = diembao("load", "--in", str(tmp_path))
    assert (told.code, len(told.sentences)) == (2, 1)
    assert told.err.startswith(f"{tmp_path}: không đọc được (Is a directory)")


def test_the_file_is_needed(diembao: Diembao) -> None:
    told = diembao("load")
    assert (told.code, told.out) == (2, "")
    assert "--in" in told.sentences[-1]


@pytest.mark.parametrize("setting", ["PACK", "MODEL_FOLDER"])
def test_tools_that_are_missing_are_one_sentence(
    setting: str, tmp_path: Path, settings: Settings, diembao: Diembao
) -> None:
    setattr(settings, setting, Path("/khong/co"))
    told = diembao("load", "--in", written(tmp_path, row(0)))
    assert (told.code, told.out) == (2, "")
    assert "/khong/co" in told.sentences[0]
    assert all(" / " in sentence for sentence in told.sentences)


def test_what_cannot_be_found_yet_is_said(tmp_path: Path, settings: Settings, diembao: Diembao) -> None:
    writer = open_engine(settings.SEARCH_URL, write=True)
    told = diembao("load", "--in", written(tmp_path, row(0)))
    writer.close()
    assert (told.code, pulse.beats()) == (2, [])
    assert told.out == "1 bài mới / new, 0 đã có / known, 0 dòng lỗi / bad lines\n"
    assert told.sentences[-1] == (
        "Còn 1 việc chưa xong nên có bài chưa tìm được; hãy xem `diembao doctor`."
        " / Some steps are still to do, so not every article is found yet; see `diembao doctor`."
    )


@pytest.fixture
def worker(desk: Path, settings: Settings) -> Iterator[None]:
    """A worker that runs beside, as in ``up``."""
    pulse.beat("work:1", "work")
    stop = threading.Event()
    running = threading.Thread(target=work, args=(stop,))
    running.start()
    yield
    stop.set()
    running.join()


def work(stop: threading.Event) -> None:
    """What a worker does, until it is told to stop."""
    context, indexer = tools.context("test"), tools.indexer()
    while not stop.is_set():
        run_jobs(["read", "relate"], context)
        indexer.step()
        time.sleep(0.02)
    indexer.close()
    connection.close()


@pytest.mark.usefixtures("worker")
def test_a_running_worker_does_the_work(tmp_path: Path, diembao: Diembao) -> None:
    told = diembao("load", "--in", written(tmp_path, row(0), row(1)))
    assert (told.code, told.err) == (0, "")
    assert found(diembao, "") == 2
    assert [beat.owner for beat in pulse.beats()] == ["work:1"]


def test_the_tools_know_their_process(settings: Settings) -> None:
    context = tools.context("load")
    assert (context.owner, context.warc_folder) == (f"load:{os.getpid()}", settings.WARC_FOLDER)
    assert abs((context.now() - read_clock(settings.CLOCK_FILE).now()).total_seconds()) < 1
    assert context.now() >= factory.MORNING


def test_a_newsletter_is_loaded_and_found(tmp_path: Path, diembao: Diembao) -> None:
    (tmp_path / "tin.eml").write_bytes(mail())
    told = diembao("load", "--in", str(tmp_path / "tin.eml"))
    assert (told.code, told.err) == (0, "")
    assert told.out == "1 bài mới / new, 0 đã có / known, 0 không nhận / refused\n"
    assert found(diembao, "báo:bao.example OR cau ben loi") == 1
    assert diembao("load", "--in", str(tmp_path)).out.startswith("0 bài mới / new, 1 đã có / known")


def test_newsletters_that_are_none_are_told(tmp_path: Path, diembao: Diembao) -> None:
    (tmp_path / "a.eml").write_bytes(b"khong phai thu")
    (tmp_path / "b.eml").write_bytes(mail(documents=[("tin.pdf", document())]))
    told = diembao("load", "--in", str(tmp_path), "--with-pdf")
    assert (told.code, told.sentences) == (3, [f"a.eml: {Unfit.NOT_MAIL.in_both}"])
    assert told.out.splitlines() == [
        "2 bài mới / new, 0 đã có / known, 1 không nhận / refused",
        f"  1 × {Unfit.NOT_MAIL.in_both}",
    ]


def test_a_warc_is_extracted_and_found(tmp_path: Path, diembao: Diembao) -> None:
    shelf = Shelf(tmp_path / "cu", "cu")
    headers, at = (("Content-Type", "text/html"),), factory.MORNING
    for number, body in enumerate((page(), b"<html>trang</html>")):
        url = f"https://bao.example/{number}"
        shelf.keep(Capture("", url, url, Shape.PAGE, 200, headers, body, at))
    told = diembao("load", "--in", str(shelf.file))
    assert (told.code, told.sentences) == (
        0,
        ["https://bao.example/1: không có bài trong trang / no article on the page"],
    )
    assert told.out == (
        "1 bài mới / new, 0 đã có / known, 0 không nhận / refused,"
        " 1 bản ghi không phải bài / records without an article\n"
    )
    assert (found(diembao, "cang my lam"), Article.objects.get().first_fetched_at) == (1, at)


@pytest.mark.parametrize(
    ("data", "where"),
    [(b"<opml><body/></opml>", "diembao source import"), (document(), "“Thêm tin”"), (png(), "“Thêm tin”")],
)
def test_what_has_another_way_in_is_led_there(
    data: bytes, where: str, tmp_path: Path, diembao: Diembao
) -> None:
    (tmp_path / "in").write_bytes(data)
    told = diembao("load", "--in", str(tmp_path / "in"))
    assert (told.code, len(told.sentences)) == (2, 1)
    assert where in told.err
