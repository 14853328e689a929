"""Each night the index is asked too: what matching missed is recorded, told and named."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import changes, jobs
from archive.clock import DESK_ZONE
from archive.models import Article, IndexChange, Job, Reading
from desk.models import Watch, WatchHit, WatchState
from desk.watch_hits import ALERT, record
from desk.watch_sweep import FARTHEST, OVERLAP, Candidate
from pipeline import alert, sweep
from pipeline.context import Context
from pipeline.index import Indexer
from pipeline.sweep import BATCH, last_night, spans
from search.engine import Engine, open_engine
from search.errors import SearchUnavailable, TooHeavy
from search.model import Hit
from search.names import Names
from search.tree import Days, Node
from tests import factory
from tests.desk.making import watch
from tests.pipeline.faults import happening
from tests.pipeline.making import Hands, claimed, queued
from tests.pipeline.watched import read_article, swept

DAY = timedelta(days=1)
NIGHT = datetime(2026, 10, 2, 2, 30, tzinfo=DESK_ZONE)


@pytest.fixture
def asking(context: Context, indexer: Indexer) -> Iterator[Context]:
    """The tools of a process that can ask the index."""
    yield replace(context, engine=lambda: open_engine(indexer.url, write=False))
    indexer.close()


def indexed(indexer: Indexer) -> None:
    """Let the index know all there is."""
    for id in Article.objects.values_list("id", flat=True):
        IndexChange.objects.get_or_create(
            article_id=id, defaults={"revision": 1, "queued_at": factory.MORNING}
        )
    while indexer.step():
        pass
    indexer.close()


def night(context: Context, hands: Hands, at: datetime = NIGHT) -> Job:
    """Run the sweep of a night."""
    hands.at = at
    jobs.plan(sweep.STAGE, sweep.KEY, at)
    Job.objects.filter(stage=sweep.STAGE).update(run_at=at)
    sweep.run(claimed(sweep.STAGE, context), context)
    return Job.objects.get(stage=sweep.STAGE)


@pytest.mark.django_db
def test_what_matching_missed_is_recorded_to_be_told(asking: Context, hands: Hands, indexer: Indexer) -> None:
    mine = watch(query="lũ", by_mail=True)
    read_article(asking, "Lũ về")
    read_article(asking, "Mùa cam")
    indexed(indexer)
    night(asking, hands)
    assert swept() == ["Lũ về"]
    assert WatchHit.objects.values_list("is_mail_due", "found_at").get() == (True, NIGHT)
    mine.refresh_from_db()
    assert mine.swept_at == NIGHT


@pytest.mark.django_db
def test_what_was_caught_is_not_missed(asking: Context, hands: Hands, indexer: Indexer) -> None:
    mine = watch(query="lũ")
    record(read_article(asking, "Lũ về"), [mine.id], hands.at, swept=False)
    indexed(indexer)
    night(asking, hands)
    night(asking, hands, NIGHT + DAY)
    assert (swept(), mine.hits.count()) == ([], 1)


@pytest.mark.django_db
def test_a_sweep_after_honest_matching_finds_nothing(asking: Context, hands: Hands, indexer: Indexer) -> None:
    for number, query in enumerate(["lũ", "cầu NEAR/2 Lội", "ngày:2026 cam", '"Bến Lội" -lũ', "ca*"]):
        watch(query=query, name=f"Số {number}")
    for title in ("Lũ về cầu Bến Lội", "Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân"):
        id = read_article(asking, title)
        alert.run(claimed(ALERT, asking, queued(ALERT, id)), asking)
    indexed(indexer)
    night(asking, hands)
    assert (swept(), WatchHit.objects.count()) == ([], 8)


@pytest.mark.django_db
def test_a_watch_that_names_an_outlet_is_swept_by_that_name(
    asking: Context, hands: Hands, indexer: Indexer
) -> None:
    watch(query='báo:"Báo Sông Trong" lũ')
    watch(name="Khác", query='báo:"Nam Việt" lũ')
    read_article(asking, "Lũ về")
    indexed(indexer)
    night(asking, hands)
    assert [hit.watch.name for hit in WatchHit.objects.all()] == [Watch.objects.earliest("id").name]


@dataclass
class Weak:
    """An engine to which one query is too much."""

    engine: Engine

    def every(self, tree: Node, limit: int | None = None) -> Iterator[Hit]:
        """All hits of the others."""
        if "cầu" in str(tree):
            raise TooHeavy("quá nặng", "too heavy")
        return self.engine.every(tree, limit)


@pytest.mark.django_db
def test_a_watch_that_is_too_much_for_the_index_keeps_no_other_from_its_sweep(
    asking: Context, hands: Hands, indexer: Indexer, caplog: pytest.LogCaptureFixture
) -> None:
    heavy = watch(query="cầu")
    watch(name="Khác", query="lũ")
    read_article(asking, "Lũ về")
    indexed(indexer)
    with closing(asking.engine()) as engine:
        assert sweep.look(cast(Engine, Weak(engine)), NIGHT, NIGHT, Names(())) is True
    assert swept() == ["Lũ về"]
    assert caplog.messages[0] == f"watch {heavy.id} is not swept: quá nặng / too heavy"


@pytest.mark.django_db
def test_what_was_read_before_the_watch_looked_is_none_of_its_own(
    asking: Context, hands: Hands, indexer: Indexer
) -> None:
    read_article(asking, "Lũ về")
    watch(query="lũ", changed_at=hands.at + timedelta(minutes=1))
    indexed(indexer)
    night(asking, hands)
    assert swept() == []


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["read", "relate", "alert"])
def test_what_is_still_on_its_way_is_looked_at_the_next_night(
    stage: str, asking: Context, hands: Hands, indexer: Indexer
) -> None:
    watch(query="lũ")
    job = queued(stage, read_article(asking, "Lũ về"))
    indexed(indexer)
    night(asking, hands)
    assert swept() == []
    job.delete()
    night(asking, hands, NIGHT + DAY)
    assert swept() == ["Lũ về"]


@pytest.mark.django_db
def test_a_step_that_was_put_aside_is_what_a_sweep_is_for(
    asking: Context, hands: Hands, indexer: Indexer
) -> None:
    watch(query="lũ")
    queued("alert", read_article(asking, "Lũ về"))
    Job.objects.update(quarantined_at=hands.at)
    indexed(indexer)
    night(asking, hands)
    assert swept() == ["Lũ về"]


@pytest.mark.django_db
def test_what_the_index_does_not_know_yet_waits_for_the_next_night(
    asking: Context, hands: Hands, indexer: Indexer
) -> None:
    watch(query="lũ")
    row = Article.objects.get(id=read_article(asking, "Lũ về"))
    indexed(indexer)
    factory.index_change(row)
    night(asking, hands)
    assert (swept(), changes.lag().count) == ([], 1)


@pytest.mark.django_db
def test_what_changed_while_the_index_was_asked_is_on_its_way_and_not_missed(
    asking: Context, hands: Hands, indexer: Indexer
) -> None:
    watch(query="lũ")
    id = read_article(asking, "Lũ về")
    indexed(indexer)

    def change() -> None:
        queued(ALERT, id)

    with happening(change, begins='SELECT "desk_watchhit"."article_id"') as changed:
        night(asking, hands)
    assert (changed.happened, swept()) == (True, [])


@pytest.mark.django_db
def test_an_old_article_that_was_read_lately_is_looked_at_too(
    asking: Context, hands: Hands, indexer: Indexer
) -> None:
    watch(query="lũ")
    id = read_article(asking, "Lũ năm xưa")
    Article.objects.filter(id=id).update(published_at=datetime(1999, 11, 5, tzinfo=DESK_ZONE))
    read_article(asking, "Lũ năm nay")
    indexed(indexer)
    night(asking, hands)
    assert swept() == ["Lũ năm xưa", "Lũ năm nay"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("age", "last_sweep", "is_seen"),
    [
        (FARTHEST - DAY, None, True),
        (FARTHEST + DAY, None, False),
        (OVERLAP, timedelta(hours=23), True),
        (OVERLAP + 2 * DAY, timedelta(hours=23), False),
    ],
)
def test_a_sweep_looks_back_to_the_last_one_and_never_further_than_a_month(
    age: timedelta,
    last_sweep: timedelta | None,
    is_seen: bool,
    asking: Context,
    hands: Hands,
    indexer: Indexer,
) -> None:
    watch(query="lũ", changed_at=NIGHT - 99 * DAY, swept_at=last_sweep and NIGHT - last_sweep - DAY / 12)
    read_article(asking, "Lũ về")
    Reading.objects.update(read_at=NIGHT - age)
    indexed(indexer)
    night(asking, hands)
    assert (swept() == ["Lũ về"]) is is_seen


@pytest.mark.django_db
@pytest.mark.parametrize("state", [WatchState.PAUSED, WatchState.WAITING, WatchState.CLOSED])
def test_only_active_watches_are_looked_after(
    state: WatchState, asking: Context, hands: Hands, indexer: Indexer
) -> None:
    watch(query="lũ", state=state)
    read_article(asking, "Lũ về")
    indexed(indexer)
    night(asking, hands)
    assert (swept(), Watch.objects.get().swept_at) == ([], None)


@pytest.mark.django_db
def test_a_query_that_is_refused_stops_no_other(asking: Context, hands: Hands, indexer: Indexer) -> None:
    watch(query="lũ AND")
    watch(query="lũ", name="Khác")
    read_article(asking, "Lũ về")
    indexed(indexer)
    night(asking, hands)
    assert swept() == ["Lũ về"]


@pytest.mark.django_db
def test_many_watches_are_looked_after_bit_by_bit(asking: Context, hands: Hands, indexer: Indexer) -> None:
    owner = factory.officer()
    for number in range(BATCH + 1):
        watch(owner, query="lũ", name=f"Số {number}")
    read_article(asking, "Lũ về")
    indexed(indexer)
    assert night(asking, hands).run_at == NIGHT
    assert WatchHit.objects.count() == BATCH
    sweep.run(claimed(sweep.STAGE, asking), asking)
    assert WatchHit.objects.count() == BATCH + 1
    assert Job.objects.get(stage=sweep.STAGE).run_at == NIGHT + DAY


@pytest.mark.django_db
def test_an_index_that_is_away_is_asked_an_hour_later(context: Context, hands: Hands) -> None:
    watch(query="lũ")
    assert night(context, hands).run_at == NIGHT + timedelta(hours=1)
    assert Watch.objects.get().swept_at is None


@pytest.mark.django_db
def test_an_index_that_goes_away_meanwhile_is_asked_an_hour_later(
    asking: Context, hands: Hands, indexer: Indexer
) -> None:
    def away() -> Engine:
        raise SearchUnavailable("đi vắng", "away")

    watch(query="lũ")
    assert night(replace(asking, engine=away), hands).run_at == NIGHT + timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "began"),
    [
        (NIGHT, NIGHT),
        (NIGHT + timedelta(hours=20), NIGHT),
        (NIGHT - timedelta(minutes=1), NIGHT - DAY),
    ],
)
def test_a_night_begins_at_half_past_two(now: datetime, began: datetime) -> None:
    assert last_night(now) == began


@given(st.lists(st.dates(date(1990, 1, 2), date(2030, 1, 1)), max_size=20))
def test_the_days_asked_for_hold_every_candidate_and_no_month_without_one(published: list[date]) -> None:
    noons = [datetime.combine(day, time(12), DESK_ZONE) for day in published]
    days = spans([Candidate(n, NIGHT, noon) for n, noon in enumerate(noons)])
    assert all(any(covers(span, day) for span in days) for day in published)
    assert len(days) == len({(day.year, day.month) for day in published})


def covers(days: Days, day: date) -> bool:
    return days.first is not None and days.last is not None and days.first <= day <= days.last
