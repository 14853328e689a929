import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from demo.clock import instant
from demo.metadata import Told, head, linked_data
from demo.outlets import Outlet

AT = instant(92, 6, 5)


@pytest.fixture
def told(outlets: Mapping[str, Outlet]) -> Told:
    return Told(
        outlet=outlets["bien-xanh"],
        home="http://bien-xanh.localhost:8001",
        url="http://bien-xanh.localhost:8001/bai?a=1&b=2",
        title="Biển & “đảo”",
        standfirst="Gió <lớn>.",
        author="Vũ Tần",
        section="Biển",
        image="http://bien-xanh.localhost:8001/anh/1.svg",
        published_at=AT,
        updated_at=AT + timedelta(hours=2),
    )


def marked(told: Told, *marks: str) -> Told:
    return replace(told, outlet=replace(told.outlet, marks=frozenset(marks)))


def test_sound_linked_data_says_what_the_page_says(told: Told) -> None:
    said = json.loads(linked_data(marked(told, "ld")))
    assert said["headline"] == "Biển & “đảo”"
    assert said["datePublished"] == "2026-10-01T06:05:00+07:00"
    assert said["dateModified"] == "2026-10-01T08:05:00+07:00"
    assert said["author"] == {"@type": "Person", "name": "Vũ Tần"}


def test_an_article_without_standfirst_has_no_description(told: Told) -> None:
    bare = replace(marked(told, "ld", "og"), standfirst="")
    assert "description" not in head(bare)


@pytest.mark.parametrize(
    ("mark", "key", "value"),
    [
        ("ld-no-offset", "datePublished", "2026-10-01T06:05:00"),
        ("ld-no-offset", "dateModified", "2026-10-01T08:05:00"),
        ("ld-space-offset", "datePublished", "2026-10-01T06:05:00.000 +07:00"),
        ("ld-created-early", "dateCreated", "2026-10-01T05:42:00+07:00"),
        ("ld-author-empty", "author", {"@type": "Person", "name": ""}),
        ("paywall", "isAccessibleForFree", "True"),
    ],
)
def test_each_defect_spoils_its_field(told: Told, mark: str, key: str, value: object) -> None:
    assert json.loads(linked_data(marked(told, "ld", mark)))[key] == value


def test_an_author_may_be_the_site(told: Told) -> None:
    author = json.loads(linked_data(marked(told, "ld", "ld-author-site")))["author"]
    assert (author["@type"], author["name"]) == ("Organization", "Tạp chí Biển Xanh")


def test_letters_encoded_twice_come_back_after_two_readings(told: Told) -> None:
    said = json.loads(linked_data(marked(told, "ld", "ld-double-encoded")))
    assert "&amp;#7875;" in said["headline"]
    assert unescape(unescape(said["headline"])) == "Biển & “đảo”"
    assert unescape(unescape(said["author"]["name"])) == "VŨ TẦN"


def test_a_graph_hides_the_article_among_others(told: Told) -> None:
    said = json.loads(linked_data(marked(told, "ld", "ld-graph")))
    assert [one["@type"] for one in said["@graph"]] == ["WebSite", "NewsArticle"]


def test_a_trailing_comma_breaks_the_json(told: Told) -> None:
    text = linked_data(marked(told, "ld", "ld-trailing-comma"))
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)
    assert json.loads(re.sub(r",\s*}$", "}", text))["author"]["name"] == "Vũ Tần"


def test_a_script_cannot_be_closed_by_a_title(told: Told) -> None:
    text = linked_data(replace(marked(told, "ld"), title="</script>"))
    assert "</script>" not in text
    assert json.loads(text)["headline"] == "</script>"


@pytest.mark.parametrize(
    ("mark", "line"),
    [
        ("og", '<meta property="og:title" content="Biển &amp; “đảo”">'),
        ("og", '<meta name="description" content="Gió &lt;lớn&gt;.">'),
        ("canonical", '<link rel="canonical" href="http://bien-xanh.localhost:8001/bai?a=1&amp;b=2">'),
        ("times", '<meta property="article:published_time" content="2026-10-01T06:05:00+07:00">'),
        ("times", '<meta property="article:modified_time" content="2026-10-01T08:05:00+07:00">'),
        (
            "facebook-author",
            '<meta property="article:author" content="https://www.facebook.example/bien-xanh">',
        ),
        ("meta-author-site", '<meta name="author" content="Tạp chí Biển Xanh">'),
        ("publishdate", '<meta name="publishdate" content="2026-10-01">'),
        ("generator", '<meta name="generator" content="maincontent 6.1">'),
    ],
)
def test_each_mark_writes_its_line(told: Told, mark: str, line: str) -> None:
    assert line in head(marked(told, mark)).split("\n")


def test_the_shared_title_may_carry_the_site(told: Told) -> None:
    assert 'content="Biển &amp; “đảo” | Tạp chí Biển Xanh"' in head(marked(told, "og", "og-title-site"))


def test_a_site_without_marks_says_nothing(told: Told) -> None:
    assert head(marked(told)) == ""


def test_every_mark_of_the_shipped_outlets_does_something(told: Told, outlets: Mapping[str, Outlet]) -> None:
    marks = {mark for one in outlets.values() for mark in one.marks}
    plain = head(marked(told, "ld", "og"))
    idle = [mark for mark in marks - {"ld", "og"} if head(marked(told, "ld", "og", mark)) == plain]
    assert idle == []
