"""What a page's answer leaves: at its first fetch, and at every look after it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive import jobs, revisits
from archive.models import Address, AddressState, Article, Capture, Job, Revisit
from archive.revisits import CONFIRM_AFTER, PLAN, Sight
from crawler import model as crawler
from crawler.evidence import Shelf
from crawler.model import Fetch, Shape
from pipeline import extract, visits
from pipeline.context import Context
from pipeline.visits import FRONT_PAGE, Said, leads_home, said_by
from tests.pipeline.making import BODY, Hands, captured, claimed, page

URL = "https://bao-song-trong.example/cang-my-lam.html"
HOME = "https://bao-song-trong.example/"
FETCH = Fetch("", URL, Shape.PAGE)
CONDITIONAL = replace(FETCH, etag='"1"')
NOW = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
OTHER_PAGE = page(body=(*BODY[:-1], "Tin cuối ngày: tỉnh đã cho đặt ba chốt hướng dẫn giao thông ở ngã tư."))
EMPTY_PAGE = b"<!DOCTYPE html><html><body><h1>404</h1><p>Khong co</p></body></html>"


def answer(
    status: int = 200, body: bytes = b"", *, final: str = URL, error: str = "", **headers: str
) -> crawler.Capture:
    told = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return crawler.Capture("k", URL, final, Shape.PAGE, status, told, body, NOW, error)


@pytest.mark.parametrize(
    ("capture", "fetch", "said"),
    [
        (answer(304), CONDITIONAL, Said(Sight.SAME, on_trust=True)),
        (answer(304), FETCH, Said(Sight.NOTHING, detail="304 to a question without conditions")),
        (answer(404), FETCH, Said(Sight.GONE, how="404")),
        (answer(410), FETCH, Said(Sight.GONE, how="410")),
        (answer(500), FETCH, Said(Sight.NOTHING, detail="HTTP 500")),
        (answer(403), FETCH, Said(Sight.NOTHING, detail="HTTP 403")),
        (answer(429), FETCH, Said(Sight.NOTHING, detail="HTTP 429")),
        (answer(0, error="TimeoutError: 30 s"), FETCH, Said(Sight.NOTHING, detail="TimeoutError: 30 s")),
        (answer(0, error="robots.txt"), FETCH, Said(Sight.NOTHING, detail="robots.txt")),
        (answer(200, b"x", final=HOME), FETCH, Said(Sight.GONE, how=FRONT_PAGE)),
        (answer(404, final=HOME), FETCH, Said(Sight.GONE, how="404")),
        (answer(200, b""), FETCH, Said(Sight.SAME)),
        (answer(200, b"x"), FETCH, Said(None)),
    ],
)
def test_what_an_answer_says_by_itself(capture: crawler.Capture, fetch: Fetch, said: Said) -> None:
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert said_by(capture, fetch, nothing) == said


@pytest.mark.parametrize(
    ("asked", "final", "leads"),
    [
        (URL, HOME, True),
        (URL, "https://bao-song-trong.example", True),
        (URL, "https://www.bao-song-trong.example/index.html", True),
        (URL, URL, False),
        (URL, "https://bao-song-trong.example/thoi-su/", False),
        (f"{HOME}?id=7", f"{HOME}?id=7", False),
        (f"{HOME}?id=7", HOME, True),
        (HOME, HOME.replace("https", "http"), False),
    ],
)
def test_an_address_that_leads_home_is_known(asked: str, final: str, leads: bool) -> None:
    assert leads_home(asked, final) is leads


@pytest.fixture
def stored(context: Context, hands: Hands, db: None) -> Article:
    """An article that was fetched, extracted and stored, an hour before its first look."""
    captured(context)
    extract.run(claimed(extract.STAGE, context), context)
    Job.objects.exclude(stage=revisits.REVISIT).delete()
    Address.objects.update(etag='"1"')
    hands.at += PLAN[0]
    return Article.objects.get()


def looked(context: Context, capture: crawler.Capture) -> list[str]:
    """One look, its page read where there is one; the outcomes of all looks so far."""
    (claim,) = jobs.claim([revisits.REVISIT], "crawl:1", context.now(), 5)
    fetch = revisits.fetch_of(int(claim.key))
    assert fetch is not None
    told = replace(capture, fetched_at=context.now())
    place = Shelf(context.warc_folder, "xem-lai").keep(told) if told.body else None
    visits.take(claim, fetch, told, place, context.now())
    for job in jobs.claim([extract.STAGE], context.owner, context.now(), 5):
        extract.run(job, context)
    return list(Revisit.objects.order_by("number").values_list("outcome", flat=True))


def due_at() -> datetime | None:
    return Job.objects.filter(stage=revisits.REVISIT).values_list("run_at", flat=True).first()


def test_a_stored_article_is_looked_at_after_an_hour(stored: Article, hands: Hands) -> None:
    assert due_at() == stored.first_fetched_at + PLAN[0] == hands.at


def test_not_modified_is_written_down_and_the_next_look_planned(stored: Article, context: Context) -> None:
    assert looked(context, answer(304)) == ["unchanged"]
    assert Revisit.objects.values_list("visited_at", "status").get() == (context.now(), 304)
    assert due_at() == stored.first_fetched_at + PLAN[1]


def test_the_same_bytes_are_kept_and_not_read_again(stored: Article, context: Context) -> None:
    assert looked(context, answer(200, page())) == ["unchanged"]
    kept = Revisit.objects.get().capture
    assert kept is not None
    assert (kept.article_id, kept.warc_file != "") == (stored.id, True)
    assert not Job.objects.filter(stage=extract.STAGE).exists()


def test_other_bytes_with_the_same_words_are_unchanged(stored: Article, context: Context) -> None:
    told = answer(200, page() + b"<!-- 7 -->", ETag='"2"', Last_Modified="Thu")
    assert looked(context, told) == ["unchanged"]
    assert Address.objects.values_list("etag", "last_modified").get() == ('"2"', "Thu")
    assert not Job.objects.filter(stage="read").exists()


def test_other_words_are_a_version_that_is_read_again(stored: Article, context: Context) -> None:
    assert looked(context, answer(200, OTHER_PAGE)) == ["changed"]
    version = stored.versions.get(number=2)
    assert Revisit.objects.values_list("capture_id", "detail").get() == (version.capture_id, "body")
    assert Job.objects.get(stage="read").key == f"{stored.id}:2"


def test_a_word_around_the_words_is_told_of_the_look(stored: Article, context: Context) -> None:
    told = page(published="2026-10-01T07:00:00+07:00")
    assert looked(context, answer(200, told)) == ["unchanged"]
    assert Revisit.objects.get().detail == "published_at"


@pytest.mark.parametrize(
    ("capture", "how"),
    [
        (answer(404, b"x"), "404"),
        (answer(410), "410"),
        (answer(200, b"x", final=HOME), "front page"),
    ],
)
def test_a_removal_is_a_state_and_its_answer_is_evidence(
    stored: Article, context: Context, capture: crawler.Capture, how: str
) -> None:
    assert looked(context, capture) == ["removed"]
    stored.refresh_from_db()
    assert (stored.removed_at, stored.removed_how) == (context.now(), how)
    assert (Revisit.objects.get().capture is not None) is bool(capture.body)
    assert due_at() == stored.first_fetched_at + PLAN[1]


def test_an_article_comes_back(stored: Article, context: Context, hands: Hands) -> None:
    looked(context, answer(410))
    hands.at = stored.first_fetched_at + PLAN[1]
    assert looked(context, answer(200, OTHER_PAGE)) == ["removed", "back"]
    stored.refresh_from_db()
    assert (stored.removed_at, stored.version) == (None, 2)


def test_a_page_without_its_article_is_a_removal_when_it_is_seen_again(
    stored: Article, context: Context, hands: Hands
) -> None:
    assert looked(context, answer(200, EMPTY_PAGE)) == ["unreadable"]
    hands.at = stored.first_fetched_at + PLAN[1]
    assert due_at() == hands.at
    assert looked(context, answer(200, EMPTY_PAGE)) == ["unreadable", "removed"]
    stored.refresh_from_db()
    assert (stored.removed_at, stored.removed_how) == (hands.at, "no article")
    assert Address.objects.values_list("state", "etag").get() == (AddressState.STORED, "")


def test_a_page_without_its_article_at_the_last_look_is_looked_at_once_more(
    stored: Article, context: Context, hands: Hands
) -> None:
    hands.at = stored.first_fetched_at + PLAN[-1]
    assert looked(context, answer(200, EMPTY_PAGE)) == ["unreadable"]
    assert due_at() == hands.at + CONFIRM_AFTER


def test_an_address_that_leads_to_another_known_article_has_lost_its_own(
    stored: Article, context: Context
) -> None:
    other = "https://bao-song-trong.example/bai-khac.html"
    captured(context, page(title="Bài khác hẳn", body=BODY[::-1]), url=other)
    extract.run(claimed(extract.STAGE, context), context)
    told = answer(200, page(title="Bài khác hẳn", body=BODY[::-1]), final=other)
    assert looked(context, told) == ["unreadable"]
    assert Revisit.objects.get().detail == "another article"
    assert Article.objects.get(id=stored.id).version == 1


def test_an_address_that_was_moved_keeps_its_article(stored: Article, context: Context) -> None:
    moved = "https://bao-song-trong.example/moi/cang-my-lam.html"
    assert looked(context, answer(200, OTHER_PAGE, final=moved)) == ["changed"]
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    "capture", [answer(500), answer(403), answer(0, error="TimeoutError"), answer(0, error="robots.txt")]
)
def test_no_answer_is_no_removal_and_tried_again(
    stored: Article, context: Context, capture: crawler.Capture
) -> None:
    assert looked(context, capture) == ["failed"]
    stored.refresh_from_db()
    assert (stored.removed_at, due_at()) == (None, context.now() + revisits.RETRY_AFTER)
    assert Revisit.objects.get().detail == (capture.error or f"HTTP {capture.status}")


def test_a_server_that_asks_for_patience_gets_it(stored: Article, context: Context) -> None:
    assert looked(context, answer(429, Retry_After="28800")) == ["failed"]
    assert due_at() == context.now() + timedelta(hours=8)


def test_a_crawl_that_was_off_for_days_makes_one_look(
    stored: Article, context: Context, hands: Hands
) -> None:
    hands.at = stored.first_fetched_at + timedelta(days=5)
    assert looked(context, answer(304)) == ["unchanged"]
    assert due_at() == stored.first_fetched_at + PLAN[-1]


def test_after_the_plan_a_word_alone_does_not_end_it(stored: Article, context: Context, hands: Hands) -> None:
    hands.at = stored.first_fetched_at + timedelta(days=9)
    looked(context, answer(304))
    assert due_at() == hands.at
    assert looked(context, answer(200, OTHER_PAGE)) == ["unchanged", "changed"]
    assert due_at() is None


def test_a_look_at_what_is_no_more_ends_the_step(stored: Article, context: Context) -> None:
    (claim,) = jobs.claim([revisits.REVISIT], "crawl:1", context.now(), 5)
    Address.objects.update(article=None)
    visits.take(claim, FETCH, answer(304), None, context.now())
    assert (Job.objects.count(), Revisit.objects.count()) == (0, 0)


def test_a_look_whose_lease_was_lost_leaves_nothing(stored: Article, context: Context) -> None:
    (claim,) = jobs.claim([revisits.REVISIT], "crawl:1", context.now(), 5)
    Job.objects.update(lease="another")
    captures = Capture.objects.count()
    with pytest.raises(jobs.LeaseLost):
        visits.take(claim, FETCH, answer(410), None, context.now())
    assert (Revisit.objects.count(), Capture.objects.count()) == (0, captures)
    assert Article.objects.get().removed_at is None


def test_a_page_that_is_only_read_otherwise_is_no_edit(stored: Article, context: Context) -> None:
    standfirst = page().replace(b"<p>", f"<h2 class='sapo'>{BODY[0]}</h2><p>".encode(), 1)
    split = standfirst.replace(f"<p>{BODY[0]}</p>".encode(), b"", 1)
    assert looked(context, answer(200, split)) == ["unchanged"]
    assert Article.objects.values_list("body", "standfirst", "version").get() == (stored.body, "", 1)


def test_without_the_evidence_of_the_words_before_every_difference_is_an_edit(
    stored: Article, context: Context
) -> None:
    Capture.objects.update(sha256="0" * 64)
    assert looked(context, answer(200, OTHER_PAGE)) == ["changed"]


def test_an_article_from_a_file_has_no_page_to_compare_with(stored: Article, context: Context) -> None:
    stored.versions.update(capture=None)
    assert looked(context, answer(200, OTHER_PAGE)) == ["changed"]
