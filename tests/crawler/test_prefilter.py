import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import prefilter
from crawler.prefilter import (
    DIGEST_SIZE,
    MOST_DIGESTS,
    MOST_ITEMS,
    MOST_UNSURE,
    Piece,
    digest,
    sift,
    spans_of,
    whole,
)

NOTHING: frozenset[bytes] = frozenset()
ONE, TWO, THREE = ("<item><title>một</title></item>", "<item a='b'>hai</item>", "<item>\n<items/>ba</item>")


def channel(*items: str) -> str:
    return f"<rss><channel><title>T</title>{''.join(items)}</channel></rss>"


def items_of(text: str) -> list[str]:
    return [text[start:end] for start, end in spans_of(text)[1]]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (channel(ONE, TWO, THREE), [ONE, TWO, THREE]),
        ("<feed><entry>a</entry>\n<entry>b</entry></feed>", ["<entry>a</entry>", "<entry>b</entry>"]),
        ("<urlset><url><loc>x</loc></url></urlset>", ["<url><loc>x</loc></url>"]),
        (
            "<feed><entry>&lt;a<![CDATA[<item>x</item>]]></entry></feed>",
            ["<entry>&lt;a<![CDATA[<item>x</item>]]></entry>"],
        ),
        (channel(), []),
        ("", []),
        # none of these is sure
        (channel("<item><![CDATA[</item>]]></item>"), []),
        (channel("<item><item>a</item></item>"), []),
        (channel("</item><item>"), []),
        (channel("<item/>", ONE), []),
        (channel(ONE)[:-30], []),
        ("<rss:item>a</rss:item>", []),
        ("<ITEM>a</ITEM>", []),
    ],
)
def test_items_lie_from_tag_to_tag(text: str, items: list[str]) -> None:
    assert items_of(text) == items


def test_a_list_that_is_new_goes_on_as_it_is() -> None:
    text = channel(ONE, TWO)
    sifted = sift(text, NOTHING)
    assert sifted is not None
    assert sifted.pieces == (Piece(text, 2),)
    assert sifted.digests == (digest(ONE), digest(TWO))


def test_what_was_seen_is_taken_out() -> None:
    sifted = sift(channel(ONE, TWO, THREE), frozenset({digest(ONE), digest(THREE)}))
    assert sifted is not None
    assert sifted.pieces == (Piece(channel(TWO), 1),)
    assert sifted.digests == (digest(ONE), digest(TWO), digest(THREE))


def test_a_list_of_which_all_was_seen_keeps_its_head() -> None:
    sifted = sift(channel(ONE, ONE), frozenset({digest(ONE)}))
    assert sifted is not None
    assert sifted.pieces == (Piece(channel(), 0),)


def test_one_letter_makes_another_item() -> None:
    assert len(digest(ONE)) == DIGEST_SIZE
    assert digest(ONE) != digest(ONE.replace("một", "Một"))


@pytest.mark.parametrize("text", ["", channel(), channel("<item>"), "<rss:item>a</rss:item>"])
def test_where_items_are_not_sure_nothing_is_sifted(text: str) -> None:
    assert sift(text, NOTHING) is None


def test_a_long_list_comes_by_pieces() -> None:
    items = [f"<item>{number}</item>" for number in range(prefilter.PIECE_ITEMS + 7)]
    sifted = sift(channel(*items), NOTHING)
    assert sifted is not None
    assert [piece.items for piece in sifted.pieces] == [prefilter.PIECE_ITEMS, 7]
    assert [item for piece in sifted.pieces for item in items_of(piece.text)] == items


def test_long_items_come_by_pieces() -> None:
    items = [f"<item>{sign * (prefilter.PIECE_SIZE // 2)}</item>" for sign in "abc"]
    sifted = sift(channel(*items), NOTHING)
    assert sifted is not None
    assert [piece.items for piece in sifted.pieces] == [1, 1, 1]


def test_the_newest_of_too_many_items_are_kept() -> None:
    items = [f"<item>{number}</item>" for number in range(MOST_ITEMS + 9)]
    sifted = sift(channel(*items), NOTHING)
    assert sifted is not None
    assert sum(piece.items for piece in sifted.pieces) == MOST_ITEMS
    assert items_of(sifted.pieces[0].text)[0] == items[0]
    assert len(sifted.digests) == MOST_DIGESTS


def test_the_newest_of_too_much_text_is_kept() -> None:
    items = [f"<item>{sign * (prefilter.LONGEST_KEPT // 2)}</item>" for sign in "abc"]
    sifted = sift(channel(*items), NOTHING)
    assert sifted is not None
    assert [items_of(piece.text)[0][6] for piece in sifted.pieces] == ["a"]


def test_addresses_may_be_more() -> None:
    urls = f"<url>{'a' * 700}</url>" * (MOST_ITEMS + 1)
    sifted = sift(f"<urlset>{urls}</urlset>", NOTHING)
    assert sifted is not None
    assert sum(piece.items for piece in sifted.pieces) == MOST_ITEMS + 1


def test_what_is_not_told_apart_is_cut_where_it_is_too_long() -> None:
    assert whole(channel(ONE)) == channel(ONE)
    assert whole("<item>" * (MOST_UNSURE + 5)) == "<item>" * MOST_UNSURE
    assert len(whole("x" * (prefilter.LONGEST_UNSURE + 5))) == prefilter.LONGEST_UNSURE


BODIES = st.lists(st.text("ab <>/&", max_size=8), max_size=12)


@given(BODIES, st.sets(st.integers(0, 11)))
def test_each_item_is_either_seen_or_kept(bodies: list[str], places: set[int]) -> None:
    items = [f"<item>{body.replace('<', '')}</item>" for body in bodies]
    seen = frozenset(digest(item) for place, item in enumerate(items) if place in places)
    sifted = sift(channel(*items), seen)
    kept = [item for piece in sifted.pieces for item in items_of(piece.text)] if sifted else []
    assert kept == [item for item in items if digest(item) not in seen]


@given(st.text("<>/item ", max_size=60))
def test_no_markup_is_too_strange(text: str) -> None:
    assert all(text[start:].startswith("<item") for start, _ in spans_of(text)[1])
