"""Questions about officers, and the few acts on them."""

from dataclasses import dataclass
from datetime import datetime

from desk.audit import Actor
from desk.models import Officer
from desk.rights import Role


@dataclass(frozen=True, slots=True)
class Reader:
    """An officer as a digest needs to know them."""

    id: int
    email: str
    name: str
    language: str


def create(
    email: str, password: str | None, *, name: str, role: Role, language: str, wants_digest: bool
) -> bool:
    """Add an officer unless the address is taken; tells whether it was new."""
    if Officer.objects.filter(email__iexact=email).exists():
        return False
    Officer.objects.create_user(
        email, password, name=name, role=role, language=language, wants_digest=wants_digest
    )
    return True


def digest_readers() -> list[Reader]:
    """Everyone who asked for the daily digest and may still sign in."""
    rows = Officer.objects.filter(wants_digest=True, is_active=True).order_by("id")
    return [Reader(o.id, o.email, o.name, o.language) for o in rows]


def set_language(officer_id: int, language: str) -> None:
    """Remember the language an officer reads."""
    Officer.objects.filter(id=officer_id).update(language=language)


def note_look(officer_id: int, now: datetime) -> datetime | None:
    """Remember that an officer looked at the day's page; returns when they last had."""
    before = Officer.objects.values_list("looked_at", flat=True).get(id=officer_id)
    Officer.objects.filter(id=officer_id).update(looked_at=now)
    return before


def exists(email: str) -> bool:
    """Whether an address has an account."""
    return Officer.objects.filter(email__iexact=email).exists()


def actor_of(email: str) -> Actor | None:
    """The officer of an address, to act in their name."""
    found = Officer.objects.filter(email__iexact=email).values_list("id", "role").first()
    return Actor(*found) if found else None


def any_exist() -> bool:
    """Whether anybody has an account."""
    return Officer.objects.exists()
