"""An article that goes on over several pages is one article, whatever its later pages do."""

from datetime import timedelta
from pathlib import Path

import pytest

from archive import announced, notices, revisits, sources
from archive.models import Address, Article, Capture, Job, Revisit, Source, Version
from crawler.model import Fetch
from pipeline.context import Context
from pipeline.worker import run_jobs
from tests import factory
from tests.pipeline import collecting
from tests.pipeline.collecting import Desk, answer
from tests.pipeline.making import BODY, OTHER_BODY, TITLE, Hands, page

pytestmark = pytest.mark.django_db
URL = "https://bao-song-trong.example/bai-dai.html"
FIRST, SECOND = BODY, OTHER_BODY
THIRD = (
    "Trang cuối kể chuyện người lái đò cuối cùng của bến, ông nghỉ tay chèo đúng hôm cây cầu mới thông xe.",
    "Chiếc đò được bảo tàng huyện xin về, đặt cạnh tấm ảnh chụp bến sông năm ông mới lên mười hai tuổi.",
)


def leaf(body: tuple[str, ...], number: int, of: int) -> bytes:
    """A page of the article, with links to the pages beside it."""
    links = "".join(
        f"<a href='?page={at}'>{at}</a>" if at > 1 else "<a href='bai-dai.html'>1</a>"
        for at in range(1, of + 1)
        if at != number
    )
    return page(body=body).replace(b"</article>", f"<div class='pager'>{links}</div></article>".encode())


@pytest.fixture
def desk(tmp_path: Path, hands: Hands, context: Context) -> Desk:
    """A desk to which the article was announced."""
    source = factory.source()
    Source.objects.update(is_active=False)
    Address.objects.create(url_key="k", url=URL, source=source, first_seen_at=hands())
    Job.objects.create(stage=announced.FETCH, key=str(Address.objects.get().id), run_at=hands())
    return collecting.desk(context.warc_folder, hands)


def asked(desk: Desk, hands: Hands) -> Fetch:
    hands.at += timedelta(minutes=6)
    return desk.one()


def give(
    desk: Desk, hands: Hands, context: Context, body: bytes = b"", status: int = 200, **more: str
) -> Fetch:
    """Answer the next question and let the worker read."""
    fetch = asked(desk, hands)
    desk.take(answer(fetch, body, status, Content_Type="text/html; charset=utf-8"))
    run_jobs(["extract"], context)
    return fetch


def lines() -> list[str]:
    return Article.objects.get().body.split("\n")


def test_an_article_of_three_pages_is_one_article_of_one_version(
    desk: Desk, hands: Hands, context: Context
) -> None:
    urls = [
        give(desk, hands, context, leaf(body, number, 3)).url
        for number, body in enumerate((FIRST, SECOND, THIRD), 1)
    ]
    assert urls == [URL, f"{URL}?page=2", f"{URL}?page=3"]
    assert lines() == [*FIRST, *SECOND, *THIRD]
    assert (Article.objects.get().title, Version.objects.count()) == (TITLE, 1)
    assert Capture.objects.count() == 3


def test_nothing_is_stored_before_the_article_is_whole(desk: Desk, hands: Hands, context: Context) -> None:
    give(desk, hands, context, leaf(FIRST, 1, 2))
    assert Article.objects.count() == 0
    assert Job.objects.get(stage=announced.LEAF).lane == "bao-song-trong.example"


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_page_that_cannot_be_had_costs_only_itself(
    desk: Desk, hands: Hands, context: Context, status: int
) -> None:
    give(desk, hands, context, leaf(FIRST, 1, 3))
    give(desk, hands, context, leaf(SECOND, 2, 3))
    give(desk, hands, context, status=status)
    assert lines() == [*FIRST, *SECOND]


def test_a_page_without_an_answer_is_asked_again_and_then_given_up(
    desk: Desk, hands: Hands, context: Context
) -> None:
    give(desk, hands, context, leaf(FIRST, 1, 2))
    for _ in range(3):
        assert Article.objects.count() == 0
        give(desk, hands, context, status=500)
    assert lines() == list(FIRST)


def test_patience_costs_no_try(desk: Desk, hands: Hands, context: Context) -> None:
    give(desk, hands, context, leaf(FIRST, 1, 2))
    fetch = asked(desk, hands)
    desk.take(answer(fetch, b"", 429, Retry_After="1"))
    assert Job.objects.get(stage=announced.LEAF).tries == 0


def test_a_page_that_holds_no_article_ends_it(desk: Desk, hands: Hands, context: Context) -> None:
    give(desk, hands, context, leaf(FIRST, 1, 3))
    give(desk, hands, context, b"<html><body><p>404</p></body></html>")
    assert lines() == list(FIRST)


def test_a_later_page_that_bears_a_mark_is_left_out_and_told(
    desk: Desk, hands: Hands, context: Context
) -> None:
    give(desk, hands, context, leaf(FIRST, 1, 2))
    give(desk, hands, context, "<p>TỐI MẬT</p>".encode())
    assert lines() == list(FIRST)
    assert [row.kind for row in notices.standing()] == ["state-secret-mark"]


def test_an_address_that_is_no_more_ends_it(desk: Desk, hands: Hands, context: Context) -> None:
    give(desk, hands, context, leaf(FIRST, 1, 2))
    fetch = asked(desk, hands)
    Address.objects.all().delete()
    desk.take(answer(fetch, leaf(SECOND, 2, 2)))
    assert list(Job.objects.exclude(stage=sources.POLL)) == []


def test_a_look_at_all_pages_again_finds_nothing_new(desk: Desk, hands: Hands, context: Context) -> None:
    for number, body in enumerate((FIRST, SECOND), 1):
        give(desk, hands, context, leaf(body, number, 2))
    hands.at = Job.objects.get(stage=revisits.REVISIT).run_at
    give(desk, hands, context, leaf(FIRST, 1, 2).replace(b"<html", b"<html data-day='2'"))
    give(desk, hands, context, leaf(SECOND, 2, 2))
    assert (Version.objects.count(), Revisit.objects.get().outcome) == (1, "unchanged")


def test_a_look_that_misses_a_page_is_no_edit(desk: Desk, hands: Hands, context: Context) -> None:
    for number, body in enumerate((FIRST, SECOND), 1):
        give(desk, hands, context, leaf(body, number, 2))
    hands.at = Job.objects.get(stage=revisits.REVISIT).run_at
    give(desk, hands, context, leaf(FIRST, 1, 2).replace(b"<html", b"<html data-day='2'"))
    give(desk, hands, context, status=404)
    assert (Version.objects.count(), Revisit.objects.get().outcome) == (1, "failed")
    assert lines() == [*FIRST, *SECOND]
