import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.entries import BadList, Fault
from crawler.mending import DEEPEST, LONGEST_OPEN_TAG, LONGEST_TAG, MOST_ATTRIBUTES, MOST_TAGS, mend, shallow


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
        ("<CHANNEL/>", "<CHANNEL/>"),
        ("<!DOCTYPE rss [<!ELEMENT a ANY>]><rss/>", "<rss/>"),
        ("<rss><![CDATA[A & B", "<rss><![CDATA[A & B"),
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
        ("<channel>" + "<a>" * (MOST_TAGS + 1), Fault.TOO_LARGE),
        ("<channel>" + "<a/>" * (MOST_TAGS + 1), Fault.TOO_LARGE),
        ("<rss><" + "a" * LONGEST_OPEN_TAG, Fault.MALFORMED),
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


def test_a_long_tag_that_ends_may_hold_a_picture() -> None:
    text = f'<rss><img src="{"A" * LONGEST_TAG}"/></rss>'
    assert mend(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE" * 100_000 + "<rss/>",
        "<!DOCTYPE[" * 100_000 + "<rss/>",
        "<?xml " * 100_000 + "<rss/>",
        "<rss>" + "<![CDATA[" * 100_000,
        "<rss>" + "<!--" * 100_000,
        "<rss>" + "&a" * 100_000,
        "<rss>" + "<" * 300_000,
    ],
)
def test_no_document_chooses_how_long_it_takes(text: str) -> None:
    assert "<rss" in mend(text) or text.startswith("<?xml")


def test_tags_too_deep_go_and_their_words_stay() -> None:
    deep = "<i>" * DEEPEST + "lời" + "</i>" * DEEPEST
    text = f"<rss>{deep}<item>a</item></rss>"
    kept = "<i>" * (DEEPEST - 1) + "lời" + "</i>" * (DEEPEST - 1)
    assert shallow(text) == f"<rss>{kept}<item>a</item></rss>"


@pytest.mark.parametrize(
    "text",
    [
        "<rss>" + "<item><a/><!-- <x> --><![CDATA[<x>]]></item>" * DEEPEST + "</rss>",
        "<rss>" + "<item><p>a<br></item>" * DEEPEST + "</rss>",
        "<rss>" + "<item>a</b></item>" * DEEPEST + "</rss>",
    ],
)
def test_what_is_not_deep_stays_as_it_is(text: str) -> None:
    assert shallow(text) == text


@given(
    st.lists(st.sampled_from(["<a>", "</a>", "<b>", "</b>", "<c/>", "x", "<![CDATA[", "]]>"]), max_size=900)
)
def test_nothing_is_deeper_than_the_deepest(parts: list[str]) -> None:
    text = shallow("".join(parts))
    assert shallow(text) == text
