from datetime import datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from archive import training_runs
from classifier.acceptance import Judgement, Reason
from desk.labels import DriftWarning, Label, Origin
from desk.rights import Role
from tests import factory
from tests.web import labelling, watching
from tests.web.conftest import SignIn
from tests.web.reading import links, page, words
from web.accuracy import class_name, folder, warning

pytestmark = pytest.mark.django_db
PATH = "/do-chinh-xac/"
DAY = timedelta(days=1)


def asked(client: Client) -> BeautifulSoup:
    return page(client.get(PATH))


def judged(client: Client, count: int, *, right: int, lang: str = "vi", back: timedelta = DAY) -> None:
    """So many articles drawn by lot and judged; the first of them were read rightly."""
    officer = watching.officer_of(client)
    for place in range(count):
        row = factory.article(f"Tin {lang} {place}", lang=lang)
        factory.reading(row)
        topic = "infrastructure" if place < right else "health"
        labelling.say(officer, row, Label(about=True, topics=(topic,)), Origin.RANDOM, back=back)


def train(now: datetime, *, reason: Reason, parent: str = "vi-1", model: str = "desk-1") -> None:
    """A training of one task."""
    told = [Judgement("topic", "accuracy", 0.71, 0.78, 150, 50, reason)]
    training_runs.record(
        now - DAY, now - DAY, parent=parent, model=model, labels=150, held=50, judgements=told
    )


def test_a_desk_without_labels_is_told_how_to_begin(desk: Client, sign_in: SignIn) -> None:
    told = asked(desk)
    assert words(told, ".empty b") == ["Chưa đo được gì."]
    assert "150 bài bốc ngẫu nhiên" in words(told, ".empty p")[1]
    assert links(told, ".empty a") == ["/gan-nhan/"]
    reader = asked(sign_in(Role.AUDITOR))
    assert (links(reader, "main a"), len(words(reader, ".empty p"))) == ([], 3)


def test_each_field_has_its_share_with_its_doubt(desk: Client) -> None:
    judged(desk, 40, right=30)
    told = asked(desk)
    assert words(told, ".accuracy-field h3") == ["Liên quan tỉnh", "Chủ đề", "Sắc thái"]
    assert words(told, ".accuracy-share") == [
        "100% từ 91% đến 100% đúng 40 trên 40",
        "75% từ 60% đến 86% đúng 30 trên 40",
    ]
    assert words(told, ".accuracy-field > p.faint") == ["Chưa có nhãn."]
    assert len(told.select(".accuracy-field svg")) == 2


def test_few_labels_are_called_few_and_next_to_none_are_not_drawn(desk: Client) -> None:
    judged(desk, 4, right=4)
    told = asked(desk)
    assert words(told, ".accuracy-share .tag") == ["còn quá ít", "còn quá ít"]
    assert told.select(".accuracy-field svg") == []


def test_months_and_languages_stand_in_a_table(desk: Client) -> None:
    judged(desk, 6, right=3)
    judged(desk, 2, right=2, lang="en", back=40 * DAY)
    rows = asked(desk).select(".accuracy-table tbody tr")
    assert [words(row, "th, td") for row in rows] == [
        ["9/2026", "Tiếng Việt", "100% 61%–100% · 6/6", "50% 19%–81% · 3/6", "—"],
        ["8/2026", "Tiếng Anh", "100% 34%–100% · 2/2", "100% 34%–100% · 2/2", "—"],
    ]


def test_labels_that_were_asked_for_as_doubtful_say_nothing_of_all(desk: Client) -> None:
    row = factory.read_article()
    labelling.say(watching.officer_of(desk), row, Label(topics=("health",)), Origin.UNSURE)
    assert len(asked(desk).select(".empty")) == 1


def test_a_drift_is_told_as_a_sentence(desk: Client, settings: Settings, tmp_path: Path) -> None:
    settings.MODEL_FOLDER = labelling.card(tmp_path)
    judged(desk, 30, right=12)
    told = "9/2026, Tiếng Việt, chủ đề: đúng 12 trên 30 (40%), trong khi thẻ mô hình ghi 90%."
    advice = "Khó là ngẫu nhiên: hãy gán nhãn thêm loại bài này rồi huấn luyện."
    assert words(asked(desk), ".drift") == [f"{told} {advice}"]


