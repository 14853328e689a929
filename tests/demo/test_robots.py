from email.utils import parsedate_to_datetime

import pytest

from demo.clock import instant
from demo.exchange import Answer
from demo.outlets import Outlet
from demo.plan import Plan
from demo.robots import ILL_SECONDS, STEPS, is_robots, robots
from tests.demo.conftest import PORT, Desk

NOW = instant(92, 6)
LIMIT = 500 * 1024


def test_most_outlets_answer_with_it(desk: Desk, plan: Plan) -> None:
    statuses = {one.slug: desk.ask(one.slug, "/robots.txt", NOW).status for one in plan.outlets}
    odd = {slug: status for slug, status in statuses.items() if status != 200}
    assert odd == {"suc-khoe": 404, "doi-moi": 301}


def test_one_outlet_has_none(desk: Desk) -> None:
    assert desk.ask("suc-khoe", "/robots.txt", NOW).status == 404


@pytest.mark.parametrize(
    ("open_for", "status"), [(0, 500), (ILL_SECONDS - 1, 500), (ILL_SECONDS, 200), (9999, 200)]
)
def test_one_server_is_ill_while_it_starts(desk: Desk, open_for: float, status: int) -> None:
    assert desk.ask("pakse", "/robots.txt", NOW, open_for=open_for).status == status


def test_one_has_moved_and_moved_again(desk: Desk) -> None:
    path, seen = STEPS[0], list[tuple[int, str]]()
    reply = Answer(0)
    while path:
        reply = desk.ask("doi-moi", path, NOW)
        seen.append((reply.status, path))
        path = reply.headers.get("Location", "")
    assert seen == list(zip((301, 302, 200), STEPS, strict=True))
    assert reply.text == "User-agent: *\nDisallow: \n"


def test_the_huge_one_says_what_counts_first(plan: Plan) -> None:
    text = robots(plan.by_slug["an-ninh"], PORT)
    assert len(text.encode()) > LIMIT
    assert text.startswith("User-agent: *\nDisallow: \n#")


@pytest.mark.parametrize(
    ("slug", "path", "is_one"),
    [
        ("nam-viet", "/robots.txt", True),
        ("nam-viet", "/robots/", False),
        ("doi-moi", "/robots/", True),
        ("doi-moi", "/", False),
    ],
)
def test_an_address_belongs_to_it_or_does_not(plan: Plan, slug: str, path: str, *, is_one: bool) -> None:
    outlet: Outlet = plan.by_slug[slug]
    assert is_robots(outlet, path) == is_one


def test_the_host_for_telephones_has_one_too(desk: Desk) -> None:
    assert desk.ask("m.an-ninh", "/robots.txt", NOW).status == 200


def test_a_known_one_is_called_unchanged(desk: Desk) -> None:
    headers = desk.ask("phap-luat", "/robots.txt", NOW).headers
    assert desk.ask("phap-luat", "/robots.txt", NOW, etag=headers["ETag"]).status == 304
    assert parsedate_to_datetime(headers["Last-Modified"]) == instant(0)
