"""A model of one's own is named by a setting, reads in every process, and is looked at by the doctor."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from archive.packs import load
from classifier.linear import ModelError
from config import tools
from pipeline.plug_findings import PlugState
from tests.classifier.plugging import plug_folder
from tests.config.conftest import Diembao

TITLE, SAD, GLAD = "Lam Giang họp bàn quy hoạch cảng", "Lam Giang buồn.", "Lam Giang vui."


def test_without_the_setting_there_is_none(settings: Settings) -> None:
    assert (settings.PLUG_FOLDER, tools.plug_state()) == (None, None)


def test_it_reads_in_a_process_of_the_desk(desk: Path, settings: Settings, tmp_path: Path) -> None:
    settings.PLUG_FOLDER = plug_folder(tmp_path)
    reader = tools.context("work").reader
    found = [reader.read(TITLE, body) for body in (SAD, GLAD)]
    assert [one.tone for one in found] == [-1, 1]
    assert {one.model.partition("+")[2] for one in found} == {"tinh-toi@1.2"}


def test_a_broken_one_is_said_before_anything_is_read(desk: Path, settings: Settings, tmp_path: Path) -> None:
    settings.PLUG_FOLDER = tmp_path
    with pytest.raises(ModelError, match=r"diembao\.json không đọc được"):
        tools.context("work")


def test_its_state_is_its_name_or_what_is_wrong(settings: Settings, tmp_path: Path) -> None:
    settings.PLUG_FOLDER = plug_folder(tmp_path)
    assert tools.plug_state() == PlugState("tinh-toi@1.2")
    (tmp_path / "model.onnx").write_bytes(b"altered")
    state = tools.plug_state()
    assert state is not None
    assert (state.name, "không đúng mã SHA-256" in state.reason) == ("", True)


@pytest.mark.django_db
def test_the_doctor_names_it(diembao: Diembao, desk: Path, settings: Settings, tmp_path: Path) -> None:
    settings.PLUG_FOLDER = plug_folder(tmp_path)
    rows = {row["what"]: row for row in json.loads(diembao("doctor", "--json").out)}
    assert rows["plugged model"]["state"] == "tinh-toi@1.2: 0 read, 0 failed in 7 days"


def test_its_topics_are_those_of_the_shipped_models(settings: Settings, tmp_path: Path) -> None:
    codes = [topic.code for topic in load("demo", fill={"press_port": "1"}).topics]
    answers = {"topic": {"output": "logits", "labels": [*codes[:2], "weather"]}}
    settings.PLUG_FOLDER = plug_folder(tmp_path, answers=answers)
    state = tools.plug_state()
    assert state is not None
    assert "topic does not know: weather" in state.reason
