"""Two hundred labels through the real page, then a training: the next model and its figures are others."""

from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from pytest_django import Settings

from archive import readings
from archive.models import Article, Correction, TrainingRun
from classifier.reader import Reader
from config import tools
from config.verbs import train
from tests import factory
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COUNT = 200
# What the shipped models hold to be culture or society, this desk counts as economy.
SUBJECTS = ("Chợ nổi", "Phiên chợ đêm", "Hội chợ", "Chợ lá", "Chợ cá")
PLACES = ("bến Lội", "Cửa Trầm", "Tân Khê", "Bình Khê", "An Điền", "Phước Lạc", "Hải Lộc", "Lam Thành")
DOINGS = (
    "thu hút khách",
    "mở cửa trở lại",
    "rộn ràng ngày cuối tuần",
    "bán đặc sản quê",
    "đón đoàn du khách",
)


def title(number: int) -> str:
    """A title of its own for every number."""
    subject, place = SUBJECTS[number % 5], PLACES[number // 5 % 8]
    return f"{subject} {place} tỉnh Lam Giang {DOINGS[number // 40 % 5]}"


def put(number: int, reader: Reader) -> Article:
    """An article, read by the shipped models."""
    body = f"{title(number)}. Bà con bày hàng từ sớm, khách ghé mua quà quê lần thứ {number + 1}."
    row = factory.article(title(number), body=body)
    reading = reader.read(row.title, f"{row.standfirst}\n{row.body}")
    with transaction.atomic():
        readings.keep(row.id, row.version, reading, threshold=0.5, now=factory.MORNING)
    return row


def judge(page: Page) -> None:
    """Say of the article that stands there that it is economy, by a key where there is one."""
    article_id = page.locator("#label-form [name=article]").input_value()
    choice = page.locator("#topic-economy")
    if key := choice.get_attribute("data-key"):
        page.keyboard.press(key)
    else:
        choice.check()
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    expect(page.locator(".label-last [name=article]")).to_have_value(article_id)


def test_what_officers_correct_changes_the_next_model_and_its_figures(
    open_page: OpenPage, transactional_db: None, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    reader = Reader(tools.pack().gazetteer(), settings.MODEL_FOLDER)
    for number in range(COUNT):
        put(number, reader)
    page = open_page()
    page.goto("/gan-nhan/")
    for _ in range(COUNT):
        judge(page)
    assert Correction.objects.filter(taken_back_at=None, topics__0="economy").count() == COUNT
    assert train.run([]) == train.ACCEPTED
    run = TrainingRun.objects.get()
    topic = next(one for one in run.verdicts if one["task"] == "topic")
    assert topic["reason"] == "not_worse"
    assert topic["after"] > topic["before"]
    folder = tools.shelf().in_use()
    assert folder.name == run.model
    later = "Chợ phiên Tân Khê tỉnh Lam Giang đông khách ngày lễ", "Bà con bày hàng, khách mua quà quê."
    assert reader.read(*later).topic != "economy"
    assert Reader(tools.pack().gazetteer(), folder).read(*later).topic == "economy"
    page.goto("/do-chinh-xac/")
    expect(page.locator(".run .mark").first).to_have_text("được nhận")
    expect(page.locator("#card dd").first).to_have_text(run.model)
