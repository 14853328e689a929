import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from unicodedata import normalize
from urllib.parse import urljoin

import feedparser
import pytest

from demo import sitemaps
from demo.around import standing_of
from demo.charsets import encode
from demo.clock import ZONE, instant
from demo.edition import edition
from demo.entries import NEWEST, Entry, entry, last_change, newest
from demo.feeds import Sheet
from demo.lists import TYPES, broken, type_of, write_list
from demo.outlets import Listing, Outlet
from demo.plan import Instance, Plan
from tests.demo.reading import NotXml, xml

PORT = 8001
NOW = instant(92, 6)
VERSIONS = {"rss": "rss20", "rss091": "rss091u", "rdf": "rss10", "atom": "atom10"}
FEEDS = [
    (slug, place)
    for slug, one in edition().by_slug.items()
    for place, row in enumerate(one.lists)
    if row.form in VERSIONS
]
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def documents(plan: Plan, now: datetime, *forms: str) -> Iterator[tuple[Outlet, Listing, list[Entry], str]]:
    """Every list of these forms, written."""
    for outlet in plan.outlets:
        entries = newest(plan, outlet, now, PORT)
        for listing in outlet.lists:
            if listing.form in forms:
                yield outlet, listing, entries, write_list(outlet, listing, entries, outlet.host(PORT))


@pytest.mark.parametrize(("slug", "place"), FEEDS)
def test_a_feed_is_well_formed_and_holds_every_article(plan: Plan, slug: str, place: int) -> None:
    outlet = plan.by_slug[slug]
    listing, home, entries = outlet.lists[place], outlet.host(PORT), newest(plan, outlet, NOW, PORT)
    text = write_list(outlet, listing, entries, home)
    read = feedparser.parse(encode(text, listing.charset or outlet.charset), sanitize_html=False)
    assert (bool(read.bozo), read.version) == (False, VERSIONS[listing.form])
    assert [normalize("NFC", unescape(one.title)) for one in read.entries] == [one.title for one in entries]
    assert [urljoin(home, one.link.partition("?utm_")[0].partition("&utm_")[0]) for one in read.entries] == [
        one.url for one in entries
    ]


@pytest.mark.parametrize("slug", ["nam-viet", "coast-times"])
def test_a_feeds_dates_are_the_published_ones(plan: Plan, slug: str) -> None:
    (found,) = [row for row in documents(plan, NOW, "rss") if row[0].slug == slug]
    read = feedparser.parse(found[3])
    assert [parsedate_to_datetime(one.published) for one in read.entries] == [
        one.published_at for one in found[2]
    ]


def test_a_date_without_zone_stands_in_a_feed_that_says_its_language(plan: Plan) -> None:
    (found,) = [row for row in documents(plan, NOW, "rss") if row[0].slug == "dat-nuoc"]
    read = feedparser.parse(found[3])
    assert read.feed.language == "vi"
    assert parsedate_to_datetime(read.entries[0].published).replace(tzinfo=ZONE) == found[2][0].published_at


def test_an_atom_feed_says_what_was_updated(plan: Plan) -> None:
    for outlet, _, entries, text in documents(plan, instant(120), "atom"):
        read = feedparser.parse(text)
        updated = [datetime.fromisoformat(one.updated) for one in read.entries]
        assert updated == [one.updated_at for one in entries], outlet.slug
        assert datetime.fromisoformat(read.feed.updated) == max(updated)


def test_the_json_feed_is_one(plan: Plan) -> None:
    ((outlet, _, entries, text),) = documents(plan, NOW, "json")
    feed = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["language"]) == (outlet.name, "vi")
    assert [(one["url"], one["title"]) for one in feed["items"]] == [(one.url, one.title) for one in entries]
    assert len({one["id"] for one in feed["items"]}) == len(entries)


