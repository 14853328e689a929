import pytest

from desk.models import Officer
from desk.rights import Role
from tests.config.conftest import Diembao

pytestmark = pytest.mark.django_db


def test_an_officer_signs_in_with_the_password_that_is_shown(diembao: Diembao) -> None:
    told = diembao("officer", "add", "lai@songtrong.example", "--name", "Trần Thị Lài")
    address, password = told.out.strip().split(" — ")
    officer = Officer.objects.get()
    assert (told.code, told.err, address) == (0, "", officer.email)
    assert officer.check_password(password)


def test_an_officer_reads_unless_a_role_is_given(diembao: Diembao) -> None:
    diembao("officer", "add", "a@b.example", "--name", "A")
    officer = Officer.objects.get()
    assert (officer.role, officer.language, officer.wants_digest) == ("reader", "vi", False)


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_every_role_can_be_given(role: str, diembao: Diembao) -> None:
    told = diembao(
        "officer", "add", "a@b.example", "--name", "A", "--role", role, "--language", "en", "--digest"
    )
    officer = Officer.objects.get()
    assert (told.code, officer.role, officer.language, officer.wants_digest) == (0, role, "en", True)


def test_an_address_has_one_account_however_it_is_written(diembao: Diembao) -> None:
    diembao("officer", "add", "a@b.example", "--name", "A")
    told = diembao("officer", "add", "A@B.example", "--name", "B")
    assert (told.code, told.out) == (2, "")
    assert told.sentences == ["A@B.example: đã có tài khoản / has an account already"]
    assert Officer.objects.get().name == "A"


@pytest.mark.parametrize("address", ["ab", "a@", "@b.example", "a b@c.example", ""])
def test_what_is_no_address_is_said(address: str, diembao: Diembao) -> None:
    told = diembao("officer", "add", address, "--name", "A")
    assert (told.code, told.out) == (2, "")
    assert told.sentences == [f"{address}: không phải địa chỉ thư / not a mail address"]
    assert not Officer.objects.exists()


def test_a_role_that_is_none_is_a_question_of_usage(diembao: Diembao) -> None:
    told = diembao("officer", "add", "a@b.example", "--name", "A", "--role", "vua")
    assert told.code == 2
    assert "invalid choice: 'vua'" in told.err
