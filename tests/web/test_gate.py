from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import cast

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver
from django_htmx.middleware import HtmxDetails
from pytest_django import Settings

from desk.models import Claim
from desk.rights import RIGHTS, Right, Role
from tests import factory
from tests.web import storied, watching
from tests.web.conftest import Index, SignIn
from web.gate import Request, asked_of, language_of, name_of, wants_part

OPEN = {"sign-in", "sign-out", "language", "health", "robots", "favicon", "watch-feed"}
# Nothing but an act: there is no page to look at.
ACTS = {"tie"}
MAIL = "20260701T060000-1.eml"


def patterns() -> Iterator[URLPattern]:
    waiting = list(get_resolver().url_patterns)
    while waiting:
        found = waiting.pop(0)
        if isinstance(found, URLPattern):
            yield found
        else:
            waiting += found.url_patterns


def asked(pattern: URLPattern) -> Right | None:
    return asked_of[name_of(pattern.callback)]


def gated() -> list[URLPattern]:
    return [pattern for pattern in patterns() if asked(pattern)]


def address(pattern: URLPattern, article_id: int, **ids: int) -> str:
    told = {
        "<int:article_id>": str(article_id),
        **{f"<int:{name}_id>": str(ids.get(name, 1)) for name in ("watch", "story", "tie", "claim")},
        "<str:name>": MAIL,
    }
    path = str(pattern.pattern)
    for place, value in told.items():
        path = path.replace(place, value)
    return f"/{path}"


@pytest.fixture
def demo_mail(settings: Settings, tmp_path: Path) -> None:
    settings.PRESS_PORT = 8091
    settings.DEMO_MAIL_FOLDER = tmp_path
    (tmp_path / MAIL).write_bytes(b"Subject: Tin\n\nXin chao")


def test_every_address_says_which_right_it_asks_for() -> None:
    assert {p.name for p in patterns() if name_of(p.callback) not in asked_of} == set()


def test_only_these_pages_are_open_to_all() -> None:
    assert {p.name for p in patterns() if asked(p) is None} == OPEN


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("pattern", gated(), ids=lambda p: str(p.name))
def test_each_role_sees_what_the_table_gives_it(
    pattern: URLPattern, role: Role, sign_in: SignIn, index: Index, demo_mail: None
) -> None:
    row = factory.read_article()
    index([row])
    client = sign_in(role)
    watch = watching.watch(watching.officer_of(client))
    claim = Claim.objects.create(text="Cầu sập", opened_by=watch.owner, opened_at=factory.MORNING)
    ids = {"watch": watch.id, "story": storied.story(row), "claim": claim.id}
    answer = client.get(address(pattern, row.id, **ids))
    right = asked(pattern)
    assert right is not None
    seen = HTTPStatus.METHOD_NOT_ALLOWED if pattern.name in ACTS else HTTPStatus.OK
    assert answer.status_code == (seen if role in RIGHTS[right] else HTTPStatus.FORBIDDEN)


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", gated(), ids=lambda p: str(p.name))
def test_who_is_not_signed_in_is_led_to_the_door(pattern: URLPattern, client: Client) -> None:
    answer = client.get(address(pattern, 1))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in?next={address(pattern, 1)}")


@pytest.mark.django_db
def test_an_article_that_is_not_there_is_not_found_rather_than_forbidden(desk: Client) -> None:
    assert desk.get("/articles/99999").status_code == 404


@pytest.mark.django_db
def test_a_role_nobody_knows_sees_nothing(client: Client) -> None:
    officer = factory.officer()
    officer.role = "emperor"
    officer.save()
    client.force_login(officer)
    assert client.get("/").status_code == 403


@pytest.mark.django_db
def test_the_officers_language_outranks_the_browsers(client: Client) -> None:
    client.force_login(factory.officer(language="en"))
    client.cookies["django_language"] = "vi"
    assert client.get("/").headers["Content-Language"] == "en"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "language"), [("en", "en"), ("vi", "vi"), ("", "vi"), ("fr", "vi"), ("../../etc", "vi")]
)
def test_who_is_not_signed_in_reads_what_was_last_chosen(client: Client, cookie: str, language: str) -> None:
    client.cookies["django_language"] = cookie
    assert client.get("/sign-in").headers["Content-Language"] == language


@pytest.mark.django_db
def test_a_language_that_is_no_more_falls_back_to_vietnamese(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/")
    request.user = factory.officer(language="fr")
    assert language_of(request) == "vi"


@pytest.mark.parametrize(
    ("headers", "is_part"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_going_back_gets_the_whole_page(
    rf: RequestFactory, headers: dict[str, str], *, is_part: bool
) -> None:
    request = cast(Request, rf.get("/", headers=headers))
    request.htmx = HtmxDetails(request)
    assert wants_part(request) is is_part
