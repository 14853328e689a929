import secrets
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from archive import jobs, pulse
from archive.models import Job, Source
from config import home
from config.people import DEMO_PASSWORD, DEMO_PEOPLE
from config.verbs import prepare
from desk import officers
from desk.models import Officer, Watch
from tests import factory
from tests.config.conftest import Diembao

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]


def officers_of() -> list[tuple[str, str]]:
    return list(Officer.objects.order_by("id").values_list("email", "role"))


def test_the_pack_is_loaded_and_its_polls_are_set(diembao: Diembao) -> None:
    told = diembao("prepare")
    count = Source.objects.filter(is_active=True).count()
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[-1] == f"· Lam Giang (tỉnh giả tưởng): {count} nguồn / sources"
    assert Job.objects.filter(stage="poll").count() == count > 0


def test_static_files_are_gathered(desk: Path, diembao: Diembao) -> None:
    diembao("prepare")
    assert list((desk / "static").rglob("*.css")) != []


def test_a_desk_of_its_own_gets_a_first_account(diembao: Diembao) -> None:
    told = diembao("prepare")
    head, password = told.out.splitlines()[0].split(" — ")
    assert head == "· Tài khoản đầu tiên / the first account: admin@localhost"
    assert officers_of() == [("admin@localhost", "admin")]
    assert Officer.objects.get().check_password(password)


def test_the_first_account_is_made_once(diembao: Diembao) -> None:
    diembao("prepare")
    assert "account" not in diembao("prepare").out
    assert len(officers_of()) == 1


def test_where_somebody_has_an_account_none_is_made(diembao: Diembao) -> None:
    factory.officer(email="a@b.example")
    diembao("prepare")
    assert officers_of() == [("a@b.example", "monitor")]


def test_the_demo_has_its_people_and_keeps_them(settings: Settings, diembao: Diembao) -> None:
    settings.PRESS_PORT = 8001
    first = diembao("prepare")
    theirs = Officer.objects.get(email=DEMO_PEOPLE[0].email)
    new_password = secrets.token_urlsafe(12)
    theirs.set_password(new_password)
    theirs.save()
    assert diembao("prepare") == first
    assert officers_of() == [(who.email, who.role) for who in DEMO_PEOPLE]
    assert Officer.objects.get(id=theirs.id).check_password(new_password)
    assert Officer.objects.get(email=DEMO_PEOPLE[1].email).check_password(DEMO_PASSWORD)


def test_only_the_demo_has_watches_and_each_night_they_are_swept(
    settings: Settings, diembao: Diembao
) -> None:
    diembao("prepare")
    assert (Watch.objects.count(), Job.objects.filter(stage="sweep").count()) == (0, 1)
    settings.PRESS_PORT = 8001
    for _ in range(2):
        diembao("prepare")
    assert (Watch.objects.count(), Job.objects.filter(stage="sweep").count()) == (3, 1)


def test_running_it_again_changes_nothing(diembao: Diembao) -> None:
    diembao("prepare")
    before = list(Source.objects.order_by("id").values())
    assert diembao("prepare").code == 0
    assert list(Source.objects.order_by("id").values()) == before


def test_a_dead_process_gives_its_work_back(diembao: Diembao) -> None:
    for owner in ("work:1", "work:2"):
        jobs.put([jobs.NewJob("read", owner, factory.MORNING)])
        jobs.claim(["read"], owner, factory.MORNING, 1)
        pulse.beat(owner, "work")
    told = diembao("prepare", "--release", "work:1")
    assert (told.code, told.out) == (0, "")
    assert list(Job.objects.order_by("key").values_list("owner", flat=True)) == ["", "work:2"]
    assert [beat.owner for beat in pulse.beats()] == ["work:2"]


def test_nothing_is_leased_where_nothing_runs(diembao: Diembao) -> None:
    jobs.put([jobs.NewJob("read", "1", factory.MORNING)])
    jobs.claim(["read"], "work:1", factory.MORNING, 1)
    pulse.beat("work:1", "work")
    diembao("prepare", "--fresh-leases")
    assert (Job.objects.get(stage="read").owner, pulse.beats()) == ("", [])


def test_only_one_prepares_at_a_time(desk: Path, diembao: Diembao) -> None:
    with home.held(desk, "prepare.lock", "x"):
        told = diembao("prepare")
    assert (told.code, told.out) == (2, "")
    assert told.sentences == ["Đang có `diembao prepare` khác chạy. / Another `prepare` runs."]


def test_an_unknown_pack_is_one_sentence(settings: Settings, diembao: Diembao) -> None:
    settings.PACK = "khong-co"
    told = diembao("prepare")
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert "không có gói “khong-co”" in told.err
    assert ' / there is no pack "khong-co"' in told.err


def test_a_wrong_pack_is_a_line_for_each_fault(tmp_path: Path, settings: Settings, diembao: Diembao) -> None:
    settings.PACK = str(tmp_path)
    told = diembao("prepare")
    assert (told.code, told.out) == (2, "")
    assert told.sentences[0].startswith(f"{tmp_path}:1: không phải thư mục có tệp YAML của gói")


@pytest.mark.parametrize(
    "verb", [["source"], ["prepare"], ["doctor"], ["officer", "add", "a@b.example", "--name", "A"]]
)
def test_a_home_of_a_newer_version_is_left_alone(verb: list[str], diembao: Diembao) -> None:
    MigrationRecorder(connection).record_applied("archive", "0999_tomorrow")
    told = diembao(*verb)
    assert (told.code, told.out) == (2, "")
    assert told.sentences == [
        (
            "Kho này do phiên bản diembao mới hơn tạo (có bước archive.0999_tomorrow); hãy dùng phiên bản đó."
            " / This home belongs to a newer version of diembao; use that version."
        )
    ]


def test_a_home_that_is_up_to_date_has_nothing_waiting() -> None:
    assert prepare.waiting_migrations() == 0


def test_a_home_that_is_behind_waits_for_its_steps() -> None:
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    assert prepare.waiting_migrations() == 1


def test_the_demos_people_get_the_digest_they_asked_for(settings: Settings, diembao: Diembao) -> None:
    settings.PRESS_PORT = 8001
    diembao("prepare")
    wanted = [who.email for who in DEMO_PEOPLE if who.wants_digest]
    assert [reader.email for reader in officers.digest_readers()] == wanted
