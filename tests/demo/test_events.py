import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from demo.events import (
    KINDS,
    LANGUAGES,
    TOPICS,
    Edit,
    Event,
    EventFault,
    Take,
    faults_of,
    is_away,
    load_events,
    read_events,
)
from tests.demo.making import EVENT, event

SHINGLE = 5
SHARED = 0.2


@pytest.fixture(scope="module")
def shipped() -> tuple[Event, ...]:
    return load_events()


def test_an_event_is_read_with_all_its_fields() -> None:
    found = event()
    assert (found.id, found.day, found.hour, found.outlet) == ("cau-moi", 3, 9, "hang-tin")
    assert (found.about, found.tone, found.topic) == (1, 1, "infrastructure")
    assert found.headlines == ("Rạch Bần có cầu mới", "Hết cảnh đi đò ở rạch Bần")
    assert len(found.body) == 5
    assert (found.claim, found.role, found.edits, found.places) == ("", "", (), ())


def test_an_edit_is_read_with_its_hours() -> None:
    text = EVENT + '  edits: [{after_hours: 6, kind: silent, find: "84 m", put: "86 m"}]\n'
    (found,) = read_events("test.yaml", text)
    assert found.edits == (Edit(6.0, "silent", find="84 m", put="86 m"),)


def test_decomposed_letters_are_composed() -> None:
    (found,) = read_events("test.yaml", EVENT.replace("Vũ Tần", "Vu\u0303 Tâ\u0300n"))
    assert found.author == "Vũ Tần"


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("day: 3", "day: 123", "day is not sound"),
        ("day: 3", "day: -1", "day is not sound"),
        ("day: 3", "day: Monday", "ValueError"),
        ("hour: 9", "hour: 4", "hour is not sound"),
        ("hour: 9", "hour: 23", "hour is not sound"),
        ("lang: vi", "lang: eo", "lang is not sound"),
        ("topic: infrastructure", "topic: gossip", "topic is not sound"),
        ("about: 1", "about: 2", "about is not sound"),
        ("about: 1", "about: 0", "tone is not sound"),
        ("tone: 1", "tone: 3", "tone is not sound"),
        ("id: cau-moi", "id: Cau-Moi", "id is not sound"),
        ("id: cau-moi", "id: cầu", "id is not sound"),
        ("  author: Vũ Tần\n", "", "KeyError 'author'"),
        ("author: Vũ Tần", "author: 7", "text is expected, not 7"),
        ("headlines: [", "headlines: same # [", "a list is expected, not 'same'"),
        ('title: "Cầu mới qua rạch Bần thông xe"', 'title: " "', "title is not sound"),
        ("tone: 1", "tone: 1\n  role: carries", "role is not sound"),
        ("tone: 1", "tone: 1\n  claim: nuoc", "role is not sound"),
        ("tone: 1", "tone: 1\n  claim: nuoc\n  role: hides", "role is not sound"),
    ],
)
def test_a_fault_names_file_and_event(was: str, now: str, why: str) -> None:
    with pytest.raises(EventFault, match=r"^test\.yaml: ") as caught:
        list(read_events("test.yaml", EVENT.replace(was, now)))
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (Edit(3, "rewrite"), "no such kind of edit: rewrite"),
        (Edit(0, "remove"), "remove: after_hours must be positive"),
        (Edit(3, "silent", find="85 m", put="86 m"), "silent: its text is not in the article: 85 m"),
        (Edit(3, "silent", put="86 m"), "silent: its text is not in the article: "),
        (Edit(3, "correct", find="84 m", put="86 m"), "correct: a notice is missing"),
        (Edit(3, "update"), "update: the paragraph is missing"),
        (Edit(3, "restore"), "restore: nothing was removed before it"),
    ],
)
def test_an_edit_that_cannot_be_done_is_a_fault(edit: Edit, why: str) -> None:
    assert list(faults_of(event(edits=(edit,)))) == [why]


@pytest.mark.parametrize(
    "edit",
    [
        Edit(3, "remove"),
        Edit(3, "update", append="Cập nhật: cầu đóng lại."),
        Edit(3, "silent", find="thông xe", put="mở"),
        Edit(3, "correct", find="ba phút", put="bốn phút", notice="Đính chính."),
    ],
)
def test_an_edit_that_can_be_done_is_none(edit: Edit) -> None:
    assert list(faults_of(event(edits=(edit,)))) == []


@pytest.mark.parametrize(
    ("kinds", "is_sound"),
    [
        (["remove", "restore"], True),
        (["remove", "restore", "remove"], True),
        (["restore", "remove"], False),
        (["remove", "restore", "restore"], False),
    ],
)
def test_only_what_was_removed_can_come_back(kinds: list[str], *, is_sound: bool) -> None:
    edits = tuple(Edit(hours, kind) for hours, kind in enumerate(kinds, 1))
    assert (list(faults_of(event(edits=edits))) == []) == is_sound


@pytest.mark.parametrize(
    ("kinds", "away"),
    [([], False), (["remove"], True), (["remove", "update"], True), (["remove", "restore", "silent"], False)],
)
def test_the_last_removal_or_return_decides(kinds: list[str], *, away: bool) -> None:
    assert is_away(kinds) == away


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("id: lone", "a list of events is expected"),
        ("- {", "while parsing"),
        ("- just words", "event 1: TypeError"),
        ("- [a, b]", "event 1: TypeError"),
    ],
)
def test_a_file_that_is_no_list_of_events_is_a_fault(text: str, why: str) -> None:
    with pytest.raises(EventFault, match=why):
        list(read_events("test.yaml", text))


