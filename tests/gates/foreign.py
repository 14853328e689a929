"""What is read from foreign articles: topic, relevance and tone, beside the usual ways in the same run."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import yaml
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from classifier import foreign_models, foreign_tone, lexicon
from classifier.linear import ModelError
from classifier.model import Gazetteer, Place, PlaceName, Reading
from classifier.names import Stretch
from classifier.reader import Reader
from classifier.train_foreign import read_targets
from tests.gates import foreign_sentences
from tests.gates.measures import ROOT, Figures, NotMeasured
from tests.gates.measures import Place as Folders

REPORTS = ROOT / "tests" / "classifier" / "foreign_reports.yaml"
PROVINCES = ROOT / "config" / "packs" / "_common" / "provinces.yaml"
MODELS = ROOT / "classifier" / "models"
TABLE = ROOT / "docs" / "figures" / "foreign.md"
TONES = ("-1", "0", "1")
SURE = 0.5
SWAY = 0.34

_ABOUT = (
    "Written by `python -m tests.gates foreign`. Shares of right answers in percent unless it says otherwise."
)
_REPORTS = (
    "Short reports in eight languages, written for the project by the hand that wrote the phrases, though"
    " before them: a check that nothing is broken, not what a stranger's articles will give. `also` counts a"
    " topic that an officer would accept as well; tone counts reports that are about the province."
)
_SENTENCES = (
    "Topics of 99 single sentences in twelve languages (SIB-200, development part), cross-validated in nine"
    " folds over the sentences. With 99 sentences a share is sure to about ±5 points (one standard error)."
)
_TARGETS = "Tone toward a name in English news (NewsMTSC), sentences never trained on: accuracy / macro F1."


class Report(TypedDict, total=False):
    """A short report and what is to be read from it."""

    lang: str
    province: str
    topic: str
    also: list[str]
    about: int
    tone: int
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a language's reports were read right."""

    reports: int
    topic: int
    also: int
    about: int
    tones: int
    tone: int
    plain_tone: int

    @property
    def line(self) -> tuple[str, ...]:
        """The shares as the table shows them."""
        of_all = (percent(one, self.reports) for one in (self.topic, self.also, self.about))
        return (
            str(self.reports),
            *of_all,
            percent(self.tone, self.tones),
            percent(self.plain_tone, self.tones),
        )


def measure(place: Folders) -> Figures:
    """All three measures; the tables are kept among the figures."""
    reports = own_reports()
    read = readings(reports)
    folder = place.data / "classify"
    given = foreign_sentences.rows(folder / "topic_sib12_dev.jsonl.gz")
    answers = foreign_sentences.asked(given)
    targets = {name: toward(folder, name) for name in ("rw", "mt")}
    found = figures(reports, read) | sentence_figures(given, answers)
    found |= {f"foreign tone en {name}": told["ours"][1] for name, told in targets.items()}
    shown = "\n".join(
        [*report_table(reports, read), *sentence_table(given, answers), *target_table(targets), ""]
    )
    print(shown)
    TABLE.write_text(shown, "utf-8")
    rounded = {name: round(figure, 4) for name, figure in found.items()}
    TABLE.with_suffix(".json").write_text(json.dumps(rounded, indent=2) + "\n", "utf-8")
    return found


def own_reports(path: Path = REPORTS) -> list[Report]:
    """The project's own short reports."""
    reports: list[Report] = yaml.safe_load(path.read_text("utf-8"))["reports"]
    return reports


def gazetteer() -> Gazetteer:
    """The provinces in every language, with names that only the reports have."""
    extra = yaml.safe_load(REPORTS.read_text("utf-8"))["names"]
    more = {(vi, lang): name for lang, names in extra.items() for vi, name in names.items()}
    places = []
    for spec in yaml.safe_load(PROVINCES.read_text("utf-8"))["provinces"]:
        every = [spec["names"], *(one["names"] for one in spec.get("was", ()) if "names" in one)]
        names = [PlaceName(text, lang) for one in every for lang, texts in one.items() for text in texts]
        names += [PlaceName(name, lang) for (vi, lang), name in more.items() if vi in spec["names"]["vi"]]
        became = tuple(spec.get("became", ()))
        places.append(Place(spec["key"], spec["kind"], tuple(dict.fromkeys(names)), became=became))
    return Gazetteer("", tuple(places))


def readings(reports: Sequence[Report]) -> list[Reading]:
    """Each report read for a desk of its province."""
    try:
        reader = Reader(gazetteer(), MODELS)
    except ModelError as error:
        raise NotMeasured(str(error)) from error
    return [reader.read(one["title"], one["body"], province=one["province"]) for one in reports]


def counted(reports: Sequence[Report], read: Sequence[Reading], lang: str = "") -> Counts:
    """What was right in one language, or in all."""
    pairs = [(one, told) for one, told in zip(reports, read, strict=True) if lang in {"", one["lang"]}]
    about = [(one, told) for one, told in pairs if one["about"]]
    return Counts(
        reports=len(pairs),
        topic=sum(told.topic == one["topic"] for one, told in pairs),
        also=sum(told.topic in {one["topic"], *one.get("also", [])} for one, told in pairs),
        about=sum(is_about(told) == bool(one["about"]) for one, told in pairs),
        tones=len(about),
        tone=sum(told.tone == one["tone"] for one, told in about),
        plain_tone=sum(plain_tone(one) == one["tone"] for one, _ in about),
    )


