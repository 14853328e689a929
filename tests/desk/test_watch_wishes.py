"""A wish for a watch that cannot be is refused at its field, in both languages."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.packs import Pack
from desk.watch_rows import WatchProblem, Wish
from desk.watch_wishes import check, narrows, tidy
from search.query import parse
from search.tree import And, Days, Everything, Node, Not, Or, phrase, tag
from tests.desk.making import PERSONAL, PLAIN

DAY = date(2026, 10, 1)
SIX, TEN = time(6), time(22)

BAD: list[tuple[Wish, str, str]] = [
    (replace(PLAIN, name=" "), "name", "there is no name; give it a short one"),
    (replace(PLAIN, name="n" * 121), "name", "longer than 120 characters; shorten it"),
    (replace(PLAIN, query=""), "query", "this query finds every article; add at least one word"),
    (replace(PLAIN, query="-lũ"), "query", "this query finds every article; add at least one word"),
    (replace(PLAIN, query="ngày:2026"), "query", "this query finds every article; add at least one word"),
    (replace(PLAIN, query="lũ OR -mưa"), "query", "this query finds every article; add at least one word"),
    (replace(PLAIN, team="chiefs"), "team", 'no team "chiefs" has watches; choose: monitor, claims'),
    (replace(PLAIN, team="reader"), "team", 'no team "reader" has watches; choose: monitor'),
    (replace(PLAIN, ceiling=0), "ceiling", "it may tell between 1 and 200 times a day"),
    (replace(PLAIN, ceiling=201), "ceiling", "it may tell between 1 and 200 times a day"),
    (replace(PLAIN, quiet_from=TEN), "quiet_until", "quiet hours need a beginning and an end"),
    (replace(PLAIN, quiet_until=SIX), "quiet_from", "quiet hours need a beginning and an end"),
    (replace(PLAIN, quiet_from=SIX, quiet_until=SIX), "quiet_until", "the quiet hours begin and end at the"),
    (
        replace(PLAIN, hook_url="http://ngoai.vn/a"),
        "hook_url",
        "the address of a webhook must begin with https",
    ),
    (
        replace(PLAIN, hook_url="https://127.0.0.1/a"),
        "hook_url",
        "the address of the webhook lies in an inner",
    ),
    (
        replace(PLAIN, hook_url="https://10.1.2.3/a"),
        "hook_url",
        "the address of the webhook lies in an inner",
    ),
    (
        replace(PLAIN, hook_url="https://may.local/a"),
        "hook_url",
        "the address of the webhook lies in an inner",
    ),
    (
        replace(PLAIN, hook_url="https://ngoai.vn:22/"),
        "hook_url",
        "https://ngoai.vn:22/: this port is not for",
    ),
    (replace(PLAIN, hook_url=f"https://n.vn/{'a' * 500}"), "hook_url", "longer than 500 characters"),
    (replace(PERSONAL, office=""), "office", "the query is only a person's name: tell their office, or add"),
    (
        replace(PERSONAL, purpose=" "),
        "purpose",
        "the query is only a person's name: tell the purpose, or add",
    ),
    (replace(PERSONAL, office="o" * 201), "office", "longer than 200 characters; shorten it"),
    (replace(PERSONAL, purpose="p" * 501), "purpose", "longer than 500 characters; shorten it"),
]


@pytest.mark.parametrize(("wish", "field", "sentence"), BAD, ids=[f"{f}: {s[:24]}" for _, f, s in BAD])
def test_what_a_wish_lacks_is_told_at_its_field(wish: Wish, field: str, sentence: str, pack: Pack) -> None:
    with pytest.raises(WatchProblem) as told:
        check(tidy(wish), pack, DAY)
    assert (told.value.field, told.value.message_en[: len(sentence)]) == (field, sentence)
    assert str(told.value) == f"{told.value.message_vi} / {told.value.message_en}"


def test_a_query_that_cannot_be_read_says_where(pack: Pack) -> None:
    with pytest.raises(WatchProblem) as told:
        check(replace(PLAIN, query="lũ AND"), pack, DAY)
    assert told.value.query_error is not None
    assert (told.value.field, told.value.query_error.position) == ("query", 3)


@pytest.mark.parametrize(
    ("wish", "is_personal"),
    [
        (PLAIN, False),
        (PERSONAL, True),
        (replace(PLAIN, query="ngày:2026 lũ", ceiling=200, quiet_from=TEN, quiet_until=SIX), False),
        (replace(PLAIN, query="chủ đề:land", team="claims", hook_url="https://ngoai.vn/a?key=1"), False),
    ],
)
def test_a_sound_wish_tells_whether_somebody_must_decide(wish: Wish, is_personal: bool, pack: Pack) -> None:
    assert check(wish, pack, DAY) is is_personal


def test_spare_spaces_go() -> None:
    wish = replace(PLAIN, name="  Cầu   Bến Lội ", query=" lũ ", hook_url=" https://n.vn ", office=" a  b ")
    assert tidy(wish) == replace(PLAIN, query="lũ", hook_url="https://n.vn", office="a b")


LEAVES: list[Node] = [phrase("lũ"), tag("topic", "land"), Days(DAY, None), Everything()]
TREES = st.recursive(
    st.sampled_from(LEAVES),
    lambda parts: (
        st.builds(Not, parts)
        | st.lists(parts, min_size=1, max_size=3).map(lambda found: And(tuple(found)))
        | st.lists(parts, min_size=1, max_size=3).map(lambda found: Or(tuple(found)))
    ),
    max_leaves=12,
)


@given(TREES)
def test_what_narrows_finds_no_article_that_has_none_of_its_words(tree: Node) -> None:
    assert not (narrows(tree) and holds_of_nothing(tree))
    assert narrows(Not(Not(tree))) is narrows(tree)


def holds_of_nothing(tree: Node) -> bool:
    """Whether a tree holds of an article of the right days that has no word and no tag of it."""
    match tree:
        case And():
            return all(map(holds_of_nothing, tree.parts))
        case Or():
            return any(map(holds_of_nothing, tree.parts))
        case Not():
            return not holds_of_nothing(tree.part)
        case _:
            return isinstance(tree, Days | Everything)


def test_words_read_are_what_is_checked() -> None:
    assert narrows(parse("lũ -mưa", today=DAY))
