from datetime import datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError

from desk import officers
from desk.models import Officer
from desk.officers import Reader
from desk.rights import Role
from tests.factory import PASSWORD

EMAIL = "lai@songtrong.example"


def add(
    email: str = EMAIL, password: str | None = PASSWORD, *, language: str = "vi", digest: bool = True
) -> bool:
    return officers.create(
        email, password, name="Trần Thị Lài", role=Role.MONITOR, language=language, wants_digest=digest
    )


@pytest.mark.django_db
def test_an_officer_is_added_once_whatever_the_case_of_the_address() -> None:
    assert add("Lai@SongTrong.Example")
    assert not add(EMAIL)
    assert list(Officer.objects.values_list("email", "role")) == [(EMAIL, "monitor")]
    with pytest.raises(IntegrityError):
        Officer.objects.create_user(EMAIL)


@pytest.mark.django_db
def test_an_officer_signs_in_with_address_and_password() -> None:
    add()
    found = authenticate(username=EMAIL, password=PASSWORD)
    assert found is not None
    assert found.pk == Officer.objects.get().id
    assert authenticate(username=EMAIL, password=PASSWORD.upper()) is None


@pytest.mark.django_db
def test_nobody_signs_in_without_a_password() -> None:
    add(password=None)
    assert authenticate(username=EMAIL, password="") is None
    assert not Officer.objects.get().has_usable_password()


@pytest.mark.django_db
def test_the_digest_goes_to_those_who_asked_and_may_sign_in() -> None:
    for name, digest in [("a", True), ("b", False), ("c", True), ("d", True)]:
        add(f"{name}@songtrong.example", language="en" if name == "d" else "vi", digest=digest)
    Officer.objects.filter(email="c@songtrong.example").update(is_active=False)
    told = officers.digest_readers()
    assert [(reader.email, reader.language) for reader in told] == [
        ("a@songtrong.example", "vi"),
        ("d@songtrong.example", "en"),
    ]
    assert told[0] == Reader(told[0].id, "a@songtrong.example", "Trần Thị Lài", "vi")


@pytest.mark.django_db
def test_the_language_is_one_officers_own() -> None:
    add()
    add("b@songtrong.example")
    officers.set_language(Officer.objects.get(email=EMAIL).id, "en")
    assert dict(Officer.objects.values_list("email", "language")) == {
        EMAIL: "en",
        "b@songtrong.example": "vi",
    }


@pytest.mark.django_db
def test_a_look_tells_when_the_last_one_was(now: datetime) -> None:
    add()
    id = Officer.objects.get().id
    later = now + timedelta(hours=3)
    assert [officers.note_look(id, at) for at in (now, later, later)] == [None, now, later]


@pytest.mark.django_db
def test_whether_anybody_is_there() -> None:
    assert (officers.any_exist(), officers.exists(EMAIL)) == (False, False)
    add()
    assert (officers.any_exist(), officers.exists(EMAIL.upper())) == (True, True)


def test_an_officer_is_shown_by_name_or_address() -> None:
    assert [str(Officer(email=EMAIL, name=name)) for name in ("Lài", "")] == ["Lài", EMAIL]
