"""One text read: its language, places, relevance, topics and tone, with the sentence that shows it."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from classifier import features, lexicon, linear, seeds
from classifier.features import Features, Text
from classifier.gazetteer import Finder
from classifier.linear import Linear, ModelError
from classifier.model import Gazetteer, Place, PlaceName, Reading, Span, TopicScore
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
# How far good and bad words must lie apart before a tone is told from them alone.
_SWAY = 0.34
_SURE_OF_SEEDS = 0.35
_LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class Said:
    """A class, how likely it is, and whether that is too little to go by."""

    value: str
    p: float
    unsure: bool


class Reader:
    """Reads texts for one desk; nothing in it changes, so threads may share it."""

    def __init__(self, gazetteer: Gazetteer, models_folder: Path) -> None:
        self._gazetteer = gazetteer
        self._finder = Finder(gazetteer)
        self.name, self._models = load(models_folder)
        self._finder_of = lru_cache(maxsize=256)(self._made_for)

    def read(self, title: str, body: str, *, lang: str = "", province: str = "") -> Reading:
        """Read one text; ``province`` names another place than the desk's own, in any of its names."""
        finder, home = self._finder_of(_composed(province))
        given = features.join(title, body)
        text = features.prepare(_composed(title), _composed(body), finder, home)
        found = identify(given, lang)
        topics, topic = self._topics(text, found)
        about = self._about(text, found)
        tone = self._tone(text, found) if about >= NOT_ABOUT else Said("0", 1 - about, unsure=False)
        return Reading(
            lang=found,
            about=about,
            topics=topics,
            tone=int(tone.value),
            tone_p=tone.p,
            abstain=topic.unsure or tone.unsure or abs(about - 0.5) < UNDECIDED,
            why=self._why(text, found, tone.value),
            places=_spans(given, text),
            model=self.name,
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

    def _topics(self, text: Text, lang: str) -> tuple[tuple[TopicScore, ...], Said]:
        sure = self._topic_chances(text, lang)
        ordered = sorted(sure.items(), key=lambda one: (-one[1], one[0]))
        likely = [TopicScore(code, p) for code, p in ordered[:MOST_TOPICS] if p >= LEAST_TOPIC]
        first, p = ordered[0]
        unsure = p < (self._models["topic"].unsure if lang == "vi" else _SURE_OF_SEEDS)
        return tuple(likely or [TopicScore(first, p)]), Said(first, p, unsure)

    def _topic_chances(self, text: Text, lang: str) -> Mapping[str, float]:
        own = None if lang == "vi" else seeds.load(lang)
        if own is not None:
            return own.probabilities(text.whole[: text.title_end], text.whole[text.body_start :])
        model = self._models["topic"]
        return dict(
            zip(model.classes, map(float, model.probabilities(features.topic_features(text))), strict=True)
        )

    def _about(self, text: Text, lang: str) -> float:
        facts = features.about_facts(text)
        if lang != "vi":
            return float(self._models["about_any"].probabilities(facts)[1])
        return float(self._models["about"].probabilities(features.about_features(text) | facts)[1])

    def _tone(self, text: Text, lang: str) -> Said:
        words = lexicon.load(lang)
        if lang != "vi":
            return _swayed(features.tone_facts(text, words)) if words else Said("0", 1 / 3, unsure=True)
        model = self._models["tone"]
        sure = model.probabilities(_tone_features(text))
        best = int(sure.argmax())
        return Said(model.classes[best], float(sure[best]), float(sure[best]) < model.unsure)

    def _why(self, text: Text, lang: str, tone: str) -> str:
        """The sentence that speaks most for the tone; of a plain text, the first that names the province."""
        spans = [(start, end) for start, end in text.sentences if end - start <= _LONGEST_WHY]
        spans = spans or [(0, _LONGEST_WHY)]
        if tone == "0":
            start, end = next(filter(text.names_home, spans), spans[0])
        else:
            start, end = max(spans, key=lambda span: self._pull(text, span, lang, tone))
        return text.whole[start:end].strip()

    def _pull(self, text: Text, span: tuple[int, int], lang: str, tone: str) -> float:
        """How far a sentence speaks for a tone; one that names the province goes before others."""
        is_named = text.names_home(span)
        if lang == "vi":
            model = self._models["tone"]
            return model.pulls(features.counted(text.words_of(span)), model.classes.index(tone)) + is_named
        words = lexicon.load(lang)
        hits = words.hits(text.whole[slice(*span)]) if words else ()
        return sum(hit.sign for hit in hits) * int(tone) + is_named / 2


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


def _tone_features(text: Text) -> Features:
    words = lexicon.load("vi")
    return features.tone_features(text) | (features.tone_facts(text, words) if words else {})


def _swayed(facts: Features) -> Said:
    """A tone from good and bad words alone."""
    sway = facts["#sway"]
    value = "0" if abs(sway) < _SWAY else "1" if sway > 0 else "-1"
    p = 0.5 + min(abs(abs(sway) - _SWAY), 0.45)
    return Said(value, p, unsure=p < 0.5 + _SWAY / 4)


def _spans(given: str, text: Text) -> tuple[Span, ...]:
    """The places themselves, with offsets into the text as it was given."""
    real = [one for one in text.mentions if one.real]
    if unicodedata.is_normalized("NFC", given):
        return tuple(Span(one.place, one.start, one.end) for one in real)
    _, starts, ends = compose(given)
    return tuple(Span(one.place, starts[one.start], ends[one.end - 1]) for one in real)
