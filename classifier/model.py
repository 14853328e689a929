"""What is read from a text: frozen values, no database, no scikit-learn."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name of a place in one language."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the gazetteer knows it: its names, its dates and what it became."""

    key: str
    kind: str  # province, city, district, commune, ward, zone, other
    names: tuple[PlaceName, ...]
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    became: tuple[str, ...] = ()
    # The former provinces its territory was part of.
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places a desk knows, and which of them is its own province."""

    home: str
    places: tuple[Place, ...]
    bodies: tuple[PlaceName, ...] = ()
    not_home: tuple[str, ...] = ()  # phrases in which the home name means something else


@dataclass(frozen=True, slots=True)
class Span:
    """A place's name found in a text, and what it means there: ``place``, or a sense of namesakes.yaml."""

    place: str
    start: int
    end: int
    sense: str = "place"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words in a text, and the text that names the speaker, if any; never a person's record."""

    start: int
    end: int
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic code and how likely it is."""

    code: str
    p: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the classifier says of one text; ``why`` is a sentence of that text."""

    lang: str
    about: float | None
    topics: tuple[TopicScore, ...]
    tone: int
    tone_p: float
    abstain: bool
    why: str
    places: tuple[Span, ...]
    model: str
    # What is unsure: of about, topic and tone.
    unsure: tuple[str, ...] = ()
    # How bad or good what happened is, whoever is to blame; whether the province or its bodies are blamed.
    event: int = 0
    criticism: bool = False
    # Names of places that mean something else here.
    others: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()
    # The places with all they lie in, then and now: what a search for one of these is to find.
    within: tuple[str, ...] = ()

    @property
    def topic(self) -> str:
        """The first topic's code."""
        return self.topics[0].code if self.topics else ""
