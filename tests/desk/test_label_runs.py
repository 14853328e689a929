"""Trainings in words: why each task was taken or refused, in both languages, with both figures."""

import pytest

from archive import training_runs
from classifier.acceptance import Judgement, Reason
from desk import labels
from desk.label_runs import words
from tests import factory

NOW = factory.MORNING


@pytest.mark.parametrize(
    ("reason", "vi", "en"),
    [
        (
            Reason.NOT_WORSE,
            "nhận: tỷ lệ đúng 0,810 → 0,860 trên 42 nhãn giữ lại",
            "taken: accuracy 0.810 → 0.860 on 42 held labels",
        ),
        (
            Reason.WORSE,
            "không nhận, vì kém mô hình đang dùng: tỷ lệ đúng 0,810 → 0,860 trên 42 nhãn giữ lại",
            "refused, for it is worse than the model in use: accuracy 0.810 → 0.860 on 42 held labels",
        ),
        (
            Reason.FEW_HELD,
            "không nhận, vì quá ít nhãn giữ lại (cần 10): tỷ lệ đúng 0,810 → 0,860 trên 42 nhãn giữ lại",
            "refused: too few held labels (10 are needed): accuracy 0.810 → 0.860 on 42 held labels",
        ),
        (
            Reason.NO_LABELS,
            "không nhận, vì chưa có nhãn nào để học: tỷ lệ đúng 0,810 → 0,860 trên 42 nhãn giữ lại",
            "refused: no label to learn from: accuracy 0.810 → 0.860 on 42 held labels",
        ),
    ],
)
def test_each_reason_is_told_with_both_figures(reason: Reason, vi: str, en: str) -> None:
    assert words(Judgement("topic", "accuracy", 0.81, 0.86, 120, 42, reason)) == (vi, en)


def test_the_tone_is_told_by_its_own_measure() -> None:
    vi, en = words(Judgement("tone", "macro_f1", 0.5, 0.5, 9, 10, Reason.NOT_WORSE))
    assert (vi[:18], en[:15]) == ("nhận: F1 bình quân", "taken: macro F1")


@pytest.mark.django_db
def test_a_training_is_listed_with_its_verdicts() -> None:
    one = Judgement("topic", "accuracy", 0.81, 0.8, 120, 42, Reason.WORSE)
    training_runs.record(NOW, NOW, parent="vi-1", model="vi-1", labels=120, held=42, judgements=[one])
    (row,) = labels.runs(5)
    (verdict,) = row.verdicts
    assert (row.is_accepted, row.parent, row.model, row.labels, row.held) == (False, "vi-1", "vi-1", 120, 42)
    assert (verdict.task, verdict.code, verdict.is_accepted) == ("topic", "worse", False)
    assert (verdict.reason_vi, verdict.reason_en) == words(one)
