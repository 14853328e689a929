"""The gate's own counting; the two thousand queries are asked by ``make gates``."""

from pathlib import Path

import pytest

from demo.edition import edition
from search.tree import Everything
from tests.gates.parity import Agreement, compare, documents
from tests.search.engines import engine, put
from tests.search.shelf import Shelf

SHELF = Shelf(documents(edition(), 40))


def test_every_language_of_the_demo_is_asked() -> None:
    whole = documents(edition(), 600)
    assert len(whole) == 600
    assert {one.lang for one in whole} == {"vi", "en", "zh", "ko", "km", "ja", "lo", "fr"}
    assert all(one.body and one.title for one in whole)
    assert any(one.alt_title for one in whole)
    assert any(one.published_at is None for one in whole)


def test_the_same_answers_agree(tmp_path: Path) -> None:
    with engine(f"tantivy://{tmp_path}/index") as opened:
        put(opened, SHELF.documents)
        found = compare(SHELF, [opened], 25)
    assert (found.asked >= 25, found.strays, found.share) == (True, [], 1.0)


def test_another_answer_is_a_stray(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with engine(f"tantivy://{tmp_path}/index") as opened:
        put(opened, SHELF.documents[:-1])
        found = Agreement()
        found.hear(Everything(), SHELF, [opened])
        assert compare(SHELF, [opened], 10).strays
    assert (found.strays, found.share) == (["TantivyEngine: Everything()"], 0.0)
    assert capsys.readouterr().err.startswith("TantivyEngine: ")


def test_nothing_asked_is_no_agreement() -> None:
    assert Agreement().share == 0.0
