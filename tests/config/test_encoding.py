"""A story encoder of one's own is named by a setting, and is looked at by the doctor."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from classifier.linear import ModelError
from config import tools
from pipeline.plug_findings import PlugState
from tests.classifier.encoding import encoder_folder
from tests.config.conftest import Diembao


def test_without_the_setting_there_is_none(desk: Path, settings: Settings) -> None:
    assert (settings.ENCODER_FOLDER, tools.encoder_state()) == (None, None)
    assert tools.context("work").encoder is None


def test_it_compares_in_a_process_of_the_desk(desk: Path, settings: Settings, tmp_path: Path) -> None:
    settings.ENCODER_FOLDER = encoder_folder(tmp_path)
    found = tools.context("work").encoder
    assert found is not None
    assert (found.name, found.dim) == ("nghia@1", 3)


def test_a_broken_one_is_said_before_anything_is_compared(
    desk: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.ENCODER_FOLDER = tmp_path
    with pytest.raises(ModelError, match=r"diembao\.json không đọc được"):
        tools.context("work")


def test_its_state_is_its_name_or_what_is_wrong(settings: Settings, tmp_path: Path) -> None:
    settings.ENCODER_FOLDER = encoder_folder(tmp_path)
    assert tools.encoder_state() == PlugState("nghia@1")
    (tmp_path / "model.onnx").write_bytes(b"altered")
    state = tools.encoder_state()
    assert state is not None
    assert (state.name, "không đúng mã SHA-256" in state.reason) == ("", True)


@pytest.mark.django_db
def test_the_doctor_names_it(diembao: Diembao, desk: Path, settings: Settings, tmp_path: Path) -> None:
    settings.ENCODER_FOLDER = encoder_folder(tmp_path)
    rows = {row["what"]: row for row in json.loads(diembao("doctor", "--json").out)}
    assert rows["story encoder"]["state"] == "nghia@1: 0 stories, 0 failed in 7 days"
