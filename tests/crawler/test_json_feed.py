import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.entries import BadList, Draft, Fault, Listing
from crawler.json_feed import MOST_ITEMS, read

ITEM = {
    "id": "1",
    "url": "https://x/1",
    "title": "Khởi công cầu",
    "date_published": "2026-11-21T08:05:00+07:00",
}
DRAFT = Draft(link="https://x/1", title="Khởi công cầu", id="1", date="2026-11-21T08:05:00+07:00")


def drafts(*items: object) -> list[Draft]:
    return list(read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})).drafts)


def test_a_feed_is_read_with_what_it_says_of_itself() -> None:
    document = {"title": "Báo thử", "language": "vi", "home_page_url": "https://x/", "items": [ITEM]}
    assert read(json.dumps(document)) == Listing([DRAFT], title="Báo thử", lang="vi", link="https://x/")


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        ({"summary": "A", "content_text": "B"}, "A"),
        ({"content_text": "B", "content_html": "<p>C</p>"}, "B"),
        ({"content_html": "<p>C</p>"}, "<p>C</p>"),
        ({"summary": None}, ""),
    ],
)
def test_the_summary_is_the_shortest_text_there_is(fields: dict[str, object], summary: str) -> None:
    assert [draft.summary for draft in drafts({**ITEM, **fields})] == [summary]


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ({"authors": [{"name": "Hà Thu"}, {"name": "Lê An"}]}, ("Hà Thu", "Lê An")),
        ({"author": {"name": "Hà Thu"}}, ("Hà Thu",)),
        ({"authors": [{"url": "x"}, "Hà Thu", None, {"name": 7}]}, ("7",)),
        ({"authors": "Hà Thu"}, ()),
        ({}, ()),
    ],
)
def test_authors_of_both_versions_are_read(fields: dict[str, object], authors: tuple[str, ...]) -> None:
    assert [draft.authors for draft in drafts({**ITEM, **fields})] == [authors]


@pytest.mark.parametrize(("given_id", "expected"), [(7, "7"), ("7", "7"), (7.5, "7.5"), (True, ""), ([], "")])
def test_an_id_is_a_text_or_a_number(given_id: object, expected: str) -> None:
    assert [draft.id for draft in drafts({"id": given_id})] == [expected]


def test_an_article_elsewhere_is_linked_there() -> None:
    assert [draft.link for draft in drafts({"external_url": "https://x/2"})] == ["https://x/2"]


def test_what_is_no_item_is_passed_over() -> None:
    assert drafts("x", None, 7, ITEM, []) == [DRAFT]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", Fault.MALFORMED),
        ("[" * 100_000, Fault.MALFORMED),
        ("[]", Fault.NOT_A_LIST),
        ("{}", Fault.NOT_A_LIST),
        ('{"items": {}}', Fault.NOT_A_LIST),
        ('"items"', Fault.NOT_A_LIST),
    ],
)
def test_what_is_no_feed_says_why(text: str, fault: Fault) -> None:
    with pytest.raises(BadList) as caught:
        read(text)
    assert caught.value.fault == fault


@given(
    st.dictionaries(
        st.sampled_from([*ITEM, "authors", "author"]), st.none() | st.text() | st.lists(st.text())
    )
)
def test_every_item_is_a_draft(item: dict[str, object]) -> None:
    assert len(drafts(item)) == 1


def test_the_first_of_too_many_items_are_read() -> None:
    text = json.dumps({"items": [{"id": number} for number in range(MOST_ITEMS + 2)]})
    assert [draft.id for draft in read(text).drafts] == [str(number) for number in range(MOST_ITEMS)]
