from datetime import datetime
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from archive.models import Article
from archive.readings import ReadingRow
from classifier import namesakes
from desk.labels import Guess
from tests import factory
from tests.web import labelling
from tests.web.reading import page, words
from web.article_reading import guessed
from web.labelling_fields import about_told
from web.labelling_names import criticism, sense

pytestmark = pytest.mark.django_db
NAMESAKES = Path(namesakes.__file__).with_suffix(".yaml")
TITLE = "Xe lật trên đường Lam Giang"
BODY = "“Sẽ vá cầu”, ông Tám nói. “Hẹn mãi”, bà Tư đáp. “Đi vòng”, tài xế kể. “Tốn xăng.”"
QUOTES = [("“Sẽ vá cầu”", "ông Tám"), ("“Hẹn mãi”", "bà Tư"), ("“Đi vòng”", "tài xế"), ("“Tốn xăng.”", "")]


def told_of(client: Client, row: Article) -> BeautifulSoup:
    return page(client.get(f"/articles/{row.id}"))


def fact(told: BeautifulSoup, name: str) -> str:
    found = dict(zip(words(told, "#reading dt"), words(told, "#reading dd"), strict=True))
    return found.get(name, "")


@pytest.fixture
def row(db: None) -> Article:
    found = factory.article(TITLE, body=BODY)
    whole = f"{TITLE}\n\n{BODY}"
    quotes = [[at := whole.find(text), at + len(text), who] for text, who in QUOTES]
    labelling.tell(
        factory.reading(found),
        event=-1,
        others=[["lam-giang", 18, 27, "street"], ["lam-giang", 18, 27, "street"]],
        quotes=quotes,
    )
    return found


@pytest.mark.parametrize(
    ("event", "is_blamed", "sentence"),
    [
        (-1, False, "Sự việc xấu không phải phê bình địa phương"),
        (-1, True, "Sự việc xấu có phê bình cơ quan của tỉnh"),
        (0, True, "Sự việc không tốt không xấu có phê bình cơ quan của tỉnh"),
        (1, True, "Sự việc tốt có phê bình cơ quan của tỉnh"),
        (1, False, "Sự việc tốt"),
        (0, False, ""),
    ],
)
def test_what_happened_is_told_apart_from_the_tone(
    desk: Client, row: Article, event: int, sentence: str, *, is_blamed: bool
) -> None:
    labelling.tell(row.readings.get(), event=event, criticism=is_blamed)
    assert fact(told_of(desk, row), "Sự việc") == sentence


def test_a_name_that_means_something_else_says_what(desk: Client, row: Article) -> None:
    told = told_of(desk, row)
    assert fact(told, "Tên ở đây có nghĩa khác") == "Lam Giang tên đường phố, cầu hoặc tòa nhà"


@pytest.mark.parametrize("code", sorted({*yaml.safe_load(NAMESAKES.read_text("utf-8"))} - {"place"}))
def test_every_sense_has_words_of_its_own(code: str) -> None:
    with translation.override("vi"):
        assert sense(code) not in {code, sense("no-such")}


def test_a_sense_nobody_knows_is_another_one() -> None:
    with translation.override("vi"):
        assert sense("no-such") == "nghĩa khác"


def test_quotes_stand_with_the_words_that_name_their_speakers(desk: Client, row: Article) -> None:
    told = told_of(desk, row)
    assert words(told, "#reading .quotes li") == [f"{text} {who}".strip() for text, who in QUOTES]
    assert words(told, "#reading details li") == ["“Tốn xăng.”"]
    assert words(told, "#reading summary") == ["thêm 1"]


def test_what_the_press_said_stands_where_htmx_does_nothing(desk: Client, row: Article) -> None:
    told = told_of(desk, row)
    spoken = told.select("#reading .quotes li, #reading .others li")
    assert [found for found in spoken if not found.find_parent(attrs={"hx-disable": True})] == []
    assert len(spoken) == 5


def test_what_the_machine_is_unsure_of_is_marked(desk: Client) -> None:
    row = factory.article()
    labelling.tell(factory.reading(row, abstain=True, tone=1), unsure=["about", "topic"])
    told = told_of(desk, row)
    assert words(told, "#reading dd") == ["tích cực 80%", "có chưa chắc", "Hạ tầng – đô thị 90% chưa chắc"]


def test_which_model_read_and_when_is_told(desk: Client, row: Article) -> None:
    assert "Mô hình thu-1, 08:00 01/10/2026" in words(told_of(desk, row), "#reading p")[-1]


def test_nobody_is_blamed_for_what_is_good() -> None:
    assert (criticism(1, is_blamed=False), criticism(0, is_blamed=False)) == ("", "")


def test_of_what_no_machine_read_nothing_is_guessed(now: datetime) -> None:
    row = ReadingRow(
        model="desk",
        lang="vi",
        about=None,
        is_about=False,
        topics=(),
        tone=0,
        tone_p=1.0,
        abstain=False,
        why="",
        places=(),
        read_at=now,
        corrected=("tone",),
    )
    assert guessed(row) == {}


def test_a_machine_that_does_not_say_whether_it_is_about_us_is_not_quoted() -> None:
    guess = Guess(model="thu-1", lang="ko", about=None, is_about=False, topics=(), tone=0, tone_p=0.5)
    assert about_told(guess) == ""
