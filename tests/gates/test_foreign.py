"""The arithmetic of the gate of foreign articles, on rows one can count."""

import gzip
import json
from pathlib import Path

import pytest

from classifier.model import Reading, TopicScore
from tests.gates import foreign, foreign_sentences
from tests.gates.foreign import Report
from tests.gates.foreign_sentences import OURS, Answers, Row

FLOOD: Report = {
    "lang": "en",
    "province": "Huế",
    "topic": "environment",
    "also": ["society"],
    "about": 1,
    "tone": -1,
    "title": "Flood destroys homes",
    "body": "Three people died.",
}
GOAL: Report = {
    **FLOOD,
    "lang": "fr",
    "topic": "sport_entertainment",
    "also": [],
    "about": 0,
    "tone": 0,
    "title": "But",
}


def reading(topic: str, about: float, tone: int) -> Reading:
    return Reading(
        "en", about, (TopicScore(topic, 0.9),), tone, 0.9, abstain=False, why="", places=(), model="m"
    )


def test_what_is_right_is_counted_by_language() -> None:
    read = [reading("society", 0.9, -1), reading("sport_entertainment", 0.9, 0)]
    told = foreign.counted([FLOOD, GOAL], read)
    assert (told.reports, told.topic, told.also, told.about) == (2, 1, 2, 1)
    assert (told.tones, told.tone, told.plain_tone) == (1, 1, 1)
    assert foreign.counted([FLOOD, GOAL], read, "fr").line == ("1", "100.0", "100.0", "0.0", "—", "—")


def test_figures_are_shares() -> None:
    told = foreign.figures([FLOOD, GOAL], [reading("environment", 0.9, 0), reading("health", 0.1, 0)])
    assert told == {"foreign topic": 0.5, "foreign about": 1.0, "foreign tone": 0.0}


@pytest.mark.parametrize(
    ("body", "tone"), [("A great success", 1), ("A fraud", -1), ("A success, a fraud", 0), ("", 0)]
)
def test_the_plain_rule_counts_words(body: str, tone: int) -> None:
    assert foreign.plain_tone({**FLOOD, "title": "", "body": body}) == tone


def test_a_language_without_words_is_plain() -> None:
    assert foreign.plain_tone({**FLOOD, "lang": "xx"}) == 0


def test_accuracy_and_f1_of_a_half_right_answer() -> None:
    right, f1 = foreign.score(["1", "-1"], ["1", "0"])
    assert (right, f1) == pytest.approx((0.5, 1 / 3))


LABELS = (("sports", "goal"), ("health", "doctor"), ("school", "teacher"))
ROWS: list[Row] = [
    {"number": number, "lang": lang, "text": f"{word} {number} {told}", "label": label}
    for number in range(18)
    for lang, word in (("en", "new"), ("fr", "nouveau"))
    for label, told in [LABELS[number % len(LABELS)]]
]


def test_every_system_answers_every_sentence() -> None:
    answers = foreign_sentences.asked(ROWS)
    assert set(answers) == {*foreign_sentences.peers(), OURS}
    assert {len(told.said) for told in answers.values()} == {len(ROWS)}
    assert answers[OURS].share(ROWS, "en") == 1.0


def test_our_mean_and_the_least_lead_over_the_best_peer() -> None:
    right = {at: row["label"] for at, row in enumerate(ROWS)}
    wrong = dict.fromkeys(right, "no")
    answers = {"peer": Answers(wrong), "other": Answers(right | {0: "no"}), OURS: Answers(right)}
    best, share = foreign.best_peer(ROWS, answers, "en")
    assert (best, round(share, 3)) == ("other", round(17 / 18, 3))
    assert foreign.sentence_figures(ROWS, answers) == {
        "foreign sentences": 1.0,
        "foreign sentences beside peers": 1.0,
    }


def test_sentences_are_read_with_their_number_and_language(tmp_path: Path) -> None:
    path = tmp_path / "s.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(
            json.dumps({"id": "khm_Khmr-12", "lang": "khm_Khmr", "text": "x", "label": "health"}) + "\n"
        )
    assert foreign_sentences.rows(path) == [{"number": 12, "lang": "km", "text": "x", "label": "health"}]


def test_tables_are_markdown() -> None:
    assert foreign.lines(("", "a"), [("b", "1")]) == ["|  | a |", "| --- | --- |", "| b | 1 |"]
    table = foreign.target_table({"rw": {"ours": (0.5, 0.25)}})
    assert table[-1] == "| ours | 50.0 / 25.0 |"
    shown = foreign.report_table([FLOOD], [reading("environment", 0.9, -1)])
    assert shown[-2] == "| all | 1 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 |"


def test_the_sentence_table_has_a_row_for_each_system() -> None:
    right = Answers({at: row["label"] for at, row in enumerate(ROWS)})
    assert foreign.sentence_table(ROWS, {OURS: right})[-2] == "| ours | 100.0 | 100.0 |"


def test_tones_toward_a_name_by_every_way(tmp_path: Path) -> None:
    train = {"primary_gid": "a_1_x", "sentence_normalized": "Smith failed", "targets": [{"from": 0, "to": 5}]}
    polarities = [
        train | {"targets": [{"from": 0, "to": 5, "polarity": one}]} for one in (2.0, 4.0, 6.0, 2.0)
    ]
    dev = [{"text": "Smith failed badly", "start": 0, "end": 5, "label": "-1"}]
    for name, rows in (("train", polarities), ("rw_dev", dev)):
        with gzip.open(tmp_path / f"tsc_en_{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.write("".join(json.dumps(row) + "\n" for row in rows))
    told = foreign.toward(tmp_path, "rw")
    assert {way: right for way, (right, _) in told.items()} == dict.fromkeys(told, 1.0)
