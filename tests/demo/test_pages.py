import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from demo.around import is_teaser, most_read, related, sections, url_of
from demo.clock import instant
from demo.outlets import Outlet
from demo.pages import PICTURES, article_page, is_divided, picture, variants
from demo.plan import Instance, Plan
from tests.demo.reading import given, nodes, text_of

NOW = instant(110, 9)
RELATED = ".related li a, .detail__related li a, .article__more li a"
PORT = 8001
# Where each system of pages keeps title, standfirst and body.
FAMILIES = {
    "afcbc": ("h1.detail-title", "h2.detail-sapo", "div.detail-content.afcbc-body"),
    "fck-detail": ("h1.title-detail", "p.description", "article.fck_detail"),
    "maincontent": ("h1.content-detail-title", "h2.content-detail-sapo", "div.maincontent"),
    "cms-body": ("h1.article__title", "div.article__sapo", "div.article__body.cms-body"),
    "data-slot": ("h1[data-slot=title]", "h2[data-slot=sapo]", "div[data-slot=content]"),
    "plain": ("h1", "div.sapo_detail", "#content_detail_news"),
    "press-blocks": ("h1.entry-title", "p.entry-subtitle", "div.entry-content"),
    "portal": ("#article_title", "div.article_summary", "div.article_view_con"),
    "bang-cu": ("h1.tua", "p.chapeau", "#noidung"),
    "joomla": (".page-header h1", "p.chapeau", "div[itemprop=articleBody]"),
    "drupal": ("#page-title", ".field-name-field-lead", ".field-name-body .field-item"),
    "nextjs": ("h1[class^=Article_title]", "p[class^=Article_lead]", "section[class^=Article_content]"),
    "onecms": ("h1.block-sc-title", "p.block-sc-sapo", "div.b-maincontent"),
    "twin": ("h1.headline", ".only-desktop .lead", ".desktop-body"),
    "kiji": ("h1.kijiTitle", "p.kijiLead", "#kijiBody"),
    "spip": ("h1.entry-title", "div.chapo", "div.texte"),
}


def of_family(plan: Plan, family: str) -> Instance:
    """The newest article with a standfirst that stands whole on one page."""
    told = [(plan.by_slug[one.outlet], one) for one in reversed(plan.instances) if one.published_at <= NOW]
    return next(
        one
        for outlet, one in told
        if outlet.family == family and one.text.standfirst and not one.edits
        if not is_teaser(outlet, one) and not is_divided(outlet, one)
    )


def page_of(plan: Plan, one: Instance, now: datetime = NOW) -> str:
    return article_page(plan, one, now, PORT)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_page_carries_the_article_where_its_system_keeps_it(plan: Plan, family: str) -> None:
    one = of_family(plan, family)
    title, standfirst, body = FAMILIES[family]
    page = page_of(plan, one)
    assert text_of(page, title) == one.text.title
    assert text_of(page, standfirst) == one.text.standfirst
    assert all(paragraph in text_of(page, body) for paragraph in one.text.body)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_page_has_what_pages_have_around_the_article(plan: Plan, family: str) -> None:
    one = of_family(plan, family)
    page = page_of(plan, one)
    assert len(nodes(page, RELATED)) == len(related(plan, one)[:5])
    assert given(page, "main img, #noidung img", "src") == [picture(one)] * (2 if family == "twin" else 1)
    assert len(nodes(page, "a[href*='/muc/']")) >= 4
    assert "$" not in page


def test_every_family_of_the_outlets_is_looked_at(outlets: Mapping[str, Outlet]) -> None:
    assert {one.family for one in outlets.values()} == FAMILIES.keys()


def test_every_page_of_the_plan_can_be_built(plan: Plan) -> None:
    pages = ((one, page_of(plan, one, one.published_at)) for one in plan.instances)
    assert [one.address for one, page in pages if one.text.title not in text_of(page, "h1")] == []


def test_a_paragraph_is_kept_whole_and_escaped(plan: Plan) -> None:
    one = of_family(plan, "cms-body")
    inner = [node.text() for node in nodes(page_of(plan, one), "div.cms-body > p")]
    assert inner == list(one.text.body)


@pytest.mark.parametrize("family", ["fck-detail", "portal"])
def test_some_outlets_sign_only_in_the_last_paragraph(plan: Plan, family: str) -> None:
    one = of_family(plan, family)
    body = FAMILIES[family][2]
    assert one.text.author in nodes(page_of(plan, one), f"{body} > p")[-1].text()


@pytest.mark.parametrize("slug", ["kinh-te", "phap-luat"])
def test_the_old_system_has_no_metadata_at_all(plan: Plan, slug: str) -> None:
    page = page_of(plan, plan.by_outlet[slug][3])
    assert nodes(page, "meta[property], link, script, meta[name]") == []


