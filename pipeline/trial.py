"""One stage at a time over the user's own files: the same functions the worker calls."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.clock import DESK_ZONE
from archive.packs import PACKS, load
from classifier.reader import Reader
from crawler import feeds
from crawler.extract import NoArticle, extract
from crawler.model import Feed, Moment
from pipeline.rows import UNREADABLE, BadLine, InputMissing, json_line, missing, read_rows, whole_file
from pipeline.trial_claims import try_claims
from pipeline.trial_copies import try_copies
from pipeline.trial_match import try_match
from pipeline.trial_rows import ZONE, Counter, Sieve, Tell, text_of
from pipeline.trial_spikes import try_spikes
from pipeline.trial_stories import try_stories

MODELS = Path(__file__).resolve().parent.parent / "classifier" / "models"


@dataclass(frozen=True, slots=True)
class Option:
    """What a stage may be told besides its two files: its flag is its name."""

    name: str
    shown: str
    read: Callable[[str], Any]
    help: str
    default: Any = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A stage that can be tried."""

    run: Callable[..., int]
    takes: str
    gives: str
    line: str
    queries: str = ""  # what is asked of the input, where the stage asks something
    flag: str = "--in"
    options: tuple[Option, ...] = ()


def try_extract(source: Path, out: Path, tell: Tell, counter: Counter) -> int:
    """Pages named by a manifest, one result a page."""
    sieve = Sieve(tell)
    with whole_file(out) as stream:
        pages = enumerate(counter.over(manifest(source)), 1)
        for made in sieve.good(extracted(item, source, number) for number, item in pages):
            stream.write(json_line(made))
    return sieve.bad


def manifest(path: Path) -> list[Any]:
    """The pages of a manifest."""
    try:
        told = json.loads(path.read_bytes())
    except OSError as fault:
        raise InputMissing(missing(path, fault)) from fault
    except (ValueError, RecursionError) as fault:
        raise InputMissing(f"{path}: không phải JSON / not JSON: {fault}") from fault
    if not isinstance(told, list):
        raise InputMissing(f"{path}: phải là một danh sách JSON / must be a JSON list")
    return told


def extracted(item: Any, manifest_path: Path, number: int) -> dict[str, Any] | BadLine:
    """One page's article, as the extract stage makes it."""
    if not isinstance(item, dict) or not all(isinstance(item.get(n), str) for n in ("id", "url", "html")):
        return BadLine(
            manifest_path.name, number, "thiếu “id”, “url” hoặc “html” / id, url or html is missing"
        )
    path = manifest_path.parent / item["html"]
    try:
        page = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (*UNREADABLE, ValueError) as fault:  # a name with a NUL in it is no path
        return BadLine(manifest_path.name, number, missing(path, fault))
    try:
        urlsplit(item["url"])
    except ValueError as fault:
        return BadLine(manifest_path.name, number, f"địa chỉ không dùng được / no usable address: {fault}")
    try:
        article = extract(page, url=item["url"], zone=ZONE, hint_lang=text_of(item, "lang"))
    except NoArticle:
        # The best guess is nothing: a result all the same, so that every id has one.
        return {
            "id": item["id"],
            "title": "",
            "alt_title": "",
            "date": None,
            "authors": [],
            "body": "",
            "lang": "",
        }
    return {
        "id": item["id"],
        "title": article.title,
        "alt_title": article.alt_title,
        "date": shown_date(article.published),
        "authors": list(article.authors),
        "body": "\n".join(part for part in (article.standfirst, article.body) if part),
        "lang": article.lang,
    }


def shown_date(moment: Moment) -> str | None:
    """The time as the page wrote it, else in the desk's zone."""
    if moment.at is None:
        return None
    return (moment.written_at or moment.at.astimezone(DESK_ZONE)).isoformat()


def try_feeds(source: Path, out: Path, tell: Tell, counter: Counter) -> int:
    """Every file of a folder as a feed."""
    if not source.is_dir():
        raise InputMissing(missing(source, NotADirectoryError(20, "không phải thư mục / not a folder")))
    bad = 0
    paths = sorted(path for path in source.iterdir() if path.is_file())
    with whole_file(out) as stream:
        for path in counter.over(paths):
            try:
                feed = feeds.parse_bytes(path.read_bytes())
            except OSError as fault:
                bad += 1
                tell(BadLine(path.name, 1, missing(path, fault)))
                continue
            stream.write(json_line(told_feed(path.name, feed)))
    return bad


