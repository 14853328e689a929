"""One article to be judged: as much of it as the judgement needs, and the form."""

from dataclasses import dataclass, replace
from datetime import datetime

from archive import pages, readings
from archive.packs import Pack
from archive.readings import ReadingRow
from desk import labels
from desk.labels import Guess, Label, Origin, Task
from web import labelling_names, names, province
from web.labelling_fields import Fields, fields
from web.lighting import LitText, Pieces, light
from web.moments import day_of, stamp

# So much of the text is seen at once beside its standfirst.
LEAD = 2


@dataclass(frozen=True, slots=True)
class Card:
    """An article with why it is asked about and the form."""

    article: pages.ArticlePage
    at: str
    language: str
    text: LitText
    lead: tuple[Pieces, ...]
    more: tuple[Pieces, ...]
    sentence: str
    why: str
    origin: str
    seen: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Last:
    """What was stored just now and may be undone."""

    id: int
    title: str
    lang: str
    seen: str


def of_task(task: Task, now: datetime) -> Card | None:
    """The card of a task, with the guess filled in; none where the article went meanwhile."""
    return _composed(task, as_label(task.guess), now)


def again(article_id: int, now: datetime) -> Card | None:
    """The card of an article whose label was just taken back, with what was said filled in."""
    told = labels.history(article_id)
    if not told or told[0].taken_back_at is None:
        return None
    return kept(article_id, Origin(told[0].origin), told[0].label, now)


def kept(article_id: int, origin: Origin, label: Label, now: datetime) -> Card | None:
    """The card of an article with what an officer chose."""
    row = readings.current(article_id)
    if row is None or row.guess is None:
        return None
    return _composed(Task(article_id, 0, origin, row.guess.unsure, row.guess, row.seen), label, now)


def as_label(guess: Guess) -> Label:
    """A guess as an officer would say it: in the pack's topics, and no tone of what is not about us."""
    named = {spec.code for spec in province.pack().topics}
    topics = tuple(code for code in guess.label.topics if code in named)
    return replace(guess.label, topics=topics, tone=guess.tone if guess.is_about else None)


def last(article_id: int, officer_id: int) -> Last | None:
    """An officer's own label that can be undone."""
    found, row = pages.article(article_id), readings.current(article_id)
    if found is None or row is None or row.corrected_by != officer_id:
        return None
    return Last(found.id, found.title or found.url, found.lang, row.seen)


def _composed(task: Task, label: Label, now: datetime) -> Card | None:
    found, row = pages.article(task.article_id), readings.current(task.article_id)
    if found is None or row is None:
        return None
    text = lit(found, row, province.pack())
    return Card(
        article=found,
        at=stamp(found.published_at, day_of(now)),
        language=names.language(found.lang),
        text=text,
        lead=text.paragraphs[:LEAD],
        more=text.paragraphs[LEAD:],
        sentence=row.why if row.why and not _is_seen(text) else "",
        why=labelling_names.why(task.origin, task.fields),
        origin=task.origin.value,
        seen=task.seen,
        fields=fields(label, task.guess, day_of(now)),
    )


def lit(found: pages.ArticlePage, row: ReadingRow, pack: Pack) -> LitText:
    """The words with the tone's sentence and the province's names lit."""
    own = at_home(pack)
    spans = [span for span in row.places if span[0] in own]
    return light(found.title, found.standfirst, found.body, row.why, spans)


def at_home(pack: Pack) -> frozenset[str]:
    """The province, what became it, and the places in it."""
    former = (spec.key for spec in pack.provinces if pack.home in spec.became)
    return frozenset({pack.home, *former, *(spec.key for spec in pack.places)})


def _is_seen(text: LitText) -> bool:
    """Whether the sentence stands in what is seen at once."""
    seen = (text.title, text.standfirst, *text.paragraphs[:LEAD])
    return any(piece.is_why for pieces in seen for piece in pieces)
