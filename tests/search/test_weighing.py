import pytest

from search.matching import matches, read
from search.query import parse
from search.tree import And, Or, Stream, phrase
from search.weighing import weighed
from tests.search.newsstand import newsstand

PRESS = [read(document) for document in newsstand()]


def test_plain_words_weigh_more_where_they_are_written_so() -> None:
    plain, exact = phrase("ma"), phrase("ma", strict=True)
    assert weighed(plain) == Or((plain, And((plain, exact))))


@pytest.mark.parametrize("query", ["má", "=ma", "qua*", "ma NEAR/3 mo", "NOT ma", "tone:-1", ""])
def test_what_asks_for_its_accents_already_or_cannot_stays(query: str) -> None:
    assert weighed(parse(query)) == parse(query)


def test_inside_brackets_words_are_weighed_as_well() -> None:
    plain = phrase("ma")
    told = weighed(parse("(ma OR má) lũ NOT ma"))
    assert told == And((Or((weighed(plain), phrase("má"))), phrase("lũ"), parse("NOT ma")))
    assert [part.stream for part in (phrase("má"), phrase("lũ"))] == [Stream.STRICT] * 2


@pytest.mark.parametrize(
    "query", ["lu", "song tram", "lu OR bao", "lam giang NOT lu", '"lam giang" cau', "람장"]
)
def test_weighing_finds_the_same(query: str) -> None:
    tree = parse(query)
    assert [matches(weighed(tree), one) for one in PRESS] == [matches(tree, one) for one in PRESS]