def test_a_sitemap_names_every_article(plan: Plan) -> None:
    ((_, _, entries, text),) = documents(plan, NOW, "sitemap")
    tree = xml(text)
    assert [one.text for one in tree.iter(f"{LOC}loc")] == [one.url for one in entries]
    assert all(
        datetime.fromisoformat(one.text or "").utcoffset() == timedelta(hours=8)
        for one in tree.iter(f"{LOC}lastmod")
    )


def test_a_news_sitemap_says_titles_and_dates(plan: Plan) -> None:
    for outlet, _, entries, text in documents(plan, NOW, "news-sitemap"):
        tree = xml(encode(text, outlet.charset).decode(outlet.charset).partition("?>")[2].strip())
        assert [one.text for one in tree.iter(f"{NEWS}title")] == [one.title for one in entries]
        assert [datetime.fromisoformat(one.text or "") for one in tree.iter(f"{NEWS}publication_date")] == [
            one.published_at for one in entries
        ]


def test_an_index_leads_to_a_sitemap_for_each_month(plan: Plan) -> None:
    ((outlet, listing, entries, text),) = documents(plan, NOW, "sitemap-index")
    months = list(dict.fromkeys(f"{one.published_at.astimezone(ZONE):%Y-%m}" for one in entries))
    assert months[-1] == "2026-07"
    assert [one.text for one in xml(text).iter(f"{LOC}loc")] == [
        f"http://giao-duc.localhost:{PORT}/sitemap-{month}.xml.gz" for month in months
    ]
    sheet = Sheet(outlet, listing, entries, outlet.host(PORT))
    assert [one for month in months for one in sitemaps.of_month(sheet, month)] == entries


@pytest.mark.parametrize(
    ("path", "month"),
    [
        ("/sitemap-2026-09.xml.gz", "2026-09"),
        ("/sitemap.xml", ""),
        ("/sitemap-2026-09.xml", ""),
        ("/other-2026-09.xml.gz", ""),
    ],
)
def test_the_address_of_a_months_sitemap_names_the_month(path: str, month: str) -> None:
    assert sitemaps.month_in("/sitemap.xml", path) == month


def test_a_month_and_its_address_are_each_others_reverse() -> None:
    assert sitemaps.month_in("/a.xml", sitemaps.child_path("/a.xml", "2026-07")) == "2026-07"


@pytest.mark.parametrize(
    ("slug", "kind"),
    [
        ("nam-viet", "application/rss+xml; charset=utf-8"),
        ("van-nghe", "text/xml; charset=windows-1258"),
        ("cong-thuong", "application/rss+xml"),
        ("tai-nguyen", "application/rss+xml"),
        ("tonan", "application/rdf+xml; charset=shift_jis"),
        ("giao-duc", "application/xml; charset=utf-8"),
    ],
)
def test_a_list_has_a_type(outlets: Mapping[str, Outlet], slug: str, kind: str) -> None:
    assert type_of(outlets[slug], outlets[slug].lists[0]) == kind


