"""Each fault a pack can have: its file, its line, and words from which it can be mended."""

from pathlib import Path

import pytest

from archive import packs
from archive.pack_problem import PackError, Problem
from tests.archive.test_pack_folder import FILES, problems, swapped, told, write_pack

TWO_LEADS = 'the duty "press_synthesis" has two leads at once; mend the days so that it has one'


def test_an_undeclared_slot_is_told_wherever_it_stands(tmp_path: Path) -> None:
    words = 'the slot {press_port} is not declared; add it to "fill" in pack.yaml'
    changed = swapped("pack.yaml", "fill: [press_port]", "fill: []")
    assert told(tmp_path, changed) == [("outlets.yaml", 7, words), ("outlets.yaml", 10, words)]


def test_an_agency_that_ended_and_a_second_lead_are_told(tmp_path: Path) -> None:
    assert told(tmp_path, swapped("agencies.yaml", "    valid_to: 2025-02-28\n", "")) == [
        ("agencies.yaml", 3, 'the agency "so-cu" ended on 2025-02-28; put so-moi or a last day'),
        ("agencies.yaml", 5, TWO_LEADS),
    ]


def test_an_agency_that_had_not_begun_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, swapped("agencies.yaml", "valid_from: 2025-03-01", "valid_from: 2025-02-01")) == [
        ("agencies.yaml", 6, 'the agency "so-moi" began on 2025-03-01; begin this entry later'),
        ("agencies.yaml", 6, TWO_LEADS),
    ]


def test_a_problem_prints_its_place_and_both_languages(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, swapped("plan.yaml", "every: quarter", "every: quater"))
    assert str(problem) == (
        f"{tmp_path}/trial/plan.yaml:8: “every” không thể là “quater”; có phải là “quarter”?"
        ' / "every" cannot be "quater"; did you mean "quarter"?'
    )


def test_all_problems_of_a_pack_are_found_in_one_run(tmp_path: Path) -> None:
    changed = swapped("plan.yaml", "lead: so-moi", "lead: so-moy")
    changed |= swapped("outlets.yaml", "country: VN", "country: vn")
    changed |= swapped("pack.yaml", "digest_hour: 6", "digest_hour: 60")
    changed |= swapped("calendar.yaml", "due: 06-20", "due: 20-06")
    changed |= {"templates.yaml": "digest: ["}
    assert [(name, line) for name, line, _ in told(tmp_path, changed)] == [
        ("calendar.yaml", 6),
        ("outlets.yaml", 5),
        ("pack.yaml", 6),
        ("plan.yaml", 5),
        ("templates.yaml", 2),
    ]


def test_keys_of_a_file_that_cannot_be_read_are_not_missed_elsewhere(tmp_path: Path) -> None:
    changed = {"_common/agencies.yaml": "agencies: [", "_common/topics.yaml": "topics: none\n"}
    assert [(name, line) for name, line, _ in told(tmp_path, changed)] == [
        ("agencies.yaml", 2),
        ("topics.yaml", 1),
    ]


def test_a_file_that_is_one_word_is_no_table(tmp_path: Path) -> None:
    assert told(tmp_path, {"plan.yaml": "later\n"}) == [
        ("plan.yaml", 1, '"plan" must be a table of key: value, not "later"')
    ]


def test_a_list_item_of_the_wrong_sort_is_told_where_it_stands(tmp_path: Path) -> None:
    assert told(tmp_path, {"plan.yaml": "items:\n  - later\n"}) == [
        ("plan.yaml", 2, '"items" must be a table of key: value, not "later"')
    ]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (None, 1, "this file is missing; copy it from the demo pack and change it"),
        (b"", 1, "the file is empty; see the demo pack"),
        (b"# only a remark\n", 1, "the file is empty; see the demo pack"),
        ("items: []\n# đúng\n".encode() + "sai: é\n".encode("latin-1"), 3, "not UTF-8; save it as UTF-8"),
        (b"items: []\n" + b"# \n" * 700_000, 1, "the file is larger than 2 MiB; take some of it out"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(
    tmp_path: Path, content: bytes | None, line: int, words: str
) -> None:
    assert told(tmp_path, {"plan.yaml": content}) == [("plan.yaml", line, words)]


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, {"plan.yaml": None})
    (folder / "plan.yaml").mkdir()
    assert [(problem.line, problem.en) for problem in packs.check(folder, folder=tmp_path)] == [
        (1, "the file cannot be opened (Is a directory); see its name and its rights")
    ]


def test_a_pack_without_its_head_is_still_read_to_the_end(tmp_path: Path) -> None:
    changed = swapped("plan.yaml", "every: quarter", "every: quater") | {"pack.yaml": None}
    assert [(name, line) for name, line, _ in told(tmp_path, changed)] == [("pack.yaml", 1), ("plan.yaml", 8)]


def test_a_file_with_a_strange_name_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, {"outlet.yml": FILES["outlets.yaml"]}) == [
        ("outlet.yml", 1, 'a pack has no such file; did you mean "outlets.yaml"?')
    ]


@pytest.mark.parametrize("made", [True, False])
def test_an_empty_or_absent_folder_is_no_pack(tmp_path: Path, made: bool) -> None:
    place = tmp_path / "none"
    if made:
        place.mkdir()
    words = "this is no folder with a pack's YAML files; copy the demo pack and change it"
    assert [(one.file, one.line, one.en) for one in packs.check(place, folder=tmp_path)] == [
        (place, 1, words)
    ]


def test_many_anchors_are_told_only_so_often(tmp_path: Path) -> None:
    bomb = "items:\n" + "".join(f"  - &a{number} x\n" for number in range(1000))
    assert len(told(tmp_path, {"plan.yaml": bomb})) == 50


def test_an_unknown_key_among_many_is_not_followed_by_all_of_them(tmp_path: Path) -> None:
    many = "".join(
        f"  - {{key: lang-{number}, kind: other, names: {{vi: [Làng {number}]}}}}\n" for number in range(30)
    )
    changed = swapped("pack.yaml", "home: song-moi", "home: zzz")
    changed["province.yaml"] = FILES["province.yaml"].replace("bodies:", many + "bodies:")
    assert told(tmp_path, changed) == [("pack.yaml", 3, 'there is no place "zzz"; see the key again')]


def test_two_entries_on_one_line_may_not_share_a_key(tmp_path: Path) -> None:
    twice = "{code: a-1, name: {vi: a, en: a}, description: {vi: a, en: a}}"
    assert told(tmp_path, {"topics.yaml": f"topics: [{twice}, {twice}]\n"}) == [
        ("topics.yaml", 1, 'the key "a-1" is already used in topics.yaml:1; choose another')
    ]


def test_an_error_carries_its_problems_in_order() -> None:
    first, second = Problem(Path("a.yaml"), 2, "một", "one"), Problem(Path("b.yaml"), 1, "hai", "two")
    error = PackError([second, first])
    assert error.problems == (first, second)
    assert str(error) == "a.yaml:2: một / one\nb.yaml:1: hai / two"
