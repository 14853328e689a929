import gzip
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import announced, captures, jobs, sources
from archive.models import Address, Capture, Job, Source
from crawler import model as crawler
from crawler.model import DateOrigin, Entry, Feed, Moment, Shape
from pipeline.collect import Collector, hosts
from pipeline.polls import answer_of, looks_like_page
from tests.archive.conftest import source as source  # noqa: PLC0414 - the same source as the archive's tests

NOW = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
RSS = "<?xml version='1.0'?><rss version='2.0'><channel><title>Báo</title>{items}</channel></rss>"
ITEM = (
    "<item><title>Tin {n}</title><link>https://bao.example/{n}</link>"
    "<pubDate>Thu, 01 Oct 2026 07:00:00 +0700</pubDate></item>"
)


def answer(
    key: str, body: bytes = b"", status: int = 200, shape: Shape = Shape.FEED, **more: str
) -> crawler.Capture:
    headers = tuple((name.replace("_", "-"), value) for name, value in more.items() if name != "error")
    url = "https://bao.example/rss"
    return crawler.Capture(key, url, url, shape, status, headers, body, NOW, more.get("error", ""))


def rss(*numbers: int) -> bytes:
    return RSS.format(items="".join(ITEM.format(n=n) for n in numbers)).encode()


@pytest.fixture
def collector(tmp_path: Path, source: Source) -> Collector:
    sources.plan_polls(NOW)
    return Collector.at(tmp_path, "crawl:1", lambda: NOW)


def poll(collector: Collector, **answered: object) -> None:
    (fetch,) = collector.due(5)
    collector.take(answer(fetch.key, **answered))  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_poll_announces_what_is_new_and_comes_back(collector: Collector) -> None:
    poll(collector, body=rss(1, 2), ETag='"1"')
    assert list(Address.objects.order_by("id").values_list("title", flat=True)) == ["Tin 1", "Tin 2"]
    stages = sorted(Job.objects.values_list("stage", "run_at"))
    assert stages == [("fetch", NOW), ("fetch", NOW), ("poll", NOW + timedelta(minutes=60))]
    assert Source.objects.get().etag == '"1"'


@pytest.mark.django_db
def test_the_same_body_again_is_not_parsed_again(collector: Collector) -> None:
    poll(collector, body=rss(1))
    Address.objects.all().delete()
    Job.objects.filter(stage="poll").update(run_at=NOW)
    Job.objects.filter(stage="fetch").delete()
    poll(collector, body=rss(1))
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
def test_each_answer_has_its_standing(
    collector: Collector, answered: dict[str, object], state: str, reason: str
) -> None:
    poll(collector, **answered)
    row = Source.objects.get()
    assert (row.state, row.reason) == (state, reason)
    assert Job.objects.get(stage="poll").run_at == row.next_poll_at


@pytest.mark.django_db
def test_a_page_is_kept_before_it_is_extracted(collector: Collector) -> None:
    poll(collector, body=rss(1))
    (fetch,) = collector.due(5)
    collector.take(answer(fetch.key, b"<html>Tin</html>", shape=Shape.PAGE, Content_Type="text/html"))
    capture = Capture.objects.get(shape="page")
    job = Job.objects.get(stage="extract")
    assert (capture.warc_file != "", capture.content_type) == (True, "text/html")
    assert job.payload == {"capture": capture.id, "address": Address.objects.get().id}
    assert not Job.objects.filter(stage="fetch").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answered", "state"),
    [({"status": 404}, "gone"), ({"status": 410}, "gone"), ({"status": 0, "error": "robots.txt"}, "refused")],
)
def test_a_page_that_is_not_to_be_had_ends_there(
    collector: Collector, answered: dict[str, object], state: str
) -> None:
    poll(collector, body=rss(1))
    poll(collector, **answered)
    assert Address.objects.get().state == state
    assert not Job.objects.exclude(stage="poll").exists()


