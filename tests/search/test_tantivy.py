"""What is the embedded engine's own: its folder, its one writer, readers in other processes, crashes."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from importlib import metadata
from pathlib import Path

import pytest

from language.tokens import ANALYSIS_VERSION
from search.engine import open_engine, open_generations
from search.errors import IndexBusy, IndexMismatch, SearchUnavailable
from search.generations import Generation, Standing
from search.model import Ask
from search.query import parse
from search.rows import SCHEMA_VERSION
from search.tantivy_engine import TantivyEngine
from search.tantivy_folder import STAMP
from search.tantivy_generations import POINTER
from tests import parts
from tests.search.engines import build_anew, drop_index, engine, ids, put
from tests.search.newsstand import article

ROOT = Path(__file__).parents[2]
OURS = Generation(1)


@pytest.fixture(scope="module", autouse=True)
def _write_part_down() -> None:
    parts.ran("tantivy", metadata.version("tantivy"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "an index"


@pytest.fixture
def url(folder: Path) -> str:
    return folder.as_uri().replace("file:", "tantivy:")


@pytest.fixture
def opened(url: str) -> Iterator[TantivyEngine]:
    with engine(url) as found:
        assert isinstance(found, TantivyEngine)
        yield found


def test_a_second_writer_is_turned_away(url: str, opened: TantivyEngine) -> None:
    with pytest.raises(IndexBusy, match="Another process is writing into the index"):
        open_engine(url, write=True)


def live(folder: Path) -> Path:
    """Where the generation lies that answers."""
    return folder / (folder / POINTER).read_text("utf-8")


def test_a_generation_that_is_being_written_has_no_second_writer(folder: Path, opened: TantivyEngine) -> None:
    with pytest.raises(IndexBusy):
        TantivyEngine(lambda: live(folder), write=True)


@pytest.mark.parametrize("lock", ["writer.lock", f"{OURS}/.tantivy-writer.lock"])
def test_a_lock_that_cannot_be_taken_is_said_in_words(url: str, folder: Path, lock: str) -> None:
    open_engine(url, write=True).close()
    (folder / lock).unlink(missing_ok=True)
    (folder / lock).mkdir()
    with pytest.raises(SearchUnavailable, match="cannot be used"):
        open_engine(url, write=True)


def test_a_closed_writer_makes_room_for_another(url: str) -> None:
    open_engine(url, write=True).close()
    open_engine(url, write=True).close()


def test_closing_twice_is_no_mistake(url: str) -> None:
    found = open_engine(url, write=True)
    found.close()
    found.close()


def test_a_reader_takes_nothing(url: str, opened: TantivyEngine) -> None:
    with engine(url, write=False) as reader, pytest.raises(SearchUnavailable, match="open for reading only"):
        reader.index([article(1, "lũ")])


@pytest.mark.parametrize(
    "stamp",
    ['{"number": 1, "schema": 0, "analysis": 1}', '{"schema": 2, "analysis": 2}', "{}", "[]", "not json"],
)
@pytest.mark.parametrize("write", [True, False])
def test_an_index_of_another_version_is_to_be_rebuilt(
    url: str, folder: Path, stamp: str, write: bool
) -> None:
    open_engine(url, write=True).close()
    (live(folder) / STAMP).write_text(stamp)
    with pytest.raises(IndexMismatch, match="rebuild it from the archive"):
        open_engine(url, write=write)


@pytest.mark.parametrize("gone", [STAMP, "meta.json"])
def test_an_unfinished_index_is_to_be_rebuilt(url: str, folder: Path, gone: str) -> None:
    open_engine(url, write=True).close()
    (live(folder) / gone).unlink()
    with pytest.raises(IndexMismatch):
        open_engine(url, write=True)
    build_anew(url)
    open_engine(url, write=True).close()


@pytest.mark.parametrize("listed", ['{"half": ', "{}", "[]"])
def test_a_damaged_index_can_be_built_anew(url: str, folder: Path, listed: str) -> None:
    open_engine(url, write=True).close()
    (live(folder) / "meta.json").write_text(listed)
    with pytest.raises(IndexMismatch, match="damaged"):
        open_engine(url, write=False)
    build_anew(url)
    open_engine(url, write=True).close()


def test_a_list_that_tantivy_does_not_read_is_said_in_words(url: str, folder: Path) -> None:
    open_engine(url, write=True).close()
    (live(folder) / "meta.json").write_text('{"segments": 3, "schema": []}')
    with pytest.raises(SearchUnavailable, match="cannot be used"):
        open_engine(url, write=False)


def test_a_folder_of_other_files_is_left_alone(url: str, folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(SearchUnavailable, match="holds other files"):
        open_engine(url, write=True)
    assert (folder / "thesis.txt").exists()


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchUnavailable, match="cannot be used"):
        open_engine(f"tantivy://{tmp_path}/file/index", write=True)


def test_a_reader_follows_a_rebuilt_index(url: str) -> None:
    with engine(url) as first:
        put(first, [article(1, "lũ")])
    with engine(url, write=False) as reader:
        assert ids(reader) == [1]
        drop_index(url)
        with engine(url) as second:
            put(second, [article(2, "lũ")])
        assert ids(reader) == [2]


def test_the_state_of_an_index_that_went_away_says_so(url: str) -> None:
    open_engine(url, write=True).close()
    with engine(url, write=False) as reader:
        drop_index(url)
        state = reader.state()
    assert (state.ok, state.documents) == (False, 0)
    assert "There is no index" in state.reason


def test_the_stamp_names_both_versions(url: str, folder: Path) -> None:
    open_engine(url, write=True).close()
    told = {"number": 1, "schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION}
    assert json.loads((live(folder) / STAMP).read_text()) == told


WRITER = """
import sys
from itertools import count
from search.engine import open_engine
from tests.search.newsstand import article
opened = open_engine(sys.argv[1], write=True)
for batch in count(int(sys.argv[2])):
    opened.index(article(batch * 10 + n, "lũ về", "nước sông " * 200) for n in range(10))
    opened.commit()
    print(batch, flush=True)
