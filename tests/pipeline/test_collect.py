import gzip
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive import announced, captures, jobs, sources
from archive.models import Address, Capture, Host, Job, Source
from crawler.model import DateOrigin, Entry, Feed, Fetch, Moment, Shape
from pipeline.polls import answer_of, looks_like_page
from tests.archive.conftest import source as source  # noqa: PLC0414 - the same source as the archive's tests
from tests.pipeline import collecting
from tests.pipeline.collecting import Desk, answer

NOW = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
RSS = "<?xml version='1.0'?><rss version='2.0'><channel><title>Báo</title>{items}</channel></rss>"
ITEM = (
    "<item><title>Tin {n}</title><link>https://bao.example/{n}</link>"
    "<pubDate>Thu, 01 Oct 2026 07:00:00 +0700</pubDate></item>"
)


LIST = Fetch("k", "https://bao.example/rss", Shape.FEED)


def rss(*numbers: int) -> bytes:
    return RSS.format(items="".join(ITEM.format(n=n) for n in numbers)).encode()


@pytest.fixture
def desk(tmp_path: Path, source: Source) -> Desk:
    sources.plan_polls(NOW)
    return collecting.desk(tmp_path, lambda: NOW)


def poll(desk: Desk, body: bytes = b"", status: int = 200, **more: str) -> None:
    """Answer the only question there is."""
    desk.take(answer(desk.one(), body, status, **more))


def due_again(stage: str) -> None:
    Job.objects.filter(stage=stage).update(run_at=NOW)


@pytest.mark.django_db
def test_a_poll_announces_what_is_new_and_comes_back(desk: Desk) -> None:
    poll(desk, body=rss(1, 2), ETag='"1"')
    assert list(Address.objects.order_by("id").values_list("title", flat=True)) == ["Tin 1", "Tin 2"]
    stages = sorted(Job.objects.values_list("stage", "run_at"))
    assert stages[:2] == [("fetch", NOW), ("fetch", NOW)]
    assert stages[2][0] == "poll"
    assert timedelta(minutes=54) <= stages[2][1] - NOW <= timedelta(minutes=66)
    assert Source.objects.get().etag == '"1"'


@pytest.mark.django_db
def test_the_same_body_again_is_not_parsed_again(desk: Desk) -> None:
    poll(desk, body=rss(1))
    Address.objects.all().delete()
    Job.objects.filter(stage="fetch").delete()
    due_again("poll")
    poll(desk, body=rss(1))
    assert Address.objects.count() == 0
    assert Source.objects.get().state == "alive"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answered", "state", "reason"),
    [
        ({"status": 304}, "alive", ""),
        ({"status": 410}, "gone", "410 Gone"),
        ({"status": 500}, "failing", "HTTP 500"),
        ({"status": 0, "error": "TimeoutError: x"}, "failing", "TimeoutError: x"),
        ({"body": b"<!DOCTYPE html><html><body>captcha</body></html>"}, "blocked", "200 + HTML"),
        ({"status": 429, "Retry_After": "7200"}, "alive", "HTTP 429"),
    ],
)
def test_each_answer_has_its_standing(desk: Desk, answered: dict[str, Any], state: str, reason: str) -> None:
    poll(desk, **answered)
    row = Source.objects.get()
    assert (row.state, row.reason) == (state, reason)
    assert Job.objects.get(stage="poll").run_at == row.next_poll_at


@pytest.mark.django_db
def test_a_page_is_kept_before_it_is_extracted(desk: Desk) -> None:
    poll(desk, body=rss(1))
    poll(desk, b"<html>Tin</html>", Content_Type="text/html")
    capture = Capture.objects.get(shape="page")
    job = Job.objects.get(stage="extract")
    assert (capture.warc_file != "", capture.content_type) == (True, "text/html")
    assert (job.payload["capture"], job.payload["address"]) == (capture.id, Address.objects.get().id)
    assert not Job.objects.filter(stage="fetch").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answered", "state"),
    [({"status": 404}, "gone"), ({"status": 410}, "gone"), ({"status": 0, "error": "robots.txt"}, "refused")],
)
def test_a_page_that_is_not_to_be_had_ends_there(desk: Desk, answered: dict[str, Any], state: str) -> None:
    poll(desk, body=rss(1))
    poll(desk, **answered)
    assert Address.objects.get().state == state
    assert not Job.objects.exclude(stage="poll").exists()


