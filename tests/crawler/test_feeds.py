import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.feeds import LONGEST_LIST, parse_bytes
from crawler.model import DateOrigin, Feed, Moment, SectionRules, Shape
from tests.crawler.lists import ITEM, captured, item, rss

MORNING = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)


def test_an_rss_item_becomes_an_entry() -> None:
    feed = captured(rss(ITEM))
    [entry] = feed.entries
    assert (feed.title, feed.error) == ("Báo thử", "")
    assert (entry.id, entry.link) == ("https://bao.example.vn/a1.html", "https://bao.example.vn/a1.html")
    assert (entry.title, entry.summary) == ("Họp báo thường kỳ", "Nội dung")
    assert entry.published == Moment(
        MORNING, "Sat, 21 Nov 2026 08:05:00 +0700", DateOrigin.FEED, has_zone=True
    )


def test_an_atom_entry_keeps_its_base_its_authors_and_its_first_time() -> None:
    feed = captured(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://bao.example.vn/tin/"><title>T</title>'
        '<entry xml:base="2026/"><title type="html">&lt;b&gt;Mưa lũ&lt;/b&gt;</title><id>tag:1</id>'
        '<link rel="alternate" href="a1.html"/><author><name>Hà Thu</name></author>'
        "<author><name>Minh Anh</name></author><updated>2026-11-22T08:05:00+07:00</updated>"
        "<published>2026-11-21T08:05:00+07:00</published><summary>Tóm tắt</summary></entry></feed>"
    )
    [entry] = feed.entries
    assert (entry.id, entry.link, entry.title) == (
        "tag:1",
        "https://bao.example.vn/tin/2026/a1.html",
        "Mưa lũ",
    )
    assert (entry.published.at, entry.authors) == (MORNING, ("Hà Thu", "Minh Anh"))


def test_an_rdf_item_has_a_dublin_core_date_and_author() -> None:
    feed = captured(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://x/"><title>T</title></channel>'
        '<item rdf:about="https://x/1"><title>A</title><link>https://x/1</link>'
        "<dc:creator>Hà Thu</dc:creator><dc:date>2026-11-21T08:05:00+07:00</dc:date></item></rdf:RDF>"
    )
    [entry] = feed.entries
    assert (entry.link, entry.published.at, entry.authors) == ("https://x/1", MORNING, ("Hà Thu",))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("21/11/2026 08:05", MORNING),
        ("Thứ Bảy, 21/11/2026, 08:05 (GMT+7)", MORNING),
        ("21-11-2026 08:05:00", MORNING),
        ("Sat, 21 Nov 2026 08:05:00 ICT", MORNING),
        ("2026-11-21T08:05:00", MORNING),
        ("Mon, 30 Feb 2026 08:00:00 +0700", None),
        ("mới đây", None),
    ],
)
def test_dates_are_read_by_our_own_rules(written: str, expected: datetime | None) -> None:
    [entry] = captured(rss(item(title="A", link="https://x/1", pubDate=written))).entries
    assert (entry.published.at, entry.published.raw) == (expected, written)


def test_an_entry_without_a_date_has_no_origin_for_it() -> None:
    [entry] = captured(rss(item(title="A", link="https://x/1"))).entries
    assert entry.published == Moment(None, "", DateOrigin.NONE)


def test_the_zone_of_the_source_counts_where_the_date_has_none() -> None:
    [entry] = captured(rss(item(title="A", pubDate="21/11/2026 10:05")), zone="Asia/Tokyo").entries
    assert entry.published.at == MORNING


def test_american_feeds_put_the_month_first() -> None:
    [entry] = captured(rss(item(title="A", pubDate="11/05/2026"), head="<language>en-US</language>")).entries
    assert entry.published.at == datetime(2026, 11, 4, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/tin/a.html", "https://bao.example.vn/tin/a.html"),
        ("a.html", "https://bao.example.vn/rss/a.html"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("https://x/a?b=1&amp;c=2", "https://x/a?b=1&c=2"),
        ("https://x/a?b=1&c=2", "https://x/a?b=1&c=2"),
        ("<![CDATA[https://x/a?b=1&c=2]]>", "https://x/a?b=1&c=2"),
        ("javascript:alert(1)", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_links_are_addresses_on_the_web(link: str, expected: str) -> None:
    [entry] = captured(rss(item(title="A", link=link))).entries
    assert entry.link == expected


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("A &amp; B", "A & B"),
        ("A & B", "A & B"),
        ("A&B", "A&B"),
        ("<![CDATA[A & B]]>", "A & B"),
        ("&lt;b&gt;Tin&lt;/b&gt; &amp;quot;mới&amp;quot;", 'Tin "mới"'),
        ("<![CDATA[<p>Một</p><p>Hai<br/>Ba</p>]]>", "Một Hai Ba"),
        ("Gi&aacute; l&uacute;a&nbsp;&ndash; t&ocirc;m", "Giá lúa – tôm"),
        ("l&#432;&#x1A1;ng", "lương"),
        ("A&#xD800;B&#0;C&#27;D", "A\ufffdB\ufffdCD"),
        ("A&nonsense;B", "A&nonsense;B"),
        ("A\x00\x1bB", "AB"),
        ("Tin lu\u0303", "Tin lũ"),
        ("<![CDATA[<script>alert(1)</script>Tin<img src=x onerror=alert(2)>]]>", "Tin"),
        ("<![CDATA[mẫu </item> trong CDATA]]>", "mẫu trong CDATA"),
        ("  nhiều \n  dòng ", "nhiều dòng"),
    ],
)
def test_titles_are_words_without_markup(markup: str, words: str) -> None:
    [entry] = captured(rss(item(title=markup, link="https://x/1"))).entries
    assert entry.title == words


def test_long_titles_and_summaries_are_cut() -> None:
    [entry] = captured(rss(item(title="đ" * 5000, description="d" * 9000))).entries
    assert (len(entry.title), len(entry.summary)) == (1000, 5000)


def test_the_content_stands_in_for_a_missing_summary() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>A</title><id>1</id>'
        '<content type="html">&lt;p&gt;Toàn văn&lt;/p&gt;</content></entry></feed>'
    )
    [entry] = captured(body).entries
    assert entry.summary == "Toàn văn"


