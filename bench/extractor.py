"""``python bench/extractor.py NAME MANIFEST OUT``: one extractor over pages, its answers and its CPU time.

It runs in the peers' own environment as in ours, so it takes nothing from either but the extractor that is
asked for, which is imported when it is.
"""

import gzip
import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
Read = Callable[[bytes, str], Answer]

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = 5
MILLI = 1000


def diembao() -> Read:
    """Ours, as the pipeline calls it."""
    sys.path.insert(0, str(ROOT))
    extracting = importlib.import_module("crawler.extract")

    def read(page: bytes, url: str) -> Answer:
        found = extracting.extract(page, url=url, zone="UTC")
        date = found.published.written_at or found.published.at
        return {
            "title": found.title,
            "date": date.isoformat() if date else "",
            "authors": list(found.authors),
            # To a reader the standfirst is the text's beginning, and the truth has it so.
            "body": f"{found.standfirst}\n{found.body}".strip(),
        }

    return read


def trafilatura() -> Read:
    """Its defaults, with metadata."""
    library = importlib.import_module("trafilatura")

    def read(page: bytes, url: str) -> Answer:
        found = library.bare_extraction(page, url=url, with_metadata=True)
        return told(found.title, found.date, split(found.author), found.text) if found else {}

    return read


def readability() -> Read:
    """Body and title; it looks for nothing else."""
    library = importlib.import_module("readability")
    markup = importlib.import_module("lxml.html")
    text_of = decoder()

    def read(page: bytes, url: str) -> Answer:
        found = library.Document(text_of(page), url=url)
        body = "\n".join(markup.fromstring(found.summary()).itertext())
        return told(found.short_title(), "", [], body)

    return read


def newspaper4k() -> Read:
    """The page as if it had been downloaded."""
    library = importlib.import_module("newspaper")
    text_of = decoder()

    def read(page: bytes, url: str) -> Answer:
        found = library.Article(url, fetch_images=False)
        found.download(input_html=text_of(page))
        found.parse()
        return told(found.title, found.publish_date, found.authors, found.text)

    return read


def news_please() -> Read:
    """The page as if it had been downloaded."""
    library = importlib.import_module("newsplease")
    text_of = decoder()

    def read(page: bytes, url: str) -> Answer:
        found = library.NewsPlease.from_html(text_of(page), url=url)
        return told(found.title, found.date_publish, found.authors, found.maintext)

    return read


def goose3() -> Read:
    """Its defaults, fetching nothing."""
    library = importlib.import_module("goose3")
    text_of = decoder()
    goose = library.Goose({"enable_image_fetching": False})

    def read(page: bytes, url: str) -> Answer:
        found = goose.extract(raw_html=text_of(page), url=url)
        return told(found.title, found.publish_date, found.authors, found.cleaned_text)

    return read


def resiliparse() -> Read:
    """Main content as plain text; it looks for nothing else."""
    library = importlib.import_module("resiliparse.extract.html2text")
    text_of = decoder()

    def read(page: bytes, url: str) -> Answer:
        _ = url  # it resolves no links
        body = library.extract_plain_text(text_of(page), main_content=True)
        return told("", "", [], body)

    return read


READERS: Mapping[str, Callable[[], Read]] = {
    "diembao": diembao,
    "trafilatura": trafilatura,
    "readability-lxml": readability,
    "newspaper4k": newspaper4k,
    "news-please": news_please,
    "goose3": goose3,
    "resiliparse": resiliparse,
}


def decoder() -> Callable[[bytes], str]:
    """Bytes to text for those who take no bytes; the best of the peers' own decoders."""
    decode: Callable[[bytes], str] = importlib.import_module("trafilatura.utils").decode_file
    return decode


def told(title: object, date: object, authors: object, body: object) -> Answer:
    """An answer in the scorer's form."""
    names = [str(one) for one in authors] if isinstance(authors, list | tuple) else []
    when = date.isoformat() if hasattr(date, "isoformat") else str(date or "")
    return {"title": str(title or ""), "date": when, "authors": names, "body": str(body or "")}


def split(names: str | None) -> list[str]:
    """Names in one string."""
    return [name.strip() for name in (names or "").split(";") if name.strip()]


def timed(read: Read, page: bytes, url: str) -> tuple[Answer, float, str]:
    """An answer, the seconds of CPU it took, and what went wrong."""
    began = time.process_time()
    try:
        return read(page, url), time.process_time() - began, ""
    except Exception as error:  # noqa: BLE001 - whatever another's code raises is counted as its error
        return {}, time.process_time() - began, type(error).__name__


def main(name: str, manifest: str, out: str) -> int:
    """Read every page; the answers to a file, the figures to the screen."""
    read = READERS[name]()
    rows = json.loads(Path(manifest).read_bytes())
    pages = [gzip.decompress(Path(row["html"]).read_bytes()) for row in rows]
    for row, page in list(zip(rows, pages, strict=True))[:WARM_UP]:
        timed(read, page, row["url"])
    answers = [timed(read, page, row["url"]) for row, page in zip(rows, pages, strict=True)]
    lines = [
        json.dumps({"id": row["id"], **answer}, ensure_ascii=False)
        for row, (answer, _, _) in zip(rows, answers, strict=True)
    ]
    Path(out).write_text("\n".join(lines) + "\n", "utf-8", errors="replace")
    took = [seconds * MILLI for _, seconds, _ in answers]
    figures = {
        "name": name,
        "pages": len(rows),
        "errors": sum(bool(error) for _, _, error in answers),
        "mean_ms": statistics.fmean(took) if took else 0.0,
        "median_ms": statistics.median(took) if took else 0.0,
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
