"""Who may do what: one table, pure."""

from enum import StrEnum


class Role(StrEnum):
    """What an officer is at the desk."""

    READER = "reader"
    MONITOR = "monitor"
    CLAIMS = "claims"
    APPROVER = "approver"
    CONTACT = "contact"
    ADMIN = "admin"
    AUDITOR = "auditor"


class Right(StrEnum):
    """What a page or an act asks for."""

    READ = "read"
    SEE_SOURCES = "see_sources"
    SET_OWN = "set_own"
    ADD = "add"
    SEE_WATCHES = "see_watches"
    WATCH = "watch"
    DECIDE_WATCH = "decide_watch"
    LABEL = "label"
    RELATE = "relate"
    SEE_CLAIMS = "see_claims"
    CLAIM = "claim"
    PLAN = "plan"


EVERYONE = frozenset(Role)
RIGHTS: dict[Right, frozenset[Role]] = {
    Right.READ: EVERYONE - {Role.CONTACT},
    Right.SEE_SOURCES: EVERYONE - {Role.CONTACT},
    Right.SET_OWN: EVERYONE,
    Right.ADD: frozenset({Role.MONITOR, Role.CLAIMS}),
    Right.SEE_WATCHES: EVERYONE - {Role.READER, Role.CONTACT},
    Right.WATCH: frozenset({Role.MONITOR, Role.CLAIMS, Role.APPROVER}),
    Right.DECIDE_WATCH: frozenset({Role.APPROVER}),
    Right.LABEL: frozenset({Role.MONITOR, Role.CLAIMS, Role.APPROVER}),
    Right.RELATE: frozenset({Role.MONITOR, Role.CLAIMS, Role.APPROVER}),
    Right.SEE_CLAIMS: EVERYONE - {Role.READER, Role.CONTACT},
    Right.CLAIM: frozenset({Role.MONITOR, Role.CLAIMS, Role.APPROVER}),
    Right.PLAN: frozenset({Role.MONITOR, Role.CLAIMS, Role.APPROVER}),
}


def may(role: str, right: Right) -> bool:
    """Whether a role carries a right; an unknown role carries none."""
    return role in RIGHTS[right]