def test_the_printed_time_is_the_published_one(plan: Plan) -> None:
    one = plan.by_outlet["kinh-te"][3]
    assert text_of(page_of(plan, one), ".post-time").startswith(f"- {one.published_at:%d/%m/%Y}")


def test_linked_data_stands_on_the_page_as_the_outlet_spoils_it(plan: Plan) -> None:
    one = next(one for one in plan.by_outlet["tong-hop"] if not one.edits)
    (script,) = nodes(page_of(plan, one), "script[type='application/ld+json']")
    assert json.loads(script.text())["datePublished"] == f"{one.published_at:%Y-%m-%dT%H:%M:%S}"


@pytest.mark.parametrize("slug", ["nam-viet", "coast-times", "dongmeng", "tonle"])
def test_the_canonical_address_is_the_pages_own(plan: Plan, slug: str) -> None:
    one = plan.by_outlet[slug][3]
    found = given(page_of(plan, one), "link[rel=canonical]", "href")
    assert found == [url_of(plan.by_slug[slug], one, PORT)]


def test_a_page_without_standfirst_has_no_empty_one(plan: Plan) -> None:
    one = next(one for one in plan.by_outlet["tin-sang"] if not one.text.standfirst)
    assert nodes(page_of(plan, one), "h2.detail-sapo") == []


def test_an_inline_box_leads_elsewhere_on_the_same_site(plan: Plan) -> None:
    one = plan.by_outlet["tin-sang"][60]
    links = given(page_of(plan, one), "div[type=RelatedNewsBox] a", "href")
    assert len(links) == 2
    assert all(link.startswith(f"http://{one.outlet}.localhost:{PORT}/") for link in links)


def test_the_first_article_of_an_outlet_has_nothing_before_it(plan: Plan) -> None:
    first = plan.by_outlet["do-thi"][0]
    assert related(plan, first) == []
    assert nodes(page_of(plan, first, first.published_at), "div.inner-article") == []


def test_related_articles_are_earlier_and_all_different(plan: Plan) -> None:
    one = plan.by_outlet["nam-viet"][60]
    found = related(plan, one)
    assert len({other.address for other in found}) == 7
    assert all(other.published_at < one.published_at for other in found)


def test_readers_speak_under_some_pages_only(plan: Plan) -> None:
    told = plan.by_outlet["do-thi"]
    silent = [one for one in told if 'class="comments"' not in page_of(plan, one)]
    assert 0 < len(silent) < len(told)


def test_the_most_read_box_changes_at_midnight_only(plan: Plan) -> None:
    outlet = plan.by_slug["nam-viet"]
    morning, evening, next_day = (
        most_read(plan, outlet, at) for at in (NOW, instant(110, 23), instant(111, 1))
    )
    assert morning == evening != next_day


def test_a_removed_article_leaves_the_most_read_box(plan: Plan, edited: Mapping[str, Instance]) -> None:
    gone = edited["remove"]
    days = range(gone.event.day + 4, gone.event.day + 8)
    boxes = [most_read(plan, plan.by_slug[gone.outlet], instant(day, 9)) for day in days]
    assert all(gone not in box for box in boxes)


def test_a_picture_is_one_of_a_few(plan: Plan) -> None:
    assert len({picture(one) for one in plan.instances}) == PICTURES


def test_sections_are_those_in_which_the_outlet_writes(plan: Plan) -> None:
    found = sections(plan, "dongmeng")
    assert len(found) == 8
    assert set(found) <= {one.section for one in plan.by_outlet["dongmeng"]}


@pytest.mark.parametrize("kind", ["silent", "correct", "update"])
def test_a_page_shows_an_edit_from_its_instant_on(
    plan: Plan, edited: Mapping[str, Instance], kind: str
) -> None:
    one = edited[kind]
    (edit,) = one.edits
    words = {"silent": edit.edit.put, "correct": edit.edit.notice, "update": edit.edit.append}[kind]
    assert words not in text_of(page_of(plan, one, one.published_at))
    assert words in text_of(page_of(plan, one, edit.at))


def whole(plan: Plan, slug: str, **told: Any) -> str:
    """The page of an outlet's first article with a long body."""
    return article_page(plan, long_one(plan, slug), NOW, PORT, **told)


def long_one(plan: Plan, slug: str) -> Instance:
    told = plan.by_outlet[slug]
    return next(one for one in told if len(one.text.body) >= 4 and one.text.standfirst and not one.edits)


