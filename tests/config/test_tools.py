import os
from pathlib import Path

import pytest
from pytest_django import Settings

from archive.packs import PackError
from classifier.linear import ModelError
from config import tools
from search.errors import SearchUnavailable
from tests.config.conftest import Index


def test_the_packs_addresses_are_those_of_the_demos_port(settings: Settings) -> None:
    settings.PRESS_PORT = 8111
    urls = [source.url for outlet in tools.pack().outlets for source in outlet.sources]
    assert [url for url in urls if ":8111/" not in url] == []


def test_a_pack_is_looked_up_where_the_settings_say(settings: Settings, tmp_path: Path) -> None:
    settings.PACKS = tmp_path
    with pytest.raises(PackError, match="không có gói “demo”"):
        tools.pack()


def test_the_stages_get_the_clock_the_pack_and_the_reader(desk: Path, settings: Settings) -> None:
    context = tools.context("work")
    assert (context.owner, context.warc_folder) == (f"work:{os.getpid()}", desk / "warc")
    assert (context.pack.name, f"{context.now():%Y-%m-%d %H:%M}") == ("demo", "2026-10-01 01:00")
    settings.ALERT_BUDGET = 0.5
    assert (context.budget, tools.context("work").budget) == (1.0, 0.5)
    assert context.reader.read("Cầu mới", "Cầu mới ở Lam Giang.").lang == "vi"


def test_models_that_are_missing_are_said(desk: Path, settings: Settings) -> None:
    settings.MODEL_FOLDER = desk
    with pytest.raises(ModelError, match="Không đọc được mô hình"):
        tools.context("work")


def test_the_post_is_that_of_the_settings(settings: Settings) -> None:
    settings.SMTP_URL, settings.MAIL_FROM, settings.SITE_URL = "smtp://a", "b@c.example", "https://d"
    post = tools.post()
    assert (post.relay, post.sender, post.site) == ("smtp://a", "b@c.example", "https://d")


def test_the_engine_that_is_asked_writes_nothing(index: Index) -> None:
    index()
    engine = tools.engine()
    assert (engine.count(), engine.state().ok) == (0, True)
    with pytest.raises(SearchUnavailable, match="được mở để đọc"):
        engine.commit()
    engine.close()


def test_the_indexer_opens_nothing_before_it_must(desk: Path, settings: Settings) -> None:
    indexer = tools.indexer()
    assert (indexer.url, indexer.engine, (desk / "index").exists()) == (settings.SEARCH_URL, None, False)
