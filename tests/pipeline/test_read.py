"""What the classifier says of an article's present words is stored, and the article related next."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from django.conf import settings

from archive import articles, readings
from archive.models import Article, IndexChange, Reading
from archive.packs import PACKS, load
from classifier.reader import Reader
from pipeline import read
from pipeline.context import Context
from tests import factory
from tests.pipeline.making import BODY, OTHER_BODY, TITLE, been_read, claimed, queued, stored, waiting

pytestmark = pytest.mark.django_db
URL = "https://bao-song-trong.example/1"


def test_an_article_is_read_and_then_related(context: Context) -> None:
    kept = stored(URL, "\n".join(BODY))
    read.run(claimed("read", context), context)
    row = Article.objects.get()
    assert row.reading == Reading.objects.get()
    assert waiting() == [("relate", f"{kept.article_id}:1")]


def test_what_is_stored_is_what_the_classifier_said(context: Context) -> None:
    kept = stored(URL, "\n".join(BODY))
    been_read(kept.article_id, context)
    said = context.reader.read(TITLE, "\n" + "\n".join(BODY), lang="vi")
    row = readings.current(kept.article_id)
    assert row is not None
    assert (row.about, row.tone, row.abstain, row.why, row.model) == (
        said.about,
        said.tone,
        said.abstain,
        said.why,
        said.model,
    )
    assert row.places == tuple((span.place, span.start, span.end) for span in said.places)
    assert row.read_at == context.now()


def test_the_packs_threshold_decides_what_is_about_the_province(context: Context) -> None:
    here, elsewhere = (
        stored(URL, "\n".join(BODY)),
        stored(f"{URL}0", "\n".join(OTHER_BODY), title="Phòng đọc mới"),
    )
    for kept in (here, elsewhere):
        been_read(kept.article_id, context)
    told = {row.article_id: (row.about, row.is_about) for row in Reading.objects.all()}
    assert all(
        is_about is (about >= context.pack.threshold)
        for about, is_about in told.values()
        if about is not None
    )
    assert [told[here.article_id][1], told[elsewhere.article_id][1]] == [True, False]


def test_the_standfirst_is_read_with_the_body(context: Context) -> None:
    row = factory.article("Một tin ngắn", standfirst=BODY[0], body="Hết tin.")
    been_read(row.id, context)
    places = {span[0] for span in Reading.objects.get().places}
    assert "cang-my-lam" in places


def test_a_second_reading_of_the_same_version_replaces_the_first(context: Context) -> None:
    kept = stored(URL, "\n".join(BODY))
    been_read(kept.article_id, context)
    been_read(kept.article_id, context)
    assert Reading.objects.count() == 1


def test_a_reading_is_an_index_change(context: Context) -> None:
    kept = stored(URL, "\n".join(BODY))
    before = IndexChange.objects.get().revision
    been_read(kept.article_id, context)
    assert IndexChange.objects.get().revision == before + 1


def test_an_article_that_is_gone_ends_the_step(context: Context) -> None:
    queued("read", 987_654)
    read.run(claimed("read", context), context)
    assert (Reading.objects.count(), waiting()) == (0, [])


@pytest.mark.parametrize(
    ("province", "place", "day", "within"),
    [
        ("dong-nai", "huyện Xuân Lộc", date(2024, 5, 4), {"dong-nai", "dong-nai-cu"}),
        ("tp-hcm", "phường Bình Dương (TP.HCM)", date(2026, 5, 4), {"ho-chi-minh", "binh-duong"}),
    ],
    ids=["then", "now"],
)
def test_an_article_is_found_by_the_province_of_then_and_of_now(
    province: str, place: str, day: date, within: set[str], context: Context
) -> None:
    pack = load(province, folder=PACKS, fill={})
    desk = replace(context, pack=pack, reader=Reader(pack.gazetteer(), settings.MODEL_FOLDER))
    title = f"Người dân {place} góp đất mở đường"
    kept = stored(URL, "\n".join(BODY), title=title)
    Article.objects.update(published_at=datetime.combine(day, time(8), UTC))
    been_read(kept.article_id, desk)
    (document,) = articles.documents([kept.article_id])
    assert within <= set(document.places)
