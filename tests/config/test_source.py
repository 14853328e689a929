import json

import pytest

from archive.models import Source, SourceState
from tests import factory
from tests.config.conftest import Diembao

pytestmark = pytest.mark.django_db


def test_a_desk_without_sources_lists_none(diembao: Diembao) -> None:
    assert diembao("source") == diembao("source", "list")
    assert (diembao("source").code, diembao("source").out) == (0, "")
    assert diembao("source", "--json").out == "[]\n"


def test_a_source_is_a_line(diembao: Diembao) -> None:
    factory.source("song-trong-rss")
    told = diembao("source")
    assert told.out.split() == [
        "alive",
        "0",
        "song-trong-rss",
        "https://bao-song-trong.example/song-trong-rss.rss",
    ]


def test_a_source_that_fails_tells_its_reason(diembao: Diembao) -> None:
    factory.source("a", state=SourceState.FAILING, reason="HTTP 500", is_verified=False)
    assert diembao("source").out.endswith(" (chưa kiểm chứng / unverified) — HTTP 500\n")


def test_programs_get_every_field(diembao: Diembao) -> None:
    factory.article(of=factory.source("a", state=SourceState.BLOCKED, reason="200 + HTML", failures=3))
    (row,) = json.loads(diembao("source", "--json").out)
    assert {name: row[name] for name in ("key", "state", "reason", "failures", "articles", "polled_at")} == {
        "key": "a",
        "state": "blocked",
        "reason": "200 + HTML",
        "failures": 3,
        "articles": 1,
        "polled_at": "2026-10-01 01:00:00+00:00",
    }


def test_a_source_that_left_the_pack_is_not_listed(diembao: Diembao) -> None:
    factory.source("a")
    Source.objects.update(is_active=False)
    assert diembao("source", "--json").out == "[]\n"


def test_sources_can_only_be_listed(diembao: Diembao) -> None:
    told = diembao("source", "khong-co")
    assert (told.code, told.out) == (2, "")
    assert "invalid choice: 'khong-co'" in told.err
