"""Two real crawls on one archive: together they keep each host's limits; the server's log is the judge."""

import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from archive import announced, jobs
from archive.models import Address, Host, Job, Source
from crawler.model import DateOrigin, Entry, Moment
from tests import factory
from tests.crawler.press import Press, opened

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parent.parent.parent
DELAY = 0.3
PAGES = 6


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with opened() as found:
        yield found


def address() -> str:
    """The test's own archive, as a setting names it."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    query = f"?host={told['HOST']}" if str(told["HOST"]).startswith("/") else ""
    host = "" if query else f"{told['HOST']}:{told['PORT']}"
    return f"postgresql://{told['USER']}:{told['PASSWORD']}@{host}/{told['NAME']}{query}"


def put(press: Press, host: str, *paths: str, delay: float = DELAY) -> None:
    """Pages of a host, announced and not yet fetched."""
    base = f"http://{host}.localhost:{press.port}"
    told = {"outlet": factory.outlet(), "url": f"{base}/rss", "shape": "feed", "delay_seconds": delay}
    source, _ = Source.objects.get_or_create(key=host, defaults=told)
    nowhen = Moment(None, "", DateOrigin.NONE)
    entries = [Entry(path, base + path, "", nowhen) for path in paths]
    announced.announce(source.id, entries, base, timezone.now())


@contextmanager
def crawling(folder: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """A crawl that is stopped in the end."""
    place = {"DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.pipeline.crawling", str(folder)], cwd=ROOT, env={**os.environ, **place}
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(120)


def wait_for(check: Callable[[], bool], seconds: float = 120) -> None:
    """Look again and again, in real time: the crawls are processes."""
    pause = threading.Event()
    for _ in range(int(seconds * 10)):
        if check():
            return
        pause.wait(0.1)
    raise AssertionError(list(Job.objects.values_list("stage", "lane", "owner", "reason")))


def all_fetched() -> bool:
    return not Job.objects.filter(stage="fetch").exists()


def gaps(press: Press, host: str) -> list[float]:
    at = [one.at for one in press.of(f"{host}.localhost")]
    return [later - earlier for earlier, later in itertools.pairwise(at)]


def test_two_crawls_together_keep_each_hosts_pause(press: Press, tmp_path: Path) -> None:
    names = [f"bao{number}" for number in range(6)]
    for name in names:
        put(press, name, *[f"/{number}" for number in range(PAGES)])
    with ExitStack() as both:
        for _ in range(2):
            both.enter_context(crawling(tmp_path))
        wait_for(all_fetched)
    for name in names:
        asked = [one.path for one in press.of(f"{name}.localhost")]
        assert (asked[0], len(asked), len(set(asked))) == ("/robots.txt", PAGES + 1, PAGES + 1)
        assert min(gaps(press, name)) >= DELAY
    files = [path for path in tmp_path.iterdir() if path.stat().st_size]
    assert len({path.name.rpartition("-")[0] for path in files}) == 2, "one did it all"


def test_what_a_host_asks_for_binds_both(press: Press, tmp_path: Path) -> None:
    put(press, "kin", "/kin/bai", "/rieng/bai")
    put(press, "cham", "/1", "/2", "/3", delay=0.1)
    put(press, "ban", "/ban-mot-lan", "/1", "/2", "/3")
    with crawling(tmp_path), crawling(tmp_path):
        wait_for(
            lambda: set(Job.objects.filter(stage="fetch").values_list("lane", flat=True)) <= {"ban.localhost"}
        )
        Job.objects.filter(stage="fetch").update(run_at=timezone.now())
        wait_for(all_fetched)
    assert [one.path for one in press.of("kin.localhost")] == ["/robots.txt", "/rieng/bai"]
    assert dict(Address.objects.filter(url__contains="kin").values_list("state", "url"))["refused"].endswith(
        "/kin/bai"
    )
    # So long that a busy machine's press does not note a request later than the pause after it left.
    assert min(gaps(press, "cham")) >= 3.0
    (first, second) = press.of("ban.localhost", "/ban-mot-lan")
    after = [one.at for one in press.of("ban.localhost") if one.at > first.at]
    assert min(after) - first.at >= 2.0
    assert second.at in after


def test_a_redirect_to_another_host_keeps_that_hosts_limits(press: Press, tmp_path: Path) -> None:
    put(press, "bao", "/tam")
    put(press, "tep", "/1", "/2", "/3")
    with crawling(tmp_path), crawling(tmp_path):
        wait_for(all_fetched)
    assert sorted(one.path for one in press.of("tep.localhost")) == [
        "/1",
        "/2",
        "/3",
        "/moi?a=1",
        "/robots.txt",
    ]
    assert min(gaps(press, "tep")) >= DELAY


def test_when_a_crawl_dies_another_goes_on_with_its_hosts(press: Press, tmp_path: Path) -> None:
    put(press, "chet", *[f"/{number}" for number in range(PAGES)])
    with crawling(tmp_path) as dying:
        wait_for(lambda: len(press.of("chet.localhost")) >= 3)
        dying.kill()
        dying.wait()
    held = Host.objects.get(name="chet.localhost").owner
    assert held == f"crawl:{dying.pid}@may"
    jobs.release(f"crawl:{dying.pid}")
    with crawling(tmp_path):
        wait_for(all_fetched)
    assert {one.path for one in press.of("chet.localhost")} == {
        "/robots.txt",
        *[f"/{n}" for n in range(PAGES)],
    }
    assert min(gaps(press, "chet")) >= DELAY
