"""The arithmetic of the gate of places, on rows made here."""

from collections import Counter
from pathlib import Path

import pytest

from archive import packs
from classifier.gazetteer import Finder, Mention
from classifier.model import Gazetteer, Place, PlaceName
from tests.gates import places
from tests.gates.places import Row, Tally, Verdicts

HOME = Place("lam", "province", (PlaceName("Lam Giang", "vi"),))
AWAY = Place("hue", "city", (PlaceName("Huế", "vi"),))
FINDER = Finder(Gazetteer("lam", (HOME, AWAY)))


def row(text: str, *meant: str, **others: str) -> Row:
    return Row(text, "none", "blind", "plain", Counter(meant), others)


def read(of: Row) -> tuple[Mention, ...]:
    return FINDER.mentions(of.text)


def test_a_name_counts_as_often_as_it_is_meant() -> None:
    of = [row("Lam Giang, Lam Giang và Huế", "lam", "hue"), row("Đà Lạt", "lam")]
    assert places.tally(of, read) == Tally(meant=3, found=3, right=2)


def test_a_namesake_is_told_and_its_sense_named() -> None:
    of = [row("CLB Huế", hue="club"), row("Đường Huế", hue="club"), row("Đà Lạt", hue="club")]
    told = places.tally(of, read)
    assert (told.others, told.told, told.named, told.senses) == (3, 2, 1, 1 / 3)


def test_of_nothing_all_is_right() -> None:
    nothing = places.tally([], read)
    assert (nothing.precision, nothing.recall, nothing.senses) == (1, 1, 1)


def test_precision_and_recall() -> None:
    told = Tally(meant=4, found=5, right=3)
    assert (told.precision, told.recall) == (0.6, 0.75)


def test_a_report_is_right_where_its_province_is_meant_and_it_is_about_it() -> None:
    reports: list[dict[str, object]] = [
        {"province": "Lam Giang", "title": "Lam Giang mở chợ", "summary": "", "about": 1},
        {"province": "Lam Giang", "title": "Mở chợ", "summary": "", "about": 1},
        {"province": "Huế", "title": "CLB Huế thắng", "summary": "", "about": 0},
        {"province": "Huế", "title": "Trời", "body": "Huế mưa", "about": 0},
        {"province": "Huế", "title": "Không nhắc tên", "summary": "", "about": 0},
        {"province": "-", "title": "Lam Giang", "summary": "", "about": 0},
        {"province": "Huế", "title": "Huế", "summary": "", "about": None},
    ]
    told = places.judged(reports, FINDER, FINDER.mentions)
    assert told == Verdicts(hits=1, misses=1, false=1, away=1)
    assert (told.f1, told.namesakes) == (0.5, 0.5)
    peer = places.judged(reports, FINDER, lambda text: places.plainly(text, FINDER))
    assert peer == Verdicts(hits=1, misses=1, false=2, away=0)


def test_no_namesakes_are_all_told_apart() -> None:
    assert Verdicts(1, 0, 0, 0).namesakes == 1


def test_old_provinces_lead_to_those_of_the_list() -> None:
    found = places.finder("dong-nai")
    data = {
        "old": [
            {"name": "Hồ Chí Minh", "merged_into": [79]},
            {"name": "Bình Dương", "merged_into": [79]},
            {"name": "Hà Nam", "merged_into": [79]},
        ],
        "new": [{"gso": 79, "name": "Hồ Chí Minh"}],
    }
    assert places.old_to_new(data, found) == 2 / 3


def test_reports_are_put_together_to_long_texts() -> None:
    reports = [{"title": "một hai", "summary": "ba " * 300}] * 5
    assert [len(text.split()) for text in places.long_texts(reports)] == [604, 604]


def test_a_text_takes_some_time() -> None:
    assert places.milliseconds(["Lam Giang"], FINDER) > 0


def test_a_file_of_rows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"a": 1}\n', "utf-8")
    assert places.reports_of(path) == [{"a": 1}]


def test_the_page_tells_groups_kinds_and_both_systems() -> None:
    of = [Row("Đồng Nai", "dong-nai", "blind", "plain", Counter(["dong-nai"]), {})]
    shown = places.page(of, {"finder": Verdicts(1, 0, 0, 1)}, 1.0, {"dong-nai": 0.5})
    lines = [
        line for line in shown.splitlines() if line.startswith(("| all", "| blind", "| plain", "| find"))
    ]
    assert lines == [
        "| all | 1 | 1.000 | 1.000 | 0/0 | 1.000 / 1.000 |",
        "| blind | 1 | 1.000 | 1.000 | 0/0 | 1.000 / 1.000 |",
        "| plain | 1 | 1.000 | 1.000 | 0/0 | 1.000 / 1.000 |",
        "| finder | 1.000 | 1 | 0 | 0 | 1 (1.00) |",
    ]


def test_there_are_three_hundred_sentences_all_different_in_eight_languages() -> None:
    of = places.rows()
    assert len({one.text for one in of}) == len(of) >= 300
    assert {"en", "zh", "ja", "ko", "km", "lo", "th", "fr", "ru"} <= {one.kind for one in of}


@pytest.mark.parametrize("pack", sorted({one.pack for one in places.rows()}))
def test_every_place_of_the_sentences_is_one_of_its_pack(pack: str) -> None:
    known = {place.key for place in packs.load(pack, fill={}).gazetteer().places}
    named = {key for one in places.rows() if one.pack == pack for key in (*one.meant, *one.others)}
    assert named - known == set()


def test_the_finder_keeps_its_floors() -> None:
    told = places.figures(places.rows(), Verdicts(1, 0, 0, 0), 1.0)
    assert told["places precision"] >= 0.97
    assert told["places recall"] >= 0.95