def test_an_event_told_twice_names_both_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(EVENT, "utf-8")
    (tmp_path / "b.yaml").write_text(EVENT, "utf-8")
    with pytest.raises(EventFault, match=r"b\.yaml: cau-moi: already in a\.yaml"):
        load_events(tmp_path)


def test_there_are_three_hundred_events_and_more(shipped: tuple[Event, ...]) -> None:
    assert len(shipped) >= 300
    assert len({one.id for one in shipped}) == len(shipped)


def test_every_topic_language_and_kind_of_edit_is_told(shipped: tuple[Event, ...]) -> None:
    assert {one.topic for one in shipped} == TOPICS
    assert {one.lang for one in shipped} == LANGUAGES
    assert {edit.kind for one in shipped for edit in one.edits} == KINDS


def test_the_days_are_all_lived_through(shipped: tuple[Event, ...]) -> None:
    told = Counter(one.day // 7 for one in shipped)
    assert set(told) == set(range(18))
    assert min(told.values()) >= 8


def test_vietnamese_events_have_two_other_headlines(shipped: tuple[Event, ...]) -> None:
    told = [one for one in shipped if one.lang == "vi" and not one.series]
    assert [one.id for one in told if len(set(one.headlines) - {one.title}) != 2] == []


def tokens(one: Event) -> list[str]:
    text = " ".join(one.body).lower()
    return list(re.sub(r"\W", "", text)) if one.lang in {"zh", "km", "ja", "lo"} else re.findall(r"\w+", text)


def shingles(one: Event) -> set[tuple[str, ...]]:
    words = tokens(one)
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def alike(events: tuple[Event, ...]) -> Iterator[tuple[str, str, float]]:
    """Pairs by what they share, found through the shingles that stand in more than one."""
    told = {one.id: shingles(one) for one in events}
    where: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, found in told.items():
        for shingle in found:
            where[shingle].append(name)
    shared = Counter(pair for names in where.values() for pair in combinations(names, 2))
    for (one, other), count in shared.items():
        yield one, other, count / min(len(told[one]), len(told[other]))


def test_no_two_events_share_a_fifth_of_their_words(shipped: tuple[Event, ...]) -> None:
    # The days of a column do: that is what they are for.
    told = [one for one in shipped if not one.series]
    firsts = {one.series: one for one in reversed(shipped) if one.series}
    assert [row for row in alike((*told, *firsts.values())) if row[2] >= SHARED] == []


def test_the_days_of_a_column_look_like_copies(shipped: tuple[Event, ...]) -> None:
    columns = Counter(one.series for one in shipped if one.series)
    assert columns == {"cot-thoi-tiet-bien": 21, "cot-cup-song-tram": 20, "cot-gia-vang": 5}
    gold = tuple(one for one in shipped if one.series == "cot-gia-vang")
    assert all(row[2] >= SHARED for row in alike(gold))


def test_stories_have_three_articles_and_more_of_their_own(shipped: tuple[Event, ...]) -> None:
    told = Counter(one.story for one in shipped if one.story)
    assert sum(count >= 3 for count in told.values()) == 9
    assert max(told.values()) == 8
    assert {one.looks_like for one in shipped} - {""} <= told.keys()


def test_what_other_languages_tell_too_has_an_original(shipped: tuple[Event, ...]) -> None:
    by_id = {one.id: one for one in shipped}
    pairs = [(one, by_id[one.same_as]) for one in shipped if one.same_as in by_id]
    assert Counter(one.lang for one, _ in pairs) == {"en": 3, "ko": 3, "zh": 2, "km": 2}
    assert {(other.lang, abs(one.day - other.day) <= 3) for one, other in pairs} == {("vi", True)}


TAKEN = """  taken:
    - {outlet: bao-tinh, minutes: 30, credit: "(HT)", keep: [0, 2]}
    - {outlet: gazette, minutes: 20, source: bao-tinh, link: "bến phà"}
"""


def test_who_takes_an_event_is_read() -> None:
    (found,) = read_events("test.yaml", EVENT + TAKEN.replace("bến phà", "cây cầu"))
    first, second = found.taken or ()
    assert (first.outlet, first.minutes, first.credit, first.keep) == ("bao-tinh", 30, "(HT)", (0, 2))
    assert (second.source, second.link, second.added) == ("bao-tinh", "cây cầu", ())
    assert event().taken is None


@pytest.mark.parametrize(
    ("take", "why"),
    [
        (Take("hang-tin", 5), "hang-tin: it has the article already"),
        (Take("bao-tinh", 5, source="gazette"), "bao-tinh: gazette does not have the article yet"),
        (Take("bao-tinh", 5, credit="(HT)", link="cây cầu"), "bao-tinh: credits and links"),
        (Take("bao-tinh", 5, keep=(7,)), "bao-tinh: no such paragraph"),
        (Take("bao-tinh", 5, link="bến phà"), "bao-tinh: the words of its link are not in its text"),
    ],
)
def test_a_take_that_cannot_be_is_a_fault(take: Take, why: str) -> None:
    assert list(faults_of(event(taken=(take,)))) == [why]


def test_a_claims_sentence_must_be_in_the_article() -> None:
    told = event(claim="cau", role="carries", said="Cầu đã sập.")
    assert list(faults_of(told)) == ["said is not sound"]


def test_words_taken_over_would_be_seen(shipped: tuple[Event, ...]) -> None:
    first, second = [one for one in shipped if one.outlet == "nam-viet"][:2]
    thief = event(id="trom", body=(*first.body[:2], *second.body[2:]))
    assert {row[0] for row in alike((first, second, thief)) if row[2] >= SHARED} == {first.id, second.id}
