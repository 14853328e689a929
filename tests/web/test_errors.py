import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from django.views.defaults import bad_request, server_error
from pytest_django import Settings

from tests.web.conftest import SignIn
from tests.web.reading import page, words
from web.gate import open_to_all


@open_to_all
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("hỏng")


urlpatterns = [path("broken", broken), path("", include("web.urls"))]


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "heading"), [("vi", "Không tìm thấy"), ("en", "Not found")])
def test_not_found_speaks_the_readers_language(sign_in: SignIn, language: str, heading: str) -> None:
    answer = sign_in(language=language).get("/khong-co")
    assert (answer.status_code, words(page(answer), "h1")) == (404, [heading])


@pytest.mark.django_db
def test_an_unknown_address_leads_to_the_door(client: Client) -> None:
    assert client.get("/articles/1").headers["Location"] == "/sign-in?next=/articles/1"


@pytest.mark.django_db
def test_a_fault_of_ours_is_a_page_in_both_languages(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    answer = client.get("/broken")
    told = page(answer)
    assert (answer.status_code, words(told, "h1")) == (500, ["Có lỗi trên máy chủ"])
    assert words(told, "[lang=en] p")[0].startswith("Something failed on the server")


def test_the_bare_pages_need_neither_database_nor_reader(rf: RequestFactory) -> None:
    made = [bad_request(rf.get("/"), ValueError()), server_error(rf.get("/"))]
    assert [(answer.status_code, len(words(page(answer), "h1"))) for answer in made] == [(400, 1), (500, 1)]


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_a_bad_request(client: Client) -> None:
    answer = client.get("/sign-in", headers={"Host": "la.example"})
    assert (answer.status_code, words(page(answer), "h1")) == (400, ["Yêu cầu không hợp lệ"])