@pytest.mark.django_db
def test_a_page_that_fails_is_tried_three_times(collector: Collector) -> None:
    poll(collector, body=rss(1))
    for _ in range(jobs.MAX_TRIES):
        Job.objects.filter(stage="fetch").update(run_at=NOW)
        poll(collector, status=500)
    assert [(q.stage, q.reason) for q in jobs.quarantined()] == [("fetch", "HTTP 500")]


@pytest.mark.django_db
def test_a_host_that_asks_for_patience_costs_no_try(collector: Collector) -> None:
    poll(collector, body=rss(1))
    for _ in range(5):
        Job.objects.filter(stage="fetch").update(run_at=NOW)
        poll(collector, status=429, Retry_After="90")
    job = Job.objects.get(stage="fetch")
    assert (job.tries, job.run_at, job.quarantined_at) == (0, NOW + timedelta(seconds=90), None)


@pytest.mark.django_db
def test_a_sleeping_source_ends_its_poll(collector: Collector) -> None:
    Source.objects.update(is_active=False)
    assert collector.due(5) == []
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_a_beat_keeps_the_leases(collector: Collector) -> None:
    collector.due(5)
    Job.objects.update(leased_until=datetime(2020, 1, 1, tzinfo=UTC))
    collector.beat()
    assert Job.objects.filter(leased_until__gt=datetime(2021, 1, 1, tzinfo=UTC)).count() == 1


@pytest.mark.django_db
def test_an_address_that_went_away_meanwhile_is_let_go(collector: Collector) -> None:
    poll(collector, body=rss(1))
    (fetch,) = collector.due(5)
    Address.objects.all().delete()
    collector.take(answer(fetch.key, b"x", shape=Shape.PAGE))
    assert not Job.objects.exclude(stage="poll").exists()


@pytest.mark.parametrize(
    ("body", "is_page"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\n <HTML lang=vi>", True),
        (b"<?xml version='1.0'?><rss>", False),
        (b"{}", False),
    ],
)
def test_a_page_is_told_from_a_list(body: bytes, is_page: bool) -> None:
    assert looks_like_page(answer("k", body)) is is_page


def test_a_section_page_is_meant_to_be_a_page() -> None:
    told = answer_of(answer("k", b"<html>", shape=Shape.SECTION), Feed("", ()), NOW)
    assert told.is_page is False


def test_the_longest_pause_of_a_host_counts() -> None:
    told = {"https://a.vn/rss": 0.2, "https://a.vn/sitemap": 3.0, "https://b.vn/": 2.0}
    assert hosts(told) == {"a.vn": 3.0, "b.vn": 2.0}


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
    collector: Collector, tmp_path: Path
) -> None:
    poll(collector, body=rss(1))
    (fetch,) = collector.due(1)
    collector.take(answer(fetch.key, SECRET, shape=Shape.PAGE))
    row = Capture.objects.get(error="state-secret mark: stamp tối mật")
    assert (row.warc_file, row.bytes, row.sha256) == ("", 0, hashlib.sha256(SECRET).hexdigest())
    assert Address.objects.values_list("state", "title").get() == ("refused", "")
    assert "biên giới".encode() not in written(tmp_path)
    assert not Job.objects.filter(stage__in=["fetch", "extract"]).exists()


@pytest.mark.django_db
def test_a_list_with_a_secret_mark_is_left_alone_for_a_day(collector: Collector, tmp_path: Path) -> None:
    poll(collector, body=b"<rss><channel><title>\nTUY\xe1\xbb\x86T M\xe1\xba\xacT\n</title></channel></rss>")
    assert Capture.objects.get().error == "state-secret mark: stamp tuyệt mật"
    assert Job.objects.get().run_at == NOW + timedelta(days=1)
    assert written(tmp_path) == b""


@pytest.mark.django_db
def test_what_bore_a_mark_is_listed_without_a_word_of_it(collector: Collector) -> None:
    poll(collector, body=SECRET)
    (row,) = captures.withheld()
    assert (row.url, row.error) == ("https://bao.example/rss", "state-secret mark: stamp tối mật")
