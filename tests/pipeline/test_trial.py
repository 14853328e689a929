"""Each stage over the user's own files: one result an id, bad lines named, the output whole or not at all."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from classifier.reader import Reader
from config.verbs import trial as verb
from pipeline import trial
from pipeline.rows import InputMissing, OutputRefused
from search.names import Names
from tests.pipeline.making import BODY, TITLE, page

Thing = TypeVar("Thing")
URL = "https://bao-song-trong.example/cang-my-lam.html"
WHOLE = "\n".join(BODY)
NOW = datetime(2026, 10, 1, 17, 30, tzinfo=UTC)  # already the next day at the desk
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Báo Gió</title><language>vi</language>
<item><title>Tin một</title><link>https://gio.example/1</link><guid>so-1</guid>
<pubDate>2026-10-01 06:30:00</pubDate><description>Tóm tắt</description></item></channel></rss>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Gió \ud83d",
    "items": [{"id": "\ud83d1", "url": "https://gio.example/2", "title": "Hai \ud83d", "content_text": "x"}],
}


class Silent:
    """Shows no progress."""

    def over(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """Pass things on."""
        yield from things


@dataclass
class Tried:
    """What a trial gave: its results, its sentences, how many lines were bad."""

    out: Path
    told: list[str] = field(default_factory=list)
    bad: int = 0

    def tell(self, bad: object) -> None:
        """Keep a sentence."""
        self.told.append(str(bad))

    def rows(self) -> list[dict[str, Any]]:
        """The results as JSON."""
        return [json.loads(line) for line in self.out.read_text("utf-8").splitlines()]

    def pairs(self) -> list[list[str]]:
        """The results as tab separated values."""
        return [line.split("\t") for line in self.out.read_text("utf-8").splitlines()]


Try = Callable[..., Tried]


@pytest.fixture
def tried(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Try:
    """Run a stage over a file or folder; a stage that asks something asks one word."""
    asked = lines(tmp_path_factory.mktemp("asked") / "Q.tsv", "cang\tcảng")

    def run(
        stage: str,
        source: Path,
        out: Path | None = None,
        queries: Path = asked,
        names: Names | None = None,
    ) -> Tried:
        result = Tried(out or tmp_path / "out")
        more = {"queries": queries, "now": NOW, "names": names} if trial.STAGES[stage].queries else {}
        result.bad = trial.STAGES[stage].run(source, result.out, result.tell, Silent(), **more)
        return result

    return run


def lines(path: Path, *values: object) -> Path:
    path.write_text("\n".join(v if isinstance(v, str) else json.dumps(v) for v in values), "utf-8")
    return path


def manifest(folder: Path, *items: object) -> Path:
    path = folder / "manifest.json"
    path.write_text(json.dumps(items), "utf-8")
    return path


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with a page, the same as gzip, and a page that is none."""
    (tmp_path / "bai.html").write_bytes(page())
    (tmp_path / "bai.html.gz").write_bytes(gzip.compress(page()))
    (tmp_path / "trong.html").write_bytes(b"<html></html>")
    return tmp_path


def test_each_page_gives_one_result(pages: Path, tried: Try) -> None:
    names = ("bai.html", "bai.html.gz", "trong.html", str(pages / "bai.html"))
    told = tried(
        "extract", manifest(pages, *({"id": str(n), "url": URL, "html": h} for n, h in enumerate(names)))
    )
    expected = {
        "title": TITLE,
        "alt_title": "",
        "date": "2026-10-01T06:30:00+07:00",
        "authors": [],
        "body": WHOLE,
        "lang": "vi",
    }
    nothing: dict[str, Any] = {
        "title": "",
        "alt_title": "",
        "date": None,
        "authors": [],
        "body": "",
        "lang": "",
    }
    assert told.rows() == [{"id": str(n), **(nothing if n == 2 else expected)} for n in range(4)]
    assert (told.bad, told.told) == (0, [])


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("bai.html", "thiếu “id”, “url” hoặc “html”"),
        ({"id": 1, "url": URL, "html": "bai.html"}, "thiếu “id”, “url” hoặc “html”"),
        ({"id": "x", "html": "bai.html"}, "thiếu “id”, “url” hoặc “html”"),
        ({"id": "x", "url": URL, "html": "khong-co.html"}, "khong-co.html: không đọc được"),
        ({"id": "x", "url": URL, "html": "a\x00b"}, "a\x00b: không đọc được"),
        ({"id": "x", "url": URL, "html": "torn.gz"}, "torn.gz: không đọc được"),
        ({"id": "x", "url": URL, "html": "spoilt.gz"}, "spoilt.gz: không đọc được"),
        ({"id": "x", "url": URL, "html": "plain.gz"}, "plain.gz: không đọc được"),
        ({"id": "x", "url": "http://[", "html": "bai.html"}, "địa chỉ không dùng được"),
    ],
    ids=["no object", "number", "no url", "no file", "nul", "torn", "spoilt", "no gzip", "address"],
)
def test_a_bad_page_is_named_and_the_others_go_on(pages: Path, tried: Try, item: object, why: str) -> None:
    packed = gzip.compress(page())
    (pages / "torn.gz").write_bytes(packed[:-40])
    (pages / "spoilt.gz").write_bytes(packed[:12] + b"\xff" * 20 + packed[32:])
    (pages / "plain.gz").write_bytes(page())
    good = {"id": "lành", "url": URL, "html": "bai.html"}
    told = tried("extract", manifest(pages, item, good))
    assert ([row["id"] for row in told.rows()], told.bad) == (["lành"], 1)
    assert told.told[0].startswith("manifest.json:1: ")
    assert why in told.told[0]


