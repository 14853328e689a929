from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.entries import (
    LONGEST_MARKUP,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    Draft,
    Fault,
    Listing,
    absolute,
    failed,
    finish,
    moment,
    plain,
    words,
)
from crawler.model import DateOrigin, Entry, Feed, Moment

BASE = "https://bao.example.vn/rss/home.rss"
ZONE = "Asia/Ho_Chi_Minh"
MORNING = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)
DRAFT = Draft("/a1.html", "Khởi công cầu", "tag:1", "21/11/2026 08:05", "Tóm tắt", ("Hà Thu",))


def finished(*drafts: Draft, lang: str = "") -> tuple[Entry, ...]:
    return finish(Listing(drafts, lang=lang), BASE, ZONE).entries


def test_a_draft_becomes_an_entry() -> None:
    assert finished(DRAFT) == (
        Entry(
            id="tag:1",
            link="https://bao.example.vn/a1.html",
            title="Khởi công cầu",
            published=Moment(MORNING, "21/11/2026 08:05", DateOrigin.FEED),
            summary="Tóm tắt",
            authors=("Hà Thu",),
        ),
    )


def test_a_list_keeps_its_title_and_what_it_leads_to() -> None:
    listing = Listing([], title="<b>Báo thử</b>", further=("/s1.xml", "javascript:x", ""))
    assert finish(listing, BASE, ZONE) == Feed("Báo thử", (), further=("https://bao.example.vn/s1.xml",))


@pytest.mark.parametrize(
    ("draft", "identity"),
    [
        (Draft(link="/a", id="9"), "9"),
        (Draft(link="/a"), "https://bao.example.vn/a"),
        (Draft(link="javascript:x", id=""), "eb7f5c8ff5c5f1c1"),
    ],
)
def test_an_entry_is_known_by_its_id_then_its_link_then_its_words(draft: Draft, identity: str) -> None:
    [entry] = finished(draft)
    assert entry.id == identity or (not entry.link and len(entry.id) == 64)


def test_an_id_that_two_share_is_none() -> None:
    one, two = finished(Draft(link="/a", id="9"), Draft(link="/b", id="9"))
    assert (one.id, two.id) == ("https://bao.example.vn/a", "https://bao.example.vn/b")


def test_entries_of_words_alone_are_told_apart_by_them() -> None:
    ids = [entry.id for entry in finished(Draft(title="A"), Draft(title="B"), Draft(summary="A"))]
    assert len(set(ids)) == 3


def test_authors_are_plain_and_named_once() -> None:
    [entry] = finished(Draft(authors=("Hà &amp; Thu", " ", "<b>Hà</b> & Thu")))
    assert entry.authors == ("Hà & Thu",)


def test_long_texts_are_cut() -> None:
    [entry] = finished(Draft(title="đ" * 9999, summary="d" * 9999))
    assert (len(entry.title), len(entry.summary)) == (LONGEST_TITLE, LONGEST_SUMMARY)


@pytest.mark.parametrize(("lang", "month"), [("en-us", 11), ("en-US", 11), ("en", 5), ("vi", 5), ("", 5)])
def test_american_lists_put_the_month_first(lang: str, month: int) -> None:
    [entry] = finished(Draft(date="11/05/2026 12:00"), lang=lang)
    assert entry.published.at is not None
    assert entry.published.at.month == month


def test_a_list_that_failed_says_why() -> None:
    assert failed(Fault.WALL) == Feed("", (), "blocked_js_challenge")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (" 21/11/2026\n08:05 ", Moment(MORNING, "21/11/2026 08:05", DateOrigin.META)),
        ("2026-11-21T01:05Z", Moment(MORNING, "2026-11-21T01:05Z", DateOrigin.META, has_zone=True)),
        ("sáng nay", Moment(None, "sáng nay", DateOrigin.NONE)),
        ("", Moment(None, "", DateOrigin.NONE)),
    ],
)
def test_a_written_date_is_a_moment(raw: str, expected: Moment) -> None:
    assert moment(raw, ZONE, origin=DateOrigin.META) == expected


@pytest.mark.parametrize(
    ("raw", "hours"), [("2026-11-21T08:05+07:00", 7), ("2026-11-21T01:05Z", 0), ("2026-11-20 20:05 EST", -5)]
)
def test_a_moment_knows_the_zone_it_was_written_in(raw: str, hours: int) -> None:
    found = moment(raw, ZONE)
    assert (found.at, found.offset) == (MORNING, timedelta(hours=hours))
    assert found.written_at == MORNING
    assert found.written_at.utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("link", "base", "expected"),
    [
        ("/a", BASE, "https://bao.example.vn/a"),
        (" a ", BASE, "https://bao.example.vn/rss/a"),
        ("//x.example/a", BASE, "https://x.example/a"),
        ("https://x.example/a", "", "https://x.example/a"),
        ("/a", "", "/a"),
        ("ftp://x.example/a", BASE, ""),
        ("javascript:x", "", ""),
        ("http://[::1", BASE, ""),
        ("  ", BASE, ""),
    ],
)
def test_links_lead_to_the_web(link: str, base: str, expected: str) -> None:
    assert absolute(link, base) == expected


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("một<br>hai<p>ba</p><li>bốn", "một hai ba bốn"),
        ("<b>một</b>hai", "mộthai"),
        ("<script>x()</script>một<style>p{}</style>", "một"),
        ("một &amp;lt; hai", "một < hai"),
        ("1 < 2 và 3 > 2", "1 < 2 và 3 > 2"),
        ("lu\u0303\u202e", "lũ"),
        ("  một \n hai ", "một hai"),
        ("", ""),
    ],
)
def test_markup_becomes_words_on_a_line(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_no_more_markup_is_read_than_makes_a_summary() -> None:
    assert len(plain("<p>a</p>" * LONGEST_MARKUP)) < LONGEST_MARKUP


def test_the_words_of_a_list_are_its_first_titles() -> None:
    assert words(Draft(title=f"<i>{number}</i>") for number in range(20)) == "0 1 2 3 4 5 6 7 8 9"


@given(st.text())
def test_plain_words_stay_as_they_are(text: str) -> None:
    once = plain(text)
    assert once == " ".join(once.split())
    if "<" not in once and "&" not in once:
        assert plain(once) == once


@given(st.text(), st.sampled_from(["", BASE]))
def test_every_link_has_an_answer(link: str, base: str) -> None:
    assert absolute(link, base).split(":")[0] in {"http", "https"} or not base or absolute(link, base) == ""
