"""YAML with its lines: what is kept, what is refused, and where."""

from pathlib import Path

import pytest

from archive.marked_yaml import MAX_BYTES, Items, Scalar, Table, Value, read


def reading(tmp_path: Path, text: str | bytes) -> tuple[Value | None, list[tuple[int, str]]]:
    path = tmp_path / "some.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    value, problems = read(path)
    return value, [(problem.line, problem.en) for problem in problems]


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    value, problems = reading(tmp_path, "# đầu\none: 1\ntwo:\n  - a\n  - {b: c}\n")
    inner = Table(((Scalar("b", 5), Scalar("c", 5)),), 5)
    assert problems == []
    assert value == Table(
        ((Scalar("one", 2), Scalar("1", 2)), (Scalar("two", 3), Items((Scalar("a", 4), inner), 4))), 2
    )


@pytest.mark.parametrize("word", ["no", "on", "0x1F", "1_000", "2026-04-30", "1e3", "=", "<<", "12:30:45"])
def test_a_word_is_kept_as_it_is_written(tmp_path: Path, word: str) -> None:
    assert reading(tmp_path, f"a: {word}\n") == (Table(((Scalar("a", 1), Scalar(word, 1)),), 1), [])


@pytest.mark.parametrize(
    ("text", "scalar"),
    [
        ("a:\n", Scalar("", 1, empty=True)),
        ("a: ~\n", Scalar("~", 1, empty=True)),
        ("a: null\n", Scalar("null", 1, empty=True)),
        ("a: ''\n", Scalar("", 1)),
        ("a: 'null'\n", Scalar("null", 1)),
    ],
)
def test_nothing_is_not_the_same_as_an_empty_text(tmp_path: Path, text: str, scalar: Scalar) -> None:
    assert reading(tmp_path, text) == (Table(((Scalar("a", 1), scalar),), 1), [])


def test_a_long_text_stands_where_it_begins(tmp_path: Path) -> None:
    value, _ = reading(tmp_path, "a: >\n  one\n  two\nb: 1\n")
    assert value == Table(((Scalar("a", 1), Scalar("one two\n", 1)), (Scalar("b", 4), Scalar("1", 4))), 1)


def test_a_key_twice_is_told_and_the_first_is_kept(tmp_path: Path) -> None:
    value, problems = reading(tmp_path, "a: 1\nb: 2\na: 3\n")
    assert value == Table(((Scalar("a", 1), Scalar("1", 1)), (Scalar("b", 2), Scalar("2", 2))), 1)
    assert problems == [(3, 'the key "a" is already on line 1; delete one')]


def test_a_key_thrice_is_told_twice_also_deep_inside(tmp_path: Path) -> None:
    _, problems = reading(tmp_path, "top:\n  - a: 1\n    a: 2\n    a: 3\n")
    assert [line for line, _ in problems] == [3, 4]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: [1\nb: 2\n", 2, "did not find expected ',' or ']'"),
        ("a: 'b\n", 2, "found unexpected end of stream"),
        ("a: b: c\n", 1, "mapping values are not allowed in this context"),
        ("a:\n\tb: 2\n", 2, "found character that cannot start any token"),
        ("a:\n  - b\n c: d\n", 3, "did not find expected key"),
        ("a: @b\n", 1, "found character that cannot start any token"),
    ],
)
def test_a_fault_of_yaml_is_told_at_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    assert reading(tmp_path, text) == (
        None,
        [(line, f"this is not YAML ({words}); see indents, colons and brackets around this line")],
    )


def test_an_alias_that_names_nothing_is_told(tmp_path: Path) -> None:
    assert reading(tmp_path, "a: *b\n") == (
        None,
        [(1, "anchors & and * are not used here; write the value out")],
    )


def test_a_bomb_of_aliases_is_refused_before_it_is_built(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    value, problems = reading(tmp_path, "l0: &l0 [x, x]\n" + levels)
    assert value is None
    assert {words for _, words in problems} == {"anchors & and * are not used here; write the value out"}


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!str", "!own", "!!binary", "!!set"])
def test_a_tag_is_refused(tmp_path: Path, tag: str) -> None:
    assert reading(tmp_path, f"a: {tag} [x]\n") == (None, [(1, "tags ! are not used here; delete the tag")])


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_pit_without_bottom_is_refused(tmp_path: Path, opening: str) -> None:
    value, problems = reading(tmp_path, opening * 100_000)
    assert (value, problems) == (None, [(1, "nested deeper than 20 levels; flatten it")])


@pytest.mark.parametrize(("depth", "deep"), [(20, False), (21, True)])
def test_twenty_levels_are_enough(tmp_path: Path, depth: int, deep: bool) -> None:
    value, _ = reading(tmp_path, "[" * depth + "]" * depth)
    assert (value is None) == deep


def test_a_file_of_the_greatest_size_is_read(tmp_path: Path) -> None:
    text = "a: 1\n#"
    value, problems = reading(tmp_path, text + "x" * (MAX_BYTES - len(text)))
    assert (value, problems) == (Table(((Scalar("a", 1), Scalar("1", 1)),), 1), [])


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x7f", "\x85", "\ufeff", "\uffff"])
def test_a_letter_nobody_sees_is_told(tmp_path: Path, letter: str) -> None:
    words = f"there is a control character U+{ord(letter):04X}; delete it"
    assert reading(tmp_path, f"a: 1\nb: x{letter}y\n") == (None, [(2, words)])


def test_letters_outside_the_first_plane_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    value, problems = reading(tmp_path, "a: 𪚥\r\nb: ខ្មែរ\r\n")
    assert problems == []
    assert value == Table(((Scalar("a", 1), Scalar("𪚥", 1)), (Scalar("b", 2), Scalar("ខ្មែរ", 2))), 1)


def test_a_file_nobody_may_open_is_told(tmp_path: Path) -> None:
    _, problems = read(tmp_path / ("x" * 300))
    assert [(problem.line, problem.en) for problem in problems] == [
        (1, "the file cannot be opened (File name too long); see its name and its rights")
    ]
