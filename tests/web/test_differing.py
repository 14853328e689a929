from hypothesis import given
from hypothesis import strategies as st

from web.differing import LONGEST, Change, Kind, paragraphs, words

texts = st.text(st.sampled_from("ab \n"), max_size=30)
lines = st.text(st.sampled_from("ab  "), max_size=30)


@given(lines, lines)
def test_both_paragraphs_can_be_read_from_the_changes(before: str, after: str) -> None:
    told = words(before, after)
    assert "".join(c.text for c in told if c.kind != Kind.OUT) == after
    assert "".join(c.text for c in told if c.kind != Kind.IN) == before


@given(texts, texts)
def test_the_new_text_is_all_there(before: str, after: str) -> None:
    new = [line for line in after.split("\n") if line.strip()]
    told = ["".join(c.text for c in line if c.kind != Kind.OUT) for line in paragraphs(before, after)]
    assert [line for line in told if line] == new


def test_a_changed_figure_is_all_that_is_marked() -> None:
    told = paragraphs("Dự án\nVốn 1.200 tỷ đồng.", "Dự án\nVốn 1.020 tỷ đồng.")
    assert told == (
        (Change(Kind.SAME, "Dự án"),),
        (
            Change(Kind.SAME, "Vốn "),
            Change(Kind.OUT, "1.200"),
            Change(Kind.IN, "1.020"),
            Change(Kind.SAME, " tỷ đồng."),
        ),
    )


def test_a_first_version_changes_nothing() -> None:
    assert paragraphs(None, "Một\n\nHai") == ((Change(Kind.SAME, "Một"),), (Change(Kind.SAME, "Hai"),))


def test_a_new_paragraph_came_and_an_old_one_went() -> None:
    assert paragraphs("Một\nHai", "Một\nHai\nBa")[-1] == (Change(Kind.IN, "Ba"),)
    assert paragraphs("Một\nHai", "Một")[-1] == (Change(Kind.OUT, "Hai"),)


def test_a_paragraph_too_long_to_compare_is_told_whole() -> None:
    long = "a " * LONGEST
    assert words(long, "b") == (Change(Kind.OUT, long), Change(Kind.IN, "b"))
