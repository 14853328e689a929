"""What polls leave on their sources, and what they ask next."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive import notices, sources
from archive.models import Address, Capture, Job, Source
from crawler.confined import Limits, Room
from crawler.model import Capture as Answer
from crawler.model import DateOrigin, Entry, Feed, Fetch, Moment, Shape
from crawler.schedule import Moving, Rhythm
from pipeline import polls
from tests import factory
from tests.pipeline import collecting
from tests.pipeline.collecting import Desk, answer, urls
from tests.pipeline.making import Hands

HOUR = timedelta(hours=1)
NOW = factory.MORNING
URL = "https://bao.vn/rss"
LIST = Fetch("k", URL, Shape.FEED)
INDEX = "<sitemapindex>{}</sitemapindex>"
SET = "<urlset>{}</urlset>"


@pytest.fixture
def desk(tmp_path: Path, hands: Hands) -> Desk:
    Source.objects.filter(id=factory.source().id).update(url=URL)
    sources.plan_polls(hands())
    return collecting.desk(tmp_path, hands)


def locations(tag: str, *names: str) -> str:
    return "".join(f"<{tag}><loc>https://bao.vn/{name}</loc></{tag}>" for name in names)


def feed(*numbers: int) -> bytes:
    items = "".join(f"<item><title>{n}</title><link>https://bao.vn/{n}</link></item>" for n in numbers)
    return f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode()


def poll(
    desk: Desk, hands: Hands, body: bytes = b"", status: int = 200, *, hop: str = "", **more: str
) -> Fetch:
    """Let the source fall due and answer its poll; pages wait."""
    Job.objects.filter(stage="fetch").update(run_at=datetime.fromisoformat("2099-01-01T00:00:00+00:00"))
    hands.at = max(hands.at, Job.objects.get(stage="poll").run_at)
    fetch = desk.one()
    desk.take(answer(fetch, body, status, hop=hop, **more))
    return fetch


@pytest.mark.django_db
def test_a_source_is_asked_with_the_validators_of_its_last_answer(desk: Desk, hands: Hands) -> None:
    poll(desk, hands, feed(1), ETag='"1"', Last_Modified="Thu")
    again = poll(desk, hands, status=304)
    assert (again.etag, again.last_modified) == ('"1"', "Thu")
    assert poll(desk, hands, status=304).etag == '"1"'
    assert Source.objects.get().conditional_polls == 2


@pytest.mark.django_db
def test_after_an_untrue_304_the_next_question_has_no_conditions(desk: Desk, hands: Hands) -> None:
    poll(desk, hands, feed(1), ETag='"1"')
    poll(desk, hands, status=304, ETag='"2"')
    assert poll(desk, hands, feed(1, 2)).etag == ""
    assert Address.objects.count() == 2


@pytest.mark.django_db
def test_the_same_list_again_is_neither_kept_nor_read(desk: Desk, hands: Hands) -> None:
    poll(desk, hands, feed(1))
    size = desk.collector.shelf.file.stat().st_size
    poll(desk, hands, feed(1), ETag='"neu"')
    assert desk.collector.shelf.file.stat().st_size == size
    assert (Capture.objects.count(), Source.objects.get().etag) == (1, '"neu"')


@pytest.mark.django_db
def test_a_list_that_cannot_be_read_is_asked_for_again_in_full(desk: Desk, hands: Hands) -> None:
    poll(desk, hands, b"no list at all", ETag='"1"')
    row = Source.objects.get()
    assert (row.state, row.etag, row.body_sha256) == ("failing", "", "")


@pytest.mark.django_db
def test_the_interval_adapts_to_what_polls_find(desk: Desk, hands: Hands) -> None:
    waits = []
    for number in range(30):
        hands.at += timedelta(minutes=5)
        poll(desk, hands, feed(*range(number * 8, number * 8 + 8)))
        waits.append(Job.objects.get(stage="poll").run_at - hands.at)
    assert waits[0] > 45 * timedelta(minutes=1)
    assert waits[-1] < 12 * timedelta(minutes=1)


@pytest.mark.django_db
def test_a_server_may_lengthen_the_interval_of_an_hourly_source_to_an_hour(desk: Desk, hands: Hands) -> None:
    Source.objects.update(adapted_minutes=20)
    poll(desk, hands, feed(1), Cache_Control="max-age=86400")
    wait = Job.objects.get(stage="poll").run_at - hands.at
    assert HOUR * 0.9 <= wait <= HOUR * 1.1


@pytest.mark.django_db
def test_a_source_that_moved_for_good_is_asked_there_after_three_times(desk: Desk, hands: Hands) -> None:
    for number in range(3):
        assert poll(desk, hands, status=301, hop="https://moi.vn/rss").url == URL
        hop = desk.one()
        assert hop.url == "https://moi.vn/rss"
        desk.take(answer(hop, feed(number)))
    assert Source.objects.get().moved_to == "https://moi.vn/rss"
    assert poll(desk, hands, feed(9)).url == "https://moi.vn/rss"
    assert Job.objects.get(stage="poll").lane == "moi.vn"


@pytest.mark.django_db
def test_a_source_that_is_gone_is_told_until_it_is_back(desk: Desk, hands: Hands) -> None:
    poll(desk, hands, status=410)
    (told,) = notices.standing()
    assert (told.kind, told.key, told.params["url"]) == ("source-gone", Source.objects.get().key, URL)
    assert Job.objects.get(stage="poll").run_at == hands.at + timedelta(weeks=1)
    poll(desk, hands, status=500)
    assert len(notices.standing()) == 1
    poll(desk, hands, feed(1))
    assert (notices.standing(), Source.objects.get().state) == ([], "alive")


@pytest.mark.django_db
def test_a_source_never_sleeps_for_good(desk: Desk, hands: Hands) -> None:
    for _ in range(11):
        poll(desk, hands, status=500)
    row = Source.objects.get()
    assert (row.state, row.failures) == ("resting", 11)
    assert Job.objects.get(stage="poll").run_at == hands.at + timedelta(weeks=1)


@pytest.mark.django_db
def test_the_sitemaps_of_an_index_are_asked_with_it(desk: Desk, hands: Hands) -> None:
    Source.objects.update(shape="sitemap")
    index = INDEX.format(locations("sitemap", "a.xml", "b.xml"))
    poll(desk, hands, index.encode(), ETag='"1"')
    assert Source.objects.get().etag == "", "an index stays the same while its parts change"
    for _ in range(2):
        part = desk.one()
        desk.take(answer(part, SET.format(locations("url", f"{part.url[-5]}-1", "chung")).encode()))
    assert sorted(a.url[15:] for a in Address.objects.all()) == ["a-1", "b-1", "chung"]
    assert not Job.objects.filter(stage="part").exists()
    assert Source.objects.values_list("entries_seen", "state").get() == (3, "alive")


@pytest.mark.django_db
def test_an_index_of_indexes_is_followed_so_far(desk: Desk, hands: Hands) -> None:
    Source.objects.update(shape="sitemap")
    poll(desk, hands, INDEX.format(locations("sitemap", "1")).encode())
    asked: list[Fetch] = []
    for name in ("2", "3", "4"):
        parts = desk.due()
        asked += parts
        desk.take(*[answer(part, INDEX.format(locations("sitemap", name)).encode()) for part in parts])
    assert urls(asked) == ["https://bao.vn/1", "https://bao.vn/2"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (404, b"", "https://bao.vn/a.xml: HTTP 404"),
        (200, b"<!DOCTYPE html><html>", "https://bao.vn/a.xml: not_a_feed"),
    ],
)
def test_what_is_wrong_with_a_sitemap_is_said_at_its_source(
    desk: Desk, hands: Hands, status: int, body: bytes, reason: str
) -> None:
    Source.objects.update(shape="sitemap")
    poll(desk, hands, INDEX.format(locations("sitemap", "a.xml")).encode())
    desk.take(answer(desk.one(), body, status))
    assert Source.objects.values_list("state", "reason").get() == ("alive", reason)
    assert not Job.objects.filter(stage="part").exists()


@pytest.mark.django_db
def test_a_sitemap_that_bears_a_mark_ends_there(desk: Desk, hands: Hands) -> None:
    Source.objects.update(shape="sitemap")
    poll(desk, hands, INDEX.format(locations("sitemap", "a.xml")).encode())
    desk.take(answer(desk.one(), "TUYỆT MẬT\n".encode(), Content_Type="text/plain; charset=utf-8"))
    assert Capture.objects.get().error == "state-secret mark: stamp tuyệt mật"
    assert not Job.objects.filter(stage="part").exists()


def past(**fields: object) -> sources.Past:
    told = {
        "key": "nguon",
        "name": "Báo",
        "state": "alive",
        "failures": 0,
        "polls": 5,
        "rhythm": Rhythm(HOUR, HOUR),
        "moving": Moving(),
        "polled_at": NOW - HOUR,
    }
    return sources.Past(**{**told, **fields})  # type: ignore[arg-type]


def listed(new: int, known: int = 0, **more: object) -> Feed:
    """A list with so many entries that are read, and digests of all."""
    nowhen = Moment(None, "", DateOrigin.NONE)
    entries = tuple(Entry(str(n), f"https://bao.vn/{n}", "", nowhen) for n in range(new))
    return Feed("", entries, items=tuple(f"{n:08}".encode() for n in range(new + known)), **more)  # type: ignore[arg-type]


def told(feed: Feed, new: int, before: sources.Past | None = None, **more: Any) -> sources.Polled:
    return polls.outcome(before or past(), LIST, answered(**more), feed, new, NOW)


def answered(status: int = 200, **more: Any) -> Answer:
    return answer(LIST, b"<rss>", status, **more)


def test_digests_of_a_list_are_kept_for_the_next_question() -> None:
    assert told(listed(2, 3), 2).items == tuple(f"{n:08}".encode() for n in range(5))


@pytest.mark.parametrize(
    ("feed", "new", "polls_before", "is_soon"),
    [
        (listed(20), 20, 5, True),
        (listed(20, 1), 20, 5, False),
        (listed(20), 19, 5, False),
        (listed(20), 20, 0, False),
        (listed(0), 0, 5, False),
    ],
)
def test_a_list_with_nothing_known_in_it_may_have_lost_some(
    feed: Feed, new: int, polls_before: int, is_soon: bool
) -> None:
    slow = past(rhythm=Rhythm(HOUR, 100 * HOUR), polls=polls_before, polled_at=NOW - timedelta(minutes=1))
    assert (told(feed, new, slow).standing.wait < timedelta(minutes=12)) is is_soon


def test_the_lists_own_hint_counts() -> None:
    fast = past(rhythm=Rhythm(HOUR, timedelta(minutes=10)))
    assert told(listed(1, 5, hinted_minutes=45), 1, fast).standing.wait >= timedelta(minutes=40)


def test_the_first_poll_and_an_index_say_nothing_of_the_rhythm() -> None:
    assert told(listed(50), 50, past(polled_at=None)).rhythm == Rhythm(HOUR, HOUR)
    assert told(listed(0, further=("http://x/",)), 0).rhythm == Rhythm(HOUR, HOUR)


def test_a_failure_says_nothing_of_the_rhythm_and_of_where_it_moves() -> None:
    found = polls.outcome(past(moving=Moving("http://x/", 2)), LIST, answered(500), Feed("", ()), 0, NOW)
    assert (found.rhythm, found.moving, found.validators) == (
        Rhythm(HOUR, HOUR),
        Moving("http://x/", 2),
        None,
    )


@pytest.mark.django_db
def test_a_list_too_heavy_to_read_is_a_failure_with_its_reason(tmp_path: Path, hands: Hands) -> None:
    Source.objects.filter(id=factory.source().id).update(url=URL)
    sources.plan_polls(hands())
    with Room(Limits(seconds=0.02)) as room:
        desk = collecting.desk(tmp_path, hands, apart=room)
        poll(desk, hands, feed(*range(4000)))
    assert [(row.state, row.reason) for row in sources.rows()] == [("failing", "too_heavy")]


@pytest.mark.django_db
def test_a_list_is_read_in_a_room_as_it_is_here(tmp_path: Path, hands: Hands) -> None:
    Source.objects.filter(id=factory.source().id).update(url=URL)
    sources.plan_polls(hands())
    with Room() as room:
        desk = collecting.desk(tmp_path, hands, apart=room)
        poll(desk, hands, feed(1, 2))
    assert sorted(Address.objects.values_list("url", flat=True)) == ["https://bao.vn/1", "https://bao.vn/2"]
