import json
import shutil
import time
from datetime import timedelta
from pathlib import Path

import pytest

from archive import captures, seals
from archive.clock import Clock, write_clock
from archive.models import Article, Capture, Job
from crawler import model as crawler
from crawler.evidence import Shelf
from desk.models import Claim, ClaimHit, Officer
from tests import factory
from tests.config.conftest import Diembao, Told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]
URL = "https://bao-song-trong.example/cau-ben-loi.html"
BODY = "<p>Sáng nay cây cầu nối hai bờ sông Trong đã thông xe.</p>".encode()
ORDER = ("--order", "12/QĐ-UBND", "--signed-by", "Trần Thị B", "--signed-on", "2026-10-02")
WHY = ("--reason", "dữ liệu cá nhân")


@pytest.fixture
def capture(desk: Path) -> int:
    """A page as evidence, of a day that is sealed."""
    row = factory.article(url=URL)
    answer = crawler.Capture("", URL, URL, crawler.Shape.PAGE, 200, (), BODY, factory.MORNING)
    id = captures.keep(answer, Shelf(desk / "warc", "crawl-1").keep(answer), row.source_id)
    Capture.objects.filter(id=id).update(article=row)
    night = seals.next_sealing(factory.MORNING)
    seals.seal(night)
    seals.copy_chain(desk / "warc")
    write_clock(desk / "clock.json", Clock(time.time(), night))
    return id


@pytest.fixture
def by() -> str:
    return factory.officer(email="admin@lamgiang.example").email


def exported(diembao: Diembao, desk: Path, what: str = URL) -> Told:
    return diembao("evidence", "export", what, "--out", str(desk / "xuat.zip"))


@pytest.mark.usefixtures("capture")
def test_a_whole_archive_is_verified(diembao: Diembao) -> None:
    told = diembao("evidence", "verify")
    assert told.code == 0
    assert "1 nguyên vẹn / intact" in told.out
    assert "✓ Chuỗi liền" in told.out


@pytest.mark.usefixtures("capture")
def test_programs_get_the_same_in_json(diembao: Diembao) -> None:
    told = json.loads(diembao("evidence", "verify", "--json").out)
    assert (told["is_good"], told["counts"]["intact"], told["chain"]["days"]) == (True, 1, 1)


@pytest.mark.usefixtures("capture")
def test_an_altered_payload_is_named_and_fails(diembao: Diembao, desk: Path) -> None:
    (warc,) = (desk / "warc").glob("*.gz")
    warc.write_bytes(warc.read_bytes()[:80] + b"XX" + warc.read_bytes()[82:])
    told = diembao("evidence", "verify")
    assert told.code == 1
    assert f"{URL} — BỊ THAY ĐỔI / ALTERED" in told.out
    assert "bản sao lưu" in told.out


def test_a_changed_row_fails_by_its_days_number(diembao: Diembao, capture: int) -> None:
    Capture.objects.filter(id=capture).update(status=404)
    told = diembao("evidence", "verify")
    assert (told.code, "✗ ngày số 1" in told.out) == (1, True)


@pytest.mark.usefixtures("capture")
def test_a_digest_written_down_elsewhere_must_be_in_the_chain(diembao: Diembao) -> None:
    (link,) = seals.chain()
    assert diembao("evidence", "verify", "--head", link.digest).code == 0
    told = diembao("evidence", "verify", "--head", "0" * 64)
    assert (told.code, "Mã đã biết không có trong chuỗi" in told.out) == (1, True)


@pytest.mark.usefixtures("capture")
def test_only_the_last_days_are_read_where_asked(diembao: Diembao, desk: Path) -> None:
    later = factory.MORNING + timedelta(days=9)
    write_clock(desk / "clock.json", Clock(time.time(), later))
    assert "0 nguyên vẹn" in diembao("evidence", "verify", "--days", "2").out


@pytest.mark.parametrize("what", [URL, "number", "#number"])
def test_an_export_is_verified_without_the_archive(
    diembao: Diembao, desk: Path, capture: int, what: str
) -> None:
    assert exported(diembao, desk, what.replace("number", str(capture))).code == 0
    shutil.rmtree(desk / "warc")
    Article.objects.all().delete()
    told = diembao("evidence", "verify", str(desk / "xuat.zip"))
    assert told.code == 0
    assert f"✓ #{capture} 01/10/2026 08:00:00 {URL} — nguyên vẹn / intact — SHA-256" in told.out


@pytest.mark.usefixtures("capture")
def test_an_exports_findings_in_json(diembao: Diembao, desk: Path) -> None:
    exported(diembao, desk)
    told = json.loads(diembao("evidence", "verify", str(desk / "xuat.zip"), "--json").out)
    assert (told["is_good"], told["findings"][0]["state"]) == (True, "intact")
    assert told["head"] == seals.chain()[-1].digest


