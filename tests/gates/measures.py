"""The gates: each runs a verb on the shared data as a user would, and asks a scorer what came out."""

import html
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.gates import feeds

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared"
# Truth by the publishers' own rules, and read by eye; the other sets score other things.
SETS = frozenset({"fundus", "vn"})
LANGUAGES = {"vie": "vi", "eng": "en", "zho": "zh", "jpn": "ja", "kor": "ko", "khm": "km"} | {
    "lao": "lo",
    "tha": "th",
    "fra": "fr",
    "rus": "ru",
    "spa": "es",
    "deu": "de",
}
BAD_LINES = 3

Figures = dict[str, float]


class NotMeasured(Exception):
    """A gate that could not run; the text says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a gate reads and where it writes."""

    data: Path
    work: Path

    def rows(self, name: str, rows: Iterable[Mapping[str, Any]]) -> Path:
        """A file of rows to try a stage on."""
        path = self.work / name
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        return path


def tried(place: Place, stage: str, source: Path) -> Path:
    """What ``diembao try`` makes of a file."""
    out = place.work / f"{stage}-{source.name}.out"
    command = [sys.executable, "-m", "config.command", "try", stage, "--in", str(source), "--out", str(out)]
    told = run(command, DIEMBAO_HOME=str(place.work / "home"))
    if told.returncode not in {0, BAD_LINES} or not out.exists():
        raise NotMeasured(f"try {stage} ended with {told.returncode}: {told.stderr.strip()[-300:]}")
    return out


def scored(scorer: Path, *arguments: str) -> str:
    """What a scorer prints."""
    told = run([sys.executable, str(scorer), *arguments])
    if told.returncode:
        raise NotMeasured(f"{scorer.name} ended with {told.returncode}: {told.stderr.strip()[-300:]}")
    return told.stdout


def run(command: list[str], **surroundings: str) -> "subprocess.CompletedProcess[str]":
    """Run a command and keep what it says."""
    environment = {**os.environ, **surroundings}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def extraction(place: Place) -> Figures:
    """Pages with a known title, day, body and authors."""
    folder = place.data / "extraction"
    pages = [row for row in json.loads((folder / "manifest.json").read_bytes()) if row["set"] in SETS]
    manifest = place.work / "manifest.json"
    manifest.write_text(json.dumps([{**row, "html": str(folder / row["html"])} for row in pages]), "utf-8")
    predicted = tried(place, "extract", manifest)
    told = scored(folder / "score_extraction.py", str(manifest), str(predicted), "--json")
    score = json.loads(told)["ALL"]
    names = {"title": "title", "day": "day", "instant": "instant"}
    names |= {"body F1": "body_F1", "authors F1": "authors_F1"}
    either = either_title(pages, rows_of(predicted))
    return {f"extraction {name}": score[key] for name, key in names.items()} | {
        "extraction either title": either
    }


def either_title(pages: Iterable[Mapping[str, Any]], answers: Iterable[Mapping[str, Any]]) -> float:
    """The share of pages whose headline, the shown one or the other, is the one expected."""
    told = {answer["id"]: {letters(answer["title"]), letters(answer["alt_title"])} for answer in answers}
    right = [letters(page["title"]) in told.get(page["id"], ()) for page in pages if page["title"]]
    return sum(right) / len(right) if right else 0.0


def letters(text: str) -> str:
    """A headline as the scorer compares it: letters and digits alone."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", html.unescape(text)).casefold())


def lists(place: Place) -> Figures:
    """Feeds, sitemaps and what is neither."""
    folder = place.data / "feeds" / "dev"
    alone = place.work / "feeds"
    alone.mkdir()
    for path in folder.iterdir():
        if not path.name.endswith(feeds.SUFFIX):
            (alone / path.name).symlink_to(path)
    answers = rows_of(tried(place, "feeds", alone))
    # A file has no address of its own: what is relative to one cannot be asked of it.
    hard = {
        name: wanted
        for name, wanted in feeds.expectations(folder, "by-construction").items()
        if "base" not in wanted
    }
    return {
        "feeds agreement": feeds.share(feeds.expectations(folder, "agreement"), answers),
        "feeds hard cases": feeds.share(hard, answers),
        "feeds embedded": feeds.embedded_cases(folder).share,
    }


def found(told: str, wanted: Mapping[str, str]) -> Figures:
    """The figures a scorer printed, by their patterns."""
    figures = {}
    for name, pattern in wanted.items():
        at = re.search(pattern, told, re.MULTILINE)
        if at is None:
            raise NotMeasured(f"the scorer told no {name}: {told[:200]}")
        figures[name] = float(at[1])
    return figures


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


GATES: Mapping[str, Callable[[Place], Figures]] = {
    "extraction": extraction,
    "feeds": lists,
}
