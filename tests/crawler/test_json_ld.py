import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.json_ld import MOST_AUTHORS, Told, read, unescape

ARTICLE = {"@type": "NewsArticle", "headline": "Khởi công cầu", "datePublished": "2026-11-21T08:05:00+07:00"}


def told(*documents: object) -> Told:
    return read(json.dumps(document, ensure_ascii=False) for document in documents)


def authors_of(author: object, *others: object) -> tuple[str, ...]:
    return told({**ARTICLE, "author": author}, *others).authors


def test_an_article_is_read_whole() -> None:
    document = {
        **ARTICLE,
        "description": "Cầu thứ ba",
        "articleSection": ["Giao thông", "Thời sự"],
        "articleBody": "Một.\nHai.",
        "author": {"@type": "Person", "name": "Hà Thu"},
        "publisher": {"@type": "Organization", "name": "Báo Lam Giang"},
    }
    assert told(document) == Told(
        is_article=True,
        headline="Khởi công cầu",
        description="Cầu thứ ba",
        published="2026-11-21T08:05:00+07:00",
        section="Giao thông",
        body="Một.\nHai.",
        authors=("Hà Thu",),
        organisations=("Báo Lam Giang",),
    )


@pytest.mark.parametrize(
    "document",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebPage"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Article", "NewsArticle"]},
        {**ARTICLE, "@type": "ReportageNewsArticle"},
        {**ARTICLE, "@type": "BlogPosting"},
        [[{"x": [ARTICLE]}]],
    ],
)
def test_the_article_is_found_where_it_lies(document: object) -> None:
    assert (told(document).is_article, told(document).headline) == (True, "Khởi công cầu")


@pytest.mark.parametrize(
    "document", [{}, [], None, 7, "NewsArticle", {"@type": "WebPage", "headline": "x"}, {"@type": None}]
)
def test_what_is_no_article_tells_nothing(document: object) -> None:
    assert told(document) == Told()


def test_the_fullest_article_is_the_pages_own() -> None:
    related = {"@type": "NewsArticle", "headline": "Bài khác"}
    assert told([related, ARTICLE, {**ARTICLE, "headline": "Bài sau"}]).headline == "Khởi công cầu"


@pytest.mark.parametrize(
    ("fields", "headline", "published"),
    [
        ({"headline": "", "name": "Tên"}, "Tên", "2026-11-21T08:05:00+07:00"),
        ({"headline": ["", "Một"]}, "Một", "2026-11-21T08:05:00+07:00"),
        ({"headline": {"@value": "x"}}, "", "2026-11-21T08:05:00+07:00"),
        ({"datePublished": "", "dateCreated": "2026-11-20"}, "Khởi công cầu", "2026-11-20"),
        ({"datePublished": 7}, "Khởi công cầu", ""),
    ],
)
def test_a_field_may_be_missing_or_odd(fields: dict[str, object], headline: str, published: str) -> None:
    found = told({**ARTICLE, **fields})
    assert (found.headline, found.published) == (headline, published)


PERSON = {"@type": "Person", "@id": "#1", "name": "Hà Thu"}


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Hà Thu", ("Hà Thu",)),
        (["Hà Thu", "Minh Đức", "Hà Thu"], ("Hà Thu", "Minh Đức")),
        (PERSON, ("Hà Thu",)),
        ([PERSON, {"@type": "Person", "name": "Minh Đức"}], ("Hà Thu", "Minh Đức")),
        ({"name": ["Hà Thu", "Minh Đức"]}, ("Hà Thu", "Minh Đức")),
        ({"@id": "#1"}, ("Hà Thu",)),
        ({"@id": "#nobody"}, ()),
        ({"@type": "Organization", "name": "Báo Lam Giang"}, ()),
        ({"@type": ["NewsMediaOrganization"], "name": "Báo Lam Giang"}, ()),
        ({"name": "Hà &amp;#84;hu"}, ("Hà Thu",)),
        ({"name": ""}, ()),
        (None, ()),
        (7, ()),
    ],
)
def test_authors_are_written_in_many_ways(author: object, names: tuple[str, ...]) -> None:
    assert authors_of(author, PERSON) == names


def test_authors_that_lead_in_a_circle_are_nobody() -> None:
    assert authors_of({"@id": "#9"}, {"@type": "Person", "@id": "#9", "name": [{"@id": "#9"}]}) == ()


def test_authors_lie_in_no_great_depth() -> None:
    deep: object = "Hà Thu"
    for _ in range(900):
        deep = [deep]
    assert authors_of(deep) == ()


