"""Topics of single sentences in twelve languages: ours beside the usual ways, cross-validated.

They are translations of each other: those of one number are on one side of every split, in all languages.
"""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.svm import LinearSVC

from classifier import seeds
from classifier.features import Features
from tests.gates.measures import LANGUAGES

FOLDS = 9
OURS = "ours"
# What the seeds say, by logarithms, beside distances to the planes.
SEED_WEIGHT = 0.2


class Row(TypedDict):
    """A sentence, its number, its language and its topic."""

    number: int
    lang: str
    text: str
    label: str


def rows(path: Path) -> list[Row]:
    """The sentences of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_row(json.loads(line)) for line in lines]


def _row(told: Mapping[str, str]) -> Row:
    number, lang = int(told["id"].rsplit("-", 1)[1]), LANGUAGES[told["lang"][:3]]
    return {
        "number": number,
        "lang": lang,
        "text": told["text"],
        "label": told["label"],
    }


def words() -> TfidfVectorizer:
    """Words and pairs of words between spaces."""
    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)


def signs() -> TfidfVectorizer:
    """One to four neighbouring characters."""
    return TfidfVectorizer(analyzer="char", ngram_range=(1, 4), sublinear_tf=True)


def within_words() -> TfidfVectorizer:
    """Two to five characters within a word."""
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)


def peers() -> dict[str, Pipeline]:
    """The usual ways, each new."""
    return {
        "words, complement NB": make_pipeline(words(), ComplementNB()),
        "words, linear SVC": make_pipeline(words(), LinearSVC(C=1, random_state=0)),
        "characters 1-4, linear SVC": make_pipeline(signs(), LinearSVC(C=1, random_state=0)),
        "characters 1-4, complement NB": make_pipeline(signs(), ComplementNB()),
        "words and characters, complement NB": make_pipeline(make_union(words(), signs()), ComplementNB()),
        "within words 2-5, complement NB": make_pipeline(within_words(), ComplementNB()),
        "within words 2-5, linear SVC": make_pipeline(within_words(), LinearSVC(C=1, random_state=0)),
    }


@dataclass(frozen=True, slots=True)
class Answers:
    """What a system says of each sentence, by its place among the rows."""

    said: Mapping[int, str]

    def share(self, given: Sequence[Row], lang: str) -> float:
        """The share of a language's sentences with their topic."""
        own = [at for at, row in enumerate(given) if row["lang"] == lang]
        return sum(self.said[at] == given[at]["label"] for at in own) / len(own)


def asked(given: Sequence[Row]) -> dict[str, Answers]:
    """All systems over all languages; a sentence and its translations are in one fold."""
    places = {number: at for at, number in enumerate(sorted({row["number"] for row in given}))}
    folds = [places[row["number"]] % FOLDS for row in given]
    said: dict[str, dict[int, str]] = {name: {} for name in (*peers(), OURS)}
    for out in range(FOLDS):
        shared = of_seeds([row for row, one in zip(given, folds, strict=True) if one != out])
        for lang in dict.fromkeys(row["lang"] for row in given):
            own = [at for at, row in enumerate(given) if row["lang"] == lang]
            seen, kept = ([given[at] for at in own if (folds[at] == out) is held] for held in (False, True))
            at_hand = [at for at in own if folds[at] == out]
            for name, system in peers().items():
                said[name] |= dict(zip(at_hand, _predicted(system, seen, kept), strict=True))
            said[OURS] |= dict(zip(at_hand, ours(seen, kept, shared), strict=True))
    return {name: Answers(told) for name, told in said.items()}


def _predicted(system: Pipeline, seen: Sequence[Row], kept: Sequence[Row]) -> list[str]:
    system.fit([row["text"] for row in seen], [row["label"] for row in seen])
    return [str(one) for one in system.predict([row["text"] for row in kept])]


def of_seeds(seen: Sequence[Row]) -> Pipeline:
    """One model for all languages over how far the seed phrases of each topic stand in a sentence."""
    learner = LogisticRegression(max_iter=500, class_weight="balanced")
    return make_pipeline(DictVectorizer(), learner).fit(_facts(seen), [row["label"] for row in seen])


def ours(seen: Sequence[Row], kept: Sequence[Row], shared: Pipeline) -> list[str]:
    """Pieces of words and signs of one language, moved by what the seeds say in all of them."""
    pieces = make_pipeline(make_union(signs(), within_words()), LinearSVC(C=1, random_state=0))
    pieces.fit([row["text"] for row in seen], [row["label"] for row in seen])
    own = pieces.decision_function([row["text"] for row in kept])
    told = shared.predict_log_proba(_facts(kept))
    places = [list(shared.classes_).index(label) for label in pieces.classes_]
    return [str(pieces.classes_[at]) for at in (own + SEED_WEIGHT * told[:, places]).argmax(axis=1)]


def _facts(given: Iterable[Row]) -> list[Features]:
    found = ((seeds.load(row["lang"]), row["text"]) for row in given)
    return [own.facts("", text) if own else {} for own, text in found]
