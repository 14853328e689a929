"""A child that breaks its limits is ended and replaced; all else is as if the work were done here."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.confined import ROOT, SURROUNDINGS, Limits, Room, TooHeavy
from crawler.entries import BadList, Fault
from crawler.feeds import parse_bytes
from tests.crawler import heavy
from tests.crawler.heavy import MEGABYTE

TIGHT = Limits(seconds=1.0, megabytes=32)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.datetimes(),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
ALMOST = """
import os, sys, tests.crawler.heavy as heavy
from crawler.confined import Limits, Room
room = Room(Limits(1.0, 32), ())
print(room.run(heavy.process), flush=True)
os._exit(0) if sys.argv[1] == "idle" else room.run(heavy.doze)
"""


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with Room(TIGHT, ()) as found:
        found.run(heavy.process)  # it starts at its first call
        yield found


@given(PLAIN)
def test_a_call_gives_what_it_gives_here(room: Room, value: object) -> None:
    assert room.run(heavy.same, value) == heavy.same(value)


def test_a_plain_value_comes_back_whole(room: Room) -> None:
    assert room.run(heavy.told, "a") == heavy.told("a")


def test_arguments_may_be_named(room: Room) -> None:
    assert room.run(heavy.joined, "a", "b", between="-") == "a-b"


def test_a_list_is_read_as_it_is_here() -> None:
    feed = b"<rss version='2.0'><channel><item><title>B\xc3\xa3o</title><link>https://a.vn/1</link></item></channel></rss>"
    with Room() as parsing:
        assert parsing.run(parse_bytes, feed, lang="vi") == parse_bytes(feed, lang="vi")


def test_work_is_done_in_one_other_process(room: Room) -> None:
    assert room.run(heavy.process) == room.run(heavy.process) != os.getpid()


@pytest.mark.parametrize(
    ("act", "why", "detail"),
    [
        (heavy.spin, "time", "time"),
        (heavy.doze, "time", "time"),
        (heavy.hog, "memory", "memory"),
        (heavy.dig, "crash", "crash"),
        (heavy.leave, "crash", "crash: exit 3"),
        (heavy.fall, "crash", "crash: SIGSEGV"),
        (heavy.die, "crash", "crash: SIGKILL"),
        (heavy.babble, "crash", "crash: no answer that could be read"),
        (heavy.smuggle, "crash", "crash: no answer that could be read"),
        (heavy.loose, "crash", "crash: no answer that could be read"),
        (heavy.boast, "memory", "memory: 4294967295 bytes"),
    ],
)
def test_a_breach_is_told_and_the_next_call_has_a_new_process(
    room: Room, act: Callable[[], object], why: str, detail: str
) -> None:
    before, began = room.run(heavy.process), time.monotonic()
    with pytest.raises(TooHeavy) as told:
        room.run(act)
    assert (told.value.why, str(told.value)) == (why, detail)
    assert time.monotonic() - began < 4 * TIGHT.seconds
    assert room.run(heavy.process) != before


@pytest.mark.parametrize(("act", "signal_number"), [("spin", signal.SIGPROF), ("doze", signal.SIGALRM)])
def test_a_child_nobody_watches_ends_itself(act: str, signal_number: signal.Signals) -> None:
    alone = f"""
