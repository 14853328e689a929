"""What a search tells of the articles it found: their words, their titles, everything an export lists."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.models import Article


@dataclass(frozen=True, slots=True)
class HitRow:
    """An article as programs and spreadsheets are told of it; never its text."""

    id: int
    url: str
    title: str
    published_at: datetime | None
    outlet: str
    lang: str
    topics: tuple[str, ...]
    tone: int
    is_read: bool
    abstain: bool
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a search may light beside an article's title."""

    alt_title: str
    text: str


def rows(ids: Sequence[int]) -> list[HitRow]:
    """Articles in the order asked for; one that is gone is left out."""
    found = Article.objects.filter(id__in=list(ids)).select_related("outlet", "reading")
    # The text is most of a row, and nobody asks for it here.
    told = {row.id: _told(row) for row in found.defer("standfirst", "body", "reading__why")}
    return [told[id] for id in ids if id in told]


def words(ids: Collection[int]) -> dict[int, Words]:
    """The second title of some articles, and their standfirst and body."""
    found = Article.objects.filter(id__in=ids).values_list("id", "alt_title", "standfirst", "body")
    return {
        id: Words(alt_title, "\n".join(part for part in (standfirst, body) if part))
        for id, alt_title, standfirst, body in found
    }


def titles(ids: Sequence[int]) -> list[str]:
    """Every title of some articles, in the order of the articles."""
    found = Article.objects.filter(id__in=list(ids)).values_list("id", "title", "alt_title")
    told = {id: (title, alt_title) for id, title, alt_title in found}
    return [title for id in ids for title in told.get(id, ()) if title]


def family(article_id: int) -> set[int]:
    """An article with all others of the same content."""
    head = Article.objects.filter(id=article_id).values_list("copy_of_id", flat=True).first() or article_id
    return {article_id, head, *Article.objects.filter(copy_of_id=head).values_list("id", flat=True)}


def _told(row: Article) -> HitRow:
    reading = row.reading
    return HitRow(
        id=row.id,
        url=row.canonical_url,
        title=row.title,
        published_at=row.published_at,
        outlet=row.outlet.name,
        lang=row.lang,
        topics=tuple(code for code, _ in reading.topics) if reading else (),
        tone=reading.tone if reading else 0,
        is_read=reading is not None and reading.about is not None,
        abstain=reading.is_tone_unsure if reading else True,
        places=tuple(sorted({span[0] for span in reading.places})) if reading else (),
    )
