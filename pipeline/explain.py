"""Explain: what each stage makes of one article, with its reason."""

from collections.abc import Iterator
from pathlib import Path

from archive import announced, articles, captures, families, readings
from archive.models import Address
from classifier import copies
from classifier.model import Reading
from crawler import evidence
from crawler.extract import NoArticle, extract
from crawler.feeds import VIETNAM
from crawler.model import Article
from language.text import squeeze
from pipeline.context import Context
from pipeline.read import read

SHOWN = 160


def of_page(page: bytes, url: str, context: Context) -> Iterator[str]:
    """A saved page through extract, read and the fingerprints."""
    yield f"collect   {len(page)} bytes of {url}"
    try:
        article = extract(page, url=url, zone=VIETNAM)
    except NoArticle as none:
        yield f"extract   không có bài / no article: {none}"
        return
    yield from extraction(article)
    body = f"{article.standfirst}\n{article.body}"
    yield from reading_lines(context.reader.read(article.title, body, lang=article.lang), context)
    yield f"relate    {len(copies.fingerprints(article.body))} fingerprints"


def extraction(article: Article) -> Iterator[str]:
    """What extraction found."""
    published = article.published
    at = published.at.isoformat() if published.at else "—"
    yield f"extract   title       {article.title}"
    yield f"          alt title   {article.alt_title or '—'}"
    yield f"          canonical   {article.canonical_url}"
    yield f"          published   {at} ({published.origin.value}: “{published.raw}”)"
    yield f"          authors     {', '.join(article.authors) or '—'}"
    yield f"          standfirst  {shown(article.standfirst)}"
    yield f"          body        {len(article.body)} characters: {shown(article.body)}"


def shown(text: str) -> str:
    """The beginning of a text on one line."""
    line = squeeze(text)
    return f"{line[:SHOWN]}…" if len(line) > SHOWN else line or "—"


def reading_lines(reading: Reading, context: Context) -> Iterator[str]:
    """What the classifier says, and the sentence it says it by."""
    about = "—" if reading.about is None else f"{reading.about:.2f} (threshold {context.pack.threshold:.2f})"
    topics = ", ".join(f"{topic.code} {topic.p:.2f}" for topic in reading.topics[:4])
    yield f"read      language    {reading.lang}"
    yield f"          about       {about}"
    yield f"          topics      {topics}"
    yield f"          tone        {reading.tone:+d} ({reading.tone_p:.2f}): {shown(reading.why)}"
    yield f"          places      {', '.join(sorted({span.place for span in reading.places})) or '—'}"
    yield f"          model       {reading.model}{' — abstains' if reading.abstain else ''}"


def of_article(article_id: int, warc_folder: Path, context: Context) -> Iterator[str]:
    """An article of the archive: what is stored, and what the stages say of it today."""
    yield from addresses_of(article_id)
    found = captures.of_article(article_id)
    for capture in found:
        yield f"collect   {capture.fetched_at.isoformat()} {capture.status} {capture.final_url}"
        place = capture.place
        yield f"          evidence    {place.file}@{place.offset} sha256 {place.sha256}"
    if found:
        page = evidence.read(warc_folder, found[0].place)
        try:
            yield from extraction(extracted(page, found[0], article_id))
        except NoArticle as none:
            yield f"extract   không có bài / no article: {none}"
    text = articles.text(article_id)
    if text is None:
        return
    yield from reading_lines(read(text, context), context)
    stored = readings.current(article_id)
    if stored is None:
        yield "          stored      chưa đọc / not read yet"
    yield from relations(text)


def extracted(page: bytes, capture: captures.CaptureRow, article_id: int) -> Article:
    """The article on a captured page, with the hints of the source that announced it."""
    known = Address.objects.filter(article_id=article_id, url=capture.url).first()
    address = announced.row(known.id) if known else None
    return extract(
        page,
        url=capture.final_url,
        content_type=capture.content_type,
        zone=address.zone if address else VIETNAM,
        hint_lang=address.lang if address else "",
        hint_title=address.title if address else "",
    )


def addresses_of(article_id: int) -> Iterator[str]:
    """Where the article was announced."""
    for address in announced.of_article(article_id):
        yield f"announced {address.first_seen_at.isoformat()} by {address.source} {address.url}"


def relations(text: articles.Text) -> Iterator[str]:
    """Its copies, and by how much."""
    marks = copies.fingerprints(f"{text.standfirst}\n{text.body}")
    for near in families.neighbours(text.id, marks, text.seen_at)[:5]:
        yield f"relate    article {near.article_id}: containment {near.containment:.2f}"
    for row in articles.copies_of(text.id):
        yield f"          folded with {row.outlet}: {row.title}"