def test_a_guid_that_two_articles_share_is_no_identity() -> None:
    one, two = captured(
        rss(item(title="A", link="https://x/1", guid="9"), item(title="B", link="https://x/2", guid="9"))
    ).entries
    assert (one.id, two.id) == ("https://x/1", "https://x/2")


def test_an_empty_guid_leaves_the_link() -> None:
    [entry] = captured(
        rss('<item><title>A</title><link>https://x/1</link><guid isPermaLink="false"/></item>')
    ).entries
    assert entry.id == "https://x/1"


def test_a_guid_may_be_the_only_link() -> None:
    [entry] = captured(rss("<item><title>A</title><guid>https://x/1</guid></item>")).entries
    assert entry.link == "https://x/1"


def test_an_item_of_words_alone_is_known_by_them() -> None:
    [first] = captured(rss(item(title="Chỉ có tiêu đề"))).entries
    [again] = captured(rss(item(title="Chỉ có tiêu đề"), head="<language>vi</language>")).entries
    assert (first.id == again.id, len(first.id), first.link) == (True, 64, "")


@pytest.mark.parametrize(
    "body",
    [
        rss(ITEM),
        "\n\n  " + rss(ITEM),
        "<br />\n<b>Warning</b>: Undefined index in rss.php on line 3<br />\n" + rss(ITEM),
        "<!-- bộ nhớ đệm -->" + rss(ITEM, declaration=""),
        rss(ITEM, declaration='<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">'),
        rss(ITEM, declaration='<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>'),
        rss(ITEM, declaration='<?xml version="1.0" encoding="UTF-7"?>'),
        rss(ITEM, declaration='<?xml version="1.0" encoding="ISO-8859-1"?>'),
        rss(ITEM) + "<!-- 0.2 giây -->",
        rss(ITEM, item(title="Bài bị c"))[:-60],
        rss(ITEM.replace("</description>", "<i>" * 3000 + "</description>")),
    ],
)
def test_broken_feeds_are_mended(body: str) -> None:
    entry = captured(body).entries[0]
    assert (entry.title, entry.link) == ("Họp báo thường kỳ", "https://bao.example.vn/a1.html")
    assert entry.published.at == MORNING


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_unicode_forms_are_read(encoding: str) -> None:
    [entry] = captured(rss(ITEM).encode(encoding)).entries
    assert entry.title == "Họp báo thường kỳ"


def test_a_feed_still_in_gzip_is_read() -> None:
    [entry] = captured(gzip.compress(rss(ITEM).encode())).entries
    assert entry.title == "Họp báo thường kỳ"


ENTITIES = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd">%p;]>'


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("<!DOCTYPE html><html><body>404</body></html>", "not_a_feed"),
        ("<!-- lỗi --><html><body><rss><channel/></rss></body></html>", "not_a_feed"),
        (
            '<html><script>document.cookie="D1N=1";location.reload(true);</script></html>',
            "blocked_js_challenge",
        ),
        ("Không tìm thấy trang", "not_a_feed"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><use/></svg>", "not_a_feed"),
        (rss("&b;", declaration=ENTITIES), "entity_expansion"),
        (rss("&x;", declaration=EXTERNAL), "external_entity"),
        (rss("", declaration=PARAMETER), "external_entity"),
        (rss("<x " + " ".join(f'a{i}="1"' for i in range(9000)) + "/>"), "too_many_attributes"),
        ("<rss><channel><title>cắt ngang <i", "malformed"),
        (gzip.compress(b"\0" * 3_000_000), "too_large"),
        (gzip.compress(rss(*[ITEM] * 9).encode())[:80], "truncated_gzip"),
        ('{"items": [', "malformed"),
        ('{"version": "x"}', "not_a_feed"),
        ("[1, 2]", "not_a_feed"),
        ("[" * 100_000, "malformed"),
    ],
)
def test_what_is_no_list_says_why(body: str | bytes, error: str) -> None:
    assert captured(body) == Feed("", (), error)