@pytest.mark.django_db
def test_a_page_that_fails_is_tried_three_times(desk: Desk) -> None:
    poll(desk, body=rss(1))
    for _ in range(jobs.MAX_TRIES):
        due_again("fetch")
        poll(desk, status=500)
    assert [(q.stage, q.reason) for q in jobs.quarantined()] == [("fetch", "HTTP 500")]


@pytest.mark.django_db
def test_a_host_that_asks_for_patience_costs_no_try(desk: Desk) -> None:
    poll(desk, body=rss(1))
    for _ in range(5):
        due_again("fetch")
        Host.objects.update(rest_until=None)
        poll(desk, status=429, Retry_After="90")
    job = Job.objects.get(stage="fetch")
    assert (job.tries, job.run_at, job.quarantined_at) == (0, NOW + timedelta(seconds=90), None)


@pytest.mark.django_db
def test_a_sleeping_source_ends_its_poll(desk: Desk) -> None:
    Source.objects.update(is_active=False)
    assert desk.due() == []
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_a_beat_keeps_the_leases(desk: Desk) -> None:
    desk.due()
    Job.objects.update(leased_until=datetime(2020, 1, 1, tzinfo=UTC))
    desk.seconds.at += 10
    desk.collector.beat()
    assert Job.objects.filter(leased_until__gt=datetime(2021, 1, 1, tzinfo=UTC)).count() == 1


@pytest.mark.django_db
def test_an_address_that_went_away_meanwhile_is_let_go(desk: Desk) -> None:
    poll(desk, body=rss(1))
    fetch = desk.one()
    Address.objects.all().delete()
    desk.take(answer(fetch, b"x"))
    assert not Job.objects.exclude(stage="poll").exists()


@pytest.mark.parametrize(
    ("body", "is_page"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\n <HTML lang=vi>", True),
        (b"\xef\xbb\xbf<html>", True),
        (b"<?xml version='1.0'?><rss>", False),
        (b"{}", False),
    ],
)
def test_a_page_is_told_from_a_list(body: bytes, is_page: bool) -> None:
    assert looks_like_page(answer(LIST, body)) is is_page


def test_a_section_page_is_meant_to_be_a_page() -> None:
    told = answer_of(answer(replace(LIST, shape=Shape.SECTION), b"<html>"), Feed("", ()), NOW)
    assert told.is_page is False


@pytest.mark.django_db
def test_an_entry_without_an_address_is_left_out(source: Source) -> None:
    entry = Entry("x", "", "Tin", Moment(None, "", DateOrigin.NONE))
    assert announced.announce(source.id, [entry], "", NOW) == 0


SECRET = "<html><body><p>TỐI MẬT</p><p>Báo cáo số 4 về tuyến biên giới.</p></body></html>".encode()


def written(folder: Path) -> bytes:
    """All that lies in the evidence folder, unpacked."""
    return b"".join(gzip.decompress(path.read_bytes()) for path in folder.iterdir() if path.stat().st_size)


@pytest.mark.django_db
def test_of_a_page_with_a_secret_mark_only_address_time_digest_and_rule_are_kept(
    desk: Desk, tmp_path: Path
) -> None:
    poll(desk, body=rss(1))
    poll(desk, SECRET)
    row = Capture.objects.get(error="state-secret mark: stamp tối mật")
    assert (row.warc_file, row.bytes, row.sha256) == ("", 0, hashlib.sha256(SECRET).hexdigest())
    assert Address.objects.values_list("state", "title").get() == ("refused", "")
    assert "biên giới".encode() not in written(tmp_path)
    assert not Job.objects.filter(stage__in=["fetch", "extract"]).exists()


@pytest.mark.django_db
def test_a_list_with_a_secret_mark_is_left_alone_for_a_day(desk: Desk, tmp_path: Path) -> None:
    poll(desk, body=b"<rss><channel><title>\nTUY\xe1\xbb\x86T M\xe1\xba\xacT\n</title></channel></rss>")
    assert Capture.objects.get().error == "state-secret mark: stamp tuyệt mật"
    assert Job.objects.get().run_at == NOW + timedelta(days=1)
    assert written(tmp_path) == b""


@pytest.mark.django_db
def test_what_bore_a_mark_is_listed_without_a_word_of_it(desk: Desk) -> None:
    poll(desk, body=SECRET)
    (row,) = captures.withheld()
    assert (row.url, row.error) == ("https://bao.example/rss", "state-secret mark: stamp tối mật")