import pickle
from crawler.cell import answer_to
from tests.crawler import heavy
answer_to(pickle.dumps((heavy.{act}, (), {{}})), 0.2)
"""
    assert subprocess.run([sys.executable, "-c", alone], cwd=ROOT, check=False).returncode == -signal_number


@pytest.mark.parametrize("act", ["idle", "busy"])
def test_a_child_does_not_outlive_its_parent(act: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", ALMOST, act], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with parent, parent.stdout or sys.stdin as told:
        child = int(told.readline())
        parent.kill()
    assert is_gone(child)


def is_gone(process: int) -> bool:
    """Whether a process that is not ours ends within a few seconds."""
    for _ in range(100):
        status = Path(f"/proc/{process}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_refusal_comes_back_with_its_words(room: Room) -> None:
    with pytest.raises(ValueError, match="không đọc được") as told:
        room.run(heavy.refuse, "không đọc được")
    assert (type(told.value), told.value.args) == (ValueError, ("không đọc được",))


def test_an_exception_with_a_constructor_of_its_own_comes_back_whole(room: Room) -> None:
    with pytest.raises(BadList, match="malformed") as told:
        room.run(heavy.refuse_list)
    assert told.value.fault is Fault.MALFORMED


def test_an_exception_tells_where_it_happened(room: Room) -> None:
    with pytest.raises(UnicodeDecodeError, match="can't decode byte 0xff in position 0") as told:
        room.run(heavy.refuse_bytes)
    assert "in refuse_bytes" in told.value.__notes__[0]


def test_an_exception_that_cannot_travel_leaves_its_words(room: Room) -> None:
    with pytest.raises(heavy.Sealed) as told:
        room.run(heavy.refuse_sealed)
    assert told.value.args == ("sealed",)


def test_an_exception_nobody_knows_here_is_a_crash(room: Room) -> None:
    with pytest.raises(TooHeavy, match=r"crash: tests\.crawler\.heavy\.refuse_nameless.*Local: \('a',\)"):
        room.run(heavy.refuse_nameless)


def test_an_exception_leaves_the_process_in_place(room: Room) -> None:
    before = room.run(heavy.process)
    with pytest.raises(ValueError, match="a"):
        room.run(heavy.refuse, "a")
    assert room.run(heavy.process) == before


def test_nothing_is_written(room: Room, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="File too large"):
        room.run(heavy.write, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b""


@pytest.mark.parametrize(
    ("act", "event"), [(heavy.dial, "socket.getaddrinfo"), (heavy.start, "subprocess.Popen")]
)
def test_nothing_is_dialled_or_started(room: Room, act: Callable[[], None], event: str) -> None:
    with pytest.raises(PermissionError, match=event):
        room.run(act)


def test_nothing_of_our_surroundings_is_known(room: Room) -> None:
    assert room.run(heavy.surroundings) == SURROUNDINGS


def test_an_answer_within_the_limits_comes_whole(room: Room) -> None:
    assert room.run(heavy.much, 10) == bytes(10 * MEGABYTE)


def test_arguments_beyond_the_limits_are_too_heavy(room: Room) -> None:
    with pytest.raises(TooHeavy) as told:
        room.run(heavy.same, bytes(40 * MEGABYTE))
    assert told.value.why == "memory"


def test_a_process_that_keeps_memory_is_replaced(room: Room) -> None:
    first = room.run(heavy.keep, 20)
    assert room.run(heavy.process) != first


def test_a_process_is_replaced_after_many_calls() -> None:
    with Room(TIGHT, (), most_calls=2) as short:
        told = [short.run(heavy.process) for _ in range(5)]
    assert (told[0] == told[1], told[2] == told[3], len(set(told))) == (True, True, 3)


def test_threads_share_a_room_and_get_their_own_answers(room: Room) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda n: room.run(heavy.same, n), range(200))) == list(range(200))


def test_a_closed_room_has_no_process_and_opens_again() -> None:
    with Room(TIGHT, ()) as short:
        process = short.run(heavy.process)
    assert not Path(f"/proc/{process}").exists()
    assert short.run(heavy.process) != process
    short.close()
    short.close()


def test_a_call_that_is_interrupted_leaves_no_answer_behind(room: Room) -> None:
    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            room.run(heavy.doze)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert room.run(heavy.same, 1) == 1


def test_what_cannot_be_loaded_is_told() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"crawler\.nowhere"):
        Room(preload=["crawler.nowhere"]).run(heavy.process)


def test_a_process_killed_between_two_calls_is_a_crash(room: Room) -> None:
    os.kill(room.run(heavy.process), signal.SIGKILL)
    with pytest.raises(TooHeavy, match="crash: SIGKILL"):
        room.run(heavy.same, bytes(MEGABYTE))


def test_a_thread_that_ends_takes_no_process_with_it() -> None:
    told: list[int] = []
    with Room(TIGHT, ()) as short:
        thread = threading.Thread(target=lambda: told.append(short.run(heavy.process)))
        thread.start()
        thread.join()
        assert short.run(heavy.process) == told[0]