def is_about(told: Reading) -> bool:
    """Whether a reading says that the report is about the province."""
    return (told.about or 0.0) >= SURE


def plain_tone(one: Report) -> int:
    """The usual rule: more good words than bad, or fewer."""
    words = lexicon.load(one["lang"])
    good, bad = words.count(f"{one['title']}\n{one['body']}") if words else (0, 0)
    sway = (good - bad) / (1 + good + bad)
    return 0 if abs(sway) < SWAY else 1 if sway > 0 else -1


def figures(reports: Sequence[Report], read: Sequence[Reading]) -> Figures:
    """What the floors hold of the own reports."""
    told = counted(reports, read)
    return {
        "foreign topic": told.topic / told.reports,
        "foreign about": told.about / told.reports,
        "foreign tone": told.tone / told.tones,
    }


def sentence_figures(
    given: Sequence[foreign_sentences.Row], answers: Mapping[str, foreign_sentences.Answers]
) -> Figures:
    """Our mean over the languages, and the least lead over the best peer of a language."""
    langs = list(dict.fromkeys(row["lang"] for row in given))
    mine = {lang: answers[foreign_sentences.OURS].share(given, lang) for lang in langs}
    best = {lang: best_peer(given, answers, lang)[1] for lang in langs}
    return {
        "foreign sentences": sum(mine.values()) / len(langs),
        "foreign sentences beside peers": 1 + min(mine[lang] - best[lang] for lang in langs),
    }


def best_peer(
    given: Sequence[foreign_sentences.Row], answers: Mapping[str, foreign_sentences.Answers], lang: str
) -> tuple[str, float]:
    """The best of the others in a language."""
    others = {
        name: told.share(given, lang) for name, told in answers.items() if name != foreign_sentences.OURS
    }
    best = max(others, key=others.__getitem__)
    return best, others[best]


def toward(folder: Path, name: str) -> dict[str, tuple[float, float]]:
    """Accuracy and macro F1 of each way on one set of sentences with a name."""
    with gzip.open(folder / f"tsc_en_{name}_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    asked = [(row["text"], (row["start"], row["end"])) for row in rows]
    labels = [row["label"] for row in rows]
    train = list(read_targets(folder / "tsc_en_train.jsonl.gz"))
    common = Counter(label for _, _, label, _ in train).most_common(1)[0][0]
    plain = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LinearSVC(C=0.1, random_state=0)
    )
    plain.fit([text for text, _, _, _ in train], [label for _, _, label, _ in train])
    said = {
        "ours": own_tones(asked),
        "words of the sentence, linear SVC": [str(one) for one in plain.predict([text for text, _ in asked])],
        "good and bad words": [
            str(plain_tone({"lang": "en", "title": "", "body": text})) for text, _ in asked
        ],
        "always the commonest": [common for _ in asked],
    }
    return {way: score(labels, told) for way, told in said.items()}


def own_tones(asked: Iterable[tuple[str, Stretch]]) -> list[str]:
    """The tone toward each name by the shipped model."""
    models, words = foreign_models.load().tone_en, lexicon.load("en")
    if words is None:
        raise NotMeasured("classifier/lexicons/en.yaml")
    told = (
        foreign_models.summed(models, foreign_tone.target_blocks(text, span, words)) for text, span in asked
    )
    return [max(one, key=one.__getitem__) for one in told]


def score(labels: Sequence[str], told: Sequence[str]) -> tuple[float, float]:
    """Accuracy and macro F1."""
    right = sum(a == b for a, b in zip(labels, told, strict=True)) / len(labels)
    return right, float(f1_score(labels, told, labels=TONES, average="macro", zero_division=0.0))


def report_table(reports: Sequence[Report], read: Sequence[Reading]) -> list[str]:
    """The own reports by language."""
    langs = [*dict.fromkeys(one["lang"] for one in reports), ""]
    heads = ("", "reports", "topic", "also", "about", "tone", "tone, words alone")
    rows = [(lang or "all", *counted(reports, read, lang).line) for lang in langs]
    return ["# Foreign articles", "", _ABOUT, "", _REPORTS, "", *lines(heads, rows), ""]


def sentence_table(
    given: Sequence[foreign_sentences.Row], answers: Mapping[str, foreign_sentences.Answers]
) -> list[str]:
    """Every way in every language."""
    langs = list(dict.fromkeys(row["lang"] for row in given))
    rows = [
        (name, *(f"{100 * told.share(given, lang):.1f}" for lang in langs)) for name, told in answers.items()
    ]
    return [_SENTENCES, "", *lines(("", *langs), rows), ""]


def target_table(targets: Mapping[str, Mapping[str, tuple[float, float]]]) -> list[str]:
    """The tone toward a name by each way."""
    ways = list(next(iter(targets.values())))
    rows = [(way, *(pair(targets[name][way]) for name in targets)) for way in ways]
    return [_TARGETS, "", *lines(("", *targets), rows)]


def lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table in Markdown."""
    every = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(cells)} |" for cells in every]


def percent(part: int, whole: int) -> str:
    """A share as the table shows it."""
    return f"{100 * part / whole:.1f}" if whole else "—"


def pair(both: tuple[float, float]) -> str:
    """Accuracy and macro F1 as the table shows them."""
    return " / ".join(f"{100 * one:.1f}" for one in both)
