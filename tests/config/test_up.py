"""What ``up`` says before it starts anything."""

import json
import shutil
from pathlib import Path

import pytest

from archive.packs import PACKS
from config import home
from tests.config.conftest import Diembao
from tests.e2e.running import free_ports


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own; nothing else of the surroundings reaches it."""
    for name in ("DATABASE_URL", "SEARCH_URL", "DIEMBAO_PACK", "DIEMBAO_PACKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DIEMBAO_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packs with one pack that is wrong."""
    shutil.copytree(PACKS, tmp_path / "packs")
    (tmp_path / "packs" / "dong-nai").rename(tmp_path / "packs" / "song-trong")
    (tmp_path / "packs" / "song-trong" / "pack.yaml").write_text("schema: 1\n", "utf-8")
    monkeypatch.setenv("DIEMBAO_PACKS", str(tmp_path / "packs"))
    return tmp_path / "packs"


def refused(diembao: Diembao, *words: str) -> str:
    """The one sentence with which ``up`` ends."""
    told = diembao("up", *words)
    assert (told.code, len(told.sentences)) == (2, 1), told
    assert " / " in told.err
    return told.err


@pytest.mark.parametrize("pack", ["khong-co", "_common", "/khong/co", "./khong-co", "config"])
def test_an_unknown_pack_is_said(pack: str, diembao: Diembao) -> None:
    told = refused(diembao, "--pack", pack)
    assert told.startswith(
        f"Không có gói “{pack}”; các gói có: can-tho, da-nang, demo, dong-nai, tp-hcm; thư mục"
    )


def test_the_pack_of_the_surroundings_is_looked_at(monkeypatch: pytest.MonkeyPatch, diembao: Diembao) -> None:
    monkeypatch.setenv("DIEMBAO_PACK", "khong-co")
    assert refused(diembao).startswith("Không có gói “khong-co”")


@pytest.mark.usefixtures("shelf")
def test_packs_are_looked_up_where_the_settings_say(diembao: Diembao) -> None:
    told = refused(diembao, "--pack", "dong-nai")
    assert told.startswith("Không có gói “dong-nai”; các gói có: can-tho, da-nang, demo, song-trong, tp-hcm;")


@pytest.mark.slow
@pytest.mark.parametrize("pack", ["song-trong", "packs/song-trong", "./packs/song-trong"])
def test_a_pack_that_is_wrong_ends_it_with_its_faults(
    pack: str, shelf: Path, monkeypatch: pytest.MonkeyPatch, diembao: Diembao
) -> None:
    # Folders as they are typed: the children run in another one.
    monkeypatch.chdir(shelf.parent)
    monkeypatch.setenv("DIEMBAO_PACKS", "packs")
    told = diembao("up", "--pack", pack, "--port", str(free_ports()))
    assert told.code == 2
    assert told.sentences != []
    assert {line.split(":")[0] for line in told.sentences} == {str(shelf / "song-trong" / "pack.yaml")}


@pytest.mark.parametrize("port", ["0", "-1", "65534", "70000"])
def test_a_port_beyond_all_ports_is_said(port: str, folder: Path, diembao: Diembao) -> None:
    told = refused(diembao, "--demo", "--port", port)
    assert told.startswith(f"--port {port}: không phải cổng dùng được; chọn từ 1 đến 65533.")
    assert list(folder.iterdir()) == []


def test_a_port_that_is_no_number_is_a_question_of_usage(diembao: Diembao) -> None:
    assert diembao("up", "--port", "http").code == 2


def test_a_busy_port_of_the_site_is_said(busy_port: int, folder: Path, diembao: Diembao) -> None:
    told = refused(diembao, "--demo", "--port", str(busy_port))
    assert told.startswith(
        f"Cổng {busy_port} đang bận hoặc không được phép dùng; hãy chọn cổng khác bằng --port."
    )


@pytest.mark.parametrize("above", [1, 2])
def test_a_busy_port_of_the_press_is_not_kept(
    above: int, busy_port: int, folder: Path, diembao: Diembao
) -> None:
    told = refused(diembao, "--demo", "--port", str(busy_port - above))
    assert told.startswith(f"Cổng {busy_port} đang bận")
    assert "bằng --port." in told
    assert not (folder / "press.port").exists()


def test_a_busy_port_that_was_kept_needs_another_home(busy_port: int, folder: Path, diembao: Diembao) -> None:
    (folder / "press.port").write_text(str(busy_port), "utf-8")
    told = refused(diembao, "--demo", "--port", str(free_ports()))
    assert told.startswith(f"Cổng {busy_port} đang bận")
    assert "bằng DIEMBAO_HOME + --port." in told


@pytest.mark.parametrize("above", [0, 1])
def test_the_site_does_not_take_the_presss_ports(above: int, folder: Path, diembao: Diembao) -> None:
    kept = free_ports()
    (folder / "press.port").write_text(str(kept), "utf-8")
    told = refused(diembao, "--demo", "--port", str(kept + above))
    assert told.startswith(f"Cổng {kept + above} là của báo trình diễn trên {folder}")


def test_a_kept_port_that_is_none_is_said(folder: Path, diembao: Diembao) -> None:
    (folder / "press.port").write_text("tám nghìn", "utf-8")
    told = refused(diembao, "--demo", "--port", str(free_ports()))
    assert told.startswith(f"{folder}/press.port: không phải số cổng; hãy xóa tệp này")


def test_a_second_up_on_the_same_home_is_refused(folder: Path, diembao: Diembao) -> None:
    with home.only_one(folder):
        told = refused(diembao, "--demo")
    assert told.startswith(f"Đã có một `diembao up` chạy trên {folder}")


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("/proc/diembao", "Không ghi được vào /proc/diembao"),
        ("/dev/null", "/dev/null không phải thư mục"),
        ("/dev/null/x", "/dev/null/x không phải thư mục"),
    ],
)
def test_a_home_that_cannot_be_one_is_said(
    place: str, sentence: str, monkeypatch: pytest.MonkeyPatch, diembao: Diembao
) -> None:
    monkeypatch.setenv("DIEMBAO_HOME", place)
    assert refused(diembao, "--demo").startswith(sentence)


@pytest.mark.parametrize("speed", ["nhanh", "0", "-1", "1d/tuan", "1e9", "/min"])
def test_a_speed_that_is_none_is_said(speed: str, diembao: Diembao) -> None:
    told = refused(diembao, "--demo", f"--speed={speed}", "--port", str(free_ports()))
    assert told.startswith(f"--speed {speed}: không hiểu; ví dụ 1d/min, 6h/min, 1s/s.")


@pytest.mark.parametrize("text", ["{", "{}", "[]", json.dumps({"real": 1, "shown_at": "x", "speed": 1})])
def test_a_clock_that_cannot_be_read_is_said(text: str, folder: Path, diembao: Diembao) -> None:
    (folder / "clock.json").write_text(text, "utf-8")
    told = refused(diembao, "--demo", "--port", str(free_ports()))
    assert told.startswith(f"{folder}/clock.json: không đọc được giờ trình diễn; hãy xóa tệp này")
