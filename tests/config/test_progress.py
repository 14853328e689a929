import contextlib
import os
from collections.abc import Callable, Iterator

import pytest

from config.progress import Progress


@contextlib.contextmanager
def terminal() -> Iterator[Callable[[], str]]:
    """A real terminal as standard error; tells what a person has seen since it was last asked."""
    reading, writing = os.openpty()

    def seen() -> str:
        # A terminal delivers when it likes, but in order: whatever came before this sign is there with it.
        os.write(writing, b"$")
        told = b""
        while not told.endswith(b"$"):
            told += os.read(reading, 10_000)
        return told.decode().removesuffix("$")

    with os.fdopen(writing, "w", encoding="utf-8") as screen, contextlib.redirect_stderr(screen):
        yield seen
    os.close(reading)


def test_a_person_sees_it_count() -> None:
    with terminal() as seen:
        assert list(Progress("nạp / loading").over("abc")) == ["a", "b", "c"]
        assert seen() == "\r\x1b[Knạp / loading: 1"


def test_the_line_is_rewritten_twice_a_second_at_most() -> None:
    progress = Progress("x")
    with terminal() as seen:
        progress.tell("1")
        progress.tell("2")
        progress.shown_at -= 1
        progress.left(7)
        assert seen() == "\r\x1b[Kx: 1\r\x1b[Kx: còn / left: 7"


def test_the_line_is_cleared_at_the_end() -> None:
    progress = Progress("x")
    with terminal() as seen:
        progress.tell("1")
        assert seen() != ""
        progress.end()
        assert seen() == "\r\x1b[K"


def test_where_nothing_was_shown_nothing_is_cleared() -> None:
    with terminal() as seen:
        Progress("x").end()
        assert seen() == ""


def test_a_file_stays_free_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("x")
    assert list(progress.over([1, 2])) == [1, 2]
    progress.left(3)
    progress.end()
    assert capsys.readouterr() == ("", "")
