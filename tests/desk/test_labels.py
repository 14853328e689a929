"""An officer's word on an article: who may say it, what it must be, once however often it is sent."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from archive import readings
from archive.models import Article, Correction, Job, Reading
from archive.packs import Pack
from archive.readings import ReadingRow
from classifier.model import TopicScore
from desk import audit, labels
from desk.audit import Actor
from desk.labels import Label, LabelProblem, Origin
from desk.rights import Role
from tests import factory
from tests.archive.saying import machine
from tests.desk.making import actor
from tests.pipeline.test_tell_together import together

NOW = factory.MORNING
LATER = NOW + timedelta(hours=1)
db = pytest.mark.django_db
BAD = Label(topics=("education_science",), tone=-1)


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


def say(id: int, label: Label, pack: Pack, *, who: Actor | None = None, **told: Any) -> bool:
    told = {"origin": Origin.CORRECTION, "seen": current(id).seen, "now": NOW, **told}
    return labels.label(who or actor(), id, label, pack=pack, **told)


def problem(id: int, label: Label, pack: Pack, **told: Any) -> LabelProblem:
    with pytest.raises(LabelProblem) as refused:
        say(id, label, pack, **told)
    assert not Correction.objects.exists()
    return refused.value


def test_an_officers_word_counts_at_once(id: int, pack: Pack) -> None:
    assert say(id, BAD, pack) is True
    row = current(id)
    assert (row.tone, [code for code, _ in row.topics], row.corrected) == (
        -1,
        ["education_science"],
        ("topic", "tone"),
    )


def test_it_is_written_down_with_who_said_it(id: int, pack: Pack) -> None:
    say(id, replace(BAD, harms=True), pack, origin=Origin.UNSURE)
    (act,) = audit.newest([labels.LABELLED], 5, article=id)
    assert (act.officer, act.at) == ("Trần Thị Lài", NOW)
    topics = ["education_science"]
    assert act.data == {"article": id, "origin": "unsure", "topics": topics, "tone": -1, "harms": True}


def test_watches_and_stories_look_again_where_it_is_searched_by(id: int, pack: Pack) -> None:
    say(id, BAD, pack)
    steps = [("alert", {"article": id}), ("story", {"article": id})]
    assert list(Job.objects.values_list("stage", "payload")) == steps


def test_where_the_machine_was_right_the_watches_have_nothing_new(id: int, pack: Pack) -> None:
    machine(id, topics=(TopicScore("economy", 0.6),), tone=0)
    assert say(id, Label(about=True, topics=("economy",), tone=0), pack, origin=Origin.RANDOM) is True
    assert (Job.objects.count(), current(id).is_corrected) == (0, True)


@pytest.mark.parametrize("role", sorted({Role.READER, Role.ADMIN, Role.AUDITOR, Role.CONTACT}))
def test_who_may_not_label_says_nothing(role: Role, id: int, pack: Pack) -> None:
    who = actor(role)
    with pytest.raises(PermissionDenied):
        say(id, BAD, pack, who=who)
    with pytest.raises(PermissionDenied):
        labels.take_back(who, id, seen=current(id).seen, now=NOW)
    with pytest.raises(PermissionDenied):
        labels.next_task(who, pack, NOW)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        (Label(), "label"),
        (Label(topics=("a", "b", "c", "d")), "topics"),
        (Label(topics=("economy", "economy")), "topics"),
        (Label(topics=("không có",)), "topics"),
        (Label(tone=2), "tone"),
        (Label(about=False, tone=-1), "about"),
        (Label(about=False, harms=True), "about"),
    ],
)
def test_what_is_no_label_is_refused_in_two_languages(label: Label, field: str, id: int, pack: Pack) -> None:
    told = problem(id, label, pack)
    assert (told.field, bool(told.message_vi), bool(told.message_en)) == (field, True, True)
    assert str(told) == f"{told.message_vi} / {told.message_en}"


def test_a_topic_of_the_pack_may_be_said_of_what_is_not_about_the_province(id: int, pack: Pack) -> None:
    assert say(id, Label(about=False, topics=("economy",), tone=0), pack) is True
    assert (current(id).is_about, current(id).tone) == (False, 0)


def test_the_same_word_sent_twice_is_taken_once(id: int, pack: Pack) -> None:
    seen = current(id).seen
    assert [say(id, BAD, pack, seen=seen) for _ in range(2)] == [True, False]
    assert (Correction.objects.count(), len(audit.newest([labels.LABELLED], 5))) == (1, 1)


def test_of_two_officers_the_slower_is_told(id: int, pack: Pack) -> None:
    seen = current(id).seen
    say(id, BAD, pack, seen=seen)
    with pytest.raises(LabelProblem) as refused:
        say(id, Label(tone=1), pack, who=actor(Role.APPROVER), seen=seen)
    assert (refused.value.field, current(id).tone) == ("seen", -1)


@pytest.mark.parametrize("change", ["version", "model"])
def test_what_was_read_anew_meanwhile_is_looked_at_again(change: str, id: int, pack: Pack) -> None:
    seen = current(id).seen
    if change == "version":
        factory.version(Article.objects.get(id=id))
    machine(id, model="vi-2")
    assert problem(id, BAD, pack, seen=seen).field == "seen"


def test_what_is_not_read_yet_cannot_be_judged(id: int, pack: Pack) -> None:
    factory.version(Article.objects.get(id=id))
    assert problem(id, BAD, pack, seen="").field == "seen"


def test_of_no_article_nothing_is_said(db: None, pack: Pack) -> None:
    with pytest.raises(LabelProblem) as refused:
        labels.label(actor(), 987_654, BAD, origin=Origin.RANDOM, seen="", pack=pack, now=NOW)
    assert refused.value.field == "article"


def test_another_officer_may_correct_a_correction(id: int, pack: Pack) -> None:
    say(id, BAD, pack)
    say(id, Label(tone=0), pack, who=actor(Role.APPROVER), now=LATER)
    row = current(id)
    assert (row.tone, row.corrected, row.corrected_at) == (0, ("topic", "tone"), LATER)


def test_taken_back_the_machines_word_counts(id: int, pack: Pack) -> None:
    say(id, BAD, pack)
    assert labels.take_back(actor(), id, seen=current(id).seen, now=LATER) is True
    assert (current(id).tone, current(id).is_corrected) == (1, False)
    (act,) = audit.newest([labels.TAKEN_BACK], 5)
    assert (act.data, act.at) == ({"article": id, "topics": ["education_science"], "tone": -1}, LATER)


def test_taken_back_twice_only_one_word_goes(id: int, pack: Pack) -> None:
    say(id, BAD, pack)
    say(id, Label(tone=0), pack)
    seen = current(id).seen
    assert [labels.take_back(actor(), id, seen=seen, now=LATER) for _ in range(2)] == [True, False]
    assert current(id).tone == -1


def test_where_nobody_spoke_there_is_nothing_to_take_back(id: int) -> None:
    assert labels.take_back(actor(), id, seen=current(id).seen, now=NOW) is False


def test_every_word_is_told_newest_first_with_who_said_it(id: int, pack: Pack) -> None:
    say(id, BAD, pack)
    say(id, Label(tone=0), pack, who=actor(Role.APPROVER), origin=Origin.MARGIN, now=LATER)
    labels.take_back(actor(), id, seen=current(id).seen, now=LATER)
    newest, oldest = labels.history(id)
    assert (newest.label, newest.origin, newest.taken_back_at) == (Label(tone=0), "margin", LATER)
    assert (oldest.label, oldest.officer, oldest.taken_back_at) == (BAD, "Trần Thị Lài", None)


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_the_same_moment_leave_one_word_and_one_reading(pack: Pack) -> None:
    id = factory.article().id
    machine(id)
    seen, refused = current(id).seen, []
    who = [actor(Role.MONITOR), actor(Role.APPROVER)]

    def speak(one: Actor, tone: int) -> None:
        try:
            say(id, Label(tone=tone), pack, who=one, seen=seen)
        except LabelProblem as problem:
            refused.append(problem.field)

    together(lambda: speak(who[0], -1), lambda: speak(who[1], 0))
    (row,) = Correction.objects.all()
    assert (refused, current(id).tone) == (["seen"], row.tone)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(4))
def test_a_machine_that_reads_while_an_officer_speaks_does_not_outrank_them(turn: int, pack: Pack) -> None:
    id = factory.article().id
    machine(id, tone=1)
    seen, who = current(id).seen, actor()

    def speak() -> None:
        say(id, Label(tone=-1), pack, who=who, seen=seen)

    def read() -> None:
        machine(id, tone=0)

    together(*((speak, read) if turn % 2 else (read, speak)))
    assert (current(id).tone, Reading.objects.filter(current_of=id).count()) == (-1, 1)
