"""The demo's watches: one told by mail, one in the digest, one that waits for its approver."""

from dataclasses import replace
from datetime import datetime

import pytest

from archive.packs import PACKS, Pack, load
from config.demo_clock import DEMO_START
from config.demo_watches import DEMO_WATCHES, make_watches
from config.people import DEMO_PEOPLE
from desk import watches
from desk.audit import Actor
from desk.models import Watch
from desk.rights import Role
from tests import factory

NOW = datetime.fromisoformat(DEMO_START.isoformat())


@pytest.fixture
def pack() -> Pack:
    return load("demo", folder=PACKS, fill={"press_port": "1"})


@pytest.fixture
def people() -> None:
    for who in DEMO_PEOPLE:
        factory.officer(Role(who.role), email=who.email, name=who.name)


def test_each_is_somebodys_who_may_watch() -> None:
    roles = {who.email: who.role for who in DEMO_PEOPLE}
    assert {roles[email] for email in DEMO_WATCHES} == {"monitor", "claims", "approver"}


@pytest.mark.django_db
@pytest.mark.usefixtures("people")
def test_one_mails_one_is_in_the_digest_and_one_waits(pack: Pack) -> None:
    make_watches(pack, NOW)
    told = {
        (row.state, row.by_mail, row.in_digest)
        for row in watches.rows(Actor(factory.officer(Role.AUDITOR).id, Role.AUDITOR))
    }
    assert told == {("active", True, False), ("active", False, True), ("waiting", False, False)}
    (waiting,) = watches.waiting_for_decision()
    assert (waiting.owner, bool(waiting.office), bool(waiting.purpose)) == ("Y Blin Niê", True, True)


@pytest.mark.django_db
@pytest.mark.usefixtures("people")
def test_they_are_made_once_and_what_officers_do_with_them_stays(pack: Pack) -> None:
    make_watches(pack, NOW)
    row = Watch.objects.get(by_mail=True)
    who = Actor(row.owner_id, Role.MONITOR)
    wish = replace(DEMO_WATCHES[row.owner.email], name="Tên khác")
    watches.save(who, row.id, wish, pack, NOW)
    watches.close(who, row.id, NOW)
    make_watches(pack, NOW)
    assert Watch.objects.count() == len(DEMO_WATCHES)


@pytest.mark.django_db
def test_without_its_people_the_demo_has_no_watches(pack: Pack) -> None:
    make_watches(pack, NOW)
    assert Watch.objects.count() == 0
