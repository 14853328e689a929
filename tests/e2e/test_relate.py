"""What is planted in the demo's press is found: copies, directions, stories, claims, spikes, silences."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from demo.edition import edition
from tests.e2e.relating import Found, follow, tell

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]
ALL_COPIES, ALL_DIRECTIONS = 0.98, 0.95
SAME_STORY, WITH_SUGGESTIONS = 0.7, 0.9
# An outlet that wrote daily is missed within so many days.
MISSED = timedelta(days=7)


@pytest.fixture(scope="module")
def found(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Found]:
    """The press as the desk knows it, read once for all tests; the archive is emptied again."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield follow(tmp_path_factory.mktemp("relate"))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def copies(found: Found) -> list[str]:
    """Every article whose source was read too."""
    return [url for url, one in found.told.items() if one["role"] == "copy" and one["copy_of"] in found.told]


@pytest.fixture(scope="module")
def planned(found: Found, copies: list[str]) -> list[str]:
    """The copies that a writer wanted: chains, links, wrong clocks, cuts."""
    events = {one.event.id for one in edition().instances if one.event.taken}
    return [url for url in copies if found.told[url]["event"] in events]


def test_every_planted_copy_is_folded_with_its_source(
    found: Found, copies: list[str], planned: list[str]
) -> None:
    missed = [url for url in copies if found.head[url] != found.head[found.told[url]["copy_of"]]]
    tell("copies found", f"{len(copies) - len(missed)} of {len(copies)}")
    assert [url for url in planned if url in missed] == []
    assert 1 - len(missed) / len(copies) >= ALL_COPIES


def test_nothing_is_folded_with_what_tells_another_event(found: Found) -> None:
    mixed = {
        head for url, head in found.head.items() if found.told[url]["event"] != found.told[head]["event"]
    }
    assert mixed == set()


def test_parts_are_shown_beside_their_source_and_never_folded(found: Found) -> None:
    parts = {url: one["copy_of"] for url, one in found.told.items() if one["role"] == "part"}
    assert [url for url in parts if found.head[url] != url] == []
    beside = {frozenset(found.head[url] for url in pair) for pair in found.overlaps}
    seen = [url for url, source in parts.items() if frozenset({url, found.head[source]}) in beside]
    tell("parts found", f"{len(seen)} of {len(parts)}")
    assert len(seen) == len(parts) == 4


def test_every_planted_direction_is_found(found: Found, copies: list[str], planned: list[str]) -> None:
    right = {url for url in copies if found.origin.get(url) == found.told[url]["copy_of"]}
    wrong = [url for url in copies if url in found.origin and url not in right]
    tell("directions right, wrong, of", (len(right), len(wrong), len(copies)))
    assert [url for url in planned if url not in right] == []
    assert len(right) / len(copies) >= ALL_DIRECTIONS


def test_the_articles_of_a_planted_story_stand_together(found: Found) -> None:
    names = sorted({one["story"] for one in found.told.values()} - {""})
    pairs = [pair for name in names for pair in combinations(found.stories_of(name), 2)]
    same = sum(one == other for one, other in pairs) / len(pairs)
    near = sum(one == other or {one, other} in found.ties["series"] for one, other in pairs) / len(pairs)
    tell("pairs of one story together, with suggestions", (round(same, 3), round(near, 3)))
    assert len(names) == 10
    assert same >= SAME_STORY
    assert near >= WITH_SUGGESTIONS


def test_what_only_looks_like_a_story_is_none_of_it(found: Found) -> None:
    for url, one in found.told.items():
        if one["looks_like"]:
            assert found.story[url] not in found.stories_of(one["looks_like"])


def test_no_two_planted_stories_and_no_two_days_of_a_column_are_one(found: Found) -> None:
    told: defaultdict[int, set[str]] = defaultdict(set)
    for url, number in found.story.items():
        one = found.told[url]
        if one["lang"] == "vi" and (one["story"] or one["series"]):
            told[number].add(one["story"] or one["event"])
    assert [names for names in told.values() if len(names) > 1] == []


def test_what_other_languages_tell_is_suggested_beside_the_story(found: Found) -> None:
    by_event = {one["event"]: one for one in found.told.values() if one["role"] == "original"}
    foreign = {url: by_event[one["same_as"]] for url, one in found.told.items() if one["same_as"] in by_event}
    missed = [
        url
        for url, other in foreign.items()
        if not any(
            {found.story[url], number} in found.ties["across"] for number in found.stories_of(other["story"])
        )
    ]
    tell("events found in another language", f"{len(foreign) - len(missed)} of {len(foreign)}")
    assert (len(foreign), missed) == (10, [])


@pytest.mark.parametrize("key", ["nuoc-phuoc-dien", "dong-cua-san-bay"])
def test_whoever_carries_or_answers_a_claim_is_found_by_the_sentence(found: Found, key: str) -> None:
    (claim,) = [one for one in found.truth["claims"] if one["id"] == key]
    hits = found.hits[key]
    told = {one["url"]: one for one in claim["articles"] if one["role"] != "background"}
    right = [url for url, one in told.items() if hits.get(url, ("", ""))[0] == one["said"]]
    tell(f"{key}: found, by the very sentence, of", (len(told.keys() & hits), len(right), len(told)))
    assert [url for url in told if url not in hits] == []
    assert [one["outlet"] for url, one in told.items() if one["role"] == "carries" and url not in right] == []


@pytest.mark.parametrize("key", ["nuoc-phuoc-dien", "dong-cua-san-bay"])
def test_whoever_answers_a_claim_bears_a_hint(found: Found, key: str) -> None:
    (claim,) = [one for one in found.truth["claims"] if one["id"] == key]
    answers = [one["url"] for one in claim["articles"] if one["role"] == "clarifies"]
    assert [url for url in answers if not found.hits[key][url][1]] == []


def test_a_claim_does_not_catch_what_says_something_else(found: Found) -> None:
    for claim in found.truth["claims"]:
        carried = {one["url"] for one in claim["articles"]}
        others = [url for url in found.hits[claim["id"]] if url not in carried]
        tell(f"{claim['id']}: others", Counter(found.told[url]["event"] for url in others))
        assert len(others) <= len(carried) / 4


def test_the_planted_spike_is_told_on_its_day(found: Found) -> None:
    (spike,) = found.truth["spikes"]
    day = date.fromisoformat(spike["day"])
    told = [one for one in found.signals if (one.kind, one.subject) == ("spike", "topic")]
    tell("spikes of topics", [(one.key, one.day.isoformat()) for one in told])
    assert [one.raised_on for one in told if (one.key, one.day) == (spike["topic"], day)] == [day]


def test_the_outlet_that_ended_is_missed_within_a_week(found: Found) -> None:
    (silence,) = found.truth["silences"]
    told = [one for one in found.signals if one.kind == "silence" and one.key == silence["outlet"]]
    tell("silent outlets", [(one.key, one.raised_on.isoformat()) for one in told])
    (raised,) = told
    last = date.fromisoformat(silence["last_at"][:10])
    assert timedelta(0) < raised.raised_on - last <= MISSED


def test_the_lull_of_a_topic_is_told_while_it_lasts(found: Found) -> None:
    (lull,) = found.truth["lulls"]
    told = [one for one in found.signals if (one.kind, one.subject) == ("silence", "topic")]
    tell("silent topics", [(one.key, one.raised_on.isoformat()) for one in told])
    (raised,) = [one for one in told if one.key == lull["topic"]]
    assert date.fromisoformat(lull["first"]) <= raised.raised_on <= date.fromisoformat(lull["last"])
