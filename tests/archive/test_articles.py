from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from archive import announced, articles, captures, changes
from archive.models import Address, Article, Source, Version
from crawler.evidence import Place
from crawler.model import Capture, DateOrigin, Entry, Moment, Shape
from tests.archive.conftest import MakeArticle
from tests.archive.making import article

NOW = datetime(2026, 10, 1, tzinfo=UTC)


def again(address_url: str, now: datetime, **fields: object) -> articles.Stored:
    address = Address.objects.get(url=address_url)
    with transaction.atomic():
        return articles.store(article(address_url, **fields), address.id, None, now)


@pytest.mark.django_db
def test_a_new_article_is_stored_with_its_first_version(make_article: MakeArticle) -> None:
    id = make_article(title="Tin đầu")
    row = Article.objects.get(id=id)
    assert (row.title, row.version, row.outlet.key) == ("Tin đầu", 1, "bao-thu")
    assert list(Version.objects.values_list("number", "title")) == [(1, "Tin đầu")]


@pytest.mark.django_db
def test_the_same_words_are_no_new_version(make_article: MakeArticle, now: datetime) -> None:
    make_article()
    stored = again("https://bao.example/1", now)
    assert (stored.is_new, stored.is_changed, stored.version) == (False, False, 1)


@pytest.mark.django_db
def test_changed_words_are_a_new_version_of_the_same_article(
    make_article: MakeArticle, now: datetime
) -> None:
    id = make_article()
    stored = again("https://bao.example/1", now, body="Số liệu đã sửa.")
    assert (stored.article_id, stored.is_changed, stored.version) == (id, True, 2)
    assert list(Version.objects.order_by("number").values_list("body", flat=True))[1] == "Số liệu đã sửa."


@pytest.mark.django_db
def test_two_addresses_of_one_canonical_are_one_article(make_article: MakeArticle) -> None:
    one = make_article(url="https://bao.example/1?a=1", canonical_url="https://bao.example/1")
    two = make_article(url="https://bao.example/m/1", canonical_url="http://bao.example/1")
    assert one == two
    assert Article.objects.count() == 1
    assert Address.objects.filter(article_id=one).count() == 2


@pytest.mark.django_db
def test_a_stored_article_waits_for_the_index(make_article: MakeArticle) -> None:
    id = make_article()
    assert [c.article_id for c in changes.waiting(10)] == [id]


@pytest.mark.django_db
def test_the_feeds_date_is_taken_where_the_page_has_none(source: Source, now: datetime) -> None:
    entry = Entry(
        "x", "https://bao.example/x", "Tin", Moment(now, "Thu, 01 Oct", DateOrigin.FEED, has_zone=True)
    )
    with transaction.atomic():
        address_id = announced.import_address(source.id, entry, now)
        articles.store(article("https://bao.example/x"), address_id, None, now)
    row = Article.objects.get()
    assert (row.published_at, row.published_origin, row.published_has_zone) == (now, "feed", True)


@pytest.mark.django_db
def test_an_undated_article_is_not_dated_by_the_crawl(make_article: MakeArticle) -> None:
    make_article()
    row = Article.objects.get()
    assert (row.published_at, row.published_origin) == (None, "none")


@pytest.mark.django_db
def test_a_document_carries_what_the_index_needs(make_article: MakeArticle, now: datetime) -> None:
    id = make_article(title="Tin", standfirst="Sapo.", body="Thân bài.")
    (document,) = articles.documents([id])
    assert (document.title, document.body, document.outlet) == ("Tin", "Sapo.\nThân bài.", "bao-thu")
    assert (document.revision, document.fetched_at, document.topics) == (2, now, ())


@pytest.mark.django_db
def test_rows_come_in_the_order_asked_for(make_article: MakeArticle) -> None:
    ids = [make_article(url=f"https://bao.example/{n}") for n in range(3)]
    asked = [ids[2], 999_999, ids[0]]
    assert [row.id for row in articles.by_ids(asked)] == [ids[2], ids[0]]


