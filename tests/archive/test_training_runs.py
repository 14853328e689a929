"""What trainings learn from, and what became of them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from archive import captures, corrections, training_runs
from archive.models import Article, Capture, RemovalOrder
from classifier.acceptance import Judgement, Reason
from classifier.labelled import Labelled
from crawler import model as crawler
from tests import factory
from tests.archive.saying import machine, officer

NOW = factory.MORNING
LATER = NOW + timedelta(hours=1)
pytestmark = pytest.mark.django_db
TOPIC = Judgement("topic", "accuracy", 0.8, 0.9, 90, 30, Reason.NOT_WORSE)
TONE = Judgement("tone", "macro_f1", 0.8, 0.7, 80, 30, Reason.WORSE)


def read(**fields: Any) -> Article:
    row = factory.article(**fields)
    machine(row.id)
    return row


def examples() -> list[Labelled]:
    return list(training_runs.examples())


def test_a_label_comes_with_the_words_that_were_judged() -> None:
    row = read(title="Tựa", standfirst="Sa-pô.", body="Thân.")
    officer(row.id, tone=-1)
    officer(row.id, topics=("education",), about=True)
    (found,) = examples()
    assert (found.title, found.body, found.lang, found.story) == ("Tựa", "Sa-pô.\nThân.", "vi", row.id)
    assert (found.about, found.topics, found.tone) == (True, ("education",), -1)
    assert found.is_held == corrections.is_held(row.id)


def test_the_words_are_those_of_the_version_that_was_judged_last() -> None:
    row = read(title="Tựa cũ")
    officer(row.id, tone=-1)
    row.title = "Tựa mới"
    factory.version(row)
    assert [one.title for one in examples()] == ["Tựa cũ"]


def test_what_was_taken_back_teaches_nothing() -> None:
    row = read()
    corrections.take_back(officer(row.id, tone=-1).id, LATER)
    assert examples() == []


def test_a_copy_is_of_its_heads_story() -> None:
    head = read()
    copy = read(copy_of=head)
    officer(copy.id, tone=-1)
    assert [one.story for one in examples()] == [head.id]


def test_words_that_an_order_removed_are_not_learned_from_but_their_label_stays() -> None:
    row, kept = read(), read()
    for one in (row, kept):
        officer(one.id, tone=-1)
    capture = factory.capture(row)
    row.versions.update(capture=capture)
    kept.versions.update(capture=factory.capture(kept))
    order = RemovalOrder.objects.create(number="1/QĐ", signed_on=NOW.date(), carried_out_at=NOW)
    Capture.objects.filter(id=capture.id).update(removed_by=order)
    assert [one.story for one in examples()] == [kept.id]
    assert len(corrections.standing(row.id)) == 1


@pytest.mark.parametrize("is_canonical", [True, False])
def test_what_bears_a_state_secret_mark_by_now_is_not_learned_from(*, is_canonical: bool) -> None:
    row = read()
    officer(row.id, tone=-1)
    url = row.canonical_url
    if not is_canonical:
        Article.objects.filter(id=row.id).update(
            canonical_key="khac", canonical_url="https://bao.example/khac"
        )
    answer = crawler.Capture("", url, url, crawler.Shape.PAGE, 200, (), b"x", NOW)
    captures.withhold(answer, "MẬT", row.source_id)
    assert examples() == []


def test_many_labels_come_one_by_one() -> None:
    ids = [row.id for row in factory.many(training_runs.CHUNK + 3)]
    for id in ids:
        officer(id, tone=0)
    assert [one.story for one in examples()] == sorted(ids)


def record(at: datetime, *judgements: Judgement) -> None:
    training_runs.record(
        at,
        LATER,
        parent="vi-1",
        model="desk-1",
        labels=90,
        held=30,
        judgements=judgements,
    )


def test_a_training_is_told_as_it_was() -> None:
    record(NOW, TOPIC, TONE)
    (row,) = training_runs.newest(5)
    assert (row.started_at, row.ended_at, row.parent, row.model) == (NOW, LATER, "vi-1", "desk-1")
    assert (row.labels, row.held, row.is_accepted, row.judgements) == (90, 30, True, (TOPIC, TONE))


def test_a_training_of_which_nothing_was_taken_is_told_so_newest_first() -> None:
    record(NOW, TOPIC)
    record(LATER, TONE)
    assert [row.is_accepted for row in training_runs.newest(5)] == [False, True]
    assert len(training_runs.newest(1)) == 1


def test_labels_are_fresh_until_a_training_has_seen_them() -> None:
    rows = factory.many(3)
    counted = [training_runs.fresh()]
    officer(rows[0].id, tone=0)
    counted.append(training_runs.fresh())
    record(NOW, TONE)
    counted.append(training_runs.fresh())
    officer(rows[1].id, tone=0, now=LATER)
    counted.append(training_runs.fresh())
    assert counted == [0, 1, 0, 1]
