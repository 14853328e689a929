"""A captured page becomes an article, a new version, or nothing; what follows stands in the job table."""

from datetime import UTC, datetime

import pytest

from archive import captures
from archive.models import Address, Article, Capture, IndexChange, Job, Revisit, Version
from crawler.evidence import EvidenceMissing
from pipeline import extract
from pipeline.context import Context
from tests import factory
from tests.pipeline.making import BODY, TITLE, captured, claimed, page, waiting

pytestmark = pytest.mark.django_db
URL = "https://bao-song-trong.example/cang-my-lam.html"


def run(context: Context) -> None:
    extract.run(claimed("extract", context), context)


def test_a_page_becomes_an_article_that_is_to_be_read(context: Context) -> None:
    captured(context)
    run(context)
    row = Article.objects.get()
    assert (row.title, row.canonical_url, row.lang) == (TITLE, URL, "vi")
    assert row.published_at == datetime(2026, 9, 30, 23, 30, tzinfo=UTC)
    assert f"{row.standfirst}\n{row.body}".strip() == "\n".join(BODY)
    assert waiting() == [("read", f"{row.id}:1")]


def test_the_article_is_tied_to_its_evidence(context: Context) -> None:
    captured(context)
    run(context)
    row = Article.objects.get()
    assert [capture.url for capture in captures.of_article(row.id)] == [URL]
    assert Version.objects.get().capture_id == Capture.objects.get().id
    assert Address.objects.values_list("state", "article_id").get() == ("stored", row.id)
    assert IndexChange.objects.get().article_id == row.id


def test_the_same_words_again_are_read_no_second_time(context: Context) -> None:
    captured(context)
    run(context)
    Job.objects.all().delete()
    captured(context)
    run(context)
    assert (Version.objects.count(), waiting()) == (1, [])


def test_changed_words_are_a_new_version_that_is_read_again(context: Context) -> None:
    captured(context)
    run(context)
    Job.objects.all().delete()
    captured(
        context,
        page(body=(*BODY[:-1], "Tin cuối ngày: tỉnh đã cho đặt ba chốt hướng dẫn giao thông ở ngã tư.")),
    )
    run(context)
    row = Article.objects.get()
    assert (row.version, Version.objects.count(), waiting()) == (2, 2, [("read", f"{row.id}:2")])


@pytest.mark.parametrize("html", [b"", b"<html><body><p>403</p></body></html>"], ids=["empty", "short"])
def test_a_page_without_an_article_is_refused(context: Context, html: bytes) -> None:
    captured(context, html)
    run(context)
    assert (Article.objects.count(), Address.objects.get().state, waiting()) == (0, "refused", [])


def test_what_the_page_said_of_itself_is_kept_for_the_next_question(context: Context) -> None:
    job = captured(context)
    Job.objects.filter(id=job.id).update(
        payload={**job.payload, "etag": '"7"', "last_modified": "Thu, 01 Oct 2026 00:00:00 GMT"}
    )
    run(context)
    told = Address.objects.values_list("etag", "last_modified", "body_sha256").get()
    assert told == ('"7"', "Thu, 01 Oct 2026 00:00:00 GMT", Capture.objects.get().sha256)


def test_a_second_address_of_an_article_is_not_looked_at_again(context: Context) -> None:
    canonical = page().replace(b"</head>", f"<link rel='canonical' href='{URL}'></head>".encode())
    captured(context)
    run(context)
    captured(context, canonical, url="https://m.bao-song-trong.example/cang-my-lam.html")
    run(context)
    row = Article.objects.get()
    assert (row.version, row.addresses.count(), Revisit.objects.count()) == (1, 2, 0)
    assert Job.objects.filter(stage="revisit").count() == 1


def test_an_address_that_is_gone_ends_the_step(context: Context) -> None:
    captured(context)
    Address.objects.all().delete()
    run(context)
    assert (Article.objects.count(), waiting()) == (0, [])


def test_the_sources_zone_counts_where_the_page_names_none(context: Context) -> None:
    source = factory.source("han-quoc")
    source.zone = "Asia/Seoul"
    source.save()
    captured(context, page(published="2026-10-01T06:30:00"), of=source)
    run(context)
    assert Article.objects.get().published_at == datetime(2026, 9, 30, 21, 30, tzinfo=UTC)


def test_evidence_that_is_gone_is_a_fault(context: Context) -> None:
    captured(context)
    for file in context.warc_folder.iterdir():
        file.unlink()
    with pytest.raises(EvidenceMissing, match="thu-0001"):
        run(context)
    assert (Article.objects.count(), len(waiting())) == (0, 1)


def test_evidence_that_was_altered_is_a_fault(context: Context) -> None:
    captured(context)
    Capture.objects.update(sha256="0" * 64)
    with pytest.raises(EvidenceMissing, match="SHA-256 differs"):
        run(context)
    assert Article.objects.count() == 0
