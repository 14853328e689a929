"""A new generation is built beside the one that answers, from the archive; the same with both engines."""

import json
import logging
from contextlib import closing, suppress
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from archive import changes, jobs, notices, removals
from archive.models import Article, Capture, Job, Version
from archive.removals import Order
from pipeline import rebuild
from pipeline.index import Indexer
from search.engine import open_generations, progress
from search.errors import IndexMismatch
from search.generations import Generation
from search.tantivy_folder import STAMP
from tests import factory
from tests.pipeline.faults import Killed, die, happening
from tests.pipeline.making import Hands
from tests.search.engines import engine, ids
from tests.search.newsstand import article

pytestmark = pytest.mark.django_db


def settle(each: Indexer) -> None:
    """Step until nothing is left."""
    while each.step():
        pass


@pytest.fixture
def kept(each: Indexer) -> Indexer:
    """Five articles in archive and index; a rebuild goes two at a time."""
    for number in range(5):
        factory.index_change(factory.article(f"Tin số {number} về cầu Bến Lội"))
    settle(each)
    small = replace(each, slice=2)
    each.close()
    return started_again(small)


def started_again(each: Indexer) -> Indexer:
    """The same in a new process, after the old one was killed."""
    jobs.release()  # as `up` does for a process that is dead
    return Indexer(each.url, each.now, slice=each.slice)


def answered(each: Indexer, query: str = "") -> list[int]:
    """What a reader in another process finds."""
    with engine(each.url, write=False) as reader:
        return sorted(ids(reader, query))


def everything() -> list[int]:
    return sorted(Article.objects.values_list("id", flat=True))


def live(each: Indexer) -> Generation | None:
    return each.open().look().live


def test_a_new_generation_takes_the_place_of_the_old(kept: Indexer, hands: Hands) -> None:
    rebuild.want(hands())
    settle(kept)
    assert (answered(kept), live(kept)) == (everything(), Generation(2))
    assert (Job.objects.count(), notices.standing(), progress(kept.url)) == (0, [], None)
    kept.close()


def test_asked_for_twice_it_is_built_once(kept: Indexer, hands: Hands) -> None:
    rebuild.want(hands())
    rebuild.want(hands())
    settle(kept)
    assert live(kept) == Generation(2)
    kept.close()


def test_meanwhile_the_old_one_answers_and_says_nothing_of_it(kept: Indexer, hands: Hands) -> None:
    rebuild.want(hands())
    seen = []
    while kept.step():
        seen.append((len(answered(kept)), [row.params for row in notices.standing()]))
    assert {count for count, _ in seen} == {5}
    assert [told for _, told in seen] == [[{"percent": n}] for n in (0, 40, 80)] + [[]]


def test_what_comes_meanwhile_is_found_at_once_and_afterwards(kept: Indexer, hands: Hands) -> None:
    rebuild.want(hands())
    expected = Article.objects.count()
    did = 1
    while did:
        did = kept.step()
        if rebuild.is_wanted(hands()):
            factory.index_change(factory.article("Tin mới"))
            factory.index_change(Article.objects.order_by("id")[0], queued_at=hands())
            kept.step()
            expected += 1
            assert len(answered(kept)) == expected
    assert len(answered(kept)) == expected > 5


def test_what_changes_behind_the_builders_back_is_in_it(kept: Indexer, hands: Hands) -> None:
    rebuild.want(hands())
    first, second, *_ = Article.objects.order_by("id")
    for _ in range(3):
        kept.step()
    Article.objects.filter(id=first.id).update(title="Tựa đã đổi", revision=7)
    Article.objects.filter(id=second.id).delete()
    settle(kept)
    assert (answered(kept, "“tựa đã đổi”"), second.id in answered(kept)) == ([first.id], False)


def test_a_kill_at_any_moment_leaves_one_whole_index_and_the_next_start_goes_on(
    kept: Indexer, hands: Hands
) -> None:
    rebuild.want(hands())
    wanted = everything()
    for at in range(400):
        with happening(die, at=at) as fault, suppress(Killed):
            settle(kept)
        kept.close()
        assert answered(kept) == wanted
        kept = started_again(kept)
        if not fault.happened:
            break
    settle(kept)
    assert (answered(kept), live(kept), kept.open().look().building) == (wanted, Generation(2), None)
    kept.close()


