"""``python -m classifier.train_foreign``: build the models of foreign languages again; same data, same files.

Topics, relevance and tone are learned from the labelled Vietnamese reports by measures that every language
has: how far seed phrases and good and bad words stand in a text, and where the province's names do.
The tone toward a name is learned from English sentences.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.linear_model import LogisticRegression

from classifier import foreign_models, foreign_tone, lexicon, seeds
from classifier.features import Features, Text
from classifier.foreign_about import about_facts
from classifier.foreign_tone import Blocks
from classifier.guess import Chances
from classifier.lexicon import Lexicon
from classifier.linear import FACT, Card, Floats, Linear, save, vector
from classifier.train import ABSENT, ABSTAINING, DATA, FOLDS, MODELS, Figures
from classifier.training_fit import NEVER, figures_of, matrix, probabilities, rarity, temperature
from classifier.training_rows import NOWHERE, Row, folds_of, prepared, read
from classifier.vietnamese import LANG as VIETNAMESE

Doubles = NDArray[np.float64]
TARGETS = DATA.with_name("tsc_en_train.jsonl.gz")
_POLARITIES = {2.0: "-1", 4.0: "0", 6.0: "1"}
# A topic's own phrases speak for it in every language, whatever the Vietnamese reports teach.
_LEANING = 9.0


@dataclass(frozen=True, slots=True)
class Given:
    """What one model learns from: blocks of features, labels, and the fold each row is in."""

    name: str
    blocks: Sequence[Blocks]
    labels: Sequence[str]
    folds: Sequence[int]
    strength: float
    least: int = 1
    # Whether a rare class weighs more, and whether each class has a measure of its own to lean on.
    is_evened: bool = False
    own: str = ""

    @property
    def classes(self) -> tuple[str, ...]:
        """The labels, in order."""
        return tuple(sorted(set(self.labels)))


@dataclass(frozen=True, slots=True)
class Reports:
    """The labelled reports, prepared, and the stretch of time each is in with its story."""

    rows: Sequence[Row]
    texts: Sequence[Text]
    folds: Sequence[int]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Self:
        """Prepare rows that are in the order of their days."""
        return cls(rows, prepared(rows), folds_of(rows, FOLDS).tolist())


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every model and write the card."""
    asked = argparse.ArgumentParser(prog="python -m classifier.train_foreign")
    asked.add_argument("--data", type=Path, default=DATA, help="labelled Vietnamese reports")
    asked.add_argument(
        "--targets", type=Path, default=TARGETS, help="English sentences with a tone toward a name"
    )
    asked.add_argument("--out", type=Path, default=MODELS)
    found = asked.parse_args(arguments)
    for path in (found.data, found.targets):
        if not path.is_file():
            sys.stderr.write(f"{ABSENT.format(path=path)}\n")
            return 2
    found.out.mkdir(parents=True, exist_ok=True)
    reports = Reports.of(read(found.data))
    topic = topics(reports)
    cards: dict[str, list[Card]] = {}
    figures: dict[str, Figures] = {}
    models, cards["topic"], figures["topic"] = learn(topic, found.out)
    likely = [foreign_models.summed(models, blocks) for blocks in topic.blocks]
    given = {
        "about": abouts(reports, likely),
        "tone": tones(reports, likely),
        "tone_en": toward(found.targets),
    }
    for name, one in given.items():
        _, cards[name], figures[name] = learn(one, found.out)
    write_card(found.out, cards, figures)
    return 0


def topics(reports: Reports) -> Given:
    """The first topic by the Vietnamese seeds."""
    own = seeds.load(VIETNAMESE)
    if own is None:
        raise FileNotFoundError(seeds.FOLDER / f"{VIETNAMESE}.yaml")
    found = [
        (own.facts(text.whole[: text.title_end], text.whole[text.body_start :]),) for text in reports.texts
    ]
    labels = [row["topic"] for row in reports.rows]
    return Given("foreign_topic", found, labels, reports.folds, 0.3, own="#share")


def abouts(reports: Reports, likely: Sequence[Chances]) -> Given:
    """Whether a report that names a province is about it."""
    named = [at for at, row in enumerate(reports.rows) if row["province"] != NOWHERE]
    found = [(about_facts(reports.texts[at], likely[at]),) for at in named]
    labels, folds = [str(reports.rows[at]["about"]) for at in named], [reports.folds[at] for at in named]
    return Given("foreign_about", found, labels, folds, 3.0, is_evened=True)


def tones(reports: Reports, likely: Sequence[Chances]) -> Given:
    """The tone of what is about its province, by topics and by good and bad words."""
    words = _words(VIETNAMESE)
    about = [at for at, row in enumerate(reports.rows) if row["about"]]
    found = [(foreign_tone.measures(reports.texts[at], words, likely[at]),) for at in about]
    labels, folds = [str(reports.rows[at]["tone"]) for at in about], [reports.folds[at] for at in about]
    return Given("foreign_tone", found, labels, folds, 1.0)


def toward(path: Path) -> Given:
    """The tone toward each name in English sentences; those of one article stay in one fold."""
    words = _words(foreign_tone.LANG)
    rows = list(read_targets(path))
    found = [foreign_tone.target_blocks(text, span, words) for text, span, _, _ in rows]
    articles = {article: at for at, article in enumerate(sorted({article for *_, article in rows}))}
    folds = [articles[article] % FOLDS for *_, article in rows]
    return Given("foreign_tone_en", found, [label for _, _, label, _ in rows], folds, 0.5, 4)


def _words(lang: str) -> Lexicon:
    words = lexicon.load(lang)
    if words is None:
        raise FileNotFoundError(lexicon.FOLDER / f"{lang}.yaml")
    return words