def test_a_spoilt_gzip_is_what_the_test_needs(pages: Path) -> None:
    packed = gzip.compress(page())
    with pytest.raises(zlib.error):
        gzip.decompress(packed[:12] + b"\xff" * 20 + packed[32:])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "không phải JSON"),
        ('{"id": 1}', "phải là một danh sách JSON"),
        ("[" * 100_000, "không phải JSON"),
    ],
    ids=["torn", "object", "bottomless"],
)
def test_a_manifest_that_is_none_is_said(tmp_path: Path, tried: Try, text: str, why: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputMissing, match=why):
        tried("extract", path)
    assert not (tmp_path / "out").exists()


def test_the_language_told_helps_where_the_text_says_little(pages: Path, tried: Try) -> None:
    told = tried("extract", manifest(pages, {"id": "1", "url": URL, "html": "bai.html", "lang": 5}))
    assert told.rows()[0]["lang"] == "vi"


def test_each_file_of_a_folder_is_a_feed(tmp_path: Path, tried: Try) -> None:
    folder = tmp_path / "feeds"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.xml").write_text(FEED, "utf-8")
    (folder / "b.xml").write_text("<html><body>captcha</body></html>", "utf-8")
    (folder / "c.json").write_text(json.dumps(JSON_FEED))
    first, second, third = tried("feeds", folder).rows()
    assert first == {
        "file": "a.xml",
        "title": "Báo Gió",
        "error": None,
        "entries": [
            {
                "id": "so-1",
                "link": "https://gio.example/1",
                "title": "Tin một",
                "published_at": "2026-09-30T23:30:00+00:00",
                "summary": "Tóm tắt",
            }
        ],
    }
    assert (second["file"], second["entries"], bool(second["error"])) == ("b.xml", [], True)
    assert [entry["link"] for entry in third["entries"]] == ["https://gio.example/2"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, tried: Try) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "a.xml").write_text(FEED, "utf-8")
    (folder / "mat.xml").symlink_to("/proc/self/mem")
    told = tried("feeds", folder)
    assert ([row["file"] for row in told.rows()], told.bad) == (["a.xml"], 1)
    assert told.told[0].startswith("mat.xml:1: ")


def test_a_file_name_of_another_age_does_not_stop_the_others(tmp_path: Path, tried: Try) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / b"b\xe1o.xml".decode("utf-8", "surrogateescape")).write_text(FEED, "utf-8")
    (folder / "a.xml").write_text(FEED, "utf-8")
    assert [row["title"] for row in tried("feeds", folder).rows()] == ["Báo Gió", "Báo Gió"]


def test_feeds_are_in_a_folder(tmp_path: Path, tried: Try) -> None:
    with pytest.raises(InputMissing, match="không phải thư mục"):
        tried("feeds", lines(tmp_path / "a.xml", FEED))


def test_each_text_is_read(tmp_path: Path, tried: Try, reader: Reader) -> None:
    said = reader.read(TITLE, WHOLE, lang="vi")
    told = tried(
        "read",
        lines(
            tmp_path / "in.jsonl", {"id": "1", "title": TITLE, "body": WHOLE, "lang": "vi", "province": "-"}
        ),
    )
    assert told.rows() == [
        {
            "id": "1",
            "lang": "vi",
            "about": said.about,
            "topic": said.topic,
            "topics": [[topic.code, round(topic.p, 4)] for topic in said.topics],
            "tone": said.tone,
            "tone_p": round(said.tone_p, 4),
            "abstain": said.abstain,
            "why": said.why,
            "places": [[span.place, span.start, span.end] for span in said.places],
        }
    ]


