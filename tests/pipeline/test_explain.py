"""Explain tells what each stage makes of an article, and why: stored, saved in a file, or unknown."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from archive.models import Address, Article, Capture, Job
from classifier import copies
from classifier.model import Reading
from config.verbs import explain as verb
from crawler.evidence import EvidenceMissing
from pipeline import explain
from pipeline.context import Context
from pipeline.worker import STAGES, run_jobs
from tests import factory
from tests.pipeline.making import BODY, TITLE, captured, page, related, stored

URL = "https://bao-song-trong.example/cang-my-lam.html"
WHOLE = "\n".join(BODY)


def of_file(context: Context, html: bytes, url: str = URL) -> list[str]:
    return list(explain.of_page(html, url, context))


def of_stored(context: Context, article_id: int) -> list[str]:
    return list(explain.of_article(article_id, context.warc_folder, context))


def value(lines: list[str], name: str) -> str:
    """What stands behind a name on its line."""
    (line,) = [line for line in lines if line[10:].startswith(name)]
    return line[10 + len(name) :].strip()


def work_off(context: Context) -> None:
    while run_jobs(list(STAGES), context):
        pass


def test_a_saved_page_goes_through_every_stage(context: Context) -> None:
    lines = of_file(context, page())
    starts = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert starts == ["collect", "extract", "read", "relate"]
    assert lines[0] == f"collect   {len(page())} bytes of {URL}"
    assert lines[-1].split()[1] == str(len(copies.fingerprints(WHOLE)))


def test_extraction_is_shown_with_where_its_date_stood(context: Context) -> None:
    lines = of_file(context, page())
    assert value(lines, "title") == TITLE
    assert value(lines, "canonical") == URL
    assert value(lines, "published") == "2026-09-30T23:30:00+00:00 (meta: “2026-10-01T06:30:00+07:00”)"
    assert value(lines, "alt title") == "—"
    assert value(lines, "authors") == "—"
    assert value(lines, "body").startswith(f"{len(WHOLE)} characters: {BODY[0][:40]}")


def test_a_page_without_a_date_shows_none(context: Context) -> None:
    lines = of_file(context, page(published=""))
    assert value(lines, "published") == "— (none: “”)"


def test_reading_is_shown_with_its_reason(context: Context) -> None:
    lines = of_file(context, page())
    said = context.reader.read(TITLE, f"\n{WHOLE}", lang="vi")
    assert value(lines, "language") == "vi"
    assert value(lines, "about") == f"{said.about:.2f} (threshold {context.pack.threshold:.2f})"
    assert value(lines, "topics").startswith(f"{said.topic} ")
    assert value(lines, "tone") == f"{said.tone:+d} ({said.tone_p:.2f}): {explain.shown(said.why)}"
    assert "my-lam" in value(lines, "places").split(", ")


def test_a_reading_that_abstains_says_so(context: Context) -> None:
    said = Reading("vi", None, (), 0, 0.5, abstain=True, why="", places=(), model="thu-1")
    lines = list(explain.reading_lines(said, context))
    assert value(lines, "model") == "thu-1 — abstains"
    assert [value(lines, name) for name in ("about", "places")] == ["—", "—"]


def test_a_page_that_is_no_article_says_why(context: Context) -> None:
    lines = of_file(context, page(), "https://bao-song-trong.example/")
    assert lines[1:] == ["extract   không có bài / no article: front page"]


@pytest.mark.django_db
def test_a_stored_article_is_traced_from_its_announcement(context: Context) -> None:
    captured(context)
    work_off(context)
    row, capture = Article.objects.get(), Capture.objects.get()
    lines = of_stored(context, row.id)
    at = context.now().isoformat()
    assert lines[0] == f"announced {at} by {row.source.key} {URL}"
    assert lines[1] == f"collect   {at} 200 {URL}"
    assert value(lines, "evidence") == f"{capture.warc_file}@0 sha256 {capture.sha256}"
    assert (value(lines, "title"), value(lines, "model")) == (TITLE, context.reader.name)


@pytest.mark.django_db
def test_the_sources_own_zone_is_gone_by(context: Context) -> None:
    source = factory.source("han-quoc")
    source.zone = "Asia/Seoul"
    source.save()
    captured(context, page(published="2026-10-01T06:30:00"), of=source)
    work_off(context)
    row = Article.objects.get()
    published = value(of_stored(context, row.id), "published")
    assert row.published_at is not None
    assert published.split()[0] == row.published_at.isoformat()


@pytest.mark.django_db
def test_copies_are_told_with_how_much_they_share(context: Context) -> None:
    first = stored("https://bao-1.example/tin", WHOLE).article_id
    other = factory.source(of=factory.outlet("bao-2", "Báo Hai"))
    second = stored("https://bao-2.example/tin", WHOLE, of=other).article_id
    for id in (first, second):
        related(id, context)
    lines = of_stored(context, first)
    assert f"relate    article {second}: containment 1.00" in lines
    assert f"          folded with Báo Hai: {TITLE}" in lines


@pytest.mark.django_db
def test_an_article_nobody_has_read_yet_says_so(context: Context) -> None:
    id = stored("https://bao-1.example/tin", WHOLE).article_id
    assert "          stored      chưa đọc / not read yet" in of_stored(context, id)


@pytest.mark.django_db
def test_an_article_that_is_no_more_has_nothing_to_tell(context: Context) -> None:
    assert of_stored(context, 987_654) == []


@pytest.mark.django_db
def test_a_page_that_is_no_article_any_more_says_so_and_what_is_stored(context: Context) -> None:
    captured(context)
    work_off(context)
    Capture.objects.update(final_url="https://bao-song-trong.example/")
    lines = of_stored(context, Article.objects.get().id)
    assert "extract   không có bài / no article: front page" in lines
    assert value(lines, "model") == context.reader.name


@pytest.mark.django_db
def test_evidence_that_is_gone_is_said_after_what_is_known(context: Context) -> None:
    captured(context)
    work_off(context)
    told = explain.of_article(Article.objects.get().id, context.warc_folder / "away", context)
    lines = [next(told) for _ in range(3)]
    assert lines[2].startswith("          evidence    ")
    with pytest.raises(EvidenceMissing, match="No such file"):
        next(told)


@pytest.mark.parametrize(
    ("text", "line"),
    [("", "—"), ("một\nhai", "một hai"), ("x" * 200, "x" * explain.SHOWN + "…")],
    ids=["nothing", "two lines", "long"],
)
def test_a_text_is_shown_on_one_line(text: str, line: str) -> None:
    assert explain.shown(text) == line


@pytest.mark.django_db
def test_a_page_whose_address_is_forgotten_is_still_explained(context: Context) -> None:
    captured(context)
    work_off(context)
    Address.objects.all().delete()
    assert value(of_stored(context, Article.objects.get().id), "title") == TITLE


@pytest.fixture
def _desk(settings: Settings, tmp_path: Path) -> None:
    settings.WARC_FOLDER = tmp_path / "warc"
    settings.CLOCK_FILE = tmp_path / "clock.json"


@pytest.mark.django_db
@pytest.mark.usefixtures("_desk")
def test_the_command_explains_a_stored_address(context: Context, capsys: pytest.CaptureFixture[str]) -> None:
    captured(context)
    work_off(context)
    assert verb.run([URL]) == 0
    assert capsys.readouterr().out.splitlines() == of_stored(context, Article.objects.get().id)


@pytest.mark.django_db
@pytest.mark.usefixtures("_desk")
def test_the_command_explains_a_file(
    context: Context, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "trang.html"
    path.write_bytes(page())
    assert verb.run([str(path), "--url", URL]) == 0
    assert capsys.readouterr().out.splitlines() == of_file(context, page())
    assert Job.objects.count() == Article.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("_desk")
def test_the_command_says_what_to_do_with_an_unknown_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert verb.run(["https://bao-song-trong.example/khong-co"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(
        "https://bao-song-trong.example/khong-co: không có trong kho và không phải tệp;"
    )
    assert "diembao explain FILE --url ADDRESS" in told.err


def test_another_threshold_is_shown(context: Context) -> None:
    strict = replace(context, pack=replace(context.pack, threshold=0.875))
    assert value(of_file(strict, page()), "about").endswith("(threshold 0.88)")
