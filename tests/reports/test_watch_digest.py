"""A reader's digest has what their own watches caught since yesterday's, and nobody else's."""

from datetime import timedelta
from typing import Any

import pytest

from archive.packs import Pack
from desk.models import Officer, WatchState
from desk.officers import Reader
from desk.rights import Role
from reports.digest import write
from reports.outbox import Letter
from reports.watch_digest import SHOWN, Section, sections
from tests import factory
from tests.desk.making import hit, watch
from tests.reports.making import MORNING, composed, row
from tests.reports.test_letter import Tags

SITE = "https://desk.example"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def reader(role: Role = Role.MONITOR) -> Reader:
    found = factory.officer(role)
    return Reader(found.id, found.email, found.name, found.language)


def found(who: Reader | None = None) -> list[tuple[str, list[str]]]:
    told = sections(who or reader(), MORNING - DAY, MORNING, SITE)
    return [(section.name, [article.title for article in section.articles]) for section in told]


@pytest.mark.django_db
def test_what_a_watch_caught_in_the_period_is_told_newest_first() -> None:
    mine = watch(in_digest=True)
    for hours in (30, 20, 10, 0):
        hit(mine, factory.article(f"Bài {hours}"), at=MORNING - hours * HOUR)
    assert found() == [("Cầu Bến Lội", ["Bài 10", "Bài 20"])]


@pytest.mark.django_db
def test_own_and_team_watches_come_by_name_and_only_those_that_look_and_are_wanted() -> None:
    claims = factory.officer(Role.CLAIMS)
    told: list[tuple[Officer | None, str, dict[str, Any]]] = [
        (None, "B", {"in_digest": True}),
        (claims, "A", {"in_digest": True, "team": "monitor"}),
        (claims, "C", {"in_digest": True}),
        (None, "D", {}),
        (None, "E", {"in_digest": True, "state": WatchState.PAUSED}),
    ]
    for owner, name, fields in told:
        hit(watch(owner, name=name, **fields), at=MORNING - HOUR)
    assert [name for name, _ in found()] == ["A", "B"]
    assert [name for name, _ in found(reader(Role.CLAIMS))] == ["A", "C"]


@pytest.mark.django_db
def test_who_may_see_no_watches_any_more_gets_none() -> None:
    mine = watch(in_digest=True)
    hit(mine, at=MORNING - HOUR)
    assert len(found()) == 1
    Officer.objects.update(role=Role.READER)
    assert found(Reader(mine.owner_id, "", "", "vi")) == []


@pytest.mark.django_db
def test_a_watch_that_caught_nothing_is_left_out() -> None:
    watch(in_digest=True)
    assert found() == []


@pytest.mark.django_db
def test_a_section_is_short_and_says_how_much_more_there_is() -> None:
    mine = watch(in_digest=True)
    for number in range(SHOWN + 3):
        hit(mine, factory.article(f"Bài {number}"), at=MORNING - HOUR)
    (section,) = sections(reader(), MORNING - DAY, MORNING, SITE)
    assert (len(section.articles), section.total, section.more) == (SHOWN, SHOWN + 3, 3)
    assert section.page == f"{SITE}/watches/{mine.id}"


def letter(pack: Pack, *watches: Section) -> Letter:
    digest, who = composed(row()), "lai@songtrong.example"
    return write(digest, pack, recipient=who, name="Lài", language="en", site=SITE, watches=watches)


def test_a_digest_shows_the_sections(pack: Pack) -> None:
    section = Section("Cầu Bến Lội", f"{SITE}/watches/7", (row(5, title="Đê bối tràn"),), 4)
    made = letter(pack, section)
    assert ("https://bao.example/cau", "Đê bối tràn") in Tags(made.html).links
    assert (f"{SITE}/watches/7", f"{SITE}/watches/7") in Tags(made.html).links
    for text in (made.html, made.text):
        assert "Watch: Cầu Bến Lội (4)" in text
        assert "and 3 more on the page of the watch" in text


def test_a_digest_without_sections_speaks_of_no_watch(pack: Pack) -> None:
    made = letter(pack)
    assert ("Watch:" in made.html, "Watch:" in made.text) == (False, False)
