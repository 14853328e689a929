from collections.abc import Mapping

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import driver
from crawler.driver import Parsed, parse

FIELDS = ("title", "link", "id", "published", "updated", "created", "summary", "author", "authors", "content")
EVERYTHING = """
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:own="https://own.example/"><channel><title>Báo thử</title>
<atom:link href="https://x/rss" rel="self"/><link>https://x/</link><language>vi</language><ttl>15</ttl>
<image><url>https://x/logo.png</url><title>Ảnh</title><link>https://x/anh</link></image>
<item><title>Một &amp; hai</title><link>https://x/1</link><guid>https://x/1</guid>
<pubDate>Sat, 21 Nov 2026 08:05:00 +0700</pubDate><dc:creator>Hà Thu</dc:creator>
<category domain="d">Thời sự</category><enclosure url="https://x/1.mp3" type="audio/mpeg" length="1"/>
<media:content url="https://x/1.jpg"><media:title>Chú thích</media:title></media:content>
<source url="https://y/">Báo khác</source><description><![CDATA[<p>Tóm <b>tắt</b></p>]]></description>
<content:encoded><![CDATA[<p>Toàn văn</p>]]></content:encoded><own:x own:y="z">riêng</own:x></item>
<item><title>Ba</title><dcterms:created>2026-11-21</dcterms:created><dc:date>2026-11-22</dc:date></item>
</channel></rss>
"""
ATOM = """
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><title>T</title>
<entry xml:base="https://y/tin/"><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Một <b>hai</b>
<a href="b">c</a></div></title><link href="a.html"/><id>tag:1</id>
<published>2026-11-21T08:05:00+07:00</published><author>
<name>Hà Thu</name><email>a@b.vn</email></author><source><title>Khác</title><id>9</id></source>
<content type="text">Toàn văn</content></entry></feed>
"""


def stored(entry: Mapping[str, object]) -> dict[str, object]:
    return {name: dict.get(dict(entry), name) for name in FIELDS}


def agree(text: str, base: str) -> bool:
    one, other = parse(text, base, is_known=True), parse(text, base, is_known=False)
    return [stored(e) for e in one.entries] == [stored(e) for e in other.entries] and (
        one.version,
        one.is_broken,
        dict(one.about).get("title"),
    ) == (other.version, other.is_broken, dict(other.about).get("title"))


@pytest.mark.parametrize(
    "text",
    [
        EVERYTHING,
        ATOM,
        EVERYTHING.replace("<item>", "<item>&nbsp;"),
        EVERYTHING[:-60],
        "<rss><channel><title>T</title></channel></rss>",
        "<rss version='0.92'><channel><item><title>A</title></item></channel></rss>",
        "<rss><channel><x:item>a</x:item></channel></rss>",
    ],
)
def test_what_is_stored_is_what_the_whole_library_finds(text: str) -> None:
    assert agree(text, "")


def test_the_version_here_is_one_that_is_known() -> None:
    assert driver.IS_KNOWN is True
    assert feedparser.__version__.startswith("6.0.")


@pytest.mark.parametrize(
    ("base", "link"), [("https://x/rss/", "https://y/tin/a.html"), ("", "https://y/tin/a.html")]
)
def test_a_base_of_the_document_counts(base: str, link: str) -> None:
    [entry] = parse(ATOM, base).entries
    assert entry["link"] == link


def test_what_nobody_asks_for_is_passed_over() -> None:
    [entry, _] = parse(EVERYTHING, "").entries
    assert {"tags", "source", "media_content"} & entry.keys() == {"media_content"}


def test_elements_of_a_text_are_part_of_it() -> None:
    text = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a<image/><section>b</section></div></summary></entry></feed>'
    [entry] = parse(text, "").entries
    assert entry["summary"] == "a<image></image><section>b</section>"


def test_dates_are_left_as_they_are_written() -> None:
    [entry, _] = parse(EVERYTHING, "").entries
    assert (entry["published"], "published_parsed" in entry) == ("Sat, 21 Nov 2026 08:05:00 +0700", False)


def test_nothing_is_fetched_for_a_name_of_a_file() -> None:
    assert parse(__file__, "").entries == parse("", "").entries == []


@given(st.lists(st.sampled_from(["<item>", "</item>", "<title>", "</title>", "&amp;", "x"])))
def test_both_ways_find_as_many_entries(parts: list[str]) -> None:
    text = f"<rss><channel>{''.join(parts)}</channel></rss>"
    found: list[Parsed] = [parse(text, "", is_known=known) for known in (True, False)]
    assert len(found[0].entries) == len(found[1].entries)