def test_a_list_longer_than_any_is_not_read() -> None:
    assert captured(rss(ITEM) + " " * LONGEST_LIST).error == "too_large"


def test_a_feed_without_items_is_no_error() -> None:
    assert captured(rss()) == Feed("Báo thử", ())


def test_a_json_feed_is_read() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Báo thử",
        "items": [
            {
                "id": 7,
                "url": "/a1.html",
                "title": "Họp báo",
                "content_html": "<p>Nội dung</p>",
                "date_published": "2026-11-21T08:05:00+07:00",
                "authors": [{"name": "Hà Thu"}, {"url": "x"}, "?"],
            },
            {"external_url": "https://x/2", "content_text": "Chữ", "author": {"name": "Minh"}, "id": True},
            "không phải bài",
        ],
    }
    one, two = captured("\ufeff" + json.dumps(document)).entries
    assert (one.id, one.link, one.title) == ("7", "https://bao.example.vn/a1.html", "Họp báo")
    assert (one.summary, one.published.at, one.authors) == ("Nội dung", MORNING, ("Hà Thu",))
    assert (two.id, two.summary, two.authors) == ("https://x/2", "Chữ", ("Minh",))


def test_the_content_decides_whatever_the_source_is_called() -> None:
    sitemap = "<urlset><url><loc>https://x/1</loc></url></urlset>"
    assert captured(sitemap, Shape.FEED) == captured(sitemap, Shape.SITEMAP)
    assert captured(rss(ITEM), Shape.SITEMAP) == captured(rss(ITEM), Shape.FEED)


def test_a_section_is_read_by_its_rules() -> None:
    page = "<html><title>Thời sự</title><div class=tin><a href=/1.html>Bài một</a></div></html>"
    feed = captured(page, Shape.SECTION, SectionRules(".tin"))
    assert [(entry.link, entry.title) for entry in feed.entries] == [
        ("https://bao.example.vn/1.html", "Bài một")
    ]


def test_a_section_without_rules_is_read_as_what_it_holds() -> None:
    assert captured(rss(ITEM), Shape.SECTION).entries == captured(rss(ITEM)).entries


NO_ZONE = item(title="Họp báo thường kỳ tại tỉnh", link="https://x.example/1", pubDate="21/11/2026 08:05")


@pytest.mark.parametrize(
    ("body", "url", "zone", "lang"),
    [
        (rss(NO_ZONE), "", None, ""),
        (
            rss(NO_ZONE.replace("Họp báo thường kỳ tại tỉnh", "News"), head="<language>vi-VN</language>"),
            "",
            None,
            "",
        ),
        (rss(NO_ZONE.replace("Họp báo thường kỳ tại tỉnh", "Press")), "https://bao.vn/rss", None, ""),
        (rss(NO_ZONE.replace("Họp báo thường kỳ tại tỉnh", "Press")), "", None, "vi"),
        (rss(NO_ZONE), "", "Asia/Bangkok", "en"),
    ],
)
def test_a_file_of_vietnam_is_read_in_its_zone(body: str, url: str, zone: str | None, lang: str) -> None:
    [entry] = parse_bytes(body.encode(), url=url, zone=zone, lang=lang).entries
    assert entry.published == Moment(MORNING, "21/11/2026 08:05", DateOrigin.FEED, has_zone=False)


def test_a_foreign_file_is_read_in_utc() -> None:
    body = rss(item(title="Cabinet meets on the budget this morning", pubDate="2026-11-21 01:05"))
    [entry] = parse_bytes(body.encode()).entries
    assert entry.published.at == MORNING


def test_a_file_without_an_address_keeps_relative_links_as_written() -> None:
    [entry] = parse_bytes(rss(item(title="A", link="/tin/1.html")).encode()).entries
    assert entry.link == "/tin/1.html"


def test_a_file_that_is_no_list_says_why() -> None:
    assert parse_bytes(b"") == Feed("", (), "empty")


@given(st.text(st.sampled_from("<>/!?&;#[]\"'= \nabrsitemlnk0x"), max_size=120))
def test_no_markup_is_too_strange(junk: str) -> None:
    feed = parse_bytes(rss(ITEM, junk, ITEM).encode())
    assert isinstance(feed, Feed)
    assert isinstance(parse_bytes(f"<rss><channel>{junk}".encode()), Feed)


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(body: bytes) -> None:
    assert isinstance(parse_bytes(body), Feed)
    assert isinstance(parse_bytes(b"<feed>" + body), Feed)
