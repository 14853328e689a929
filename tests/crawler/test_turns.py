from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crawler.turns import AT_ONCE, Turns


def test_a_pause_lies_between_an_answer_and_the_next_request() -> None:
    turns = Turns(2.0, 0.0)
    assert (turns.is_open(1.9), turns.is_open(2.0)) == (False, True)
    turns.begin("a", 10.0)
    turns.end("a", 10.4)
    assert turns.opens_at == 12.4


def test_a_host_that_answers_late_is_asked_again_meanwhile() -> None:
    turns = Turns(2.0, 0.0)
    turns.begin("a", 10.0)
    assert (turns.is_open(13.9), turns.is_open(14.0)) == (False, True)


def test_no_more_than_two_are_under_way() -> None:
    turns = Turns(0.0, 0.0)
    turns.begin("a", 1.0)
    turns.begin("b", 1.0)
    assert not turns.is_open(99.0)
    turns.end("a", 1.5)
    assert turns.is_open(1.5)


def test_a_late_answer_to_an_older_request_changes_nothing() -> None:
    turns = Turns(2.0, 0.0)
    turns.begin("a", 10.0)
    turns.begin("b", 14.0)
    turns.end("a", 14.1)
    assert turns.opens_at == 18.0


@given(
    st.floats(0.1, 30.0),
    st.lists(st.tuples(st.floats(0.0, 0.09), st.floats(0.0, 60.0), st.floats(0.0, 5.0)), max_size=30),
)
def test_a_host_never_sees_two_requests_closer_than_its_pause(
    pause: float, visits: list[tuple[float, float, float]]
) -> None:
    """Each request reaches the host a little after it left and is answered later still, if at all in time."""
    turns, at, reached, flying = Turns(pause, -pause), 0.0, [], dict[str, float]()
    for number, (way, work, idle) in enumerate(visits):
        at = max(at + idle, turns.opens_at)
        while len(flying) >= AT_ONCE or any(end <= at for end in flying.values()):
            key = min(flying, key=lambda one: flying[one])
            at = max(at, flying[key])
            turns.end(key, flying.pop(key))
        at = max(at, turns.opens_at)
        turns.begin(str(number), at)
        reached.append(at + way)
        flying[str(number)] = at + way + work
    assert all(later - earlier >= pause - 1e-6 for earlier, later in pairwise(reached))
