import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rights import RIGHTS, Right, Role, may


def test_every_right_has_its_roles() -> None:
    assert set(RIGHTS) == set(Right)
    assert all(roles <= set(Role) for roles in RIGHTS.values())


READING = [Right.READ, Right.SEE_SOURCES, Right.SET_OWN]
SEEING = {Right.SEE_WATCHES, Right.SEE_CLAIMS}
WORKING = {*SEEING, Right.WATCH, Right.LABEL, Right.RELATE, Right.CLAIM, Right.PLAN}
FURTHER = {
    Role.MONITOR: {Right.ADD, *WORKING},
    Role.CLAIMS: {Right.ADD, *WORKING},
    Role.APPROVER: {Right.DECIDE_WATCH, *WORKING},
    Role.ADMIN: SEEING,
    Role.AUDITOR: SEEING,
}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CONTACT}))
def test_everyone_at_the_desk_reads_and_some_add_watch_and_decide(role: Role) -> None:
    assert {right for right in Right if may(role, right)} == {*READING, *FURTHER.get(role, set())}


def test_a_contact_of_another_body_only_sets_their_own() -> None:
    assert [right for right in Right if may(Role.CONTACT, right)] == [Right.SET_OWN]


@given(st.text().filter(lambda role: role not in set(Role)), st.sampled_from(Right))
def test_an_unknown_role_may_nothing(role: str, right: Right) -> None:
    assert not may(role, right)
