import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import feedparser
import pytest

from demo.around import standing_of
from demo.clock import ZONE, instant
from demo.edition import edition
from demo.entries import NEWEST, Entry, entry, last_change, newest
from demo.lists import TYPES, broken, write_list
from demo.outlets import Listing, Outlet
from demo.plan import Instance, Plan
from tests.demo.reading import NotXml, xml

PORT = 8001
NOW = instant(92, 6)
FEEDS = [slug for slug, one in edition().by_slug.items() if {row.form for row in one.lists} & {"rss", "atom"}]
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def documents(plan: Plan, now: datetime, *forms: str) -> Iterator[tuple[Outlet, Listing, list[Entry], str]]:
    """Every list of these forms, written."""
    for outlet in plan.outlets:
        entries = newest(plan, outlet, now, PORT)
        for listing in outlet.lists:
            if listing.form in forms:
                yield outlet, listing, entries, write_list(outlet, listing, entries, outlet.host(PORT))


@pytest.mark.parametrize("slug", FEEDS)
def test_a_feed_is_well_formed_and_holds_every_article(plan: Plan, slug: str) -> None:
    (found,) = [row for row in documents(plan, NOW, "rss", "atom") if row[0].slug == slug]
    read = feedparser.parse(found[3])
    assert not read.bozo
    assert [one.title for one in read.entries] == [one.title for one in found[2]]
    assert [one.link.partition("?utm_")[0].partition("&utm_")[0] for one in read.entries] == [
        one.url for one in found[2]
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
    ((_, _, entries, text),) = documents(plan, NOW, "news-sitemap")
    tree = xml(text)
    assert [one.text for one in tree.iter(f"{NEWS}title")] == [one.title for one in entries]
    assert [datetime.fromisoformat(one.text or "") for one in tree.iter(f"{NEWS}publication_date")] == [
        one.published_at for one in entries
    ]


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


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (30, 30), (NEWEST, 92)])
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