def test_an_old_feed_has_no_dates_and_a_relative_one_no_hosts(plan: Plan) -> None:
    told = {outlet.slug: text for outlet, _, _, text in documents(plan, NOW, "rss091", "rdf")}
    assert "pubDate" not in told["van-nghe"]
    assert "<link>/2026/" in told["phu-nu"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_ids_may_change_their_scheme(plan: Plan, scheme: str) -> None:
    outlet = plan.by_slug["xay-dung"]
    entries = newest(plan, outlet, NOW, PORT)
    text = write_list(outlet, outlet.lists[0], entries, outlet.host(PORT), scheme)
    assert [one.id for one in feedparser.parse(text).entries] == [
        one.url.replace("http:", f"{scheme}:") for one in entries
    ]


def test_titles_may_be_escaped_once_too_often(plan: Plan) -> None:
    outlet = plan.by_slug["du-lich"]
    entries = [replace(newest(plan, outlet, NOW, PORT)[0], title="Cát & gió")]
    text = write_list(outlet, outlet.lists[0], entries, outlet.host(PORT))
    assert "<title>Cát &amp;amp; gió</title>" in text


@pytest.mark.parametrize("form", TYPES)
def test_an_empty_list_is_still_a_list(outlets: Mapping[str, Outlet], form: str) -> None:
    listing = Listing("/list", form, "iso")
    text = write_list(outlets["tin-sang"], listing, [], "http://tin-sang.localhost:8001")
    assert json.loads(text)["items"] == [] if form == "json" else bool(xml(text).tag)


def test_tracked_links_say_so(plan: Plan) -> None:
    (found,) = [row for row in documents(plan, NOW, "rss") if row[0].slug == "tong-hop"]
    links = [one.link for one in feedparser.parse(found[3]).entries]
    assert all(link.endswith("?utm_source=rss&utm_medium=feed") for link in links)


def test_a_tracker_joins_a_query_that_is_there(outlets: Mapping[str, Outlet], plan: Plan) -> None:
    outlet = outlets["hanasean"]
    entries = newest(plan, outlet, NOW, PORT)
    text = write_list(outlet, Listing("/rss", "rss", "iso", tracked=True), entries, outlet.host(PORT))
    assert feedparser.parse(text).entries[0].link == f"{entries[0].url}&utm_source=rss&utm_medium=feed"


def test_a_broken_feed_cannot_be_parsed_as_xml(plan: Plan) -> None:
    (found,) = [row for row in documents(plan, NOW, "rss") if row[0].slug == "the-thao"]
    with pytest.raises(NotXml):
        xml(broken(found[3]))


@pytest.mark.parametrize("day", [92, 100, 122])
def test_everything_published_can_be_reached_through_the_lists(plan: Plan, day: int) -> None:
    now = instant(day, 12)
    listed = {one.url for outlet in plan.outlets for one in newest(plan, outlet, now, PORT)}
    standing = {
        plan.by_slug[one.outlet].host(PORT) + one.path
        for one in plan.instances
        if one.published_at <= now and not standing_of(one, now).is_removed
    }
    assert listed == standing


def test_entries_are_newest_first(plan: Plan) -> None:
    for outlet in plan.outlets:
        times = [one.published_at for one in newest(plan, outlet, NOW, PORT)]
        assert times == sorted(times, reverse=True)
        assert not times or max(times) <= NOW


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (30, 30), (NEWEST, 102)])
def test_a_list_ends_at_its_limit(plan: Plan, limit: int, count: int) -> None:
    assert len(newest(plan, plan.by_slug["nam-viet"], NOW, PORT, limit=limit)) <= count


def test_a_section_lists_its_own(plan: Plan) -> None:
    found = newest(plan, plan.by_slug["nam-viet"], NOW, PORT, section="Kinh tế")
    assert found
    assert {one.section for one in found} == {"Kinh tế"}


def test_a_removed_article_leaves_the_list(plan: Plan, edited: Mapping[str, Instance]) -> None:
    one = edited["remove"]
    outlet, (edit,) = plan.by_slug[one.outlet], one.edits
    url = outlet.host(PORT) + one.path
    assert url in {row.url for row in newest(plan, outlet, edit.at - timedelta(seconds=1), PORT)}
    assert url not in {row.url for row in newest(plan, outlet, edit.at, PORT)}


def test_an_entry_without_standfirst_shows_the_first_paragraph(plan: Plan) -> None:
    one = next(one for one in plan.instances if not one.text.standfirst)
    assert entry(plan.by_slug[one.outlet], one, one.published_at, PORT).summary == one.text.body[0]


def test_the_last_change_counts_edits_and_removals(plan: Plan, edited: Mapping[str, Instance]) -> None:
    for one in edited.values():
        assert last_change([one], one.published_at) == one.published_at
        assert last_change([one], one.edits[0].at) == one.edits[0].at
        assert last_change([one], one.published_at - timedelta(seconds=1)) is None