def test_relevance_is_told_only_to_a_province_that_is_named(tmp_path: Path, tried: Try) -> None:
    row = {"title": TITLE, "summary": WHOLE}
    path = lines(
        tmp_path / "in.jsonl",
        {"id": "none", **row},
        {"id": "home", **row, "province": "Lam Giang"},
        {"id": "other", **row, "province": "Cà Mau"},
    )
    about = {one["id"]: one["about"] for one in tried("read", path).rows()}
    assert about["none"] is None
    assert about["home"] > about["other"]


def test_a_text_of_odd_fields_is_read_all_the_same(tmp_path: Path, tried: Try) -> None:
    path = lines(
        tmp_path / "in.jsonl", {"id": "1"}, {"id": "2", "title": None, "body": 5, "lang": [], "province": 3}
    )
    told = tried("read", path)
    assert [(row["id"], row["about"]) for row in told.rows()] == [("1", None), ("2", None)]


def test_half_a_sign_in_a_row_stops_nothing(tmp_path: Path, tried: Try) -> None:
    path = lines(
        tmp_path / "in.jsonl", {"id": "\ud83d", "title": "Cảng Mỹ Lâm \ud83d", "body": "\ud83d tắc."}
    )
    (row,) = tried("read", path).rows()
    assert row["id"] == "\ud83d"


@pytest.mark.parametrize("stage", ["read", "copies"])
def test_bad_lines_are_named_and_the_others_go_on(tmp_path: Path, tried: Try, stage: str) -> None:
    path = lines(
        tmp_path / "in.jsonl",
        {"id": "a", "title": "x", "body": WHOLE},
        "{",
        {"title": "x"},
        {"id": "b", "body": WHOLE},
    )
    told = tried(stage, path)
    assert told.told == ["in.jsonl:2: không phải JSON / not JSON", "in.jsonl:3: thiếu “id” / “id” is missing"]
    assert (told.bad, len(told.out.read_text("utf-8").splitlines())) == (2, 2 if stage == "read" else 1)


@pytest.mark.parametrize("stage", sorted(trial.STAGES))
def test_a_missing_input_is_said_and_leaves_no_output(tmp_path: Path, tried: Try, stage: str) -> None:
    with pytest.raises(InputMissing, match=r"khong-co: không đọc được \("):
        tried(stage, tmp_path / "khong-co")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stage", sorted(trial.STAGES))
@pytest.mark.parametrize("out", ["khong/co/out", "file/out", "."])
def test_an_output_that_cannot_be_written_is_said(tmp_path: Path, tried: Try, stage: str, out: str) -> None:
    (tmp_path / "file").touch()
    source = {"extract": manifest(tmp_path), "feeds": tmp_path}.get(stage, lines(tmp_path / "in.jsonl"))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(OutputRefused, match="không ghi được"):
        tried(stage, source, tmp_path / out)
    assert sorted(tmp_path.iterdir()) == before


def test_an_output_that_was_there_stays_until_the_new_one_is_whole(tmp_path: Path, tried: Try) -> None:
    out = tmp_path / "out"
    out.write_text("cũ")
    torn = tmp_path / "in.jsonl.gz"
    torn.write_bytes(gzip.compress(b'{"id": "1", "title": "x"}\n' * 500)[:-15])
    with pytest.raises(InputMissing):
        tried("read", torn)
    assert (out.read_text(), sorted(p.name for p in tmp_path.iterdir())) == ("cũ", ["in.jsonl.gz", "out"])


def test_a_stage_may_write_over_its_own_input(tmp_path: Path, tried: Try) -> None:
    path = lines(tmp_path / "in.jsonl", {"id": "1", "title": TITLE}, {"id": "2", "title": TITLE})
    assert [row["id"] for row in tried("read", path, path).rows()] == ["1", "2"]


@pytest.mark.parametrize(("line", "code"), [('{"id": "1", "title": "x"}', 0), ("{", 3)])
def test_the_command_tells_bad_lines_by_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, code: int
) -> None:
    path = lines(tmp_path / "in.jsonl", line)
    assert verb.run(["read", "--in", str(path), "--out", str(tmp_path / "out")]) == code
    assert capsys.readouterr().err == ("in.jsonl:1: không phải JSON / not JSON\n" if code else "")


@pytest.mark.parametrize(("source", "out"), [("none", "out"), ("in.jsonl", "none/out")])
def test_the_command_says_what_it_cannot_read_or_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str, out: str
) -> None:
    lines(tmp_path / "in.jsonl", {"id": "1"})
    assert verb.run(["read", "--in", str(tmp_path / source), "--out", str(tmp_path / out)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
