"""What comes in otherwise than by the crawl stands in the archive once, with its outlet and identities."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction

from archive import additions, articles, notices
from archive.additions import READ, Added, Given, Medium, Publisher, Way
from archive.models import Article, Capture, Job, Outlet, Source
from crawler.evidence import Shelf
from crawler.model import Article as Words
from crawler.model import DateOrigin, Moment
from tests import factory

pytestmark = pytest.mark.django_db
NOW = factory.MORNING
UNDATED = Moment(None, "", DateOrigin.NONE)
PAPER = Words(
    url="urn:sha256:ab",
    canonical_url="urn:sha256:ab",
    title="Port of Mỹ Lâm",
    alt_title="",
    standfirst="",
    body="A port opens.",
    authors=("A. Lim",),
    section="",
    lang="en",
    published=UNDATED,
    links=("https://x.example/1",),
)
COAST = Publisher("The Coast Times", "coast.example", "SG", "en")


def given(article: Words = PAPER, identities: tuple[str, ...] = ("mid:1@x",)) -> Given:
    return Given(article, additions.source_of(COAST, Way.OFFICER), Medium.PRINT, identities)


def keep(wanted: Given) -> Added:
    with transaction.atomic():
        return additions.keep(wanted, NOW)


def test_an_addition_is_an_article_that_is_to_be_read() -> None:
    added = keep(given())
    row = Article.objects.get()
    assert (added, row.medium, row.authors, row.links) == (
        Added(row.id, is_new=True),
        "print",
        ["A. Lim"],
        ["https://x.example/1"],
    )
    assert [(job.stage, job.key) for job in Job.objects.all()] == [(READ, f"{row.id}:1")]


@pytest.mark.parametrize("identity", ["urn:sha256:ab", "mid:1@x"])
def test_an_addition_is_known_by_each_of_its_identities(identity: str) -> None:
    first = keep(given())
    again = keep(given(article=replace(PAPER, canonical_url="https://x.example/2"), identities=(identity,)))
    assert again == Added(first.article_id, is_new=False)
    assert articles.known((identity,)) == first.article_id


def test_nothing_is_known_by_no_identity() -> None:
    keep(given())
    assert articles.known(("", "urn:sha256:cd")) is None


def test_what_the_crawl_has_is_not_stored_again() -> None:
    row = factory.article(url="https://coast.example/port")
    again = keep(given(article=replace(PAPER, canonical_url="http://coast.example/port")))
    assert (again, Article.objects.count()) == (Added(row.id, is_new=False), 1)


@pytest.mark.parametrize(
    ("way", "key", "shape"), [(Way.FILE, "coast-tep", "import"), (Way.OFFICER, "coast-canbo", "page")]
)
def test_a_source_stands_for_an_outlets_coverage_of_one_way(way: Way, key: str, shape: str) -> None:
    factory.outlet("coast")
    source = Source.objects.get(id=additions.source_of(COAST, way))
    assert (source.key, source.shape, source.is_active) == (key, shape, False)
    assert additions.source_of(COAST, way) == source.id


@pytest.mark.parametrize("host", ["coast.example", "www.coast.example", "thu.coast.example"])
def test_an_outlet_is_known_by_its_site(host: str) -> None:
    outlet = factory.outlet("coast")
    source_id = additions.source_of(replace(COAST, host=host), Way.FILE)
    assert Source.objects.get(id=source_id).outlet == outlet


def test_the_nearest_of_two_sites_counts() -> None:
    factory.outlet("coast")
    inner = factory.outlet("viet", "Coast tiếng Việt")
    Outlet.objects.filter(id=inner.id).update(home_page="https://viet.coast.example/")
    source_id = additions.source_of(replace(COAST, host="viet.coast.example"), Way.FILE)
    assert Source.objects.get(id=source_id).outlet == inner


@pytest.mark.parametrize("host", ["notcoast.example", "coast.example.com", ""])
def test_another_site_is_another_outlet(host: str) -> None:
    factory.outlet("coast", "Khác")
    additions.source_of(replace(COAST, host=host), Way.FILE)
    assert Outlet.objects.count() == 2


def test_an_outlet_is_known_by_its_name() -> None:
    outlet = factory.outlet("khac", "the coast times")
    assert Source.objects.get(id=additions.source_of(COAST, Way.FILE)).outlet == outlet


def test_a_new_outlet_is_what_is_told_of_it() -> None:
    additions.source_of(COAST, Way.FILE)
    row = Outlet.objects.get()
    assert (row.name, row.kind, row.country, row.lang) == ("The Coast Times", "import", "SG", "en")
    assert row.home_page == "https://coast.example/"


def test_a_host_that_posts_for_many_is_no_outlets_site() -> None:
    additions.source_of(replace(COAST, has_own_host=False), Way.FILE)
    assert Outlet.objects.get().home_page == ""


def test_an_outlet_without_a_name_is_called_by_its_host() -> None:
    additions.source_of(Publisher("", "coast.example"), Way.OFFICER)
    additions.source_of(Publisher("", "coast.example"), Way.OFFICER)
    assert [row.name for row in Outlet.objects.all()] == ["coast.example"]


def test_bytes_of_the_same_time_are_kept_once(tmp_path: Path) -> None:
    answer = additions.handed_in("application/pdf", b"%PDF", NOW)
    assert not additions.is_kept(answer)
    additions.shelve(Shelf(tmp_path, "thu"), answer, additions.source_of(COAST, Way.FILE))
    assert additions.is_kept(answer)
    assert not additions.is_kept(replace(answer, body=b"%PDF-2"))


def test_of_what_is_withheld_only_the_digest_is_kept_once() -> None:
    answer = additions.handed_in("text/plain", "TỐI MẬT\nchữ".encode(), NOW)
    for _ in range(2):
        with transaction.atomic():
            additions.withhold(answer, "stamp tối mật")
    kept = Capture.objects.get()
    assert (kept.warc_file, kept.bytes, kept.source, kept.error) == (
        "",
        0,
        None,
        "state-secret mark: stamp tối mật",
    )
    (notice,) = notices.standing()
    assert (notice.kind, notice.key) == ("state-secret-mark", kept.sha256)
    assert notice.params == {"url": kept.url, "rule": "stamp tối mật"}
