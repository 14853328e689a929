"""What the archive changed goes into the index by revision; an index that is away or lost costs nothing."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction

from archive import articles, changes
from archive.models import Article, IndexChange, Job
from pipeline import rebuild
from pipeline.index import LONGEST_PAUSE, Indexer
from search.engine import open_engine
from search.errors import IndexBusy, IndexMismatch, SearchUnavailable
from search.generations import Generation
from search.tantivy_folder import STAMP
from tests import factory
from tests.pipeline.faults import Killed, die, happening
from tests.pipeline.making import Hands, found

pytestmark = pytest.mark.django_db
FORGET = 'DELETE FROM "archive_indexchange"'


def changed(*titles: str) -> list[Article]:
    """Articles that the index does not know yet."""
    rows = [factory.article(title) for title in titles]
    for row in rows:
        factory.index_change(row)
    return rows


def settled(indexer: Indexer) -> None:
    """Step until nothing is left, once more after a pause that an engine asked for; the index let go."""
    for _ in range(2):
        indexer.wake_at = 0.0
        while indexer.step():
            pass
    indexer.close()


def live_folder(folder: Path) -> Path:
    return folder / (folder / "live").read_text("utf-8")


@pytest.fixture
def made(indexer: Indexer) -> Indexer:
    """An index that is there, empty."""
    settled(indexer)
    return indexer


def test_a_changed_article_is_found(indexer: Indexer, folder: Path) -> None:
    one, _ = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    settled(indexer)
    assert found(folder, "“Bến Lội”") == [one.id]
    assert IndexChange.objects.count() == 0


def test_what_was_stored_is_findable_after_one_step(made: Indexer, folder: Path) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    assert made.step() == 1
    assert found(folder, "“Bến Lội”") == [row.id]


def test_a_new_revision_takes_the_place_of_the_old(made: Indexer, folder: Path, hands: Hands) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    made.step()
    Article.objects.filter(id=row.id).update(title="Cầu Bến Lội lùi ngày thông xe")
    with transaction.atomic():
        changes.note(row.id, hands())
    assert made.step() == 1
    assert (found(folder, "lùi ngày"), found(folder, "")) == ([row.id], [row.id])


def test_what_is_read_of_an_article_is_found_by_its_fields(made: Indexer, folder: Path) -> None:
    (row, _) = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    factory.reading(row, tone=-1, topics=[("infrastructure", 0.9)], places=[("my-lam", 0, 3)])
    made.step()
    for query in ("tone:-1", "topic:infrastructure", "place:my-lam", "about:yes"):
        assert found(folder, query) == [row.id]


def test_an_article_that_is_no_more_vanishes(made: Indexer, folder: Path) -> None:
    gone, stays = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    made.step()
    factory.index_change(gone)
    Article.objects.filter(id=gone.id).delete()
    assert made.step() == 1
    assert found(folder, "") == [stays.id]


def test_so_many_changes_go_into_one_commit_the_oldest_first(made: Indexer, folder: Path) -> None:
    rows = changed("Tin một", "Tin hai", "Tin ba")
    made = replace(made, batch=2)
    assert (made.step(), found(folder, "")) == (2, [rows[0].id, rows[1].id])
    assert [made.step(), made.step()] == [1, 0]


def raised(article_id: int) -> None:
    """Somebody changes an article once more."""
    changes.note(article_id, factory.MORNING)


def test_a_change_raised_meanwhile_is_not_forgotten(made: Indexer) -> None:
    row, _ = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    with happening(partial(raised, row.id), begins=FORGET):
        assert made.step() == 2
    assert [(c.article_id, c.revision) for c in changes.waiting(5)] == [(row.id, row.revision + 1)]
    assert made.step() == 1


def test_a_change_is_forgotten_only_after_its_commit(made: Indexer, folder: Path) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    with happening(die, begins=FORGET), pytest.raises(Killed):
        made.step()
    assert ([c.article_id for c in changes.waiting(5)], found(folder, "")) == ([row.id], [row.id])
    assert made.step() == 1


def test_a_fresh_home_can_be_searched_at_once(made: Indexer, folder: Path) -> None:
    assert (found(folder, ""), Job.objects.count()) == ([], 0)


def test_later_nothing_to_do_opens_nothing(made: Indexer) -> None:
    assert (made.step(), made.generations) == (0, None)


def test_the_engine_stays_open_between_steps(made: Indexer) -> None:
    changed("Tin một")
    made.step()
    opened = made.engine
    changed("Tin hai")
    made.step()
    assert (made.engine is opened, opened is None) == (True, False)


def test_an_engine_that_is_away_only_makes_the_index_late(
    indexer: Indexer, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    folder.write_text("không phải thư mục")
    assert (indexer.step(), changes.lag().count, indexer.generations) == (0, 1, None)
    assert "cannot be used" in caplog.text
    folder.unlink()
    settled(replace(indexer, wake_at=0.0))
    assert found(folder, "") == [row.id]


class Seconds:
    """The wall's clock, in the test's hand."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


