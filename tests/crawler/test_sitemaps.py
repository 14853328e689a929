import gzip
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.feeds import parse_bytes
from crawler.model import DateOrigin, Entry, Feed, Moment
from crawler.sitemaps import MOST_CHILDREN, fresh

MORNING = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
PLAIN = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*urls: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {PLAIN} {NEWS}>{"".join(urls)}</urlset>'.encode()


def news(title: str, published: str, link: str = "https://bao.vn/a1.html", lang: str = "vi") -> str:
    return (
        f"<url><loc>{link}</loc><news:news><news:publication><news:name>Báo thử</news:name>"
        f"<news:language>{lang}</news:language></news:publication>"
        f"<news:publication_date>{published}</news:publication_date><news:title>{title}</news:title>"
        "</news:news></url>"
    )


def test_a_news_sitemap_gives_titles_and_times() -> None:
    feed = parse_bytes(urlset(news("Họp báo thường kỳ", "2026-11-21T08:05:00+07:00")))
    moment = Moment(MORNING, "2026-11-21T08:05:00+07:00", DateOrigin.FEED, has_zone=True)
    link = "https://bao.vn/a1.html"
    assert feed.entries == (Entry(id=link, link=link, title="Họp báo thường kỳ", published=moment),)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<![CDATA[Giá lúa & tôm]]>", "Giá lúa & tôm"),
        ("Giá lúa &amp; tôm", "Giá lúa & tôm"),
        ("<![CDATA[<b>Giá lúa</b>]]>", "Giá lúa"),
        ("\n  Giá   lúa\n", "Giá lúa"),
        ("", ""),
    ],
)
def test_titles_of_news_are_plain_words(written: str, title: str) -> None:
    [entry] = parse_bytes(urlset(news(written, "2026-11-21"))).entries
    assert entry.title == title


def test_the_language_of_the_news_decides_the_zone() -> None:
    vietnamese = parse_bytes(urlset(news("A", "2026-11-21T08:05:00", "https://x.example/1")))
    english = parse_bytes(urlset(news("A", "2026-11-21T01:05:00", "https://x.example/1", "en")))
    assert vietnamese.entries[0].published.at == english.entries[0].published.at == MORNING


def test_a_time_of_change_is_no_time_of_publication() -> None:
    [entry] = parse_bytes(urlset("<url><loc>https://x/1</loc><lastmod>2026-11-21</lastmod></url>")).entries
    assert entry.published == Moment(None, "", DateOrigin.NONE)


def test_pictures_and_other_languages_are_no_entries() -> None:
    feed = parse_bytes(
        urlset(
            "<url><loc>https://x/1</loc><image:image><image:loc>https://x/1.jpg</image:loc></image:image>"
            '<xhtml:link rel="alternate" hreflang="en" href="https://x/en/1"/><lastmod>2026-11-21</lastmod></url>',
            "<url><loc> https://x/2 \n</loc></url>",
            "<url><lastmod>2026-11-21</lastmod></url>",
        )
    )
    assert [entry.link for entry in feed.entries] == ["https://x/1", "https://x/2"]


@pytest.mark.parametrize(
    "head",
    [
        '<urlset xmlns="https://www.google.com/schemas/sitemap/0.84">',
        "<urlset>",
        '<?xml version="1.0"?>\n<!-- tạo lúc 08:05 -->\n<urlset>',
        '<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?><urlset>',
    ],
)
def test_every_head_of_a_sitemap_is_known(head: str) -> None:
    [entry] = parse_bytes(f"{head}<url><loc>https://x/1</loc></url></urlset>".encode()).entries
    assert entry.link == "https://x/1"


def test_an_index_names_further_sitemaps() -> None:
    feed = parse_bytes(
        f"<sitemapindex {PLAIN}><sitemap><loc>https://x/1.xml</loc><lastmod>2026-11-21</lastmod></sitemap>"
        "<sitemap><loc>/2.xml.gz</loc></sitemap><sitemap></sitemap></sitemapindex>".encode(),
        url="https://x/sitemap.xml",
    )
    assert feed == Feed("", (), further=("https://x/1.xml", "https://x/2.xml.gz"))