@pytest.mark.django_db
def test_an_article_is_found_by_any_of_its_addresses(make_article: MakeArticle) -> None:
    id = make_article(url="https://bao.example/tin?utm_source=x", canonical_url="https://bao.example/tin")
    assert articles.find_by_url("https://bao.example/tin?fbclid=9") == id
    assert articles.find_by_url("https://bao.example/other") is None


@pytest.mark.django_db
def test_a_capture_is_tied_to_its_article(source: Source, now: datetime) -> None:
    capture = Capture("k", "https://bao.example/1", "https://bao.example/1", Shape.PAGE, 200, (), b"x", now)
    with transaction.atomic():
        capture_id = captures.keep(capture, Place("a.warc.gz", 7, "00"), source.id)
        entry = Entry("1", "https://bao.example/1", "Tin", Moment(None, "", DateOrigin.NONE))
        address_id = announced.import_address(source.id, entry, now)
        stored = articles.store(article("https://bao.example/1"), address_id, capture_id, now)
    (row,) = captures.of_article(stored.article_id)
    assert (row.place, row.bytes, row.status) == (Place("a.warc.gz", 7, "00"), 1, 200)
    assert captures.row(capture_id) == row


@pytest.mark.django_db
def test_an_unknown_article_has_no_text(source: Source) -> None:
    assert articles.text(1) is None


@pytest.mark.django_db
def test_a_text_is_title_standfirst_and_body(make_article: MakeArticle) -> None:
    text = articles.text(make_article(title="Tin", standfirst="", body="Thân."))
    assert text is not None
    assert (text.whole, text.version, text.lang) == ("Tin\nThân.", 1, "vi")


@pytest.mark.django_db
def test_changes_are_drained_by_revision(make_article: MakeArticle, now: datetime) -> None:
    id = make_article()
    seen = changes.waiting(10)
    with transaction.atomic():
        changes.note(id, now)
    changes.drained(seen)
    assert [c.revision for c in changes.waiting(10)] == [seen[0].revision + 1]
    changes.drained(changes.waiting(10))
    assert changes.lag().count == 0


@pytest.mark.django_db
def test_the_lag_counts_from_the_oldest_change(make_article: MakeArticle, now: datetime) -> None:
    id = make_article()
    with transaction.atomic():
        changes.note(id, now + timedelta(hours=1))
    assert changes.lag() == changes.Lag(1, now)


@pytest.mark.django_db(transaction=True)
def test_a_change_outside_a_transaction_is_refused(make_article: MakeArticle, now: datetime) -> None:
    id = make_article()
    with pytest.raises(RuntimeError, match="transaction"):
        changes.note(id, now)


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["title", "standfirst", "body"])
def test_each_part_of_the_words_makes_a_version(make_article: MakeArticle, now: datetime, part: str) -> None:
    make_article()
    stored = again("https://bao.example/1", now, **{part: "Chữ đã sửa."})
    assert (stored.is_changed, stored.version, stored.fields) == (True, 2, (part,))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("alt_title", "Tựa khác", "Tựa khác"),
        ("authors", ("Lê Vân", "Hoài An"), ["Lê Vân", "Hoài An"]),
        ("section", "Thời sự", "Thời sự"),
        ("agency", "TTXVN", "TTXVN"),
        ("is_paywalled", True, True),
    ],
)
def test_what_is_said_around_the_words_is_kept_without_a_version(
    make_article: MakeArticle, now: datetime, field: str, value: object, kept: object
) -> None:
    id = make_article()
    stored = again("https://bao.example/1", now, **{field: value})
    assert (stored.is_changed, stored.fields) == (False, (field,))
    assert Article.objects.values_list(field, "version").get(id=id) == (kept, 1)


@pytest.mark.django_db
def test_links_pictures_and_sources_are_kept_and_no_news(make_article: MakeArticle, now: datetime) -> None:
    id = make_article()
    told = {"links": ("https://x.example/",), "image_url": "https://bao.example/a", "credited": ("NVA",)}
    assert again("https://bao.example/1", now, **told).fields == ()
    kept = Article.objects.values_list("links", "image_url", "credited").get(id=id)
    assert kept == (["https://x.example/"], "https://bao.example/a", ["NVA"])


