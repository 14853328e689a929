from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from archive import jobs, sources
from archive.models import Job, Source, SourceState
from archive.packs import Pack, load
from crawler.schedule import Standing

EVERY = timedelta(minutes=60)


@pytest.fixture
def pack() -> Pack:
    return load("demo", fill={"press_port": "8001"})


def polled(now: datetime, standing: Standing, **fields: object) -> sources.Polled:
    return replace(sources.Polled(standing, now, now + standing.wait), **fields)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_pack_puts_its_sources_in_with_their_polls(pack: Pack, now: datetime) -> None:
    count = sources.sync(pack, now)
    assert count == Source.objects.count() == Job.objects.filter(stage="poll").count()
    assert {row.state for row in sources.rows()} == {"waiting"}


@pytest.mark.django_db
def test_a_second_sync_changes_nothing(pack: Pack, now: datetime) -> None:
    sources.sync(pack, now)
    before = sources.rows()
    sources.sync(pack, now + EVERY)
    assert sources.rows() == before


@pytest.mark.django_db
def test_what_left_the_pack_sleeps(pack: Pack, now: datetime) -> None:
    sources.sync(pack, now)
    sources.sync(replace(pack, outlets=pack.outlets[:1]), now)
    awake = [row.outlet_key for row in sources.rows()]
    assert set(awake) == {pack.outlets[0].key}
    asleep = Source.objects.filter(is_active=False).first()
    assert asleep is not None
    assert sources.fetch_of(asleep.id) is None


@pytest.mark.django_db
def test_a_poll_is_asked_with_what_the_last_answer_said(source: Source, now: datetime) -> None:
    alive = Standing("alive", 0, EVERY)
    sources.note_poll(source.id, polled(now, alive, etag='"1"', last_modified="Thu", body_sha256="ab", new=3))
    fetch = sources.fetch_of(source.id)
    (row,) = sources.rows()
    assert fetch is not None
    assert (fetch.etag, fetch.last_modified, fetch.url) == ('"1"', "Thu", source.url)
    assert (row.state, row.polls, row.answered_at, row.last_new_at) == ("alive", 1, now, now)
    assert sources.body_is_known(source.id, "ab")


@pytest.mark.django_db
def test_a_failure_keeps_the_reason_and_the_last_answer(source: Source, now: datetime) -> None:
    sources.note_poll(source.id, polled(now, Standing("alive", 0, EVERY), body_sha256="ab"))
    later = now + EVERY
    sources.note_poll(source.id, polled(later, Standing("failing", 1, EVERY, "HTTP 500")))
    (row,) = sources.rows()
    assert (row.state, row.reason, row.answered_at, row.polled_at) == ("failing", "HTTP 500", now, later)
    assert sources.interval_of(source.id) == (EVERY, 1)


@pytest.mark.django_db
def test_a_source_that_moved_is_asked_at_its_new_address(source: Source, now: datetime) -> None:
    sources.note_poll(source.id, polled(now, Standing("alive", 0, EVERY), moved_to="https://bao.example/new"))
    fetch = sources.fetch_of(source.id)
    assert fetch is not None
    assert fetch.url == "https://bao.example/new"


@pytest.mark.django_db
def test_loaded_outlets_have_a_source_that_is_never_polled(now: datetime) -> None:
    one = sources.import_source("Báo Từ Tệp", "vi")
    assert sources.import_source("Báo Từ Tệp", "vi") == one
    sources.plan_polls(now)
    assert jobs.claim(["poll"], "crawl:1", now, 5) == []
    assert sources.rows() == []


@pytest.mark.django_db
def test_every_state_has_a_place_in_the_table(source: Source, now: datetime) -> None:
    for state in SourceState:
        sources.note_poll(source.id, polled(now, Standing(state.value, 0, EVERY)))
        assert [row.state for row in sources.rows()] == [state.value]


@pytest.mark.django_db
def test_pauses_are_told_by_address(source: Source) -> None:
    assert sources.delays() == {"https://bao.example/rss": 2.0}
