"""What the press writes is shown, never obeyed."""

import pytest
from django.test import Client

from archive.models import Article, Outlet, Source, SourceState
from tests import factory
from tests.web.conftest import Index
from tests.web.reading import Answer, page

pytestmark = pytest.mark.django_db
EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"
    " {{ 7|add:7 }} {% now 'Y' %}"
)


@pytest.fixture
def article() -> Article:
    of = factory.source("xau", of=factory.outlet("xau", EVIL), state=SourceState.FAILING, reason=EVIL)
    row = factory.article(EVIL, of=of, standfirst=EVIL, body=f"{EVIL}\n{EVIL}", url="https://xau.example/1")
    factory.reading(row, why=EVIL, tone=-1, places=[(EVIL, 0, 9)], topics=[(EVIL, 0.9)], model=EVIL[:80])
    row.authors, row.section, row.alt_title, row.published_raw = [EVIL], EVIL, EVIL, EVIL
    row.save()
    factory.capture(row)
    factory.article("Chép", of=of, copy_of=row)
    return row


def scripts(answer: Answer) -> set[str]:
    return {str(script.get("src")) for script in page(answer).select("script")}


def strange(answer: Answer) -> list[str]:
    """Elements and attributes that only the press could have brought in."""
    told = page(answer)
    handlers = [name for element in told.select("*") for name in element.attrs if name.startswith("on")]
    return [*handlers, *(str(found) for found in told.select("img, [style], style, object, embed, base"))]


PAGES = ("/", "/?scope=all", "/search", "/sources", "/search?q=alert", "/search?outlet=xau&source=xau")


@pytest.mark.parametrize("address", PAGES)
def test_lists_show_what_was_written_and_run_nothing(
    desk: Client, index: Index, article: Article, address: str
) -> None:
    index([article])
    answer = desk.get(address)
    assert answer.status_code == 200
    assert scripts(answer) == {"/static/django_htmx/htmx-2.min.js", "/static/web/desk.js"}
    assert strange(answer) == []


@pytest.mark.parametrize("query", ["", "?version=1"])
def test_an_article_shows_what_was_written_and_runs_nothing(
    desk: Client, article: Article, query: str
) -> None:
    answer = desk.get(f"/articles/{article.id}{query}")
    assert scripts(answer) == {"/static/django_htmx/htmx-2.min.js", "/static/web/desk.js"}
    assert strange(answer) == []
    assert page(answer).select("h1")[0].get_text().strip() == EVIL


def test_a_query_comes_back_as_text(desk: Client, index: Index) -> None:
    index([])
    for query in (EVIL, f"({EVIL}", f'title:"{EVIL}'):
        answer = desk.get("/search", {"q": query, "topic": EVIL, "from": EVIL, "after": EVIL})
        assert (strange(answer), len(scripts(answer))) == ([], 2)


def test_press_text_stands_where_htmx_does_nothing(desk: Client, article: Article) -> None:
    for address in ("/", f"/articles/{article.id}"):
        told = page(desk.get(address)).select("main [lang]")
        found = [element for element in told if EVIL[:8] in element.get_text()]
        assert found
        assert [e for e in found if not e.find_parent(attrs={"hx-disable": True})] == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>"])
def test_an_address_that_is_no_web_address_is_no_link(desk: Client, url: str) -> None:
    row = factory.article()
    Article.objects.filter(id=row.id).update(canonical_url=url)
    Source.objects.update(url=url)
    for address in (f"/articles/{row.id}", "/sources"):
        assert [str(a["href"]) for a in page(desk.get(address)).select("a.original")] == []


def test_every_page_forbids_what_it_does_not_need(desk: Client) -> None:
    policy = desk.get("/").headers["Content-Security-Policy"]
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy.split("; "))
    assert desk.get("/").headers["X-Frame-Options"] == "DENY"


def test_outlets_are_named_as_they_are(desk: Client, article: Article) -> None:
    assert Outlet.objects.get().name in page(desk.get("/sources")).get_text()
