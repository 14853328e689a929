import pytest
from django.test import Client

from desk.models import Officer
from desk.rights import Role
from tests import factory
from tests.web.reading import links, page, words

pytestmark = pytest.mark.django_db


def test_an_officer_signs_in_and_sees_the_day(client: Client) -> None:
    officer = factory.officer()
    answer = client.post("/sign-in", {"username": officer.email, "password": factory.PASSWORD}, follow=True)
    assert (answer.redirect_chain, words(page(answer), ".who-name")) == ([("/", 302)], ["Trần Thị Lài"])


def test_capital_letters_in_the_address_do_not_matter(client: Client) -> None:
    officer = factory.officer()
    answer = client.post("/sign-in", {"username": officer.email.upper(), "password": factory.PASSWORD})
    assert answer.status_code == 302


def test_signing_in_leads_to_where_the_officer_wanted_to_go(client: Client) -> None:
    told = {"username": factory.officer().email, "password": factory.PASSWORD, "next": "/sources"}
    assert client.post("/sign-in", told).headers["Location"] == "/sources"


def test_signing_in_leads_nowhere_else(client: Client) -> None:
    told = {"username": factory.officer().email, "password": factory.PASSWORD, "next": "https://la.example/"}
    assert client.post("/sign-in", told).headers["Location"] == "/"


@pytest.mark.parametrize("password", ["sai mật khẩu", factory.PASSWORD.upper()])
def test_a_wrong_password_is_told_in_a_sentence(client: Client, password: str) -> None:
    answer = client.post("/sign-in", {"username": factory.officer().email, "password": password})
    assert words(page(answer), ".wrong p")[0].startswith("Địa chỉ và mật khẩu không khớp.")


def test_a_closed_account_looks_like_a_wrong_password(client: Client) -> None:
    officer = factory.officer()
    Officer.objects.update(is_active=False)
    answer = client.post("/sign-in", {"username": officer.email, "password": factory.PASSWORD})
    assert words(page(answer), ".wrong p")[0].startswith("Địa chỉ và mật khẩu không khớp.")


def test_after_a_wrong_password_the_password_is_asked_first(client: Client) -> None:
    told = page(client.post("/sign-in", {"username": factory.officer().email, "password": "sai"}))
    fields = {str(field["name"]): field for field in told.select(".field input")}
    assert {str(field["aria-describedby"]) for field in fields.values()} == {"wrong"}
    assert [name for name, field in fields.items() if field.has_attr("autofocus")] == ["password"]


def test_without_an_address_the_address_is_asked_first(client: Client) -> None:
    told = page(client.post("/sign-in", {"username": "", "password": "sai"}))
    assert [str(field["name"]) for field in told.select("[autofocus]")] == ["username"]


def test_an_address_that_is_none_is_told_with_its_field(client: Client) -> None:
    answer = client.post("/sign-in", {"username": "lai", "password": "x"})
    assert words(page(answer), ".wrong p")[0].startswith("Địa chỉ thư điện tử:")


def test_who_is_signed_in_goes_on(desk: Client) -> None:
    assert desk.get("/sign-in").headers["Location"] == "/"


def test_signing_out_needs_a_button(desk: Client) -> None:
    assert desk.get("/sign-out").status_code == 405
    assert desk.post("/sign-out").headers["Location"] == "/sign-in"
    assert desk.get("/").status_code == 302


def test_the_language_stays_with_the_officer(desk: Client) -> None:
    answer = desk.post("/language", {"language": "en", "next": "/sources?state=gone"})
    assert answer.headers["Location"] == "/sources?state=gone"
    assert Officer.objects.get().language == "en"
    assert words(page(desk.get("/sources")), "h1") == ["Sources"]


def test_the_language_stays_in_a_browser_nobody_signed_in_to(client: Client) -> None:
    client.post("/language", {"language": "en", "next": "/sign-in"})
    assert words(page(client.get("/sign-in")), "h1") == ["Sign in"]


@pytest.mark.parametrize("language", ["fr", "", "vi; drop"])
def test_a_language_we_do_not_speak_changes_nothing(desk: Client, language: str) -> None:
    assert desk.post("/language", {"language": language}).cookies.get("django_language") is None
    assert Officer.objects.get().language == "vi"


@pytest.mark.parametrize("wanted", ["https://la.example/", "//la.example", "javascript:alert(1)", ""])
def test_the_language_switch_leads_nowhere_else(desk: Client, wanted: str) -> None:
    assert desk.post("/language", {"language": "en", "next": wanted}).headers["Location"] == "/"


def test_a_contact_is_told_kindly_that_the_page_is_not_theirs(client: Client) -> None:
    client.force_login(factory.officer(Role.CONTACT))
    told = page(client.get("/"))
    assert words(told, "h1") == ["Trang này không mở cho tài khoản của bạn"]
    assert (links(told, ".ways a"), words(told, ".who button")) == ([], ["English", "Đăng xuất"])


def test_a_form_from_elsewhere_is_refused(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/language", {"language": "en"})
    assert (answer.status_code, words(page(answer), "h1")) == (403, ["Trang đã để quá lâu"])


def test_the_sign_in_page_is_never_kept(client: Client) -> None:
    assert "no-store" in client.get("/sign-in").headers["Cache-Control"]
