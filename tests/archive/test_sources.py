from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from archive import jobs, outlets, sources
from archive.models import Job, Outlet, Source, SourceState
from archive.packs import Pack, load
from crawler.addresses import HostRule
from crawler.model import ArticleRules
from crawler.schedule import Moving, Rhythm, Standing

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
def test_a_pack_brings_the_names_its_outlets_are_credited_by(pack: Pack, now: datetime) -> None:
    sources.sync(pack, now)
    kept = Outlet.objects.filter(key=pack.outlets[0].key).values_list("credits", flat=True)
    assert list(kept) == [list(pack.outlets[0].credits)]


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
def test_a_pack_brings_the_rules_of_its_outlets(pack: Pack, now: datetime) -> None:
    rules, host = ArticleRules(body="div.bai"), HostRule(host="m.bao.vn", main_host="bao.vn")
    ruled = replace(pack.outlets[0], article=rules, addresses=(host,))
    sources.sync(replace(pack, outlets=(ruled,)), now)
    source = Source.objects.filter(outlet__key=ruled.key).first()
    assert source is not None
    assert outlets.rules_of(source.id) == rules
    assert outlets.host_rules_of(source.id) == {"m.bao.vn": host}


ALIVE = Standing("alive", 0, EVERY)
TOLD = ('"1"', "Thu", "ab")


@pytest.mark.django_db
def test_a_poll_is_asked_with_what_the_last_answer_said(source: Source, now: datetime) -> None:
    sources.note_poll(source.id, polled(now, ALIVE, validators=TOLD, items=(b"12345678", b"abcdefgh"), new=3))
    fetch = sources.fetch_of(source.id)
    (row,) = sources.rows()
    assert fetch is not None
    assert (fetch.etag, fetch.last_modified, fetch.body_sha256, fetch.url) == (*TOLD, source.url)
    assert fetch.seen == {b"12345678", b"abcdefgh"}
    assert (row.state, row.polls, row.answered_at, row.last_new_at) == ("alive", 1, now, now)


@pytest.mark.django_db
def test_a_failure_keeps_the_reason_and_the_last_answer(source: Source, now: datetime) -> None:
    sources.note_poll(source.id, polled(now, ALIVE, validators=TOLD, items=(b"12345678",)))
    later = now + EVERY
    sources.note_poll(source.id, polled(later, Standing("failing", 1, EVERY, "HTTP 500")))
    (row,), fetch = sources.rows(), sources.fetch_of(source.id)
    assert (row.state, row.reason, row.answered_at, row.polled_at) == ("failing", "HTTP 500", now, later)
    assert fetch is not None
    assert (fetch.etag, fetch.seen) == ('"1"', frozenset({b"12345678"}))


@pytest.mark.django_db
def test_from_time_to_time_a_poll_asks_without_conditions(source: Source, now: datetime) -> None:
    asked = []
    for _ in range(13):
        fetch = sources.fetch_of(source.id)
        assert fetch is not None
        asked.append(fetch.etag)
        told = polled(now, ALIVE, validators=TOLD, was_conditional=bool(fetch.etag))
        sources.note_poll(source.id, told)
    assert asked == ["", *['"1"'] * 11, ""]


@pytest.mark.django_db
def test_how_a_source_fared_is_told_to_the_next_judgement(source: Source, now: datetime) -> None:
    rhythm = Rhythm(EVERY, timedelta(minutes=25))
    told = polled(now, ALIVE, rhythm=rhythm, moving=Moving("http://x/", 2))
    sources.note_poll(source.id, told)
    past = sources.past_of(source.id)
    assert (past.rhythm, past.moving, past.polled_at, past.polls) == (rhythm, Moving("http://x/", 2), now, 1)
    assert (past.key, past.name, past.state) == ("bao-thu-rss", "Báo Thử", "alive")


@pytest.mark.django_db
def test_a_new_address_in_the_pack_begins_anew(pack: Pack, now: datetime) -> None:
    sources.sync(pack, now)
    spec = pack.outlets[0].sources[0]
    row = Source.objects.get(key=spec.key)
    told = polled(now, ALIVE, validators=TOLD, items=(b"12345678",), moved_to="http://x/")
    sources.note_poll(row.id, told)
    moved = replace(pack.outlets[0], sources=(replace(spec, url="http://moi.vn/rss"),))
    sources.sync(replace(pack, outlets=(moved, *pack.outlets[1:])), now)
    fetch = sources.fetch_of(row.id)
    assert fetch is not None
    assert (fetch.url, fetch.etag, fetch.body_sha256, fetch.seen) == (
        "http://moi.vn/rss",
        "",
        "",
        frozenset(),
    )


@pytest.mark.django_db
def test_a_part_is_asked_in_full_in_the_lane_of_its_host(source: Source, now: datetime) -> None:
    sources.note_poll(source.id, polled(now, ALIVE, validators=TOLD, items=(b"12345678",)))
    url = "https://tep.example/sitemap-1.xml"
    jobs.put([sources.part_of(source.id, url, 1, now)] * 2)
    job, fetch = Job.objects.get(stage="part"), sources.part_fetch_of(source.id, url)
    assert (job.lane, job.payload) == ("tep.example", {"source": source.id, "url": url, "depth": 1})
    assert fetch is not None
    assert (fetch.url, fetch.etag, fetch.seen) == (url, "", frozenset())
    Source.objects.update(is_active=False)
    assert sources.part_fetch_of(source.id, url) is None


@pytest.mark.django_db
def test_polls_stand_in_the_lane_of_their_host(pack: Pack, now: datetime) -> None:
    sources.sync(pack, now)
    assert set(Job.objects.values_list("lane", flat=True)) == set(sources.delays())


@pytest.mark.django_db
def test_a_source_that_moved_is_asked_at_its_new_address(source: Source, now: datetime) -> None:
    sources.note_poll(source.id, polled(now, Standing("alive", 0, EVERY), moved_to="https://bao.example/new"))
    fetch = sources.fetch_of(source.id)
    assert fetch is not None
    assert fetch.url == "https://bao.example/new"


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["resting", "gone"])
def test_a_source_that_died_where_it_moved_to_is_asked_where_it_was(
    source: Source, now: datetime, state: str
) -> None:
    sources.note_poll(source.id, polled(now, ALIVE, moved_to="https://bao.example/new"))
    sources.note_poll(source.id, polled(now, Standing(state, 10, EVERY)))
    fetch = sources.fetch_of(source.id)
    assert fetch is not None
    assert fetch.url == source.url


@pytest.mark.django_db
def test_every_state_has_a_place_in_the_table(source: Source, now: datetime) -> None:
    for state in SourceState:
        sources.note_poll(source.id, polled(now, Standing(state.value, 0, EVERY)))
        assert [row.state for row in sources.rows()] == [state.value]


@pytest.mark.django_db
def test_the_longest_pause_of_a_hosts_sources_counts(source: Source) -> None:
    told = {"outlet": source.outlet, "shape": "feed"}
    Source.objects.create(key="2", url="http://bao.example/2", delay_seconds=5.0, **told)
    Source.objects.create(key="3", url="http://bao.example/3", delay_seconds=9.0, is_active=False, **told)
    Source.objects.create(key="4", url="http://x.vn/", moved_to="http://y.vn/", delay_seconds=1.0, **told)
    assert sources.delays() == {"bao.example": 5.0, "x.vn": 1.0, "y.vn": 1.0}
