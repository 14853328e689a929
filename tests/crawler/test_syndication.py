from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.entries import Draft, Fault
from crawler.syndication import MOST_ATTRIBUTES, BadList, mend, read

BASE = "https://bao.example.vn/rss"


def rss(items: str = "", head: str = "") -> str:
    return f'<rss version="2.0"><channel><title>Báo thử</title>{head}{items}</channel></rss>'


def drafts(items: str) -> list[Draft]:
    return list(read(mend(rss(items)), BASE).drafts)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("<rss>a</rss>", "<rss>a</rss>"),
        ("\ufeff \n<rss/>", "<rss/>"),
        ("<br/>Warning: line 3<rss/>", "<rss/>"),
        ('<?xml version="1.0" encoding="UTF-7"?><rss/>', "<rss/>"),
        ('<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://x/a.dtd"><rss/>', "<rss/>"),
        ("<!-- x --><feed/>", "<feed/>"),
        ("<rdf:RDF/>", "<rdf:RDF/>"),
        ("<rss>A & B &c &amp; &lt;</rss>", "<rss>A &amp; B &amp;c &amp; &lt;</rss>"),
        ("<rss>&eacute;&nbsp;&unknown;</rss>", "<rss>é\xa0&amp;unknown;</rss>"),
        ("<rss>&#432;&#x1A1;&#60;&#0;&#xD800;&#27;</rss>", "<rss>ươ&lt;\ufffd\ufffd</rss>"),
        ("<rss><![CDATA[A & B &eacute;]]>&</rss>", "<rss><![CDATA[A & B &eacute;]]>&amp;</rss>"),
    ],
)
def test_a_document_is_mended_where_outlets_break_it(text: str, mended: str) -> None:
    assert mend(text) == mended


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.NOT_A_LIST),
        ("<html/>", Fault.NOT_A_LIST),
        ('<!DOCTYPE r [<!ENTITY a "x">]><rss/>', Fault.ENTITIES),
        ('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss/>', Fault.EXTERNAL),
        ('<!DOCTYPE r [<!ENTITY % a PUBLIC "x" "http://x">]><rss/>', Fault.EXTERNAL),
        (
            f"<rss {' '.join(f'attribute-number-{n}=1' for n in range(MOST_ATTRIBUTES * 4))}/>",
            Fault.ATTRIBUTES,
        ),
    ],
)
def test_a_document_that_would_do_harm_is_refused(text: str, fault: Fault) -> None:
    with pytest.raises(BadList) as caught:
        mend(text)
    assert (caught.value.fault, str(caught.value)) == (fault, fault.value)


def test_a_feed_tells_what_it_is() -> None:
    listing = read(mend(rss(head="<language>vi</language><link>https://x/</link>")), BASE)
    assert (listing.title, listing.lang, listing.link) == ("Báo thử", "vi", "https://x/")


@pytest.mark.parametrize(
    ("fields", "draft"),
    [
        ("<title>A</title><link>/1</link>", Draft(link="https://bao.example.vn/1", title="A")),
        ("<title>A</title><guid>https://x/1</guid>", Draft(link="https://x/1", title="A", id="https://x/1")),
        ("<pubDate>21/11/2026 08:05</pubDate>", Draft(date="21/11/2026 08:05")),
        ("<description>&lt;b&gt;x&lt;/b&gt;</description>", Draft(summary="<b>x</b>")),
        (
            '<x:creator xmlns:x="http://purl.org/dc/elements/1.1/">Hà Thu</x:creator>',
            Draft(authors=("Hà Thu",)),
        ),
        (
            '<x:encoded xmlns:x="http://purl.org/rss/1.0/modules/content/">Toàn văn</x:encoded>',
            Draft(summary="Toàn văn"),
        ),
    ],
)
def test_an_item_is_read_as_it_is_written(fields: str, draft: Draft) -> None:
    assert drafts(f"<item>{fields}</item>") == [draft]


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>1</id>{}</entry></feed>'


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("<updated>2026-11-22</updated><published>2026-11-21</published>", "2026-11-21"),
        ("<updated>2026-11-22</updated>", "2026-11-22"),
        ("", ""),
    ],
)
def test_an_entry_has_its_first_date(fields: str, date: str) -> None:
    [draft] = read(mend(ATOM.format(fields)), BASE).drafts
    assert draft.date == date


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ("<author><name>Hà Thu</name></author><author><name>Lê An</name></author>", ("Hà Thu", "Lê An")),
        ("<author><email>x@y.vn</email></author>", ("x@y.vn",)),
        ("<author/>", ()),
    ],
)
def test_authors_are_those_with_a_name(fields: str, authors: tuple[str, ...]) -> None:
    [draft] = read(mend(ATOM.format(fields)), BASE).drafts
    assert draft.authors == authors


def test_a_feed_without_items_is_empty() -> None:
    assert read(mend(rss()), BASE).drafts == []


@pytest.mark.parametrize(
    ("text", "fault"), [("<rss><channel><title>cắt <i", Fault.MALFORMED), ("<channel/>", Fault.NOT_A_LIST)]
)
def test_what_cannot_be_read_says_why(text: str, fault: Fault) -> None:
    with pytest.raises(BadList) as caught:
        read(mend(text), BASE)
    assert caught.value.fault == fault


def test_a_text_that_names_a_file_is_not_opened() -> None:
    with pytest.raises(BadList):
        read(__file__, BASE)


@given(
    st.lists(
        st.sampled_from(
            ["<item>", "</item>", "<title>", "</title>", "&", "&#1;", "<![CDATA[", "]]>", "x", "<"]
        )
    )
)
def test_no_items_are_too_strange(parts: list[str]) -> None:
    with suppress(BadList):
        assert isinstance(drafts("".join(parts)), list)
