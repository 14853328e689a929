from pathlib import Path

import pytest
from pytest_django import Settings

from archive import captures
from archive.models import Article, Capture, Reading
from crawler import model as crawler
from crawler.evidence import Shelf
from tests import factory
from tests.config.conftest import Diembao

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]
URL = "https://bao-song-trong.example/cau-ben-loi.html"
PAGE = """<!DOCTYPE html><html lang="vi"><head><title>Cầu Bến Lội thông xe</title>
<meta property="og:title" content="Cầu Bến Lội thông xe sớm ba tháng">
<meta property="article:published_time" content="2026-10-01T07:15:00+07:00"></head><body><article>
<h1>Cầu Bến Lội thông xe sớm ba tháng</h1>
<p>Sáng nay cây cầu dài 420 mét nối hai bờ sông Trong đã thông xe sau mười bốn tháng thi công liên tục.</p>
<p>Chủ đầu tư cho biết cầu đã được thử tải, hai đầu cầu có đèn chiếu sáng và lối đi dành cho người đi bộ.</p>
<p>Từ nay bà con bên kia sông không phải chờ phà, học sinh đến trường gần hơn bảy cây số mỗi ngày.</p>
</article></body></html>"""


def stored(desk: Path) -> Article:
    """An article whose page lies as evidence."""
    row = factory.article(url=URL)
    answer = crawler.Capture(
        "",
        URL,
        URL,
        crawler.Shape.PAGE,
        200,
        (("Content-Type", "text/html; charset=utf-8"),),
        PAGE.encode(),
        factory.MORNING,
    )
    place = Shelf(desk / "warc", "crawl-1").keep(answer)
    Capture.objects.filter(id=captures.keep(answer, place, row.source_id)).update(article=row)
    return row


def heads(told: str) -> list[str]:
    """The stages that spoke, in order; the words of an article may begin a line too."""
    first = (line.partition(" ")[0] for line in told.splitlines())
    return [word for word in first if word in {"announced", "collect", "extract", "read", "relate"}]


def test_every_stage_of_an_article_speaks(desk: Path, diembao: Diembao) -> None:
    stored(desk)
    told = diembao("explain", URL)
    assert (told.code, told.err) == (0, "")
    assert heads(told.out) == ["announced", "collect", "extract", "read"]
    assert "Cầu Bến Lội thông xe sớm ba tháng" in told.out
    assert "          stored      chưa đọc / not read yet" in told.out.splitlines()


def test_an_address_is_known_however_it_is_written(desk: Path, diembao: Diembao) -> None:
    stored(desk)
    assert diembao("explain", f"{URL}?utm_source=thu#tin").code == 0


def test_what_was_stored_is_not_touched(desk: Path, diembao: Diembao) -> None:
    stored(desk)
    before = list(Article.objects.values())
    diembao("explain", URL)
    assert (list(Article.objects.values()), Reading.objects.count()) == (before, 0)


def test_a_saved_page_is_explained_without_an_archive(tmp_path: Path, diembao: Diembao) -> None:
    page = tmp_path / "trang.html"
    page.write_text(PAGE, "utf-8")
    told = diembao("explain", str(page), "--url", URL)
    assert (told.code, told.err) == (0, "")
    assert heads(told.out) == ["collect", "extract", "read", "relate"]
    assert told.out.splitlines()[0] == f"collect   {len(PAGE.encode())} bytes of {URL}"
    assert "2026-10-01T00:15:00+00:00" in told.out
    assert not Article.objects.exists()


def test_a_saved_page_may_have_no_address(tmp_path: Path, diembao: Diembao) -> None:
    page = tmp_path / "trang.html"
    page.write_text(PAGE, "utf-8")
    assert diembao("explain", str(page)).out.startswith(
        f"collect   {len(PAGE.encode())} bytes of file://{page}\n"
    )


def test_a_page_without_an_article_says_so(tmp_path: Path, diembao: Diembao) -> None:
    page = tmp_path / "trang.html"
    page.write_bytes(b"")
    told = diembao("explain", str(page), "--url", URL)
    assert (told.code, heads(told.out)) == (0, ["collect", "extract"])
    assert "không có bài / no article" in told.out


@pytest.mark.parametrize("what", ["https://bao.example/khong-co", "khong-co.html", "/"])
def test_what_is_nowhere_is_one_sentence(what: str, diembao: Diembao) -> None:
    told = diembao("explain", what)
    assert (told.code, told.out) == (2, "")
    assert told.sentences == [
        (
            f"{what}: không có trong kho và không phải tệp; hãy lưu trang rồi chạy"
            " `diembao explain TỆP --url ĐỊA-CHỈ`."
            " / neither in the archive nor a file; save the page, then `diembao explain FILE --url ADDRESS`."
        )
    ]


def test_evidence_that_is_gone_is_one_sentence(desk: Path, diembao: Diembao) -> None:
    stored(desk)
    (file,) = (desk / "warc").iterdir()
    file.unlink()
    told = diembao("explain", URL)
    assert (told.code, len(told.sentences)) == (1, 1)
    assert "không đọc được chứng cứ; hãy kiểm tra DIEMBAO_WARC" in told.err


def test_evidence_that_was_changed_is_said(desk: Path, diembao: Diembao) -> None:
    row = stored(desk)
    Capture.objects.filter(article=row).update(sha256="0" * 64)
    told = diembao("explain", URL)
    assert (told.code, len(told.sentences)) == (1, 1)
    assert "SHA-256 differs from the archive's" in told.err


def test_models_that_are_missing_are_one_sentence(
    settings: Settings, tmp_path: Path, diembao: Diembao
) -> None:
    settings.MODEL_FOLDER = tmp_path
    told = diembao("explain", URL)
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert told.err.startswith(f"Không đọc được mô hình trong {tmp_path}")
