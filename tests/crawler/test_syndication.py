from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.entries import BadList, Draft, Fault
from crawler.mending import mend
from crawler.syndication import LONGEST_HINT, read

BASE = "https://bao.example.vn/rss"


def rss(items: str = "", head: str = "") -> str:
    return f'<rss version="2.0"><channel><title>Báo thử</title>{head}{items}</channel></rss>'


def drafts(items: str) -> list[Draft]:
    return list(read(mend(rss(items)), BASE).drafts)


def test_a_feed_tells_what_it_is() -> None:
    listing = read(mend(rss(head="<language>vi</language><link>https://x/</link>")), BASE)
    assert (listing.title, listing.lang, listing.link) == ("Báo thử", "vi", "https://x/")


@pytest.mark.parametrize(
    ("fields", "draft"),
    [
        ("<title>A</title><link>/1</link>", Draft(link="/1", title="A")),
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


@pytest.mark.parametrize(
    ("kind", "written", "title"),
    [
        ("text", "mẫu &lt;blink&gt; cũ", "mẫu &lt;blink&gt; cũ"),
        ("text", "1 &lt; 2", "1 &lt; 2"),
        ("text", "&lt;b&gt;Mưa&lt;/b&gt; lũ", "<b>Mưa</b> lũ"),
        ("text", "&lt;img src=x onerror=y&gt;", "<img src=x onerror=y>"),
        ("html", "mẫu &lt;blink&gt; cũ", "mẫu <blink> cũ"),
    ],
)
def test_plain_text_of_atom_keeps_its_signs_unless_it_is_markup(kind: str, written: str, title: str) -> None:
    for name in ("title", "summary", "content"):
        [draft] = read(mend(ATOM.format(f'<{name} type="{kind}">{written}</{name}>')), BASE).drafts
        assert (draft.title if name == "title" else draft.summary) == title


@pytest.mark.parametrize(
    ("links", "link"),
    [
        ('<link href="https://x/a"/><link rel="enclosure">https://x/a.mp3</link>', "https://x/a"),
        ('<link rel="enclosure">https://x/a.mp3</link><link href="https://x/a"/>', "https://x/a"),
        ('<link rel="enclosure">https://x/a.mp3</link>', "https://x/a.mp3"),
        ('<link href="https://x/a"/><link rel="related" href="https://x/b"/>', "https://x/a"),
        ("", "1"),
    ],
)
def test_an_entry_is_where_its_text_is(links: str, link: str) -> None:
    [draft] = read(mend(ATOM.format(links)), BASE).drafts
    assert draft.link == link


@pytest.mark.parametrize(
    ("head", "minutes"),
    [
        ("<ttl>90</ttl>", 90),
        ("<ttl> 30 </ttl><skipHours><hour>1</hour></skipHours>", 30),
        ("<ttl>99999999</ttl>", LONGEST_HINT),
        ("<ttl>bald</ttl>", 0),
        ("<ttl>-5</ttl>", 0),
        ("<s:updatePeriod>hourly</s:updatePeriod>", 60),
        ("<s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>4</s:updateFrequency>", 15),
        ("<s:updatePeriod>dayly</s:updatePeriod><s:updateFrequency>2</s:updateFrequency>", 720),
        ("<s:updatePeriod>Always</s:updatePeriod>", 60),
        ("<s:updatePeriod>daily</s:updatePeriod><s:updateFrequency>0</s:updateFrequency>", 1440),
        ("<s:updatePeriod>yearly</s:updatePeriod>", LONGEST_HINT),
        ("<s:updatePeriod>mỗi giờ</s:updatePeriod>", 0),
        ("", 0),
    ],
)
def test_a_feed_tells_how_often_to_ask(head: str, minutes: int) -> None:
    text = rss(head=head).replace("<rss", '<rss xmlns:s="http://purl.org/rss/1.0/modules/syndication/"', 1)
    assert read(mend(text), BASE).hinted_minutes == minutes


def test_a_feed_without_items_is_empty() -> None:
    assert read(mend(rss()), BASE).drafts == []


@pytest.mark.parametrize(
    ("text", "fault"), [("<rss><channel><title>cắt <i", Fault.MALFORMED), ("<channel/>", Fault.NOT_A_LIST)]
)
def test_what_cannot_be_read_says_why(text: str, fault: Fault) -> None:
    with pytest.raises(BadList) as caught:
        read(mend(text), BASE)
    assert caught.value.fault == fault


@pytest.mark.parametrize(
    "text",
    [
        "<rss><item></category></item><channel><item><category>x</item></category>&",
        "<rss><channel><title>&#99999999999;",
    ],
)
def test_what_makes_the_parser_stumble_is_malformed(text: str) -> None:
    with pytest.raises(BadList) as caught:
        read(text, BASE)
    assert caught.value.fault == Fault.MALFORMED


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