def told_feed(name: str, feed: Feed) -> dict[str, Any]:
    """A feed as the trial prints it."""
    entries = [
        {
            "id": entry.id,
            "link": entry.link,
            "title": entry.title,
            "published_at": entry.published.at.isoformat() if entry.published.at else None,
            "summary": entry.summary,
        }
        for entry in feed.entries
    ]
    # What a sitemap's index leads to is listed like its entries: an address is all that is known of it.
    entries += [
        {"id": url, "link": url, "title": "", "published_at": None, "summary": ""} for url in feed.further
    ]
    return {"file": name, "title": feed.title, "error": feed.error or None, "entries": entries}


def try_read(source: Path, out: Path, tell: Tell, counter: Counter) -> int:
    """Texts through the classifier."""
    pack = load("demo", folder=PACKS, fill={"press_port": "1"})
    reader = Reader(pack.gazetteer(), MODELS, own_topics=pack.own_topics())
    return each(source, out, ("id",), lambda row: read_one(reader, row), tell, counter)


def read_one(reader: Reader, row: dict[str, Any]) -> dict[str, Any]:
    """One reading, with its best guess and whether it abstains."""
    body = text_of(row, "body") or text_of(row, "summary")
    title, province = text_of(row, "title"), text_of(row, "province")
    reading = reader.read(
        title, body, lang=text_of(row, "lang"), province="" if province == "-" else province
    )
    return {
        "id": row["id"],
        "lang": reading.lang,
        "about": reading.about if province else None,
        "topic": reading.topic,
        "topics": [[topic.code, round(topic.p, 4)] for topic in reading.topics],
        "tone": reading.tone,
        "tone_p": round(reading.tone_p, 4),
        "abstain": reading.abstain,
        "why": reading.why,
        "places": [[span.place, span.start, span.end] for span in reading.places],
    }


def each(
    source: Path,
    out: Path,
    needs: tuple[str, ...],
    act: Callable[[dict[str, Any]], dict[str, Any]],
    tell: Tell,
    counter: Counter,
) -> int:
    """One result for each good row; how many rows were bad."""
    sieve = Sieve(tell)
    with whole_file(out) as stream:
        for row in sieve.good(counter.over(read_rows(source, needs))):
            stream.write(json_line(act(row.value)))
    return sieve.bad


def positive(text: str) -> float:
    """A number above nought."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError(text)
    return number


STAGES: dict[str, Trial] = {
    "extract": Trial(
        try_extract,
        "MANIFEST.json",
        "P.jsonl",
        "trang → bài / pages → articles (id, url, html; .gz cũng được / or .gz)",
    ),
    "feeds": Trial(
        try_feeds, "DIR", "O.jsonl", "thư mục tệp RSS/Atom/JSON/sitemap → mục / a folder of feeds → entries"
    ),
    "read": Trial(
        try_read, "I.jsonl", "O.jsonl", "bài → ngôn ngữ, địa bàn, chủ đề, sắc thái / texts → readings"
    ),
    "copies": Trial(
        try_copies, "DOCS.jsonl", "PAIRS.tsv", "bài → cặp trùng nội dung / documents → copy pairs"
    ),
    "match": Trial(
        try_match,
        "DOCS.jsonl",
        "HITS.tsv",
        "bài → câu theo dõi bắt được bài (--queries) / documents → the standing queries that find them",
        "Q.tsv",
    ),
    "stories": Trial(
        try_stories,
        "STREAM.jsonl",
        "CLUSTERS.tsv",
        "bài theo thứ tự → vụ việc / articles in their order → stories",
        options=(
            Option(
                "suggest",
                "S.tsv",
                Path,
                "tệp ghi các vụ việc có thể cùng chuỗi / where stories that may be one chain are written",
            ),
        ),
    ),
    "claims": Trial(
        try_claims,
        "C.jsonl",
        "RUN.tsv",
        "câu → thông tin đã biết nói điều ấy (--queries) / queries → the known claims that say so",
        "Q.tsv",
        flag="--claims",
    ),
    "spikes": Trial(
        try_spikes,
        "COUNTS.csv",
        "ALERTS.csv",
        "số bài theo ngày → tăng đột biến, im lặng / counts by day → spikes and silences",
        options=(
            Option(
                "budget",
                "N",
                positive,
                "số báo động sai mỗi tháng cho mỗi khóa / false alarms a month each key may cost",
                1.0,
            ),
        ),
    ),
}