def test_nobody_has_hundreds_of_authors() -> None:
    assert len(authors_of([f"Người {number}" for number in range(500)])) == MOST_AUTHORS


WHOLE = json.dumps(ARTICLE)


@pytest.mark.parametrize(
    "script",
    [
        WHOLE,
        f"  \n{WHOLE};\n",
        f"<!-- {WHOLE} -->",
        f"//<![CDATA[\n{WHOLE}\n//]]>",
        f"<![CDATA[{WHOLE}]]>",
        f"/*<![CDATA[*/ {WHOLE} /*]]>*/",
        f"var told = {WHOLE};",
        WHOLE[:-1] + ",}",
        WHOLE.replace(", ", ",\n\t"),
        WHOLE.replace("c\\u1ea7u", "c\\u1ea7u\n"),
        WHOLE + '{"another": 1}',
    ],
)
def test_what_wraps_or_breaks_the_script_is_put_up_with(script: str) -> None:
    assert read([script]).headline == "Khởi công cầu"


@pytest.mark.parametrize(
    "script",
    ["", "{", "{]", "null", "[" * 100_000, '{"a": ' * 100_000, "9" * 5000, "{'a': 1}", '{"@type": "NewsArt'],
)
def test_a_broken_script_tells_nothing(script: str) -> None:
    assert read([script]) == Told()


def test_a_broken_script_does_not_hide_the_next() -> None:
    assert read(["{", WHOLE]).is_article


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Tin &amp;amp; ảnh", "Tin & ảnh"),
        ("NH&#7852;T XU&Acirc;N", "NHẬT XUÂN"),
        ("l&amp;#432;&amp;#417;ng", "lương"),
        ("A & B", "A & B"),
        ("  nhiều \n dòng\0", "nhiều dòng"),
        ("lu\u0303", "lũ"),
        ("", ""),
    ],
)
def test_entities_are_resolved_as_often_as_they_were_escaped(text: str, plain: str) -> None:
    assert unescape(text) == plain


def test_a_body_with_markup_keeps_its_lines() -> None:
    assert told({**ARTICLE, "articleBody": "Một&nbsp;hai.\r\n\r\nBa  bốn.\n"}).body == "Một hai.\nBa bốn."


@given(st.text())
def test_every_script_is_read(script: str) -> None:
    assert isinstance(read([script, "{" + script]), Told)


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ("https://anh.example/a.jpg", "https://anh.example/a.jpg"),
        (["https://anh.example/a.jpg", "https://anh.example/b.jpg"], "https://anh.example/a.jpg"),
        ({"@type": "ImageObject", "url": "https://anh.example/a.jpg"}, "https://anh.example/a.jpg"),
        ([{"contentUrl": "https://anh.example/a.jpg?x=1&amp;y=2"}], "https://anh.example/a.jpg?x=1&y=2"),
        ({"@id": "#anh"}, "https://anh.example/kho.jpg"),
        ({"@id": "#khac"}, ""),
        ([[], {}, None, 7], ""),
    ],
)
def test_the_picture_is_told_in_many_ways(image: object, address: str) -> None:
    stored = {"@type": "ImageObject", "@id": "#anh", "url": "https://anh.example/kho.jpg"}
    assert told({**ARTICLE, "image": image}, stored).image == address


def test_a_thumbnail_stands_in_for_a_picture() -> None:
    assert told({**ARTICLE, "thumbnailUrl": "https://anh.example/a.jpg"}).image == "https://anh.example/a.jpg"


@pytest.mark.parametrize(
    ("items", "crumbs"),
    [
        ([{"name": "Thời sự"}, {"item": {"name": "Giao thông"}}], ("Thời sự", "Giao thông")),
        ([{"name": ""}, {"item": "https://bao.example/gt"}, "x", 7], ()),
        ("x", ()),
        (None, ()),
    ],
)
def test_the_crumbs_are_told_in_their_order(items: object, crumbs: tuple[str, ...]) -> None:
    trail = {"@type": "BreadcrumbList", "itemListElement": items}
    assert told(ARTICLE, trail).crumbs == told(trail).crumbs == crumbs


def test_a_page_may_be_dated_where_no_article_is_described() -> None:
    page = {"@type": "WebPage", "datePublished": "2026-11-21"}
    assert told({"@graph": [page, {"@type": "Organization", "name": "Báo"}]}).published == "2026-11-21"
    assert told(ARTICLE, page).published == ARTICLE["datePublished"]
