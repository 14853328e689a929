"""What is measured beside others: lists, the crawl, standing queries, and the reading of real pages."""

import json
import sys
import tempfile
from pathlib import Path

from bench import crawling, feeds, peers, watching
from bench.measures import Measure

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "extraction"
FULL_LISTS, QUICK_LISTS = 40, 4
FULL_PAGES, QUICK_PAGES = 3000, 200
ABSENT = (
    "../shared không nằm cạnh kho mã: không đo trang thật."
    " / ../shared does not lie beside the checkout: real pages were not measured."
)


def measures(*, is_quick: bool) -> list[Measure]:
    """All of them; real pages only where they are, and not in a hurry."""
    found = [
        *feeds.measures(QUICK_LISTS if is_quick else FULL_LISTS),
        crawl(is_quick=is_quick),
        *watching.measures(is_quick=is_quick),
    ]
    return found if is_quick else [*found, *real_pages(SHARED)]


def crawl(*, is_quick: bool) -> Measure:
    """Pages fetched, looked through for marks, kept as WARC and rows, beside a crawl that only downloads."""
    ours, theirs = crawling.compare(QUICK_PAGES if is_quick else FULL_PAGES)
    return Measure("pages collected", "pages/s CPU", ours.rate, "Scrapy, only downloading", theirs.rate)


def real_pages(folder: Path) -> list[Measure]:
    """Text and metadata of real pages, beside the usual extractor."""
    if not (folder / "manifest.json").is_file():
        print(ABSENT, file=sys.stderr)
        return []
    rows = [row for row in json.loads((folder / "manifest.json").read_bytes()) if row["body"]]
    with tempfile.TemporaryDirectory(prefix="diembao-pages-") as work:
        manifest = Path(work) / "manifest.json"
        told = [{**row, "html": str((folder / row["html"]).resolve())} for row in rows]
        manifest.write_text(json.dumps(told), "utf-8")
        try:
            ours, theirs = peers.read_all(manifest, Path(work), (peers.USUAL,))
        except peers.NoPeers as why:
            print(why, file=sys.stderr)
            return []
    return [Measure("real pages read", "pages/s CPU", ours.rate, peers.USUAL, theirs.rate)]