CHANGES = [
    ("/1", "2026-11-19"),
    ("/2", ""),
    ("/3", "2026-11-21T08:05:00+07:00"),
    ("/4", "mới"),
    ("/5", "2020"),
]


def test_children_come_with_the_last_changed_first() -> None:
    assert fresh(CHANGES, None) == ["/3", "/1", "/2", "/4", "/5"]


@pytest.mark.parametrize(
    ("since", "urls"),
    [
        (datetime(2026, 11, 20, tzinfo=UTC), ["/3", "/2", "/4", "/5"]),
        (datetime(2026, 11, 19, tzinfo=UTC), ["/3", "/1", "/2", "/4", "/5"]),
        (datetime(2027, 1, 1, tzinfo=UTC), ["/2", "/4", "/5"]),
    ],
)
def test_children_that_did_not_change_are_left_out(since: datetime, urls: list[str]) -> None:
    assert fresh(CHANGES, since) == urls


@given(st.lists(st.dates(max_value=date(2100, 1, 1), min_value=date(1990, 1, 1)), max_size=8))
def test_no_child_comes_before_a_later_one(days: list[date]) -> None:
    urls = fresh([(f"/{day}", str(day)) for day in days], None)
    assert urls == sorted(urls, reverse=True)


def test_an_index_names_no_more_children_than_are_followed() -> None:
    children = "".join(
        f"<sitemap><loc>https://x/{number}</loc></sitemap>" for number in range(MOST_CHILDREN + 3)
    )
    assert len(parse_bytes(f"<sitemapindex>{children}</sitemapindex>".encode()).further) == MOST_CHILDREN


def test_a_sitemap_cut_off_keeps_what_came() -> None:
    body = urlset("<url><loc>https://x/1</loc></url>", "<url><loc>https://x/23</loc></url>")
    cut = body[: body.index(b"3</loc>")]
    assert [entry.link for entry in parse_bytes(cut).entries] == ["https://x/1"]


def test_a_packed_sitemap_is_read() -> None:
    assert (
        parse_bytes(gzip.compress(urlset("<url><loc>https://x/1</loc></url>"))).entries[0].link
        == "https://x/1"
    )


def test_an_empty_set_is_no_error() -> None:
    assert parse_bytes(urlset()) == Feed("", ())


def test_a_set_whose_urls_say_nothing_is_malformed() -> None:
    assert parse_bytes(urlset("<url><link>https://x/1</link></url>")) == Feed("", (), "malformed")


def test_a_list_of_lines_is_a_sitemap() -> None:
    feed = parse_bytes("https://x/1.html\r\n\nhttps://x/2.html\nkhông phải địa chỉ\n".encode())
    assert [entry.link for entry in feed.entries] == ["https://x/1.html", "https://x/2.html"]


def test_robots_txt_names_sitemaps() -> None:
    feed = parse_bytes(
        b"User-agent: *\nDisallow: /tim-kiem\nSitemap: https://x/1.xml\nsitemap:https://x/2.xml\n"
    )
    assert feed == Feed("", (), further=("https://x/1.xml", "https://x/2.xml"))


def test_twenty_thousand_addresses_are_read() -> None:
    urls = [f"<url><loc>https://x/{number}</loc></url>" for number in range(20_000)]
    assert len(parse_bytes(urlset(*urls)).entries) == 20_000


@given(st.lists(st.integers(0, 10**6), max_size=20, unique=True))
def test_every_address_comes_out_in_its_order(numbers: list[int]) -> None:
    links = [f"https://bao.vn/tin-{number}.html?a=1&b=2" for number in numbers]
    urls = [f"<url><loc>{link.replace('&', '&amp;')}</loc></url>" for link in links]
    assert [entry.link for entry in parse_bytes(urlset(*urls)).entries] == links
