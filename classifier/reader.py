"""One text read: its language, places, relevance, topics and tone, with the sentence that shows it."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from classifier import events, features, foreign_models, linear, plugged, quotes, seeds
from classifier.features import Text
from classifier.foreign import Foreign
from classifier.gazetteer import Finder
from classifier.guess import Chances, Guesser
from classifier.linear import Linear, ModelError
from classifier.model import Gazetteer, Place, PlaceName, Quote, Reading, Span, TopicScore
from classifier.own_topics import OwnTopic, OwnTopics
from classifier.vietnamese import LANG, Vietnamese
from language.identify import identify
from language.tokens import compose

CARD = "models.json"
MODELS = ("topic", "about", "about_any", "tone")
# Only topics that are likely are named, and the likeliest always.
LEAST_TOPIC = 0.12
MOST_TOPICS = 3
# A text that is surely not about the province has no tone toward it.
NOT_ABOUT = 0.3
# Nearer to even than that, whether a text concerns the province is a question for an officer.
UNDECIDED = 0.15
_LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class Said:
    """A class, how likely it is, and whether that is too little to go by."""

    value: str
    p: float
    unsure: bool


class Reader:
    """Reads texts for one desk; nothing in it changes, so threads may share it."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        models_folder: Path,
        plug_folder: Path | None = None,
        own_topics: Iterable[OwnTopic] = (),
    ) -> None:
        self._gazetteer = gazetteer
        self._own_topics = OwnTopics(own_topics)
        self._finder = Finder(gazetteer)
        self.name, self._models = load(models_folder)
        self._plug = plugged.load(plug_folder, self._models["topic"].classes) if plug_folder else None
        self._finder_of = lru_cache(maxsize=256)(self._made_for)
        self._guesser_of = lru_cache(maxsize=64)(self._guesser_for)

    def read(
        self, title: str, body: str, *, lang: str = "", province: str = "", day: date | None = None
    ) -> Reading:
        """Read a text of a day; ``province`` names another place than the desk's own, in any of its names."""
        finder, home = self._finder_of(_composed(province))
        given = features.join(title, body)
        text = features.prepare(_composed(title), _composed(body), finder, home)
        found = identify(given, lang)
        guesser = self._guesser_of(found)
        if self._plug:
            guesser = self._plug.over(found, text, guesser)
        about = guesser.about(text)
        topics, topic = _topics(guesser.topics(text), guesser.limits.topic)
        tone = Said("0", 1 - about, unsure=False)
        if about >= NOT_ABOUT:
            tone = _best(guesser.tone(text), guesser.limits.tone)
        unsure = {"about": abs(about - 0.5) < UNDECIDED, "topic": topic.unsure, "tone": tone.unsure}
        event = events.judge(text, found)
        places = _Places(given)
        return Reading(
            lang=found,
            about=about,
            topics=(*topics, *self._own_topics.found(text)[:MOST_TOPICS]),
            tone=int(tone.value),
            tone_p=tone.p,
            abstain=any(unsure.values()),
            why=_why(text, guesser, tone.value),
            places=places.spans(text, real=True),
            within=finder.history.chain({one.place for one in text.mentions if one.real}, day),
            model=guesser.name,
            unsure=tuple(name for name, is_unsure in unsure.items() if is_unsure),
            event=event.sign,
            criticism=event.criticism,
            others=places.spans(text, real=False),
            quotes=places.quotes(quotes.find(text, found)),
        )

    def _made_for(self, province: str) -> tuple[Finder, frozenset[str]]:
        """The finder and the home of a province by name; one the gazetteer has not is added to it."""
        if not province:
            return self._finder, self._finder.home_places
        key = self._finder.key_of(province)
        if key:
            return self._finder, self._finder.territory(key)
        place = Place(province, "province", (PlaceName(province, "vi"),))
        return Finder(replace(self._gazetteer, places=(*self._gazetteer.places, place))), frozenset(
            {province}
        )

    def _guesser_for(self, lang: str) -> Guesser:
        """Who reads a language."""
        if lang == LANG:
            return Vietnamese(self.name, self._models)
        # Where there are no lists, what is left of the Vietnamese models does what it can.
        name = foreign_models.load().name if seeds.load(lang) else self.name
        return Foreign(lang, name, self._models["about_any"], self._models["topic"])


def load(folder: Path) -> tuple[str, dict[str, Linear]]:
    """The models of a folder and the name they go by together."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        return str(card["name"]), {name: linear.load(folder, card["models"][name]) for name in MODELS}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"Không đọc được mô hình trong {folder} ({error}); hãy lấy lại thư mục ấy"
            " hoặc chạy `make train`."
            f" / The models in {folder} cannot be read ({error}); restore the folder or run `make train`."
        ) from error


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _topics(sure: Chances, limit: float) -> tuple[tuple[TopicScore, ...], Said]:
    ordered = sorted(sure.items(), key=lambda one: (-one[1], one[0]))
    likely = [TopicScore(code, p) for code, p in ordered[:MOST_TOPICS] if p >= LEAST_TOPIC]
    first, p = ordered[0]
    return tuple(likely or [TopicScore(first, p)]), Said(first, p, p < limit)


def _best(sure: Chances, limit: float) -> Said:
    value = max(sure, key=lambda one: (sure[one], one == "0"))
    return Said(value, sure[value], sure[value] < limit)


def _why(text: Text, guesser: Guesser, tone: str) -> str:
    """The sentence that speaks most for the tone; of a plain text, the first that names the province."""
    # What stands below the lead was not weighed; of it only what names the province can show anything.
    lead = text.body_start + features.LEAD_SIGNS
    told = (span for span in text.sentences if span[0] < lead or text.names_home(span))
    spans = [(start, end) for start, end in told if end - start <= _LONGEST_WHY] or [(0, _LONGEST_WHY)]
    if tone == "0":
        start, end = next(filter(text.names_home, spans), spans[0])
    else:
        start, end = max(spans, key=lambda span: guesser.pull(text, span, tone) + text.names_home(span))
    return text.whole[start:end].strip()


class _Places:
    """Offsets into the text as it was given; it is read in NFC."""

    def __init__(self, given: str) -> None:
        self._map = None if unicodedata.is_normalized("NFC", given) else compose(given)[1:]

    def spans(self, text: Text, *, real: bool) -> tuple[Span, ...]:
        """The names that mean the place, or those that do not."""
        found = (one for one in text.mentions if one.real is real)
        return tuple(Span(one.place, *self._given(one.start, one.end), one.sense) for one in found)

    def quotes(self, found: Sequence[Quote]) -> tuple[Quote, ...]:
        """Quotes where they stand in the given text."""
        return tuple(Quote(*self._given(one.start, one.end), one.speaker) for one in found)

    def _given(self, start: int, end: int) -> tuple[int, int]:
        if self._map is None:
            return start, end
        starts, ends = self._map
        return starts[start], ends[end - 1]