def test_one_that_was_not_swapped_before_a_kill_is_swapped_and_not_built_again(
    kept: Indexer, hands: Hands
) -> None:
    rebuild.want(hands())
    last = 'UPDATE "archive_notice" SET "cleared_at"'
    with happening(die, begins=last), pytest.raises(Killed):
        settle(kept)
    kept.close()
    Job.objects.all().delete()  # as if the transaction had been committed just before
    kept = started_again(kept)
    settle(kept)
    assert live(kept) == Generation(2)
    kept.close()


def test_a_half_built_generation_goes_on_where_it_was_left(kept: Indexer, hands: Hands) -> None:
    rebuild.want(hands())
    for _ in range(2):
        kept.step()
    kept.close()
    with closing(open_generations(kept.url)) as lying:
        reached = lying.progress()
    assert (reached.done if reached else 0, rebuild.is_wanted(hands())) == (2, True)
    settle(started_again(kept))
    assert len(answered(kept)) == 5


def other_keys(each: Indexer, folder: Path) -> None:
    """Let what answers be of another analysis: an index that this code cannot read."""
    name = (folder / "live").read_text("utf-8")
    (folder / name).rename(folder / "v1a1g1")
    (folder / "v1a1g1" / STAMP).write_text(json.dumps({"number": 1, "schema": 1, "analysis": 1}))
    (folder / "live").write_text("v1a1g1")


@pytest.fixture
def mismatched(indexer: Indexer, folder: Path) -> Indexer:
    """A home whose index another version of this program has built."""
    for number in range(4):
        factory.index_change(factory.article(f"Tin số {number} về cầu Bến Lội"))
    settle(indexer)
    indexer.close()
    other_keys(indexer, folder)
    return Indexer(indexer.url, indexer.now, slice=2)


def test_an_index_of_other_keys_is_never_asked_and_readers_are_told_how_far_the_next_is(
    mismatched: Indexer,
) -> None:
    told = []
    while mismatched.step():
        try:
            told.append(str(len(answered(mismatched))))
        except IndexMismatch as unfit:
            told.append(unfit.message_vi)
    assert told == [
        "Đang dựng lại chỉ mục: 0 %. Hãy tìm lại sau ít phút.",
        "Đang dựng lại chỉ mục: 50 %. Hãy tìm lại sau ít phút.",
        "Đang dựng lại chỉ mục: 99 %. Hãy tìm lại sau ít phút.",
        "4",
    ]


def test_the_old_one_lies_there_until_the_next_one_answers(mismatched: Indexer, folder: Path) -> None:
    for _ in range(3):
        mismatched.step()
        assert (folder / "v1a1g1").exists()
    settle(mismatched)
    mismatched.close()
    assert [path.name for path in folder.glob("v*")] == [str(Generation(2))]


def test_a_reader_that_was_open_before_says_so_as_well(mismatched: Indexer, folder: Path) -> None:
    name = str(Generation(1))
    (folder / "v1a1g1").rename(folder / name)
    (folder / name / STAMP).write_text(json.dumps(asdict(Generation(1))))
    (folder / "live").write_text(name)
    with engine(mismatched.url, write=False) as reader:
        assert len(ids(reader)) == 4
        other_keys(mismatched, folder)
        mismatched.step()
        with pytest.raises(IndexMismatch, match="Đang dựng lại chỉ mục: 0 %"):
            ids(reader)
        settle(mismatched)
        assert len(ids(reader)) == 4
    mismatched.close()


def test_a_generation_that_answers_otherwise_does_not_answer_at_all(kept: Indexer, hands: Hands) -> None:
    rebuild.want(hands())
    for _ in range(3):
        kept.step()
    kept.open()
    assert kept.building is not None
    one = Article.objects.order_by("id")[0]
    kept.building.index([article(one.id, "chữ khác", revision=one.revision)])
    kept.building.commit()
    settle(kept)
    job = Job.objects.get()
    assert (job.tries, str(one.id) in job.reason, live(kept)) == (1, True, Generation(1))
    kept.close()


