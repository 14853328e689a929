"""What officers are asked to judge: what readings abstained on, some by chance, some that teach most."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import readings
from archive.models import Article, Correction
from archive.packs import Pack
from classifier import sampling
from classifier.model import TopicScore
from classifier.sampling import BY_CHANCE, Turn
from desk import label_queue, labels
from desk.label_queue import Candidate, pool
from desk.labels import Label, Origin, Task
from desk.rights import Role
from tests import factory
from tests.archive.saying import machine, officer
from tests.desk.making import actor

NOW = factory.MORNING
db = pytest.mark.django_db
SURE = {"unsure": (), "abstain": False}


def read(**said: Any) -> Article:
    row = factory.article()
    machine(row.id, **said)
    return row


def both(**said: Any) -> tuple[set[int], set[int]]:
    """Articles that are asked for by chance, and others: some of each, whatever their numbers are."""
    reserved: set[int] = set()
    free: set[int] = set()
    while min(len(reserved), len(free)) < 3:
        id = read(**said).id
        (reserved if sampling.is_reserved(id) else free).add(id)
    return reserved, free


def asked(pack: Pack, turn: Turn | None = None, after: int | None = None) -> Task | None:
    return labels.next_task(actor(), pack, NOW, after, turn=turn)


def every(pack: Pack, turn: Turn, count: int = 40) -> set[int]:
    """Every article that somebody who always skips is asked for."""
    found: set[int] = set()
    task = None
    for _ in range(count):
        task = asked(pack, turn, task.article_id if task else None)
        assert task is not None
        found.add(task.article_id)
    return found


@db
def test_a_task_tells_what_the_machine_says_and_what_was_seen(pack: Pack) -> None:
    row = read()
    task = asked(pack)
    current = readings.current(row.id)
    assert task is not None
    assert current is not None
    assert (task.article_id, task.version, task.seen) == (row.id, 1, current.seen)
    assert (task.guess, task.guess.label) == (current.guess, Label(True, ("economy", "investment"), 1))  # noqa: FBT003


@db
def test_a_guess_that_the_pack_has_no_name_for_is_not_filled_in(pack: Pack) -> None:
    read(topics=(TopicScore("xa lạ", 0.6), TopicScore("economy", 0.3)))
    task = asked(pack)
    assert task is not None
    assert task.guess.topics == (("economy", 0.3),)


@db
def test_what_a_reading_abstained_on_is_asked_with_why(pack: Pack) -> None:
    _, free = both()
    task = asked(pack, Turn.UNSURE)
    assert task is not None
    assert (task.origin, task.fields, task.article_id in free) == (Origin.UNSURE, ("topic", "tone"), True)


@db
def test_by_chance_only_what_is_reserved_for_it_is_asked(pack: Pack) -> None:
    reserved, _ = both(**SURE)
    assert every(pack, Turn.RANDOM) == reserved


@db
def test_where_one_way_of_choosing_has_nothing_another_is_taken(pack: Pack) -> None:
    left = set[int]().union(*both(**SURE))
    while task := asked(pack):
        officer(task.article_id, tone=0, origin=task.origin.value)
        left.discard(task.article_id)
    assert (left, {*Correction.objects.values_list("origin", flat=True)}) == (set(), {"random", "margin"})


@db
@pytest.mark.parametrize("case", ["copy", "old", "elsewhere", "judged", "new version", "unread", "removed"])
def test_what_need_not_be_judged_is_not_asked(case: str, pack: Pack) -> None:
    row = read(about=0.05 if case == "elsewhere" else 0.9)
    if case == "copy":
        Article.objects.filter(id=row.id).update(copy_of=factory.article())
    elif case == "old":
        Article.objects.filter(id=row.id).update(first_fetched_at=NOW - timedelta(days=31))
    elif case == "judged":
        officer(row.id, tone=0)
    elif case == "new version":
        factory.version(row)
    elif case in {"unread", "removed"}:
        Article.objects.filter(id=row.id).update(reading=None)
    assert (asked(pack), labels.waiting(NOW).unsure) == (None, 0)


@db
def test_a_single_one_that_was_skipped_is_shown_again(pack: Pack) -> None:
    row = read()
    task = asked(pack, after=row.id)
    assert task is not None
    assert task.article_id == row.id


@db
def test_one_that_was_skipped_and_is_gone_is_not(pack: Pack) -> None:
    row = read()
    officer(row.id, tone=0)
    assert asked(pack, after=row.id) is None


@db
def test_officers_at_once_are_seldom_asked_for_the_same(pack: Pack) -> None:
    for _ in range(60):
        read()
    who = [actor(Role.MONITOR, email=f"{n}@songtrong.example") for n in range(8)]
    # Which ids are reserved for chance is a matter of their numbers: the larger pool is asked for.
    tasks = [labels.next_task(one, pack, NOW, turn=Turn.UNSURE) for one in who]
    assert len({task.article_id for task in tasks if task}) > 3


@db
def test_how_much_waits_and_how_far_the_desk_is() -> None:
    rows = [read() for _ in range(4)]
    read(**SURE)
    officer(rows[0].id, tone=0, origin="random")
    officer(rows[1].id, tone=0, origin="unsure")
    told = labels.waiting(NOW)
    assert (told.unsure, told.labelled, told.wanted, told.total, told.fresh) == (2, 1, BY_CHANCE, 2, 2)


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 10_000),
        st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 1)), max_size=3).map(tuple),
        st.booleans(),
    ),
    max_size=60,
    unique_by=lambda one: one.id,
)


@given(CANDIDATES)
def test_every_article_is_asked_for_by_chance_or_otherwise_never_both(candidates: list[Candidate]) -> None:
    chance, unsure, doubtful = (
        set(pool(turn, candidates)) for turn in (Turn.RANDOM, Turn.UNSURE, Turn.MARGIN)
    )
    assert chance.isdisjoint(unsure | doubtful)
    assert unsure == {one.id for one in candidates if one.abstain} - chance
    assert len(doubtful) == min(label_queue.MOST_DOUBTFUL, len(candidates) - len(chance))


@given(CANDIDATES)
def test_the_doubtful_are_those_of_the_smallest_margin(candidates: list[Candidate]) -> None:
    doubtful = set(pool(Turn.MARGIN, candidates))
    margins = {one.id: sampling.margin(one.topics) for one in candidates if not sampling.is_reserved(one.id)}
    others = [margin for id, margin in margins.items() if id not in doubtful]
    assert all(margins[id] <= min(others, default=1.0) for id in doubtful)
