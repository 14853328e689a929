"""What the archive changed goes into the index by revision; an index that is away or lost costs nothing."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction

from archive import articles, changes
from archive.models import Article, IndexChange
from pipeline.index import Indexer, drain
from search.engine import Engine, open_engine
from search.errors import IndexBusy, SearchUnavailable
from search.model import Answer, Ask, Document, EngineState
from search.tantivy_folder import STAMP
from search.tree import Node
from tests import factory
from tests.pipeline.making import Hands, found

pytestmark = pytest.mark.django_db


def changed(*titles: str) -> list[Article]:
    """Articles that the index does not know yet."""
    rows = [factory.article(title) for title in titles]
    for row in rows:
        factory.index_change(row)
    return rows


def drained(indexer: Indexer) -> int:
    """What one step took, the index let go."""
    taken = indexer.step()
    indexer.close()
    return taken


def test_a_changed_article_is_found(indexer: Indexer, folder: Path) -> None:
    one, _ = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    assert drained(indexer) == 2
    assert found(folder, "“Bến Lội”") == [one.id]
    assert IndexChange.objects.count() == 0


def test_a_new_revision_takes_the_place_of_the_old(indexer: Indexer, folder: Path, hands: Hands) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    drained(indexer)
    Article.objects.filter(id=row.id).update(title="Cầu Bến Lội lùi ngày thông xe")
    with transaction.atomic():
        changes.note(row.id, hands())
    assert drained(indexer) == 1
    assert (found(folder, "lùi ngày"), found(folder, "")) == ([row.id], [row.id])


def test_what_is_read_of_an_article_is_found_by_its_fields(indexer: Indexer, folder: Path) -> None:
    (row, _) = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    factory.reading(row, tone=-1, topics=[("infrastructure", 0.9)], places=[("my-lam", 0, 3)])
    drained(indexer)
    for query in ("tone:-1", "topic:infrastructure", "place:my-lam", "about:yes"):
        assert found(folder, query) == [row.id]


def test_an_article_that_is_no_more_vanishes(indexer: Indexer, folder: Path) -> None:
    gone, stays = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    drained(indexer)
    factory.index_change(gone)
    Article.objects.filter(id=gone.id).delete()
    assert drained(indexer) == 1
    assert found(folder, "") == [stays.id]


def test_the_oldest_changes_come_first_so_many_at_a_time(indexer: Indexer, folder: Path) -> None:
    rows = changed("Tin một", "Tin hai", "Tin ba")
    engine = indexer.opened()
    assert [drain(engine, limit=2), drain(engine, limit=2), drain(engine, limit=2)] == [2, 1, 0]
    engine.close()
    assert found(folder, "") == sorted(row.id for row in rows)


class Meanwhile:
    """An engine that works, while somebody changes an article before its commit is done."""

    def __init__(self, engine: Engine, article: Article) -> None:
        self.engine = engine
        self.article = article

    def index(self, documents: list[Document]) -> None:
        self.engine.index(documents)

    def commit(self) -> None:
        self.engine.commit()
        with transaction.atomic():
            changes.note(self.article.id, factory.MORNING)

    def delete(self, ids: list[int]) -> None:
        self.engine.delete(ids)

    def search(self, tree: Node, ask: Ask) -> Answer:
        return self.engine.search(tree, ask)

    def count(self) -> int:
        return self.engine.count()

    def state(self) -> EngineState:
        return self.engine.state()

    def close(self) -> None:
        self.engine.close()


def test_a_change_raised_meanwhile_is_not_forgotten(indexer: Indexer) -> None:
    row, _ = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    engine = indexer.opened()
    assert drain(Meanwhile(engine, row)) == 2  # type: ignore[arg-type]
    assert [(c.article_id, c.revision) for c in changes.waiting(5)] == [(row.id, row.revision + 1)]
    assert drain(engine) == 1
    engine.close()


def test_a_fresh_home_can_be_searched_at_once(indexer: Indexer, folder: Path) -> None:
    assert drained(indexer) == 0
    assert found(folder, "") == []


def test_later_nothing_to_do_opens_nothing(indexer: Indexer) -> None:
    indexer.step()
    indexer.close()
    assert (indexer.step(), indexer.engine) == (0, None)


def test_an_index_lost_while_nobody_worked_is_built_again_though_nothing_changed(
    indexer: Indexer, folder: Path
) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    drained(indexer)
    shutil.rmtree(folder)
    assert drained(Indexer(indexer.url, indexer.now)) == 1
    assert found(folder, "") == [row.id]


def test_the_engine_stays_open_between_steps(indexer: Indexer) -> None:
    changed("Tin một")
    indexer.step()
    opened = indexer.engine
    changed("Tin hai")
    indexer.step()
    assert indexer.engine is opened
    indexer.close()


def test_an_engine_that_is_away_only_makes_the_index_late(indexer: Indexer, folder: Path) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    folder.write_text("không phải thư mục")
    assert (indexer.step(), changes.lag().count, indexer.engine) == (0, 1, None)
    folder.unlink()
    assert drained(indexer) == 1
    assert found(folder, "") == [row.id]


def test_a_cluster_that_does_not_answer_only_makes_the_index_late(indexer: Indexer, port: int) -> None:
    changed("Cầu Bến Lội thông xe")
    away = replace(indexer, url=f"http://127.0.0.1:{port}")
    assert (away.step(), changes.lag().count) == (0, 1)
    with pytest.raises(SearchUnavailable):
        away.drain()


def test_an_index_that_another_process_writes_is_left_to_it(indexer: Indexer, folder: Path) -> None:
    changed("Cầu Bến Lội thông xe")
    writer = open_engine(f"tantivy://{folder}", write=True)
    assert (indexer.step(), changes.lag().count) == (0, 1)
    with pytest.raises(IndexBusy):
        indexer.drain()
    writer.close()
    assert drained(indexer) == 1


def test_an_index_of_another_analysis_is_built_again_from_the_archive(indexer: Indexer, folder: Path) -> None:
    one, two = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    drained(indexer)
    (folder / STAMP).write_text(json.dumps({"schema": 0, "analysis": 0}))
    factory.index_change(one)
    assert drained(indexer) == 2
    assert found(folder, "") == [one.id, two.id]


@pytest.mark.parametrize("is_open", [False, True], ids=["between runs", "while it is open"])
def test_a_lost_index_is_built_again_from_the_archive(
    indexer: Indexer, folder: Path, *, is_open: bool
) -> None:
    one, two = changed("Cầu Bến Lội thông xe", "Mùa cam ở Trà Vân")
    indexer.step()
    if not is_open:
        indexer.close()
    shutil.rmtree(folder)
    factory.index_change(one)
    assert [indexer.step() for _ in range(3)][-1] == 0
    indexer.close()
    assert (found(folder, ""), changes.lag().count) == ([one.id, two.id], 0)


def test_what_is_indexed_is_the_archives_own_document(indexer: Indexer) -> None:
    (row,) = changed("Cầu Bến Lội thông xe")
    drained(indexer)
    (document,) = articles.documents([row.id])
    assert (document.revision, document.title) == (row.revision, row.title)


def test_closing_lets_the_next_one_write(indexer: Indexer, folder: Path) -> None:
    changed("Tin một")
    indexer.step()
    indexer.close()
    indexer.close()
    open_engine(f"tantivy://{folder}", write=True).close()