@pytest.mark.usefixtures("capture")
def test_an_export_of_another_chain_is_told(diembao: Diembao, desk: Path) -> None:
    exported(diembao, desk)
    told = diembao("evidence", "verify", str(desk / "xuat.zip"), "--head", "0" * 64)
    assert (told.code, "Mã đã biết không có trong chuỗi" in told.out) == (1, True)


def test_an_export_before_midnight_says_what_it_lacks(diembao: Diembao, desk: Path, capture: int) -> None:
    Capture.objects.filter(id=capture).update(seal=None, leaf=None)
    told = exported(diembao, desk)
    assert (told.code, "chưa niêm phong" in told.out) == (0, True)
    assert "chưa niêm phong" in diembao("evidence", "verify", str(desk / "xuat.zip")).out


@pytest.mark.usefixtures("capture")
def test_a_record_that_is_lost_is_left_out_and_said(diembao: Diembao, desk: Path) -> None:
    for warc in (desk / "warc").glob("*.gz"):
        warc.unlink()
    told = exported(diembao, desk)
    assert (told.code, "thiếu trong tệp / left out" in told.err) == (1, True)
    assert diembao("evidence", "verify", str(desk / "xuat.zip")).code == 1


@pytest.mark.usefixtures("capture")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "https://la.example/", "--out", "x.zip"), "không có trong kho / not in the archive"),
        (("export", URL, "--out", "/khong/co/x.zip"), "Không ghi được /khong/co/x.zip"),
        (("verify", __file__), "không phải tệp chứng cứ đã xuất"),
        (("verify", "/khong/co.zip"), "không phải tệp chứng cứ đã xuất"),
        (("remove", URL, *ORDER, *WHY, "--by", "la@la.example"), "không có tài khoản này"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(diembao: Diembao, words: tuple[str, ...], said: str) -> None:
    told = diembao("evidence", *words)
    assert (told.code, said in told.err) == (2, True)


@pytest.mark.usefixtures("capture")
def test_an_article_is_removed_by_a_signed_order(diembao: Diembao, by: str) -> None:
    told = diembao("evidence", "remove", URL, *ORDER, *WHY, "--by", by)
    assert (told.code, "Đã gỡ 1 lần chụp" in told.out) == (0, True)
    checked = diembao("evidence", "verify")
    assert (checked.code, "1 gỡ theo lệnh / removed by order" in checked.out) == (0, True)


def test_what_was_removed_leaves_its_claims_words_and_its_story(
    diembao: Diembao, by: str, capture: int
) -> None:
    article, officer = Article.objects.get(), Officer.objects.get(email=by)
    article.versions.filter(id=factory.version(article).id).update(capture=capture)
    claim = Claim.objects.create(text="Kho muối cháy", opened_by=officer, opened_at=factory.MORNING)
    told = {"article": article, "version": 1, "score": 0.9, "found_at": factory.MORNING}
    hit = ClaimHit.objects.create(claim=claim, sentence="Kho muối đã cháy.", **told)
    diembao("evidence", "remove", URL, *ORDER, *WHY, "--by", by)
    hit.refresh_from_db()
    assert (hit.sentence, Job.objects.filter(stage="story").count()) == ("", 1)


@pytest.mark.usefixtures("capture")
def test_an_export_of_what_was_removed_tells_the_order(diembao: Diembao, desk: Path, by: str) -> None:
    diembao("evidence", "remove", URL, *ORDER, *WHY, "--by", by)
    assert exported(diembao, desk).code == 0
    told = diembao("evidence", "verify", str(desk / "xuat.zip"))
    assert (told.code, "removed by order 12/QĐ-UBND" in told.out) == (0, True)


@pytest.mark.usefixtures("capture")
def test_the_same_number_with_another_reason_is_refused(diembao: Diembao, by: str) -> None:
    diembao("evidence", "remove", URL, *ORDER, *WHY, "--by", by)
    told = diembao("evidence", "remove", URL, *ORDER, "--reason", "khác", "--by", by)
    assert (told.code, "Lệnh 12/QĐ-UBND đã có trong sổ" in told.err) == (2, True)


@pytest.mark.usefixtures("capture")
def test_a_removal_that_cannot_be_finished_says_how(diembao: Diembao, desk: Path, by: str) -> None:
    for warc in (desk / "warc").glob("*.gz"):
        warc.unlink()
    told = diembao("evidence", "remove", URL, *ORDER, *WHY, "--by", by)
    assert (told.code, "chạy lại đúng lệnh này" in told.err) == (2, True)


def test_nothing_is_removed_of_what_is_not_there(diembao: Diembao, by: str) -> None:
    told = diembao("evidence", "remove", URL, *ORDER, *WHY, "--by", by)
    assert (told.code, told.err.strip()) == (2, f"{URL}: không có trong kho / not in the archive")


def test_an_archive_of_no_day_has_no_chain_yet(diembao: Diembao) -> None:
    told = diembao("evidence", "verify")
    assert (told.code, "chuỗi chưa có ngày nào" in told.out.lower()) == (0, True)
