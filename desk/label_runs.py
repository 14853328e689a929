"""Trainings as pages and the command line tell of them: the reasons in words."""

from archive import training_runs
from classifier.acceptance import LEAST_HELD, Judgement, Reason
from desk.label_rows import TrainingRunRow, Verdict

MEASURES = {"accuracy": ("tỷ lệ đúng", "accuracy"), "macro_f1": ("F1 bình quân", "macro F1")}


def runs(limit: int) -> list[TrainingRunRow]:
    """The newest trainings."""
    return [
        TrainingRunRow(
            row.id,
            row.started_at,
            row.ended_at,
            row.is_accepted,
            row.parent,
            row.model,
            row.labels,
            row.held,
            tuple(map(verdict, row.judgements)),
        )
        for row in training_runs.newest(limit)
    ]


def verdict(one: Judgement) -> Verdict:
    """A judgement with its reason in both languages."""
    vi, en = words(one)
    return Verdict(
        one.task,
        one.measure,
        one.before,
        one.after,
        one.labels,
        one.held,
        one.is_accepted,
        one.reason.value,
        vi,
        en,
    )


def words(one: Judgement) -> tuple[str, str]:
    """Why a task's new model was taken or refused, with both figures."""
    measure_vi, measure_en = MEASURES[one.measure]
    vi = f"{measure_vi} {_comma(one.before)} → {_comma(one.after)} trên {one.held} nhãn giữ lại"
    en = f"{measure_en} {one.before:.3f} → {one.after:.3f} on {one.held} held labels"
    if one.reason is Reason.NOT_WORSE:
        return f"nhận: {vi}", f"taken: {en}"
    if one.reason is Reason.WORSE:
        return (
            f"không nhận, vì kém mô hình đang dùng: {vi}",
            f"refused, for it is worse than the model in use: {en}",
        )
    if one.reason is Reason.FEW_HELD:
        return (
            f"không nhận, vì quá ít nhãn giữ lại (cần {LEAST_HELD}): {vi}",
            f"refused: too few held labels ({LEAST_HELD} are needed): {en}",
        )
    return (
        f"không nhận, vì chưa có nhãn nào để học: {vi}",
        f"refused: no label to learn from: {en}",
    )


def _comma(figure: float) -> str:
    return f"{figure:.3f}".replace(".", ",")
