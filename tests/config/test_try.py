import gzip
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from config.verbs import trial
from pipeline.trial import STAGES
from tests.config.beside import without_coverage
from tests.config.conftest import Diembao

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = "Cây cầu dài bốn trăm hai mươi mét nối hai bờ sông Trong đã thông xe sáng nay, sớm hơn ba tháng. "
PAGE = f"""<!DOCTYPE html><html lang="vi"><head><title>Cầu thông xe</title></head><body><article>
<h1>Cầu thông xe</h1><p>{TEXT * 3}</p><p>{TEXT[::-1] * 3}</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Báo Thử</title><language>vi</language>
<item><title>Tin một</title><link>https://bao.example/1</link><guid>1</guid>
<pubDate>Thu, 01 Oct 2026 07:00:00</pubDate></item></channel></rss>"""


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def jsonl(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    return path


def manifest(folder: Path) -> Path:
    """Two pages, one of them packed, and one that is not there."""
    (folder / "a.html").write_text(PAGE, "utf-8")
    (folder / "b.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    pages = [{"id": n, "url": f"https://bao.example/{n}", "html": html} for n, html in NAMES.items()]
    (folder / "in.json").write_text(json.dumps(pages), "utf-8")
    return folder / "in.json"


# What a stage needs beside its input and output.
MORE = {stage: ["--queries", "/dev/null"] for stage in ("match", "claims")}
NAMES = {"1": "a.html", "2": "b.html.gz", "3": "none.html"}


def test_pages_are_extracted(tmp_path: Path, diembao: Diembao) -> None:
    told = diembao("try", "extract", "--in", str(manifest(tmp_path)), "--out", str(tmp_path / "out.jsonl"))
    assert told.code == 3
    assert [line.partition(": ")[0] for line in told.sentences] == ["in.json:3"]
    found = lines(tmp_path / "out.jsonl")
    assert [(row["id"], row["title"]) for row in found] == [("1", "Cầu thông xe"), ("2", "Cầu thông xe")]


def test_feeds_are_parsed(tmp_path: Path, diembao: Diembao) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "a.rss").write_text(FEED, "utf-8")
    told = diembao("try", "feeds", "--in", str(folder), "--out", str(tmp_path / "out.jsonl"))
    (row,) = lines(tmp_path / "out.jsonl")
    assert (told.code, told.out, told.err) == (0, "", "")
    assert (row["file"], row["title"], row["error"]) == ("a.rss", "Báo Thử", None)
    assert isinstance(row["entries"], list)
    assert row["entries"][0]["published_at"] == "2026-10-01T00:00:00+00:00"


def test_texts_are_read(tmp_path: Path, diembao: Diembao) -> None:
    path = jsonl(
        tmp_path / "in.jsonl", {"id": "1", "title": "Cầu", "body": TEXT, "province": "Đồng Nai"}, {"id": "2"}
    )
    told = diembao("try", "read", "--in", str(path), "--out", str(tmp_path / "out.jsonl"))
    first, second = lines(tmp_path / "out.jsonl")
    assert (told.code, told.err) == (0, "")
    assert (first["id"], first["lang"], second["about"]) == ("1", "vi", None)


def test_copies_are_paired(tmp_path: Path, diembao: Diembao) -> None:
    body = " ".join(f"câu thứ {n} của bài này nói về việc {n * n}" for n in range(60))
    path = jsonl(
        tmp_path / "in.jsonl",
        {"id": "a", "body": body},
        {"id": "b", "body": f"{body} Hết."},
        {"id": "c", "body": TEXT},
    )
    told = diembao("try", "copies", "--in", str(path), "--out", str(tmp_path / "out.tsv"))
    (pair,) = (line.split("\t") for line in (tmp_path / "out.tsv").read_text("utf-8").splitlines())
    assert (told.code, pair[:2], pair[-1]) == (0, ["a", "b"], "same")


def test_documents_are_matched(tmp_path: Path, diembao: Diembao) -> None:
    path = jsonl(tmp_path / "docs.jsonl", {"id": "a", "title": "Cầu", "body": TEXT}, {"id": "b"})
    queries = tmp_path / "Q.tsv"
    queries.write_text('cau\t"thông xe" NEAR/9 sông\nsai\tcầu AND\nhet\tngày:"hôm nay"\n', "utf-8")
    files = ["--queries", str(queries), "--in", str(path), "--out", str(tmp_path / "hits.tsv")]
    told = diembao("try", "match", *files)
    assert (told.code, [line.partition(" / ")[0] for line in told.sentences]) == (3, ["Q.tsv:2: ký tự 5"])
    assert (tmp_path / "hits.tsv").read_text("utf-8") == "cau\ta\nhet\ta\nhet\tb\n"


@pytest.mark.parametrize(
    ("pack", "code", "hits"),
    [("demo", 3, "bao\ta\nten\ta\nma\ta\n"), ("", 0, "ma\ta\n"), ("khong-co", 2, None)],
)
def test_a_pack_tells_what_values_are_called(
    pack: str,
    code: int,
    hits: str | None,
    tmp_path: Path,
    diembao: Diembao,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DIEMBAO_PACK", pack)
    given = {"id": "a", "title": "Cầu", "outlet": "nam-viet", "topics": ["environment"], "country": "JP"}
    path, queries = jsonl(tmp_path / "docs.jsonl", given), tmp_path / "Q.tsv"
    queries.write_text(
        'bao\tbáo:"Nam Việt"\nten\tchủ đề:"thiên tai"\nma\tcountry:JP\nsai\ttopic:thientay\n', "utf-8"
    )
    out = tmp_path / "hits.tsv"
    told = diembao("try", "match", "--queries", str(queries), "--in", str(path), "--out", str(out))
    assert (told.code, out.read_text("utf-8") if out.exists() else None) == (code, hits)
    assert len(told.sentences) == (1 if code else 0)


def test_wrong_lines_are_named_and_the_others_go_on(tmp_path: Path, diembao: Diembao) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id": "1"}\n{\n\xff\n\n{"id": 5}\n{"id": "2"}\n')
    told = diembao("try", "read", "--in", str(path), "--out", str(tmp_path / "out.jsonl"))
    assert (told.code, [line.partition(": ")[0] for line in told.sentences]) == (
        trial.BAD_LINES,
        ["in.jsonl:2", "in.jsonl:3", "in.jsonl:5"],
    )
    assert all(" / " in line for line in told.sentences)
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == ["1", "2"]


@pytest.mark.parametrize("stage", STAGES)
def test_an_input_that_is_missing_is_one_sentence(stage: str, tmp_path: Path, diembao: Diembao) -> None:
    files = [STAGES[stage].flag, str(tmp_path / "none"), "--out", str(tmp_path / "out"), *MORE.get(stage, [])]
    told = diembao("try", stage, *files)
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert told.err.startswith(f"{tmp_path}/none: không đọc được (")
    assert sorted(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stage", sorted(set(STAGES) - {"feeds"}))
def test_an_output_that_cannot_be_written_is_one_sentence(
    stage: str, tmp_path: Path, diembao: Diembao
) -> None:
    source = tmp_path / "in"
    source.write_text("[]" if stage == "extract" else "", "utf-8")
    files = [STAGES[stage].flag, str(source), "--out", str(tmp_path / "none" / "out"), *MORE.get(stage, [])]
    told = diembao("try", stage, *files)
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert told.err.startswith(f"{tmp_path}/none/out: không ghi được (No such file or directory)")


def test_a_manifest_that_is_no_list_is_one_sentence(tmp_path: Path, diembao: Diembao) -> None:
    path = jsonl(tmp_path / "in.json", {"id": "1"})
    told = diembao("try", "extract", "--in", str(path), "--out", str(tmp_path / "out.jsonl"))
    assert (told.code, told.sentences) == (2, [f"{path}: phải là một danh sách JSON / must be a JSON list"])


def test_a_stage_that_is_none_is_a_question_of_usage(diembao: Diembao) -> None:
    told = diembao("try", "bay", "--in", "a", "--out", "b")
    assert told.code == 2
    assert "invalid choice: 'bay'" in told.err


def test_a_full_disk_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    rows = ({"id": str(n), "title": TEXT, "body": TEXT * 5} for n in range(300))
    path = jsonl(tmp_path / "in.jsonl", *rows)
    out = tmp_path / "ket-qua" / "out.jsonl"
    out.parent.mkdir()
    told = subprocess.run(
        [sys.executable, "-m", "config.command", "try", "read", "--in", str(path), "--out", str(out)],
        cwd=ROOT,
        env={**without_coverage(), "DIEMBAO_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert told.returncode == 2
    assert told.stderr.startswith(f"{out}: không ghi được (File too large)")
    assert (len(told.stderr.splitlines()), list(out.parent.iterdir())) == (1, [])
