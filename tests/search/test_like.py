from collections.abc import Iterator, Sequence

import pytest

from search.engine import Engine
from search.like import like, telling
from search.matching import matches, read
from search.model import Document, Hit
from search.rows import moment, order_key
from search.tree import Node
from tests.search.engines import engine, put
from tests.search.newsstand import article, newsstand

FISH = "Cá chết trắng sông Trầm, dân Bình Khê lo nguồn nước"
BODY = "Dân Bình Khê vớt cá chết trên sông Trầm. Nguồn nước sông Trầm đổi màu."
PRESS = [
    article(101, FISH, BODY),
    article(102, "Vớt cá chết ở Bình Khê", "Sông Trầm đổi màu, nguồn nước bị nghi ô nhiễm."),
    article(103, "Bình Khê được mùa vải", "Người Bình Khê bán vải."),
    article(104, "Giá lúa tăng", "Thương lái mua lúa."),
]


class Shelf:
    """Documents held against each tree, as the engines would find them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = sorted(documents, key=self.ord, reverse=True)

    def every(self, tree: Node, limit: int | None = None) -> Iterator[Hit]:
        found = [Hit(one.id, 0.0, self.ord(one)) for one in self.documents if matches(tree, read(one))]
        yield from found[:limit]

    def counts(self, trees: Sequence[Node]) -> list[int]:
        return [len(list(self.every(tree))) for tree in trees]

    def count(self) -> int:
        return len(self.documents)

    @staticmethod
    def ord(document: Document) -> int:
        return order_key(moment(document), document.id)


def ids(shelf: Shelf | Engine, *, limit: int = 9, title: str = FISH, body: str = BODY) -> list[int]:
    return [hit.id for hit in like(title, body, shelf, limit=limit, without={101})]


def test_what_shares_most_telling_words_comes_first() -> None:
    copy = article(105, f"{FISH} sạch", BODY)
    assert ids(Shelf([*PRESS, copy])) == [105, 102]


def test_the_text_itself_and_its_family_are_left_out() -> None:
    told = like(FISH, BODY, Shelf(PRESS), limit=9, without={101, 102})
    assert told == ()


def test_no_more_are_told_than_wanted() -> None:
    copies = [article(200 + n, FISH, BODY) for n in range(5)]
    assert ids(Shelf([*PRESS, *copies]), limit=2) == [204, 203]


def test_equal_ones_come_newest_first() -> None:
    twins = [article(n, FISH, BODY) for n in (201, 205)]
    hits = like(FISH, BODY, Shelf([*PRESS, *twins]), limit=2, without={101})
    assert [hit.id for hit in hits] == [205, 201]
    assert hits[0].score == hits[1].score


def test_one_word_in_common_is_not_enough() -> None:
    assert 103 not in ids(Shelf(PRESS), title="Bình Khê mở hội", body="Người dân rước kiệu.")


def test_what_everybody_says_tells_nothing() -> None:
    press = [article(n, f"Tỉnh Lam Giang họp {n}", "Lam Giang") for n in range(1, 101)]
    shelf = Shelf([*press, *PRESS])
    assert "lam giang" not in {word.phrase.text for word in telling(f"{FISH} Lam Giang", BODY, shelf)}


def test_single_words_tell_where_they_are_long_or_their_script_has_no_capitals() -> None:
    press = [
        article(1, "Flooding in Lam Giang", "Flooding rose"),
        article(2, "Flooding again", "after rain"),
        article(3, "蓝江 洪水", "蓝江 洪水"),
        article(4, "蓝江 洪水", ""),
    ]
    words = {word.phrase.text for word in telling("Flooding rain 2026", "洪水 2026", Shelf(press))}
    assert words == {"flooding", "洪水"}


@pytest.mark.parametrize(("title", "body"), [("", ""), ("!!!", "..."), ("xyz", "qwertz uiop")])
def test_a_text_that_shares_nothing_is_like_nothing(title: str, body: str) -> None:
    assert ids(Shelf(PRESS), title=title, body=body) == []


def test_an_engine_answers_as_if_each_document_was_held_against_each_word(url: str) -> None:
    press = [*newsstand(), *PRESS]
    with engine(url) as opened:
        put(opened, press)
        for document in press[::7]:
            asked = {"title": document.title, "body": document.body}
            expected = like(**asked, engine=Shelf(press), limit=9, without={document.id})
            assert like(**asked, engine=opened, limit=9, without={document.id}) == expected
