"""``diembao train``: what it tells, and how it ends."""

import re
from pathlib import Path

import pytest
from pytest_django import Settings

from archive.models import Correction, Job, TrainingRun
from classifier.labelled import Labelled
from config import tools
from tests import factory
from tests.archive.saying import machine, officer
from tests.classifier import corrected
from tests.config.conftest import Diembao

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]


def judged(rows: list[Labelled]) -> None:
    """Articles with these words that officers judged."""
    for row in rows:
        made = factory.article(row.title, body=row.body)
        machine(made.id)
        officer(made.id, about=row.about, topics=row.topics, tone=row.tone)
        Correction.objects.filter(article=made).update(is_held=row.is_held)


def test_what_is_not_worse_is_taken_and_told_with_both_figures(diembao: Diembao) -> None:
    judged(corrected.honest(80))
    told = diembao("train")
    first, *tasks, last = told.out.splitlines()
    assert (told.code, told.err) == (0, "")
    assert first == "60 nhãn để học, 20 nhãn giữ lại / 60 labels to learn from, 20 held"
    names = [line.split(":")[0][2:] for line in tasks]
    assert names == ["liên quan / relevance", "chủ đề / topics", "sắc thái / tone"]
    figures = r"tỷ lệ đúng \S+ → 1,000 trên 20 .* / taken: accuracy \S+ → 1\.000 on 20 held labels"
    assert re.fullmatch(f"✓ .*: nhận: {figures}", tasks[1])
    assert last.startswith(f"Mô hình mới / the new model: {tools.shelf().chosen()} (vi-")


def test_what_is_worse_is_refused_with_the_reason_in_both_languages(diembao: Diembao) -> None:
    judged(corrected.poisoned(corrected.honest(80)))
    told = diembao("train")
    assert re.search(
        r"✗ chủ đề / topics: không nhận, vì kém mô hình đang dùng: tỷ lệ đúng .*"
        r" / refused, for it is worse than the model in use: accuracy ",
        told.out,
    )


def test_few_labels_end_with_one_and_the_model_stays(diembao: Diembao) -> None:
    judged(corrected.honest(12))
    told = diembao("train")
    assert (told.code, "too few held labels" in told.out) == (1, True)
    assert told.out.splitlines()[-1].startswith("Mô hình giữ nguyên / the model stays: vi-")
    assert TrainingRun.objects.count() == 1


def test_without_labels_it_ends_with_two_and_where_to_make_some(diembao: Diembao) -> None:
    told = diembao("train")
    assert (told.code, told.out, TrainingRun.objects.count()) == (2, "", 0)
    assert told.err == (
        "Chưa có nhãn nào: hãy gán nhãn ở trang “Gán nhãn” hoặc sửa kết quả đọc ở trang bài."
        " / There is no label yet: label articles on the page “Gán nhãn”, or correct readings.\n"
    )


def test_a_trial_changes_nothing(diembao: Diembao) -> None:
    judged(corrected.honest(80))
    told = diembao("train", "--dry-run")
    assert (told.code, TrainingRun.objects.count(), Job.objects.filter(stage="reread").count()) == (0, 0, 0)
    assert told.out.splitlines()[-1] == "Chỉ thử: mô hình giữ nguyên. / A trial only: the model stays."
    assert tools.shelf().chosen() == ""


def test_while_another_training_runs_it_says_so(diembao: Diembao) -> None:
    with tools.shelf().held():
        told = diembao("train")
    assert told.code == 2
    assert told.err == (
        "Đang có lần huấn luyện khác chạy; đợi xong rồi chạy lại."
        " / Another training runs; wait until it is done.\n"
    )


def test_models_that_cannot_be_read_are_said(diembao: Diembao, settings: Settings, tmp_path: Path) -> None:
    judged(corrected.honest(4))
    settings.MODEL_FOLDER = tmp_path
    told = diembao("train")
    assert (told.code, "Không đọc được mô hình" in told.err) == (2, True)


def test_the_doctor_names_the_model_that_reads_and_one_that_is_broken(diembao: Diembao) -> None:
    judged(corrected.honest(80))
    diembao("train")
    name = tools.shelf().chosen()
    assert f"✓ model: {name}" in diembao("doctor").out.splitlines()
    (tools.shelf().own / name / "topic.npz").write_bytes(b"cut")
    assert f"! model {name}: Mô hình" in diembao("doctor").out


def test_a_process_that_runs_and_one_that_starts_read_with_the_accepted_model(diembao: Diembao) -> None:
    judged(corrected.honest(80))
    context = tools.context("work")
    before = context.reader.name
    diembao("train")
    assert (context.reader.name, tools.context("work").reader.name) == (tools.shelf().chosen(),) * 2
    assert before != context.reader.name


def test_the_nightly_training_is_planned_once(diembao: Diembao) -> None:
    for _ in range(2):
        assert diembao("prepare").code == 0
    assert list(Job.objects.filter(stage="learn").values_list("key", flat=True)) == ["nightly"]
