"""What a taker made of a text, sentence by sentence."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.cuts import Cut, Cuts, Fate, align, carried
from tests.classifier.originals import SENTENCES, WHOLE

A, B, C, D = SENTENCES[:4]


def fates(found: Cuts) -> list[str]:
    return [cut.fate.value for cut in found.told]


def test_the_same_text_is_kept_whole() -> None:
    found = align(WHOLE, WHOLE)
    assert (set(fates(found)), found.share) == ({"kept"}, 1.0)


def test_what_was_cut_stands_where_it_stood() -> None:
    assert align(f"{A} {B} {C}", f"{A} {C}").told == (
        Cut(Fate.KEPT, A, A),
        Cut(Fate.CUT, before=B),
        Cut(Fate.KEPT, C, C),
    )


def test_the_end_may_be_cut_and_something_added() -> None:
    added = "Báo này còn hỏi thêm mấy tài xế đường dài."
    assert fates(align(f"{A}\n{B}\n{C}", f"{A}\n{added}")) == ["kept", "added", "cut", "cut"]


def test_a_changed_sentence_is_told_with_what_it_was() -> None:
    other = B.replace("phường Lam Thành", "phường Lam Sơn")
    assert align(f"{A} {B}", f"{A} {other}").told[1] == Cut(Fate.CHANGED, B, other)


def test_other_figures_are_noticed() -> None:
    was, then = "Tổng vốn là 318 tỷ đồng từ ngân sách.", "Tổng vốn là 381 tỷ đồng từ ngân sách."
    assert align(f"{A} {was}", f"{A} {then}").has_other_figures
    assert not align(f"{A} {B}", f"{A} {B.replace('Cây cầu', 'Cầu')}").has_other_figures


def test_neither_lost_accents_nor_other_quotation_marks_are_a_change() -> None:
    said = "Bà nói: “Cầu mới rất tốt cho dân.”"
    assert fates(align(said, 'Ba noi: "Cau moi rat tot cho dan."')) == ["kept"]


def test_sentences_in_another_order_are_kept() -> None:
    assert fates(align(f"{A} {B} {C}", f"{C} {A} {B}")) == ["kept", "kept", "kept"]


def test_two_sentences_that_became_one_are_kept_and_so_is_one_that_became_two() -> None:
    joined = f"{A[:-1]}, {B[:1].lower()}{B[1:]}"
    assert fates(align(f"{A} {B} {C}", f"{joined} {C}")) == ["kept", "kept"]
    assert fates(align(f"{joined} {C}", f"{A} {B} {C}")) == ["kept", "kept", "kept"]


def test_the_share_kept_is_that_of_the_words() -> None:
    one, three = "Một hai ba bốn.", "Năm sáu bảy tám chín mười mười một mười hai."
    assert align(f"{one} {three}", one).share == pytest.approx(4 / 14)
    assert align("", A).share == 0.0


def test_languages_without_spaces_are_aligned_too() -> None:
    one, two = "蓝江省大桥今天正式通车。", "全长四百二十米，连接两岸。"
    assert fates(align(f"{one}{two}", two)) == ["cut", "kept"]


@given(st.lists(st.sampled_from(SENTENCES), max_size=6), st.lists(st.sampled_from(SENTENCES), max_size=6))
def test_every_sentence_of_the_taker_is_told_once(old: list[str], new: list[str]) -> None:
    found = align("\n".join(old), "\n".join(new))
    assert [cut.after for cut in found.told if cut.after] == new
    assert 0.0 <= found.share <= 1.0


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_held_against_each_other(a: str, b: str) -> None:
    assert align(a, a).count(Fate.CUT) == align(a, a).count(Fate.ADDED) == 0
    align(a, b)


def test_very_long_texts_cost_no_more_than_they_are_worth() -> None:
    started = time.perf_counter()
    old = "\n".join(f"Câu thứ {n} kể chuyện {n * 7} của làng {n % 13}." for n in range(900))
    new = "\n".join(f"Đoạn {n} nói về việc {n * 11} của xã {n % 17}." for n in range(900))
    assert set(fates(align(old, new))) == {"cut", "added"}
    assert time.perf_counter() - started < 2


def test_old_words_that_were_corrected_are_found_where_they_still_stand() -> None:
    was, then = "Tổng vốn của cây cầu là 318 tỷ đồng.", "Tổng vốn của cây cầu là 381 tỷ đồng."
    assert carried(f"{A} {was}", f"{A} {then}", f"{was} {C}") == (
        Cut(Fate.CHANGED, was, then, has_other_figures=True),
    )
    assert carried(f"{A} {was}", f"{A} {then}", f"{A} {then}") == ()
    assert carried(f"{A} {was}", f"{A} {then}", f"{A} {C}") == ()


def test_a_sentence_that_was_taken_out_is_carried_on_by_others() -> None:
    assert carried(f"{A} {B}", A, WHOLE) == (Cut(Fate.CUT, before=B),)