def test_a_long_article_of_the_travel_magazine_is_told_on_two_pages(plan: Plan) -> None:
    one = long_one(plan, "du-lich")
    first, second = (whole(plan, "du-lich", part=part) for part in (1, 2))
    bodies = [text_of(page, "div.b-maincontent") for page in (first, second)]
    assert [sum(paragraph in body for paragraph in one.text.body) for body in bodies] == [
        (len(one.text.body) + 1) // 2,
        len(one.text.body) // 2,
    ]
    url = url_of(plan.by_slug["du-lich"], one, PORT)
    assert given(first, "link[rel=next]", "href") == [f"{url}?page=2"]
    assert given(second, "link[rel=prev]", "href") == [url]
    assert [len(nodes(page, ".block-sc-sapo")) for page in (first, second)] == [1, 0]


def test_a_short_article_stays_on_one_page(plan: Plan) -> None:
    short = [one for one in plan.by_outlet["du-lich"] if len(one.text.body) < 4]
    assert short
    assert [one.path for one in short if nodes(page_of(plan, one), "link[rel=next], .pager")] == []


@pytest.mark.parametrize(("form", "body"), [("amp", "div.amp-body"), ("mobile", "div.m-content")])
def test_pages_for_telephones_carry_the_same_words_and_name_the_usual_address(
    plan: Plan, form: str, body: str
) -> None:
    one = long_one(plan, "an-ninh")
    page = whole(plan, "an-ninh", form=form)
    assert all(paragraph in text_of(page, body) for paragraph in one.text.body)
    assert given(page, "link[rel=canonical]", "href") == [url_of(plan.by_slug["an-ninh"], one, PORT)]


def test_the_usual_page_names_those_for_telephones(plan: Plan) -> None:
    one = long_one(plan, "an-ninh")
    page = page_of(plan, one)
    amp, mobile = variants(plan.by_slug["an-ninh"], one, PORT)
    assert given(page, "link[rel=amphtml], link[rel=alternate]", "href") == [amp, mobile]
    assert amp == f"http://an-ninh.localhost:{PORT}/amp{one.path}"
    assert mobile == f"http://m.an-ninh.localhost:{PORT}{one.path}"


@pytest.mark.parametrize("slug", ["kinh-doanh", "reunion"])
def test_every_other_article_ends_at_the_wall_for_who_does_not_pay(plan: Plan, slug: str) -> None:
    outlet = plan.by_slug[slug]
    for one in plan.by_outlet[slug]:
        page = page_of(plan, one, one.published_at)
        shown = sum(paragraph in text_of(page, "main") for paragraph in one.text.body)
        (script,) = nodes(page, "script[type='application/ld+json']")
        free = json.loads(script.text()).get("isAccessibleForFree", True)
        expected = (2, 1, False) if is_teaser(outlet, one) else (len(one.text.body), 0, True)
        assert (shown, len(nodes(page, ".wall")), free) == expected
    assert {is_teaser(outlet, one) for one in plan.by_outlet[slug]} == {True, False}


def test_the_second_copy_of_a_body_is_hidden(plan: Plan) -> None:
    one = of_family(plan, "twin")
    page = page_of(plan, one)
    assert text_of(page, ".desktop-body") == text_of(page, ".mobile-body")
    assert len(nodes(page, "h1")) == 1


def test_the_page_with_a_calendar_leads_into_it(plan: Plan) -> None:
    found = given(page_of(plan, of_family(plan, "twin")), ".calendar a", "href")
    assert found == [f"http://doi-moi.localhost:{PORT}/lich/2026-{month}" for month in ("09", "10", "11")]


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("bien-gioi", "text/html; charset=iso-8859-1"),
        ("nanfeng", "gb2312"),
        ("busan", "euc-kr"),
        ("cong-thuong", "windows-1258"),
        ("kinh-doanh", "utf-8"),
        ("van-nghe", ""),
        ("suc-khoe", ""),
    ],
)
def test_a_page_tells_its_encoding_or_does_not(plan: Plan, slug: str, told: str) -> None:
    page = page_of(plan, plan.by_outlet[slug][3])
    found = given(page, "meta[charset]", "charset") + given(page, "meta[http-equiv]", "content")
    assert found == ([told] if told else [])


def test_the_old_page_names_its_font(plan: Plan) -> None:
    page = page_of(plan, plan.by_outlet["bien-gioi"][3])
    assert ".VnTime" in given(page, "font", "face")


def test_words_of_a_taker_lead_to_what_it_took(plan: Plan) -> None:
    linking = [one for one in plan.instances if one.link]
    assert len(linking) == 3
    for one in linking:
        source = plan.by_address[one.copy_of or ("", "")]
        address = url_of(plan.by_slug[source.outlet], source, PORT)
        pages = [article_page(plan, one, one.published_at, PORT, part=part) for part in (1, 2)]
        there = [node for page in pages for node in nodes(page, f"a[href='{address}']")]
        assert {node.text() for node in there} == {one.link}