def read_targets(path: Path) -> Iterator[tuple[str, tuple[int, int], str, str]]:
    """Each sentence with one of its names, the tone toward it, and the article it is from."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            article = "_".join(row["primary_gid"].split("_")[:2])
            for target in row["targets"]:
                span = (target["from"], target["to"])
                yield row["sentence_normalized"], span, _POLARITIES[target["polarity"]], article


def learn(given: Given, out: Path) -> tuple[tuple[Linear, ...], list[Card], Figures]:
    """The models of each block, calibrated on what they had not seen, their cards and figures there."""
    unseen = _unseen(given)
    labels, classes = list(given.labels), given.classes
    heat = temperature(unseen, labels, classes)
    sure = probabilities(np.asarray(unseen / heat, dtype=np.float32))
    unsure = round(float(np.quantile(sure.max(axis=1), ABSTAINING)), 3)
    models = tuple(
        replace(model, weights=model.weights / heat, bias=model.bias / heat, unsure=unsure)
        for model in _fitted(given, range(len(labels)))
    )
    names = [given.name, *(f"{given.name}_{at}" for at in range(2, len(models) + 1))]
    cards = [save(model, out / f"{name}.npz") for model, name in zip(models, names, strict=True)]
    return models, cards, figures_of(sure, labels, classes)


def _unseen(given: Given) -> Floats:
    """The scores of each row by a model that did not see its stretch of time, or its article."""
    scores = np.zeros((len(given.labels), len(given.classes)), dtype=np.float32)
    for fold in sorted(set(given.folds)):
        models = _fitted(given, [at for at, one in enumerate(given.folds) if one != fold])
        for at in (at for at, one in enumerate(given.folds) if one == fold):
            scores[at] = sum(model.scores(one) for model, one in zip(models, given.blocks[at], strict=True))
    return scores


def _fitted(given: Given, rows: Sequence[int]) -> tuple[Linear, ...]:
    """One logistic regression over all blocks, cut into the models of each."""
    empty = [_empty([given.blocks[at][block] for at in rows], given) for block in range(len(given.blocks[0]))]
    matrices = [
        matrix([vector(given.blocks[at][block], one.index, one.scale) for at in rows], len(one.index))
        for block, one in enumerate(empty)
    ]
    labels = [given.labels[at] for at in rows]
    learned = LogisticRegression(C=given.strength, max_iter=500, tol=1e-3)
    learned.fit(hstack(matrices).tocsr(), labels, sample_weight=_evened(labels) if given.is_evened else None)
    weights, bias = learned.coef_.T, learned.intercept_
    if weights.shape[1] == 1:
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    places = [given.classes.index(one) for one in learned.classes_]
    full, base = np.zeros((len(weights), len(given.classes))), np.full(len(given.classes), NEVER)
    full[:, places], base[places] = weights, bias
    if given.own:
        full, base = _leaning(full, base, given, empty[0])
    cuts = np.cumsum([len(one.index) for one in empty])[:-1]
    biases = [base, *(np.zeros_like(base) for _ in cuts)]
    return tuple(
        replace(one, weights=part.astype(np.float32), bias=own.astype(np.float32))
        for one, part, own in zip(empty, np.split(full, cuts), biases, strict=True)
    )


def _empty(rows: Sequence[Features], given: Given) -> Linear:
    """A model of what enough of the rows have, that knows nothing yet."""
    counts = Counter(name for one in rows for name in one)
    names = sorted(name for name, count in counts.items() if count >= given.least)
    rarities = [1.0 if name[0] == FACT else rarity(len(rows), counts[name]) for name in names]
    nothing = np.zeros((len(names), len(given.classes)), dtype=np.float32)
    index = {name: at for at, name in enumerate(names)}
    return Linear(
        given.classes, index, np.array(rarities, dtype=np.float32), nothing, nothing[:0].sum(axis=0)
    )


def _leaning(full: Doubles, base: Doubles, given: Given, model: Linear) -> tuple[Doubles, Doubles]:
    """Half of what was learned, and each class leans on its own measure."""
    full = full / 2
    for at, one in enumerate(given.classes):
        full[model.index[f"{given.own} {one}"], at] += _LEANING
    return full, base / 2


def _evened(labels: Sequence[str]) -> list[float]:
    """Classes as if of one size: abroad more articles only name a province in passing."""
    counts = Counter(labels)
    return [len(labels) / counts[label] for label in labels]


def write_card(out: Path, cards: dict[str, list[Card]], figures: dict[str, Figures]) -> None:
    """The card beside the models: what they learned from, how they did, which bytes they are."""
    digests = "".join(card["sha256"] for those in cards.values() for card in those)
    card = {
        "name": f"foreign-{sha256(digests.encode()).hexdigest()[:8]}",
        "data": {
            "topic": "labelled Vietnamese reports by the seed phrases of each topic, without their texts",
            "about": "the same reports by where the province's names stand, without their texts",
            "tone": "the same reports by good and bad words and topics, without their texts",
            "tone_en": "NewsMTSC, English news sentences (fhamborg/NewsMTSC, MIT), without their texts",
        },
        "licences": "the reports' texts belong to their publishers and are not here; NewsMTSC is under MIT;"
        " weights, phrases and word lists are Apache-2.0",
        "method": "logistic regression; tempered on unseen time, toward a name on unseen articles",
        "languages": sorted(path.stem for path in seeds.FOLDER.glob("*.yaml") if path.stem != VIETNAMESE),
        "figures_on_unseen_rows": figures,
        "models": cards,
    }
    (out / foreign_models.CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