def test_an_engine_that_is_away_is_asked_less_and_less_often(
    indexer: Indexer, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    changed("Cầu Bến Lội thông xe")
    seconds = Seconds()
    away = replace(indexer, url=f"http://127.0.0.1:{port}", seconds=seconds)
    asked = []
    for second in range(300):
        seconds.at = 100.0 + second
        before = len(caplog.messages)
        away.step()
        asked += [second] * (len(caplog.messages) > before)
    assert asked == [0, 1, 3, 7, 15, 31, 63, 123, 183, 243]
    assert (away.pause, changes.lag().count) == (LONGEST_PAUSE, 1)


def test_an_engine_that_is_back_is_asked_at_once_again(indexer: Indexer, folder: Path) -> None:
    changed("Cầu Bến Lội thông xe")
    folder.write_text("không phải thư mục")
    indexer.step()
    folder.unlink()
    indexer.wake_at = 0.0
    indexer.step()
    assert indexer.pause == 0.0


def test_a_cluster_that_does_not_answer_is_said_by_who_must_know(indexer: Indexer, port: int) -> None:
    with pytest.raises(SearchUnavailable, match="cannot be reached"):
        replace(indexer, url=f"http://127.0.0.1:{port}").work()


def test_an_index_that_another_process_writes_is_left_to_it(made: Indexer, folder: Path) -> None:
    changed("Cầu Bến Lội thông xe")
    writer = open_engine(f"tantivy://{folder}", write=True)
    assert (made.step(), changes.lag().count) == (0, 1)
    with pytest.raises(IndexBusy):
        made.work()
    writer.close()
    assert made.step() == 1


def older(folder: Path) -> None:
    """Let the live generation be one of the version before."""
    (live_folder(folder) / STAMP).write_text(json.dumps({"schema": 0, "analysis": 0, "number": 1}))


def gone(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize("fate", [older, gone])
@pytest.mark.parametrize("is_open", [False, True], ids=["between runs", "while it is open"])
def test_an_index_that_is_lost_or_of_other_keys_is_built_again(
    indexer: Indexer, folder: Path, fate: Callable[[Path], None], *, is_open: bool
) -> None:
    one, two = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    settled(indexer)
    if is_open:
        indexer.open()
    fate(folder)
    factory.index_change(one)
    settled(indexer)
    assert (found(folder, ""), changes.lag().count) == ([one.id, two.id], 0)


def test_an_index_lost_while_nobody_worked_is_built_again_though_nothing_changed(
    indexer: Indexer, folder: Path
) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    settled(indexer)
    shutil.rmtree(folder)
    settled(Indexer(indexer.url, indexer.now))
    assert found(folder, "") == [row.id]


def test_an_index_of_before_there_were_generations_is_built_again(indexer: Indexer, folder: Path) -> None:
    folder.mkdir()
    for name in ("meta.json", STAMP, "0123.idx"):
        (folder / name).write_text("{}")
    (row,) = changed("Cầu Bến Lội thông xe")
    settled(indexer)
    assert found(folder, "") == [row.id]
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == ["live", "writer.lock"]


def newer(folder: Path) -> Generation:
    """Let a later version of the program have begun its own generation."""
    later = Generation(7, 99, 99)
    (folder / str(later)).mkdir()
    return later


def test_an_index_that_a_newer_version_keeps_is_left_to_it(made: Indexer, folder: Path) -> None:
    changed("Cầu Bến Lội thông xe")
    later = newer(folder)
    assert (made.step(), changes.lag().count, (folder / str(later)).exists()) == (0, 1, True)
    with pytest.raises(IndexMismatch, match="a newer version of diembao"):
        made.work()


def test_an_index_that_a_newer_version_keeps_is_built_again_when_it_is_wanted(
    made: Indexer, folder: Path, hands: Hands
) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    later = newer(folder)
    rebuild.want(hands())
    settled(made)
    assert (found(folder, ""), (folder / str(later)).exists()) == ([row.id], False)


def test_what_is_indexed_is_the_archives_own_document(made: Indexer) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    made.step()
    (document,) = articles.documents([row.id])
    assert (document.revision, document.title) == (row.revision, row.title)


def test_closing_lets_the_next_one_write(made: Indexer, folder: Path) -> None:
    changed("Tin một")
    made.step()
    made.close()
    made.close()
    open_engine(f"tantivy://{folder}", write=True).close()