"""


def acknowledged_before_a_kill(url: str, first: int, kill_after: int, chance: random.Random) -> int:
    """Write batches in a child, kill it amid the one after ``kill_after``; return the last it told of."""
    command = [sys.executable, "-c", WRITER, url, str(first)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        last = first - 1
        for _ in range(kill_after):
            last = int(child.stdout.readline())
        # Somewhere within the next commit, which takes some tens of milliseconds.
        time.sleep(chance.random() * 0.06)
        os.kill(child.pid, signal.SIGKILL)
        rest = child.stdout.read().split()
    return int(rest[-1]) if rest else last


def test_a_kill_loses_nothing_that_was_acknowledged(url: str) -> None:
    chance = random.Random(5)
    last = -1
    for _ in range(5):
        last = acknowledged_before_a_kill(url, last + 1, chance.randint(1, 4), chance)
        with engine(url) as opened:
            found = set(ids(opened, '"lũ về"', limit=10_000))
        # A commit may have been finished and not yet told; a torn one there must not be.
        assert found >= set(range((last + 1) * 10))
        assert len(found) % 10 == 0


READER = """
import sys
from search.engine import open_engine
from search.model import Ask
from search.generations import Generation, Standing
from search.query import parse
from search.rows import SCHEMA_VERSION
opened = open_engine(sys.argv[1], write=False)
for line in sys.stdin:
    print(opened.search(parse(line.strip()), Ask()).count, flush=True)
"""


def test_a_reader_in_another_process_sees_each_commit(url: str, opened: TantivyEngine) -> None:
    command = [sys.executable, "-c", READER, url]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for number in range(1, 4):
            put(opened, [article(number, "lũ")])
            print("lũ", file=child.stdin, flush=True)
            assert int(child.stdout.readline()) == number
        child.stdin.close()


def test_a_search_that_tantivy_refuses_is_said_in_words(opened: TantivyEngine) -> None:
    put(opened, [article(1, "lũ")])
    with pytest.raises(SearchUnavailable, match="cannot be used"):
        opened.search(parse("lũ"), Ask(after=2**70))


def test_many_small_commits_leave_few_segments(folder: Path, opened: TantivyEngine) -> None:
    for number in range(120):
        put(opened, [article(number, "lũ"), article(max(0, number - 3), "hạn", revision=2)])
    opened.close()
    assert len(list(live(folder).glob("*.idx"))) <= 20


def test_a_reader_whose_generation_is_taken_away_between_two_looks_finds_the_next(
    url: str, folder: Path
) -> None:
    for _ in range(2):
        with closing(open_generations(url)) as lying:
            lying.begin()
            building = lying.building()
            assert building is not None
            put(building, [article(1, "lũ")])
            building.close()
            lying.swap()
    places = iter([folder / str(Generation(n)) for n in (1, 1, 2)])
    reader = TantivyEngine(lambda: next(places), write=False)
    shutil.rmtree(folder / str(Generation(1)))
    assert ids(reader, "lũ") == [1]


def test_a_writer_whose_folder_is_taken_away_says_so(folder: Path, opened: TantivyEngine) -> None:
    shutil.rmtree(folder)
    with pytest.raises(SearchUnavailable, match="cannot be used"):
        opened.index([article(1, "lũ")])


def test_a_folder_that_is_taken_away_is_no_index_any_more(url: str, folder: Path) -> None:
    with closing(open_generations(url)) as lying:
        shutil.rmtree(folder)
        assert lying.look() == Standing()