@pytest.fixture
def cluster(kept: Indexer) -> Indexer:
    """An index that many processes may write."""
    if kept.url.startswith("tantivy"):
        pytest.skip("one process writes")
    kept.open()
    return kept


def test_a_change_is_put_in_once_more_when_another_process_began_a_generation(cluster: Indexer) -> None:
    with closing(open_generations(cluster.url)) as other:
        other.begin()
    row = factory.article("Tin đến sau")
    factory.index_change(row)
    assert (cluster.drain(), changes.lag().count) == (1, 1)
    cluster.open()
    assert (cluster.drain(), changes.lag().count, len(cluster.engines)) == (1, 0, 2)
    assert [engine.ids(row.id - 1, 9) for engine in cluster.engines] == [[(row.id, 1)]] * 2
    cluster.close()


def test_a_change_for_a_generation_that_another_process_dropped_goes_into_the_next(
    cluster: Indexer, hands: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    other = started_again(cluster)
    rebuild.want(hands())
    settle(other)
    other.close()
    row = factory.article("Tin đến sau")
    factory.index_change(row)
    assert (cluster.step(), changes.lag().count) == (0, 1)
    assert "has just been replaced by the next one" in caplog.text
    cluster.wake_at = 0.0
    settle(cluster)
    assert (changes.lag().count, row.id in answered(cluster)) == (0, True)
    cluster.close()


def test_what_an_order_removes_is_gone_from_search_with_the_next_batch(
    kept: Indexer, hands: Hands, tmp_path: Path
) -> None:
    row = factory.article("Bản tin phải gỡ bỏ")
    factory.index_change(row)
    settle(kept)
    assert answered(kept, "“phải gỡ bỏ”") == [row.id]
    capture = factory.capture(row)
    Capture.objects.update(warc_file="")
    factory.version(row)
    Version.objects.filter(article=row).update(capture=capture)
    removals.carry_out(
        Order("12/QĐ", "Giám đốc", hands().date(), "dữ liệu cá nhân", "an"), [capture.id], tmp_path, hands()
    )
    assert kept.step() == 1
    assert (answered(kept, "“phải gỡ bỏ”"), row.id in answered(kept)) == ([], True)
    kept.close()


def test_an_article_taken_out_of_the_archive_is_gone_from_search_with_the_next_batch(
    kept: Indexer, hands: Hands
) -> None:
    row = Article.objects.order_by("id")[0]
    with transaction.atomic():
        changes.note(row.id, hands())
        Article.objects.filter(id=row.id).delete()
    assert kept.step() == 1
    assert row.id not in answered(kept)
    kept.close()


def test_a_rebuild_that_an_engine_stops_goes_on_and_costs_no_try(mismatched: Indexer) -> None:
    mismatched.step()
    mismatched.open()
    assert mismatched.building is not None
    mismatched.building.close()
    assert mismatched.step() == 0
    assert Job.objects.values_list("owner", "tries").get() == ("", 0)
    settle(started_again(mismatched))
    assert len(answered(mismatched)) == 4


def test_a_rebuild_that_another_process_took_over_is_left_to_it(
    kept: Indexer, hands: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    rebuild.want(hands())

    def take_over() -> None:
        Job.objects.update(lease="other")

    with caplog.at_level(logging.INFO), happening(take_over, begins='INSERT INTO "archive_notice"'):
        assert kept.step() == 1
    assert "reindex was taken over" in caplog.text
    kept.close()


def test_without_a_generation_to_write_changes_wait_for_who_builds_one(mismatched: Indexer) -> None:
    factory.index_change(factory.article("Tin mới"))
    rebuild.want(mismatched.now())
    Job.objects.update(owner="other", leased_until=timezone.now() + jobs.LEASE)
    assert (mismatched.step(), changes.lag().count, mismatched.generations) == (0, 1, None)


def test_a_generation_that_does_not_take_what_the_archive_has_does_not_answer(
    kept: Indexer, hands: Hands
) -> None:
    rebuild.want(hands())
    kept.step()
    kept.open()
    assert kept.building is not None
    one = Article.objects.order_by("id")[0]
    kept.building.index([article(one.id, one.title, revision=9)])
    kept.building.commit()
    settle(kept)
    assert "1 bài chưa đúng trong chỉ mục mới" in Job.objects.get().reason
    kept.close()
