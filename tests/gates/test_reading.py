import json
from pathlib import Path

import pytest

from classifier.training_rows import Row
from tests.gates import reading, reading_peers
from tests.gates.reading import OURS, Results, Sections
from tests.gates.reading_peers import MAJORITY, PLAIN, RULE


def row(title: str, topic: str, about: int = 1, tone: int = 0) -> Row:
    return {
        "province": "Tây Ninh",
        "title": title,
        "summary": "",
        "published": "2026-01-02",
        "about": about,
        "topic": topic,
        "topics_any": [topic],
        "tone": tone,
    }


TRAIN = [
    row("Bắt kẻ trộm xe", "public_order", tone=-1),
    row("Bắt kẻ cướp xe", "public_order", tone=-1),
    row("Ngày hội được mùa đẹp", "agriculture", tone=1),
    row("Nông dân được mùa", "agriculture", tone=1),
    row("Đội bóng thắng trận", "sport_entertainment", about=0),
    row("Đội bóng thua trận", "sport_entertainment", about=0),
    row("Bắt kẻ trộm chó", "public_order", tone=-1),
]
ASKED = [
    {"id": "a", "title": "Bắt kẻ trộm", "summary": ""},
    {"id": "b", "title": "Đội bóng", "summary": "đẹp, thành công"},
]


def test_each_peer_answers_every_report() -> None:
    answers = reading_peers.answers(TRAIN, ASKED)
    assert answers == {
        PLAIN: [
            {"id": "a", "about": 1, "topic": "public_order", "tone": -1},
            {"id": "b", "about": 0, "topic": "sport_entertainment", "tone": answers[PLAIN][1]["tone"]},
        ],
        RULE: [
            {"id": "a", "about": 1, "topic": "public_order", "tone": -1},
            {"id": "b", "about": 1, "topic": "public_order", "tone": 1},
        ],
        MAJORITY: [{"id": name, "about": 1, "topic": "public_order", "tone": -1} for name in "ab"],
    }


@pytest.mark.parametrize(("text", "tone"), [("cháy chợ", -1), ("thành công", 1), ("họp", 0)])
def test_the_rule_takes_the_more_frequent_words(text: str, tone: int) -> None:
    assert reading_peers.sway(text) == tone


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ([], 0.0),
        ([(0.75, True), (0.75, True), (0.75, True), (0.75, False)], 0.0),
        ([(0.9, False)], 0.9),
        ([(0.95, True), (0.55, False)], (0.05 + 0.55) / 2),
    ],
)
def test_the_calibration_error_is_the_distance_from_what_came_true(
    told: list[tuple[float, bool]], error: float
) -> None:
    assert reading.calibration_error(told) == pytest.approx(error)


def test_what_no_two_agreed_on_is_not_calibrated() -> None:
    gold: list[reading.Told] = [
        {"id": "a", "about": None, "topic": None},
        {"id": "b", "about": 0, "topic": "health"},
    ]
    told = {name: {"about": 0.0, "topic": "health", "topics": [["health", 0.75]]} for name in "ab"}
    assert reading.calibration(gold, told) == pytest.approx({"relevance": 0.0, "topics": 0.25})


def test_rare_topics_are_scored_each_for_itself() -> None:
    labels = ["sovereignty", "sovereignty", "diplomacy", "health"]
    found = reading.rare_f1(labels, ["sovereignty", "diplomacy", "diplomacy", "health"])
    wanted = {"sovereignty": 2 / 3, "religion_ethnicity": 0, "rights_democracy": 0, "diplomacy": 2 / 3}
    assert found == pytest.approx(wanted)


def test_sections_are_learned_and_told() -> None:
    train = [("Cổ phiếu tăng giá", "business"), ("Đội bóng thắng trận", "sports")] * 3
    found = reading.on_sections(train, [("Cổ phiếu giảm", "business"), ("Đội bóng thua", "sports")])
    assert (found.right, found.plain, found.per_second > 0) == (1.0, 1.0, True)


RESULTS = Results(
    {OURS: {"first topic": 0.5}, PLAIN: {"first topic": 0.25}},
    {"topics": 0.125},
    {OURS: {"diplomacy": 0.75}, PLAIN: {"diplomacy": 0.5}},
    Sections(0.9375, 0.875, 12000.4),
)


def test_floors_hold_our_figures_each_the_better_the_higher() -> None:
    assert reading.figures(RESULTS) == {
        "reading first topic": 0.5,
        "reading honest topics": 0.875,
        "reading rare diplomacy": 0.75,
        "reading sections": 0.9375,
    }


def test_the_table_shows_ours_beside_the_peers() -> None:
    lines = reading.table(RESULTS).splitlines()
    assert [line for line in lines if line.startswith(("|", "- ", "Sections of"))] == [
        "|  | first topic |",
        "|---|---|",
        "| ours | 0.500 |",
        "| TF-IDF + SVC | 0.250 |",
        "- topics: calibration error 0.125",
        "|  | diplomacy |",
        "|---|---|",
        "| ours | 0.750 |",
        "| TF-IDF + SVC | 0.500 |",
        "Sections of an outlet: 0.9375 (TF-IDF + SVC: 0.8750), 12,000 a second.",
    ]


@pytest.mark.shared
def test_the_kept_figures_are_those_of_the_gate() -> None:
    kept = json.loads(reading.TABLE.with_suffix(".json").read_text("utf-8"))
    assert sorted(kept) == sorted(
        [
            *(f"reading {name}" for name in reading.SCORED),
            *(f"reading rare {name}" for name in reading.RARE),
            "reading honest relevance",
            "reading honest topics",
            "reading sections",
        ]
    )


@pytest.mark.shared
def test_sections_are_read_with_their_texts(shared: Path) -> None:
    found = reading.sections(shared / "data" / "classify" / "topic_vi_rss4_dev.jsonl.gz")
    assert sorted({label for _, label in found}) == ["business", "sports", "tech", "world"]