@pytest.mark.django_db
def test_another_time_of_publication_reaches_the_index(make_article: MakeArticle, now: datetime) -> None:
    make_article(published=Moment(now, "", DateOrigin.META))
    changes.drained(changes.waiting(10))
    later = Moment(now - timedelta(hours=2), "", DateOrigin.META)
    assert again("https://bao.example/1", now, published=later).fields == ("published_at",)
    assert len(changes.waiting(10)) == 1
    again("https://bao.example/1", now, published=later, authors=())
    assert Article.objects.get().published_at == later.at
    assert len(changes.waiting(10)) == 1


@pytest.mark.django_db
def test_a_date_the_page_loses_is_not_lost(make_article: MakeArticle, now: datetime) -> None:
    make_article(published=Moment(now, "1/10", DateOrigin.META, has_zone=True))
    Address.objects.update(published_at=now - timedelta(hours=3))
    again("https://bao.example/1", now)
    assert Article.objects.values_list("published_at", "published_origin").get() == (now, "meta")


@pytest.mark.django_db
def test_an_answer_older_than_the_words_that_stand_changes_nothing(
    make_article: MakeArticle, now: datetime
) -> None:
    make_article()
    again("https://bao.example/1", now + timedelta(hours=2), body="Mới nhất.")
    stored = again("https://bao.example/1", now + timedelta(hours=1), body="Cũ hơn.")
    assert (stored.version, stored.is_changed, Article.objects.get().body) == (2, False, "Mới nhất.")


@pytest.mark.django_db
def test_a_second_address_adds_itself_and_no_words_of_its_own(make_article: MakeArticle) -> None:
    id = make_article()
    other = make_article(
        url="https://m.bao.example/1", canonical_url="https://bao.example/1", body="Thân của trang di động."
    )
    assert (other, Version.objects.count()) == (id, 1)
    assert Address.objects.filter(article_id=id, state="stored").count() == 2


@pytest.mark.django_db
def test_storing_again_does_not_undo_a_removal_by_itself(make_article: MakeArticle, now: datetime) -> None:
    Article.objects.filter(id=make_article()).update(removed_at=now, removed_how="410")
    again("https://bao.example/1", now)
    assert Article.objects.get().removed_how == "410"
    assert [row.is_removed for row in articles.newest(5, only_about=False)] == [True]


FUTURE = Moment(NOW + timedelta(days=3), "thứ ba tới", DateOrigin.META, has_zone=True)
ANCIENT = Moment(datetime(1899, 1, 1, tzinfo=UTC), "1899", DateOrigin.VISIBLE)
LISTED = Moment(NOW - timedelta(hours=2), "hai giờ trước", DateOrigin.FEED, has_zone=True)
NONE = Moment(None, "", DateOrigin.NONE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "listed", "raw", "trust"),
    [
        (FUTURE, NONE, "thứ ba tới", "future"),
        (ANCIENT, NONE, "1899", "ancient"),
        (NONE, FUTURE, "thứ ba tới", "future"),
        (NONE, NONE, "", "none"),
    ],
)
def test_a_time_that_cannot_be_is_kept_as_written_and_not_used(
    source: Source, told: Moment, listed: Moment, raw: str, trust: str
) -> None:
    row = dated(source, told, listed)
    assert (row.published_at, row.published_raw, row.published_trust) == (None, raw, trust)


@pytest.mark.django_db
@pytest.mark.parametrize("told", [FUTURE, ANCIENT, NONE])
def test_the_lists_time_stands_in_for_one_that_cannot_be(source: Source, told: Moment) -> None:
    row = dated(source, told, LISTED)
    assert (row.published_at, row.published_origin, row.published_trust) == (LISTED.at, "feed", "sure")


def dated(source: Source, told: Moment, listed: Moment) -> Article:
    """An article whose page and list told these times."""
    url = "https://bao.example/ngay"
    with transaction.atomic():
        address = announced.import_address(source.id, Entry(url, url, "Tin", listed), NOW)
        articles.store(article(url, published=told), address, None, NOW)
    return Article.objects.get()
