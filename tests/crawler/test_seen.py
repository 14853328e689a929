import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.feeds import parse
from crawler.model import Capture, Feed, Fetch, Shape
from crawler.vietnamese_charsets import TCVN3
from tests.crawler.lists import ITEM, NOW, URL, captured, item, rss

SECOND = item(title="Giá lúa tăng", link="https://bao.example.vn/a2.html", pubDate="21/11/2026 08:05")


def polled(body: str | bytes, seen: frozenset[bytes], content_type: str = "") -> Feed:
    data = body if isinstance(body, bytes) else body.encode()
    headers = (("Content-Type", content_type),)
    capture = Capture("k", URL, URL, Shape.FEED, 200, headers, data, NOW)
    return parse(capture, Fetch("k", URL, Shape.FEED, seen=seen))


def test_items_that_were_seen_are_not_read_again() -> None:
    first = polled(rss(ITEM), frozenset())
    again = polled(rss(SECOND, ITEM), frozenset(first.items))
    assert [entry.title for entry in again.entries] == ["Giá lúa tăng"]
    assert (again.title, again.items[1:]) == ("Báo thử", first.items)


def test_a_changed_item_is_read_again() -> None:
    first = polled(rss(ITEM, SECOND), frozenset())
    again = polled(rss(ITEM.replace("Họp", "Hoãn họp"), SECOND), frozenset(first.items))
    assert [entry.title for entry in again.entries] == ["Hoãn họp báo thường kỳ"]


def test_a_list_without_anything_new_is_no_error() -> None:
    first = polled(rss(ITEM, SECOND), frozenset())
    assert polled(rss(ITEM, SECOND), frozenset(first.items)) == Feed("Báo thử", (), items=first.items)


@pytest.mark.parametrize(
    "body",
    [
        # the bytes are not the text
        rss(ITEM, SECOND).encode("utf-16"),
        rss(ITEM, SECOND).encode("utf-16-le"),
        # the items are not told apart
        rss(ITEM, SECOND.replace("Giá", "<![CDATA[</item>]]>Giá")).encode(),
    ],
)
def test_where_items_are_not_sure_all_is_read_each_time(body: bytes) -> None:
    first = polled(body, frozenset())
    assert (len(first.entries), first.items) == (2, ())
    assert polled(body, first_of(ITEM, SECOND)) == first


def first_of(*items: str) -> frozenset[bytes]:
    return frozenset(polled(rss(*items), frozenset()).items)


def test_where_the_parser_finds_another_number_all_is_read() -> None:
    hidden = f"<!-- {ITEM} -->"
    feed = polled(rss(hidden, SECOND, ITEM), first_of(SECOND))
    assert [entry.title for entry in feed.entries] == ["Giá lúa tăng", "Họp báo thường kỳ"]


def test_a_head_that_cannot_be_read_alone_is_read_with_its_items() -> None:
    body = f"<channel>{ITEM}</channel>"
    [seen] = polled(body, frozenset()).items
    assert [entry.title for entry in polled(body, frozenset({seen})).entries] == ["Họp báo thường kỳ"]


def test_a_long_list_is_read_in_its_order() -> None:
    items = [item(title=f"Tin {number}", link=f"https://x/{number}") for number in range(1200)]
    feed = polled(rss(*items), frozenset())
    assert [entry.title for entry in feed.entries] == [f"Tin {number}" for number in range(1200)]


def test_items_of_sitemaps_are_known_again_too() -> None:
    urls = [f"<url><loc>https://x/{number}</loc></url>" for number in range(3)]
    first = polled(f"<urlset>{''.join(urls[1:])}</urlset>", frozenset())
    again = polled(f"<urlset>{''.join(urls)}</urlset>", frozenset(first.items))
    assert [entry.link for entry in again.entries] == ["https://x/0"]


def test_a_feed_s_own_pause_is_told() -> None:
    assert captured(rss(ITEM, head="<ttl>45</ttl>")).hinted_minutes == 45


def test_only_sitemaps_that_changed_lately_are_further_ones() -> None:
    child = "<sitemap><loc>https://x/{0}.xml</loc><lastmod>2026-{0}</lastmod></sitemap>"
    months = "".join(child.format(month) for month in ("09-01", "11-20", "11-21"))
    body = f"<sitemapindex>{months}</sitemapindex>"
    lately = ("https://x/11-21.xml", "https://x/11-20.xml")
    assert captured(body, Shape.SITEMAP, body_sha256="ab").further == lately
    # At the first time everything is new.
    assert captured(body, Shape.SITEMAP).further == (*lately, "https://x/09-01.xml")


def test_a_font_s_encoding_is_read_in_a_list() -> None:
    text = rss("".join(TCVN3.get(sign, sign) for sign in ITEM))
    [entry] = captured(text.encode("latin-1", "replace")).entries
    assert entry.title == "Họp báo thường kỳ"


@pytest.mark.parametrize("comments", [30, 30_000])
def test_comments_before_a_list_cost_no_more_than_others(comments: int) -> None:
    assert len(captured("<!---->" * comments + rss(ITEM, declaration="")).entries) == 1


@given(st.lists(st.integers(0, 30), max_size=12, unique=True), st.sets(st.integers(0, 30)))
def test_what_was_seen_and_what_is_read_are_the_whole(numbers: list[int], before: set[int]) -> None:
    items = {number: item(title=f"Tin {number}", link=f"https://x/{number}") for number in range(31)}
    feed = polled(rss(*(items[n] for n in numbers)), first_of(*(items[n] for n in before)))
    assert [entry.link for entry in feed.entries] == [f"https://x/{n}" for n in numbers if n not in before]
    assert len(feed.items) == len(numbers)
