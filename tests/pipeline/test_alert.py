"""An article is held against all watches once it was read, and again when what can be searched changed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import articles, jobs, namings
from archive.models import Article, Job, Outlet, Reading
from desk import watches
from desk.models import Watch, WatchHit, WatchState
from desk.watch_hits import to_match
from pipeline import alert
from pipeline.context import Context
from pipeline.watching import Watching, sorted_out
from pipeline.worker import Worker
from search.matching import matches, read
from search.query import parse
from tests.desk.making import actor, saved, watch
from tests.pipeline.making import TITLE, Hands, captured, claimed, queued, related, stored, waiting
from tests.pipeline.test_worker import work_off
from tests.pipeline.watched import caught, read_article

pytestmark = pytest.mark.django_db


def look(article_id: int, context: Context) -> None:
    """Run the alert stage over an article."""
    alert.run(claimed(alert.STAGE, context, queued(alert.STAGE, article_id)), context)


def test_a_page_that_was_fetched_is_caught_by_the_watches_that_ask_for_it(
    worker: Worker, context: Context
) -> None:
    mine, other = watch(query="cảng Mỹ Lâm liên quan:có"), watch(name="Khác", query='"mùa cam"')
    captured(context)
    work_off(worker)
    worker.indexer.close()
    assert (caught(mine), caught(other), waiting()) == ([TITLE], [], [])


def test_relating_hands_on_to_the_watches(context: Context) -> None:
    kept = stored("https://bao.example/tin", "Nước dâng.")
    related(kept.article_id, context)
    assert ("alert", str(kept.article_id)) in [(stage, key.partition(":")[0]) for stage, key in waiting()]


def test_an_article_that_is_gone_ends_its_step(context: Context) -> None:
    look(99, context)
    assert waiting() == []


def test_an_article_is_caught_once_however_often_it_changes(context: Context) -> None:
    mine = watch(query="Lội")
    id = read_article(context, "Cầu Bến Lội thông xe")
    for _ in range(2):
        look(id, context)
    assert caught(mine) == ["Cầu Bến Lội thông xe"]


def test_a_changed_article_is_caught_by_what_it_says_now(context: Context) -> None:
    mine = watch(query='"lùi ngày"')
    id = read_article(context, "Cầu Bến Lội thông xe")
    look(id, context)
    Article.objects.update(title="Cầu Bến Lội lùi ngày thông xe")
    look(id, context)
    assert caught(mine) == ["Cầu Bến Lội lùi ngày thông xe"]


def test_what_a_reading_says_can_be_watched(context: Context) -> None:
    mine = watch(query="sắc thái:-1 chủ đề:infrastructure")
    id = read_article(context, "Cầu Bến Lội")
    look(id, context)
    assert caught(mine) == []
    Reading.objects.update(tone=-1)
    look(id, context)
    assert caught(mine) == ["Cầu Bến Lội"]


def test_a_new_watch_catches_nothing_old_and_an_edited_one_what_it_asks_for_now(context: Context) -> None:
    old, new = (read_article(context, f"{word} về") for word in ("Lũ", "Bão"))
    look(old, context)
    row = saved(context.pack, query="lũ OR bão")
    assert caught(Watch.objects.get()) == []
    look(new, context)
    watches.pause(actor(), row.id, context.now())
    third = read_article(context, "Lũ lại về")
    look(third, context)
    assert caught(Watch.objects.get()) == ["Bão về"]


@pytest.mark.parametrize("state", sorted(set(WatchState) - {WatchState.ACTIVE}))
def test_only_active_watches_look(state: WatchState, context: Context) -> None:
    watch(query="lũ", state=state)
    look(read_article(context, "Lũ về"), context)
    assert WatchHit.objects.count() == 0


def test_the_set_is_made_ready_once_and_again_with_each_change(context: Context) -> None:
    day = date(2026, 10, 1)
    watching = Watching()
    row = saved(context.pack, query="lũ")
    first = watching.ready(day)
    assert watching.ready(day) is first
    assert watching.ready(day + timedelta(days=1)) is not first
    again = watching.ready(day)
    watches.close(actor(), row.id, context.now())
    assert watching.ready(day) is not again


def test_looking_again_with_the_same_set_reads_no_watch(context: Context) -> None:
    saved(context.pack, query="lũ")
    day = date(2026, 10, 1)
    context.watching.ready(day)
    with CaptureQueriesContext(connection) as asked:
        context.watching.ready(day)
    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]


def test_days_that_follow_the_calendar_are_reckoned_anew_each_day(context: Context, hands: Hands) -> None:
    mine = watch(query="lũ ngày:hôm nay")
    id = read_article(context, "Lũ về")
    hands.at += timedelta(days=1)
    look(id, context)
    assert caught(mine) == []
    hands.at -= timedelta(days=1)
    look(id, context)
    assert caught(mine) == ["Lũ về"]


@pytest.mark.parametrize(
    "query", ['báo:"Báo Sông Trong"', 'loại báo:"báo địa phương"', 'quốc gia:"Việt Nam"', "lang:Vietnamese"]
)
def test_a_watch_may_name_what_it_asks_for(query: str, context: Context) -> None:
    mine, other = watch(query=query), watch(name="Khác", query="quốc gia:Japan")
    look(read_article(context, "Lũ về"), context)
    assert (caught(mine), caught(other)) == (["Lũ về"], [])


def test_a_watch_follows_the_name_of_an_outlet(context: Context) -> None:
    mine = watch(query='báo:"Báo Đổi Tên"')
    first, second = (read_article(context, title) for title in ("Lũ về", "Lũ rút"))
    look(first, context)
    Outlet.objects.update(name="Báo Đổi Tên")
    look(second, context)
    assert (caught(mine), mine.query) == (["Lũ rút"], 'báo:"Báo Đổi Tên"')


def test_a_query_that_newer_rules_refuse_hides_no_other(context: Context) -> None:
    watch(query="lũ AND")
    mine = watch(name="Khác", query="lũ")
    look(read_article(context, "Lũ về"), context)
    assert caught(mine) == ["Lũ về"]
    standing = [(1, "lũ"), (2, "lũ AND"), (3, "topic:khong-con")]
    read_ones, refused = sorted_out(standing, date(2026, 10, 1), namings.names(context.pack))
    assert ([one.id for one in read_ones], refused) == ([1], [2, 3])


@pytest.mark.parametrize(
    "query",
    [
        "lũ",
        '"cầu Bến Lội"',
        "cầu NEAR/2 Lội",
        "ca*",
        "-lũ cầu",
        "tiêu đề:cầu",
        "ngày:2026 cầu",
        "báo:bao-song-trong",
        "loại báo:foreign",
    ],
)
def test_what_a_watch_catches_is_what_its_query_finds(query: str, context: Context) -> None:
    mine, today = watch(query=query), context.now().date()
    ids = [read_article(context, title) for title in ("Cầu Bến Lội thông xe", "Lũ về cầu Trà Vân", "Mùa cam")]
    for id in ids:
        look(id, context)
    tree = parse(query, today=today)
    expected = [one.title for one in articles.documents(ids) if matches(tree, read(one))]
    assert sorted(caught(mine)) == sorted(expected)


def test_a_step_put_in_by_somebody_else_is_run_too(context: Context) -> None:
    mine = watch(query="lũ")
    id = read_article(context, "Lũ về")
    jobs.put([to_match(id, "ngày", context.now())])
    alert.run(claimed(alert.STAGE, context), context)
    assert (caught(mine), waiting()) == (["Lũ về"], [])


def test_a_lost_lease_records_nothing(context: Context) -> None:
    mine = watch(query="lũ")
    id = read_article(context, "Lũ về")
    claim = claimed(alert.STAGE, context, queued(alert.STAGE, id))
    Job.objects.all().delete()
    with pytest.raises(jobs.LeaseLost):
        alert.run(claim, context)
    assert caught(mine) == []
