import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rights import RIGHTS, Right, Role, may


def test_every_right_has_its_roles() -> None:
    assert set(RIGHTS) == set(Right)
    assert all(roles <= set(Role) for roles in RIGHTS.values())


ADDERS = {Role.MONITOR, Role.CLAIMS}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CONTACT} - ADDERS))
def test_everyone_at_the_desk_reads_and_sees_the_sources(role: Role) -> None:
    assert [right for right in Right if may(role, right)] == [Right.READ, Right.SEE_SOURCES, Right.SET_OWN]


@pytest.mark.parametrize("role", sorted(ADDERS))
def test_those_who_collect_add_coverage_too(role: Role) -> None:
    assert [right for right in Right if may(role, right)] == list(Right)


def test_a_contact_of_another_body_only_sets_their_own() -> None:
    assert [right for right in Right if may(Role.CONTACT, right)] == [Right.SET_OWN]


@given(st.text().filter(lambda role: role not in set(Role)), st.sampled_from(Right))
def test_an_unknown_role_may_nothing(role: str, right: Right) -> None:
    assert not may(role, right)
