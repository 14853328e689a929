import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email

from archive.clock import DESK_ZONE
from config import settings
from config.demo_clock import DEMO_START
from config.people import DEMO_PASSWORD, DEMO_PEOPLE, Person
from demo.clock import opening
from desk.rights import Role


def test_nobody_is_there_twice() -> None:
    assert len({who.email for who in DEMO_PEOPLE}) == len(DEMO_PEOPLE)
    assert len({who.name for who in DEMO_PEOPLE}) == len(DEMO_PEOPLE)


@pytest.mark.parametrize("who", DEMO_PEOPLE, ids=lambda who: who.role)
def test_everybody_could_be_a_real_officer(who: Person) -> None:
    validate_email(who.email)
    assert Role(who.role).value == who.role
    assert who.language in dict(settings.LANGUAGES)


def test_no_mail_to_them_leaves_this_machine() -> None:
    assert {who.email.rpartition(".")[2] for who in DEMO_PEOPLE} == {"example"}


def test_both_languages_get_a_digest() -> None:
    assert {who.language for who in DEMO_PEOPLE if who.wants_digest} == {"vi", "en"}


def test_who_runs_the_demo_is_there() -> None:
    roles = [who.role for who in DEMO_PEOPLE]
    assert len(set(roles)) == len(roles)
    assert {Role.ADMIN, Role.APPROVER, Role.MONITOR} <= {Role(role) for role in roles}


def test_their_password_is_a_password() -> None:
    validate_password(DEMO_PASSWORD)


def test_the_demo_begins_when_its_press_opens() -> None:
    assert opening(0.0).shown(0.0) == DEMO_START


def test_the_demo_begins_at_six_in_the_morning_before_the_digest() -> None:
    local = DEMO_START.astimezone(DESK_ZONE)
    assert (local.hour, local.minute, local.utcoffset()) == (6, 0, DEMO_START.utcoffset())