def test_a_drift_is_told_in_english_too() -> None:
    told = DriftWarning("ko", "2026-09", "tone", 3, 12, 0.9, 0.001)
    with translation.override("en"):
        assert warning(told).startswith("9/2026, Korean, tone: right in 3 of 12 (25%), while")


def test_a_machine_that_is_as_right_as_promised_is_not_warned_of(desk: Client) -> None:
    judged(desk, 30, right=29)
    assert words(asked(desk), ".drift") == []


def test_the_card_tells_of_each_model(desk: Client, settings: Settings, tmp_path: Path) -> None:
    settings.MODEL_FOLDER = labelling.card(tmp_path)
    told = asked(desk)
    assert words(told, "#card .facts dd")[0] == "vi-66ecfa7d"
    assert words(told, ".task h3") == ["Liên quan tỉnh", "Chủ đề", "Sắc thái"]
    assert words(told, ".task:first-child .task-figures dd") == ["90%", "86%", "2,1%", "5.000"]
    assert words(told, ".task:first-child .class-bars li") == ["không 900 93%", "có 700 87%"]
    assert len(told.select(".reliability svg[viewBox]:not(.bar)")) == 3
    assert words(told, ".task:first-child .reliability tbody tr")[0] == "25% 23% 180"


def test_the_shipped_card_is_told_where_the_desk_has_none_of_its_own(desk: Client) -> None:
    assert words(asked(desk), ".task h3") == ["Liên quan tỉnh", "Chủ đề", "Sắc thái"]


def test_the_desks_own_models_come_before_the_shipped(settings: Settings, tmp_path: Path) -> None:
    settings.HOME, settings.MODEL_FOLDER = tmp_path, labelling.card(tmp_path / "shipped")
    assert folder() == tmp_path / "shipped"
    (tmp_path / "models" / "desk-0123abcd").mkdir(parents=True)
    (tmp_path / "models" / "current").write_text("desk-0123abcd\n", "utf-8")
    assert folder() == tmp_path / "models" / "desk-0123abcd"


def test_a_card_that_cannot_be_read_is_told(desk: Client, settings: Settings, tmp_path: Path) -> None:
    settings.MODEL_FOLDER = tmp_path
    told = asked(desk)
    assert "Không đọc được thẻ mô hình" in words(told, "#card p")[0]


def test_a_training_that_was_taken_tells_from_which_to_which(desk: Client, now: datetime) -> None:
    train(now, reason=Reason.NOT_WORSE)
    told = asked(desk)
    assert words(told, ".run h3") == ["được nhận 08:00 30/9"]
    assert words(told, ".run > p span") == ["150 nhãn", "giữ 50 nhãn để chấm", "vi-1 → desk-1"]
    assert words(told, ".run tbody tr > *") == [
        "Chủ đề tỉ lệ đúng",
        "được nhận",
        "71% → 78%",
        "nhận: tỷ lệ đúng 0,710 → 0,780 trên 50 nhãn giữ lại",
    ]


def test_a_training_that_was_refused_says_why(sign_in: SignIn, now: datetime) -> None:
    client, _ = watching.english(sign_in)
    train(now, reason=Reason.WORSE)
    told = asked(client)
    assert words(told, ".run h3 .mark") == ["refused"]
    assert words(told, ".run > p span")[2] == "vi-1 reads on"
    assert words(told, ".run tbody td")[2].startswith("refused, for it is worse than the model in use")


def test_a_desk_that_never_trained_is_told_how_it_does(desk: Client) -> None:
    assert "“diembao train”" in words(asked(desk), "#runs > p")[1]


@pytest.mark.parametrize(
    ("task", "code", "name"),
    [
        ("about", "1", "có"),
        ("tone", "-1", "tiêu cực"),
        ("topic", "health", "Y tế"),
        ("tone", "x", "x"),
        ("topic", "no-such", "no-such"),
    ],
)
def test_a_class_has_a_name(task: str, code: str, name: str) -> None:
    with translation.override("vi"):
        assert class_name(task, code) == name
