"""No container engine is at hand: the files are read, and what they name must exist."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.command import VERBS

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
OURS = ["prepare", "serve", "crawl", "work"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def test_the_grown_profile_has_all_its_parts() -> None:
    assert set(COMPOSE["services"]) == {*OURS, "postgres", "elasticsearch"}
    assert COMPOSE["services"]["elasticsearch"]["image"].endswith(":9.2.2")
    assert COMPOSE["services"]["postgres"]["image"] == "postgres:18"


@pytest.mark.parametrize("service", OURS)
def test_every_command_is_a_verb(service: str) -> None:
    assert COMPOSE["services"][service]["command"][0] in VERBS


@pytest.mark.parametrize("service", ["serve", "crawl", "work", "postgres", "elasticsearch"])
def test_every_server_has_a_health_check(service: str) -> None:
    assert COMPOSE["services"][service]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


@pytest.mark.parametrize("service", OURS)
def test_secrets_come_from_files_and_nothing_else(service: str) -> None:
    told = COMPOSE["services"][service]
    assert told["secrets"] == ["database_password", "secret_key"]
    environment = told["environment"]
    secrets = {name: value for name, value in environment.items() if str(value).startswith("/run/secrets/")}
    assert secrets == {
        "DATABASE_PASSWORD_FILE": "/run/secrets/database_password",
        "DIEMBAO_SECRET_KEY_FILE": "/run/secrets/secret_key",
    }
    assert "@postgres/" in environment["DATABASE_URL"]
    assert ":" not in environment["DATABASE_URL"].removeprefix("postgresql://").split("@")[0]


def test_no_password_is_written_down() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    assert re.findall(r"PASSWORD: *\S+", text) == []


def test_data_lies_in_volumes_that_are_declared() -> None:
    used = {v.split(":")[0] for s in COMPOSE["services"].values() for v in s.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_the_image_runs_as_nobody_special() -> None:
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE) == ["diembao"]
    assert "no-new-privileges:true" in COMPOSE["services"]["serve"]["security_opt"]


def test_everything_the_image_copies_is_there() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    assert [name for name in names if not (ROOT / name).exists()] == []
    assert {"config", "archive", "web", "pipeline"} <= set(names)
