"""How far the feeds agree with what is known of them."""

import html
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler import feeds as crawled
from crawler import mending, syndication
from crawler.decode import decode
from crawler.entries import BadList, Fault, Listing
from tests.gates import embedded
from tests.gates.texts import plain

SUFFIX = ".expected.json"


def expectations(folder: Path, truth: str) -> dict[str, Mapping[str, Any]]:
    """What is expected of each file whose truth is of one sort."""
    told = (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob(f"*{SUFFIX}")))
    return {one["file"]: one["expect"] for one in told if one["truth"] == truth}


def read(path: Path) -> embedded.Read | None:
    """A list as it is read, with what is not kept of it; nothing where entities are declared."""
    body = path.read_bytes()
    try:
        listing = syndication.read(mending.mend(decode(body)), "")
    except BadList as bad:
        if bad.fault in {Fault.ENTITIES, Fault.EXTERNAL}:
            return None
        listing = Listing(())
    return embedded.Read(crawled.parse_bytes(body), listing)


def embedded_cases(folder: Path) -> embedded.Tally:
    """What becomes of feedparser's own cases that are about something stored."""
    told = (json.loads(path.read_text("utf-8")) for path in sorted(folder.glob(f"*{SUFFIX}")))
    cases = {one["file"]: one["expect_eval"] for one in told if one["truth"] == "embedded"}
    return embedded.tally(cases, lambda name: read(folder / name))


def share(expected: Mapping[str, Mapping[str, Any]], answers: Iterable[Mapping[str, Any]]) -> float:
    """The share of files whose answer is what was expected."""
    by_file = {answer["file"]: answer for answer in answers}
    right = sum(agrees(wanted, by_file.get(name, {})) for name, wanted in expected.items())
    return right / len(expected) if expected else 0.0


def agrees(wanted: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether an answer has the title, the number of entries and the first entry that are expected."""
    entries = answer.get("entries", [])
    if wanted.get("error") and not answer.get("error") and wanted.get("n") is not None:
        return False
    if wanted.get("n") is not None and len(entries) != wanted["n"]:
        return False
    if len(entries) < wanted.get("n_min", 0):
        return False
    if "feed_title" in wanted and plain(wanted["feed_title"]) != plain(answer.get("title")):
        return False
    forbidden = [*wanted.get("must_not_contain_html", []), wanted.get("must_not_contain", "")]
    told = json.dumps(answer, ensure_ascii=False)
    if any(word and word in told for word in forbidden):
        return False
    first = wanted.get("first", {})
    return not first or (bool(entries) and is_entry(first, entries[0]))


def is_entry(wanted: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether the first entry is the expected one, in what is said of it."""
    # What feedparser calls a title is markup, with what an outlet escaped twice still escaped.
    title = html.unescape(wanted["title"]) if wanted.get("title") else wanted.get("title_text")
    if title is not None and plain(title) != plain(entry.get("title")):
        return False
    if "link" in wanted and (wanted["link"] or "") != (entry.get("link") or ""):
        return False
    return "published_utc" not in wanted or instant(wanted["published_utc"]) == instant(
        entry.get("published_at")
    )


def instant(text: str | None) -> float | None:
    """A time as it is compared, to the second."""
    return int(datetime.fromisoformat(text).timestamp()) if text else None
