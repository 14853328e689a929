"""The gate's own counting, on toy rows; the real ones are read by ``make gates``."""

import gzip
import json
from pathlib import Path

import pytest

from classifier.gazetteer import Finder
from classifier.model import Gazetteer
from demo.events import load_events
from tests.gates import across
from tests.gates.across import OURS, Item, Score, articles, demo_recall, figures, recall_at, reports, score

FULL = Score(1.0, 1.0, 1.0, 1.0)
HALF = Score(0.5, 0.5, 1.0, 0.5)


def item(event: str, lang: str, *numbers: int, day: int = 0) -> Item:
    return Item(event, lang, day, {f"number:{number}": "" for number in numbers})


NOISE = [item(f"noise{at}", "vi", 5000 + at) for at in range(20)]


def test_what_shares_rare_numbers_is_found() -> None:
    items = [item("a", "vi", 214, 380), item("b", "vi", 118, 77), item("a", "en", 214, 380), *NOISE]
    assert score(items, None) == FULL


def test_another_kind_of_mark_alone_finds_nothing() -> None:
    items = [item("a", "vi", 214, 380), item("a", "en", 214, 380), *NOISE]
    assert score(items, {"name"}) == Score(0.0, 0.0, 1.0, 0.0)


def test_what_lies_days_apart_is_not_asked() -> None:
    items = [item("a", "vi", 214, 380), item("a", "en", 214, 380, day=4), *NOISE]
    assert score(items, None).recall == 0.0


def test_two_that_share_as_much_are_no_first() -> None:
    told = (214, 380, 471, 632)
    items = [item("a", "vi", *told), item("b", "vi", *told), item("a", "en", *told), *NOISE]
    found = score(items, None)
    assert (found.first, found.shown_precision, found.shown_recall) == (0.0, 0.5, 1.0)


@pytest.mark.parametrize(
    ("right", "gold", "recall"),
    [
        ([], 0, 0.0),
        ([True, True], 4, 0.5),
        ([True, False, True], 2, 0.5),
        ([True] * 19 + [False, True], 20, 1.0),
        ([False, True], 1, 0.0),
    ],
)
def test_recall_is_read_where_nineteen_of_twenty_are_right(
    right: list[bool], gold: int, recall: float
) -> None:
    assert recall_at(right, gold) == recall


def test_the_least_lead_over_a_peer_is_a_figure() -> None:
    told = {OURS: FULL, across.NUMBERS: HALF, across.NAMES: Score(0.9, 0.9, 1.0, 0.9)}
    found = figures({"en": told}, {"en": told, "zh": told}, told)
    assert found["across articles over peers"] == pytest.approx(0.1)
    assert all(name.startswith("across ") for name in found)


def test_sentences_become_articles_in_two_languages(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for number in range(4):
            for lang in ("vie_Latn", "eng_Latn"):
                lines.write(
                    json.dumps({"id": f"{lang}-{number}", "lang": lang, "text": f"{700 + number}"}) + "\n"
                )
    made = articles(across.sentences(path), "en", 2, 0)
    assert [one.lang for one in made] == ["vi", "vi", "en", "en"]
    assert [sorted(one.marks) for one in made[:2]] == [sorted(one.marks) for one in made[2:]]


def test_the_own_reports_name_events_and_what_they_look_like() -> None:
    told = reports()
    events = {one["event"] for one in told}
    assert {one["like"] for one in told if "like" in one} <= events
    assert {one["lang"] for one in told} >= {"vi", "en", "zh", "ko", "ja", "km", "lo", "th", "fr", "ru"}


def test_an_event_of_the_demo_in_two_languages_is_found() -> None:
    events = load_events()
    one = next(one for one in events if any(one.id == other.same_as for other in events))
    pair = [one, *(other for other in events if other.same_as == one.id)]
    assert demo_recall(pair, lambda _: Finder(Gazetteer("", ()))) > 0


def test_a_table_has_a_row_for_each_language() -> None:
    told = dict.fromkeys(across.KINDS, HALF)
    shown = across.table({"en": told}, {"en": told}, told, 0.9)
    row = f"| en | {' | '.join([str(HALF)] * 3)} |"
    assert (shown.count(row), shown[-1]) == (2, "Shown within the first three: 0.90.")
