import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.differences import Change, Kind, Line, Part, Words, compare, paragraphs, plain, words

lines = st.text(st.sampled_from("ab ,1ế政ក្ខ"), max_size=30)
texts = st.text(st.sampled_from("ab ế\n"), max_size=40)


def marked(told: tuple[Change, ...]) -> str:
    """Changes on one line: [-what went-]{+what came+}."""
    signs = {Kind.SAME: "{}", Kind.OUT: "[-{}-]", Kind.IN: "{{+{}+}}"}
    return "".join(signs[change.kind].format(change.text) for change in told)


def side(told: tuple[tuple[Change, ...], ...], left_out: Kind) -> list[str]:
    """One of the two texts, as it can be read from the changes."""
    read = ["".join(change.text for change in line if change.kind is not left_out) for line in told]
    return [line for line in read if line]


@given(lines, lines)
def test_both_paragraphs_can_be_read_from_the_changes(before: str, after: str) -> None:
    told = words(before, after)
    assert "".join(change.text for change in told if change.kind is not Kind.OUT) == after
    assert "".join(change.text for change in told if change.kind is not Kind.IN) == before


@given(texts, texts)
def test_both_texts_can_be_read_from_their_paragraphs(before: str, after: str) -> None:
    told = paragraphs(before, after)
    assert side(told, Kind.OUT) == [line for line in after.split("\n") if line.strip()]
    assert side(told, Kind.IN) == [line for line in before.split("\n") if line.strip()]


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    told = paragraphs(text, text)
    assert {change.kind for line in told for change in line} <= {Kind.SAME}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Vốn 1.200 tỷ đồng.", "Vốn 1.020 tỷ đồng.", "Vốn [-1.200-]{+1.020+} tỷ đồng."),
        ("Họp lúc 8:30 ngày 1/10", "Họp lúc 9:30 ngày 1/10", "Họp lúc [-8:30-]{+9:30+} ngày 1/10"),
        ("Hai người bị thương", "Hai người chết", "Hai người [-bị thương-]{+chết+}"),
        ("Tin cũ quá rồi", "Tin mới hẳn rồi", "Tin [-cũ quá-]{+mới hẳn+} rồi"),
        ("Thông xe", "Thông xe sớm", "Thông xe{+ sớm+}"),
        ("hoà bình", "hòa bình", "[-hoà-]{+hòa+} bình"),
        ("投资二十亿元", "投资三十亿元", "投资[-二-]{+三+}十亿元"),
        ("東京で会議を開く", "大阪で会議を開く", "[-東京-]{+大阪+}で会議を開く"),
        ("เปิดสะพานใหม่", "ปิดสะพานใหม่", "[-เ-]ปิดสะพานใหม่"),
        ("ກອງປະຊຸມ", "ກອງປະຊາ", "ກອງປະ[-ຊຸມ-]{+ຊາ+}"),
        ("ខេត្តឡាម", "ខេត្តកំពត", "ខេត្ត[-ឡាម-]{+កំពត+}"),
        ("람장성 투자", "람장성 무역", "람장성 [-투자-]{+무역+}"),
        ("", "Mới", "{+Mới+}"),
        ("Cũ", "", "[-Cũ-]"),
    ],
)
def test_what_is_marked_is_what_a_reader_would_mark(before: str, after: str, told: str) -> None:
    assert marked(words(before, after)) == told


def test_a_mark_is_never_parted_from_its_letter() -> None:
    assert marked(words("ที่", "ที")) == "[-ที่-]{+ที+}"
    assert marked(words("ស្រុក", "ស្ទុក")) == "[-ស្រុ-]{+ស្ទុ+}ក"


def test_a_notice_above_a_mended_paragraph_is_not_taken_for_it() -> None:
    before = "Cầu dài 420 m nối hai bờ sông.\nThử tải đã xong."
    after = "Đính chính: bản trước ghi sai chiều dài.\nCầu dài 402 m nối hai bờ sông.\nThử tải đã xong."
    assert [marked(line) for line in paragraphs(before, after)] == [
        "{+Đính chính: bản trước ghi sai chiều dài.+}",
        "Cầu dài [-420-]{+402+} m nối hai bờ sông.",
        "Thử tải đã xong.",
    ]


def test_paragraphs_that_share_nothing_went_and_came() -> None:
    told = paragraphs("Mưa lớn ở thượng nguồn.", "Chợ đêm mở cửa trở lại")
    assert [marked(line) for line in told] == ["[-Mưa lớn ở thượng nguồn.-]", "{+Chợ đêm mở cửa trở lại+}"]


def test_a_paragraph_that_went_stands_where_it_stood() -> None:
    assert [marked(line) for line in paragraphs("Một\nHai\nBa", "Một\nBa")] == ["Một", "[-Hai-]", "Ba"]


def test_title_and_standfirst_are_compared_too() -> None:
    before, after = Words("Tựa cũ", "", "Thân."), Words("Tựa mới", "Sa pô.", "Thân.")
    told = compare(before, after)
    assert [(line.part, marked(line.changes), line.is_changed) for line in told] == [
        (Part.TITLE, "Tựa [-cũ-]{+mới+}", True),
        (Part.STANDFIRST, "{+Sa pô.+}", True),
        (Part.BODY, "Thân.", False),
    ]


def test_a_version_by_itself_changes_nothing() -> None:
    assert plain(Words("Tựa", "", "Một\n\nHai")) == (
        Line(Part.TITLE, (Change(Kind.SAME, "Tựa"),)),
        Line(Part.BODY, (Change(Kind.SAME, "Một"),)),
        Line(Part.BODY, (Change(Kind.SAME, "Hai"),)),
    )


def test_a_paragraph_too_long_to_compare_is_told_whole() -> None:
    old, new = "a b " * 700, "b a " * 800
    assert words(old, new) == (Change(Kind.OUT, old), Change(Kind.IN, new))


def test_too_many_paragraphs_to_pair_are_told_whole() -> None:
    old = "\n".join(f"dòng số {n} cũ" for n in range(60))
    new = "\n".join(f"dòng số {n} mới" for n in range(60))
    assert [len(line) for line in paragraphs(old, new)] == [1] * 120


@pytest.mark.parametrize("line", ["a", "từ này lặp lại mãi"])
def test_huge_texts_are_compared_in_no_time(line: str) -> None:
    old, new = "\n".join([line] * 20_000), "\n".join(["x", *[f"{line}."] * 20_000])
    start = time.perf_counter()
    assert len(paragraphs(old, new)) == 40_001
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 222, "b c " * 222),
        (" ".join(map(str, range(1500))), " ".join(str(n if n % 2 else -n) for n in range(1500))),
    ],
    ids=["much the same", "every other word"],
)
def test_the_longest_comparison_by_words_is_quick(old: str, new: str) -> None:
    start = time.perf_counter()
    assert len(words(old, new)) > 2
    assert time.perf_counter() - start < 2
