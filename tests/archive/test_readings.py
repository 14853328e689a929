"""Which reading counts: the newest of the present version, with the desk's word over it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import articles, corrections, hits, readings
from archive.corrections import Label
from archive.models import Article, IndexChange, Reading
from archive.readings import DESK, ReadingRow, laid_over
from classifier.model import Quote, Span
from tests import factory
from tests.archive.saying import SAID, machine, officer

NOW = factory.MORNING
LATER = NOW + timedelta(hours=1)
db = pytest.mark.django_db


@pytest.fixture
def id(db: None) -> int:
    """An article that was read."""
    found = factory.article().id
    machine(found)
    return found


def current(id: int) -> ReadingRow:
    row = readings.current(id)
    assert row is not None
    return row


def revision() -> int:
    return Article.objects.values_list("revision", flat=True).get()


def machines() -> list[Any]:
    return list(Reading.objects.exclude(model=DESK).order_by("id").values())


def test_a_reading_tells_all_that_was_read(id: int) -> None:
    machine(
        id,
        event=-1,
        criticism=True,
        others=(Span("my-lam", 5, 9, "club"),),
        quotes=(Quote(1, 4, "ông Tám"),),
    )
    row = current(id)
    assert (row.unsure, row.event, row.criticism) == (("topic", "tone"), -1, True)
    assert (row.others, row.quotes) == ((("my-lam", 5, 9, "club"),), ((1, 4, "ông Tám"),))
    assert (row.is_corrected, row.harms, row.corrected_by, row.corrected_at) == (False, False, None, None)


def test_a_correction_counts_at_once_and_leaves_the_machines_row(id: int) -> None:
    before = machines()
    officer(id, about=True, topics=("education", "society"), tone=-1, harms=True, now=LATER)
    row = current(id)
    assert (row.model, row.is_about, row.about, row.tone, row.tone_p) == (DESK, True, 1.0, -1, 1.0)
    assert (row.topics, row.harms) == ((("education", 1.0), ("society", 1.0)), True)
    assert (row.abstain, row.unsure, row.why) == (False, (), SAID.why)
    assert machines() == before


def test_what_was_not_judged_is_still_the_machines(id: int) -> None:
    officer(id, tone=-1)
    row = current(id)
    assert (row.tone, row.topics, row.about) == (-1, (("economy", 0.6), ("investment", 0.3)), 0.9)
    assert (row.abstain, row.unsure, row.corrected) == (True, ("topic",), ("tone",))


def test_who_corrected_and_what_the_machine_had_said_stand_beside_it(id: int) -> None:
    officer(id, tone=-1, now=LATER)
    row = current(id)
    assert (row.corrected_by, row.corrected_at) == (7, LATER)
    assert row.guess is not None
    assert (row.guess.model, row.guess.tone, row.guess.unsure) == ("vi-1", 1, ("topic", "tone"))


def test_for_each_field_the_newest_word_counts(id: int) -> None:
    officer(id, tone=-1, topics=("education",))
    officer(id, tone=0)
    row = current(id)
    assert (row.tone, row.topics) == (0, (("education", 1.0),))


def test_a_later_model_does_not_outrank_the_desk(id: int) -> None:
    officer(id, tone=-1)
    machine(id, model="vi-2", tone=0, about=0.4, now=LATER)
    row = current(id)
    assert (row.model, row.tone, row.about, row.guess and row.guess.model) == (DESK, -1, 0.4, "vi-2")


def test_a_later_version_is_corrected_as_the_one_before(id: int) -> None:
    officer(id, tone=-1, topics=("education",))
    factory.version(Article.objects.get(id=id))
    machine(id, tone=0, now=LATER)
    row = current(id)
    assert (row.tone, row.topics, Reading.objects.get(current_of=id).version) == (
        -1,
        (("education", 1.0),),
        2,
    )


def test_taken_back_the_machine_counts_again(id: int) -> None:
    made = officer(id, tone=-1, harms=True)
    corrections.take_back(made.id, LATER)
    assert readings.settle(id, readings.searched_by(id), LATER) is True
    row = current(id)
    assert (row.model, row.tone, row.harms, row.is_corrected) == ("vi-1", 1, False, False)
    assert not Reading.objects.filter(model=DESK).exists()


def test_taken_back_what_stood_before_counts(id: int) -> None:
    officer(id, tone=-1)
    made = officer(id, tone=0)
    corrections.take_back(made.id, LATER)
    readings.settle(id, readings.searched_by(id), LATER)
    assert current(id).tone == -1


def test_the_newest_model_counts_though_it_read_before(id: int) -> None:
    machine(id, model="vi-2", tone=0)
    machine(id, model="vi-1", tone=-1)
    assert (current(id).model, current(id).tone, Reading.objects.count()) == ("vi-1", -1, 2)


def test_what_is_read_again_was_read_when_it_was_read_first(id: int) -> None:
    machine(id, model="vi-2", now=LATER, again=True)
    assert (current(id).model, current(id).read_at) == ("vi-2", NOW)


def test_a_correction_leaves_when_it_was_read(id: int) -> None:
    officer(id, tone=-1, now=LATER)
    assert current(id).read_at == NOW


@pytest.mark.parametrize(
    ("label", "is_told"),
    [({"tone": -1}, True), ({"topics": ("education",)}, True), ({"harms": True}, True), ({"tone": 1}, False)],
)
def test_the_index_is_told_where_it_is_searched_by(id: int, label: dict[str, Any], *, is_told: bool) -> None:
    before = revision()
    officer(id, **label)
    assert revision() - before == is_told


def test_the_same_reading_again_changes_nothing(id: int) -> None:
    IndexChange.objects.all().delete()
    assert (machine(id, model="vi-2"), IndexChange.objects.count()) == (False, 0)


def test_a_reading_of_words_that_stand_no_longer_changes_nothing(id: int) -> None:
    row = Article.objects.get(id=id)
    factory.version(row)
    assert readings.keep(id, 1, SAID, threshold=0.5, now=LATER) is False


def test_what_counts_is_what_is_indexed(id: int) -> None:
    officer(id, topics=("education",), tone=-1, harms=True)
    (document,) = articles.documents([id])
    assert (document.topics, document.tone, document.harms, document.about) == (
        ("education",),
        -1,
        True,
        True,
    )


def test_what_was_seen_is_told_from_every_later_state(id: int) -> None:
    seen = [current(id).seen]
    officer(id, tone=-1)
    seen.append(current(id).seen)
    machine(id, model="vi-2")
    seen.append(current(id).seen)
    factory.version(Article.objects.get(id=id))
    seen.append(current(id).seen)
    assert (len(set(seen)), seen[-1]) == (4, "")


def test_of_no_article_there_is_no_reading(db: None) -> None:
    assert (readings.current(987_654), readings.lock(987_654)) == (None, False)


def test_what_another_model_has_not_read_is_found_newest_first(db: None) -> None:
    rows = factory.many(4)
    machine(rows[1].id, model="vi-2")
    old = factory.article(seen_at=NOW - timedelta(days=40))
    machine(old.id)
    factory.article("Chưa đọc")
    ids = [row.id for row in rows]
    since = NOW - timedelta(days=30)
    assert readings.not_read_by("vi-2", since, None, 9) == sorted({*ids} - {ids[1]}, reverse=True)
    assert readings.not_read_by("vi-2", since, ids[2], 1) == [ids[0]]


LABELS = st.builds(
    Label,
    st.none() | st.booleans(),
    st.lists(st.sampled_from("abc"), max_size=3, unique=True).map(tuple),
    st.none() | st.sampled_from([-1, 0, 1]),
    st.none() | st.booleans(),
)
UNSURE = st.lists(st.sampled_from(["about", "topic", "tone"]), unique=True)


@given(LABELS, UNSURE)
def test_over_a_machines_word_only_what_was_judged_changes(label: Label, unsure: list[str]) -> None:
    told = laid_over(Reading(unsure=unsure), label)
    assert told["harms"] is (label.harms is True and label.about is not False)
    assert ("topics" in told, "about" in told) == (bool(label.topics), label.about is not None)
    assert ("tone" in told) is (label.tone is not None or label.about is False)
    assert told["abstain"] is bool(told["unsure"])
    assert set(told["unsure"]).isdisjoint(label.fields)


@given(LABELS)
def test_what_is_not_about_the_province_has_no_tone_and_no_harm(label: Label) -> None:
    told = laid_over(Reading(unsure=[]), replace(label, about=False))
    assert (told["tone"], told["harms"], told["is_about"]) == (0, False, False)


@given(LABELS, LABELS, LABELS)
def test_labels_lie_over_each_other_in_any_grouping(a: Label, b: Label, c: Label) -> None:
    assert a.over(b).over(c) == a.over(b.over(c))
    assert (a.over(Label()), Label().over(a)) == (a, a)


def test_the_same_model_that_finds_another_place_tells_the_index(id: int) -> None:
    before = revision()
    machine(id, places=(Span("dong-nai", 0, 8),))
    assert revision() > before


@pytest.mark.parametrize(
    ("unsure", "is_unsure"), [(("topic",), False), (("tone",), True), (("about", "tone"), True)]
)
def test_a_list_hides_a_tone_only_where_the_tone_is_unsure(
    id: int, unsure: tuple[str, ...], is_unsure: bool
) -> None:
    machine(id, abstain=True, unsure=unsure)
    (row,) = hits.rows([id])
    assert row.abstain is is_unsure
