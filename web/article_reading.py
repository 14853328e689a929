"""What was read from an article, by the machine and by officers, in the words of who looks at it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from archive import pages
from archive.readings import ReadingRow
from desk import labels
from desk.rights import Right, may
from web import labelling_names, names, province
from web.gate import Caller
from web.labelling_fields import about_told, topics_told
from web.lighting import GAP
from web.templatetags.shown import percent

# So many quotes are seen at once.
FEW_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Score:
    """A name and how likely it is."""

    code: str
    name: str
    p: float


@dataclass(frozen=True, slots=True)
class Other:
    """A place's name that means something else here."""

    text: str
    sense: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words, and the words that name them."""

    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Guessed:
    """What the machine says of a field an officer judged, and whether they agreed."""

    words: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """That an officer spoke: who last, when, and what the machine says of each field they judged."""

    by: str
    at: datetime
    guesses: Mapping[str, Guessed]
    is_several: bool

    @property
    def is_confirmed(self) -> bool:
        """Whether all that was judged was right."""
        return bool(self.guesses) and all(one.is_right for one in self.guesses.values())


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """A reading in the reader's words."""

    row: ReadingRow
    mark: names.Mark
    topics: tuple[Score, ...]
    places: tuple[tuple[str, str], ...]
    language: str
    model: str
    why: str
    event: names.Mark | None
    criticism: str
    others: tuple[Other, ...]
    quotes: tuple[Quoted, ...]
    more_quotes: tuple[Quoted, ...]
    unsure: tuple[str, ...]
    harms: str
    corrected: Corrected | None
    may_correct: bool

    @property
    def tone_share(self) -> float | None:
        """How sure the tone is; where the mark says that it is not, nothing more is said."""
        return None if "tone" in self.unsure else self.row.tone_p

    @property
    def is_about_unsure(self) -> bool:
        """Whether it may be about the province or not."""
        return "about" in self.unsure

    @property
    def is_topic_unsure(self) -> bool:
        """Whether another topic may come first."""
        return "topic" in self.unsure


def shown(row: ReadingRow, found: pages.ArticlePage, caller: Caller) -> ReadingShown:
    """A reading with names for its codes."""
    whole = GAP.join((found.title, found.standfirst, found.body))
    places = dict.fromkeys(place for place, _, _ in row.places)
    quotes = tuple(Quoted(whole[start:end], speaker) for start, end, speaker in row.quotes)
    unsure = unsure_of(row)
    return ReadingShown(
        row=row,
        mark=names.tone(row.tone, is_read=True, abstain="tone" in unsure),
        topics=tuple(Score(code, province.topic(code), p) for code, p in row.topics),
        places=tuple((place, province.place(place)) for place in places),
        language=names.language(row.lang),
        model=row.guess.model if row.guess else row.model,
        why=why(row),
        event=labelling_names.EVENTS[row.event] if row.event or row.criticism else None,
        criticism=labelling_names.criticism(row.event, is_blamed=row.criticism),
        others=_others(whole, row.others),
        quotes=quotes[:FEW_QUOTES],
        more_quotes=quotes[FEW_QUOTES:],
        unsure=unsure,
        harms=_harms(row),
        corrected=_corrected(row, found.id) if row.is_corrected else None,
        may_correct=bool(row.seen) and may(caller.role, Right.LABEL),
    )


def unsure_of(row: ReadingRow) -> tuple[str, ...]:
    """What the machine is unsure of; a reading of before did not tell, so it may be any of it."""
    return row.unsure or (("about", "topic", "tone") if row.abstain else ())


def why(row: ReadingRow) -> str:
    """The sentence that shows the tone: none of a tone the machine is unsure of or an officer changed."""
    is_changed = row.guess is not None and row.guess.tone != row.tone
    return "" if is_changed or "tone" in unsure_of(row) else row.why


def _harms(row: ReadingRow) -> str:
    """What an officer said of the province's standing, where one did."""
    if "harms" not in row.corrected:
        return ""
    return str(labelling_names.HARMED if row.harms else labelling_names.NOT_HARMED)


def _others(whole: str, others: Iterable[tuple[str, int, int, str]]) -> tuple[Other, ...]:
    """Each name once in each sense."""
    told = dict.fromkeys((whole[start:end], labelling_names.sense(code)) for _, start, end, code in others)
    return tuple(Other(*one) for one in told)


def _corrected(row: ReadingRow, article_id: int) -> Corrected | None:
    standing = [one for one in labels.history(article_id) if one.taken_back_at is None]
    if not standing:
        return None
    newest = standing[0]
    return Corrected(newest.officer, newest.made_at, guessed(row), len(standing) > 1)


def guessed(row: ReadingRow) -> dict[str, Guessed]:
    """What the machine says of every field an officer judged."""
    guess = row.guess
    if guess is None:
        return {}
    codes = [[code for code, _ in topics] for topics in (guess.topics, row.topics)]
    told = {
        "about": Guessed(about_told(guess), guess.is_about == row.is_about),
        "topic": Guessed(topics_told(guess.topics), codes[0] == codes[1]),
        "tone": Guessed(f"{names.TONES[guess.tone].word} {percent(guess.tone_p)}", guess.tone == row.tone),
    }
    return {field: one for field, one in told.items() if field in row.corrected}
