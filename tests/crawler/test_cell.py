"""The inner side's parts that can be looked at without giving up any right."""

import mmap
import pickle
from typing import Any

import pytest

from crawler.cell import Kind, answer_to, load, parcel, size
from tests.crawler import heavy


def task(function: object, *args: object, **kwargs: object) -> bytes:
    return pickle.dumps((function, args, kwargs))


def opened(frame: bytes) -> Any:
    return pickle.loads(frame)  # noqa: S301 - made in this process


def test_a_result_is_an_answer() -> None:
    kind, frame = answer_to(task(heavy.joined, "a", "b", between="-"), 5)
    assert (kind, opened(frame)) == (Kind.DONE, "a-b")


def test_an_exception_is_an_answer_of_its_parts() -> None:
    kind, frame = answer_to(task(heavy.refuse, "a"), 5)
    module, name, args, state = opened(frame)
    assert (kind, module, name, args) == (Kind.RAISED, "builtins", "ValueError", ("a",))
    assert list(state) == ["__notes__"]


def test_too_deep_a_stack_is_an_answer() -> None:
    assert answer_to(task(heavy.dig), 5) == (Kind.STACK, b"")


def test_want_of_memory_ends_the_work() -> None:
    with pytest.raises(MemoryError):
        answer_to(task(heavy.lack), 5)


def test_what_cannot_be_pickled_is_told_in_words() -> None:
    assert opened(parcel(heavy.Sealed("a"))) == ("tests.crawler.heavy", "Sealed", ("sealed",), {})


def test_modules_are_loaded_and_their_functions_called() -> None:
    heavy.kept.clear()
    load(["crawler.model", "tests.crawler.heavy:warm"])
    assert heavy.kept == [b"warm"]


def test_a_process_knows_its_size() -> None:
    before = size()
    # Bytes of Python's own may come out of room that the process has already.
    with mmap.mmap(-1, 50 * heavy.MEGABYTE) as held:
        assert size() - before >= len(held) * 0.9
